"""A community sees in its own words that its plan works; adults and children side by side."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions import plans as plan_actions
from dialogues.models import Confirmation, Revision, SignOfChange, SignReading
from dialogues.signs_over_time import ABOVE, HEIGHT, over_time
from participants import actions as participants
from tests import factories

from . import plan_factories as plans
from . import sign_factories as make

TOLD = "under the mango tree"


def add(plan) -> str:
    return reverse("dialogues:sign_add", query={"plan": plan.pk})


def edit(sign) -> str:
    return reverse("dialogues:sign_edit", args=[sign.pk])


def read(sign) -> str:
    return reverse("dialogues:sign_reading_add", query={"sign": sign.pk})


def correct(reading) -> str:
    return reverse("dialogues:sign_reading_edit", args=[reading.pk])


def said(world, **changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "words": "Children arrive before the bell", "unit": "of 96 children",
        "judged_by": world.groups["women"].pk, "counted_by": "the school prefects",
        "often": "weekly", "started_by": "children", **changes,
    }  # fmt: skip


def seen(**changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "seen_on": clock.today().isoformat(), "eyes": "adults", "number": "61",
        "out_of": "96", "felt": "", "words": "", "told_at": TOLD, **changes,
    }  # fmt: skip


def main_of(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def told(page: str) -> str:
    """The words of a page, as they are read."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def three_weeks(world, plan) -> SignOfChange:
    """42, 61 and 70 of 96, and children who see it otherwise."""
    sign = make.sign(plan, by=world.facilitator)
    for days, number in ((14, 42), (7, 61), (0, 70)):
        day = clock.today() - timedelta(days=days)
        make.reading(sign, by=world.facilitator, told_at=TOLD, number=number, seen_on=day)
    return sign


# --- A sign --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "words"), [("committee_member", "Children"), ("coordinator", "Children"),
                       ("facilitator", "Girls 10–13"), ("mentor", "Girls 10–13")],
)  # fmt: skip
def test_a_group_of_children_judges_it_as_children_for_who_reads_no_group(
    world, as_user, who, words
):
    sign = make.sign(
        plans.agreed(world), by=world.facilitator, judged_by=world.groups["girls_10_13"]
    )
    page = told(main_of(as_user(getattr(world, who)), sign.get_absolute_url()))
    assert f"Who judges it {words} " in page
    assert ("Girls 10–13" in page) == (words == "Girls 10–13")


def test_it_stands_on_the_plan_in_its_own_words(world, as_user):
    plan = plans.agreed(world)
    client = as_user(world.facilitator)
    assert add(plan) in client.get(plan.get_absolute_url()).content.decode()
    answer = client.post(add(plan), said(world))
    sign = SignOfChange.objects.get()
    assert answer.url == sign.get_absolute_url()
    page = main_of(as_user(world.committee_member), plan.get_absolute_url())
    assert "Children arrive before the bell" in page
    assert "of 96 children" in page
    assert "Children’s own sign" in page
    assert "Nothing was seen yet." in page
    assert plans.again(plan).status == "agreed"  # no group is asked again
    event = AuditEvent.objects.get(record_id=sign.pk)
    assert (event.event, event.by, event.fields) == ("sign.added", world.facilitator, [])


def test_a_sign_is_no_part_of_what_the_groups_agree_to(world):
    plan = plans.agreed(world)
    text = plan.text()
    make.sign(plan, by=world.facilitator)
    assert plans.again(plan).text() == text


def test_said_better_it_keeps_what_it_said(world, as_user):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    client = as_user(world.facilitator)
    sent = {**said(world), "version": 1, "ended_because": "The school has another bell now."}
    assert client.post(edit(sign), sent).status_code == 302
    earlier = Revision.objects.get(record_id=sign.pk)
    assert earlier.values == {
        "unit": "children, before the bell", "started_by": "both", "ended_because": "",
    }  # fmt: skip
    page = main_of(client, sign.get_absolute_url())
    assert "Nobody looks at this any more." in page
    assert read(sign) not in page
    assert client.get(read(sign)).status_code == 409
    assert client.post(read(sign), seen()).status_code == 409
    assert "No longer looked at" in main_of(client, sign.plan.get_absolute_url())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": ""}, "required"),
        ({"often": "daily"}, "Select a valid choice"),
        ({"judged_by": uuid.uuid4()}, "Select a valid choice"),
        ({"counted_by": "the daughter of Kadie"}, "daughter of Kadie"),
        ({"unit": "z" * 121}, "at most 120"),
    ],
)
def test_a_sign_badly_said_is_422_and_nothing_is_lost(world, as_user, changes, words):
    plan = plans.agreed(world)
    sent = said(world, **changes)
    answer = as_user(world.facilitator).post(add(plan), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert str(sent["unit"]) in page
    assert not SignOfChange.objects.exists()


def test_children_are_not_set_to_watch_adults(world):
    plan = plans.agreed(world)
    with pytest.raises(NotPossible):
        make.sign(plan, by=world.facilitator, words="Children report parents who send them to work")


def test_why_words_name_nobody_is_kept_and_goes_with_the_plan(world):
    plan = plans.agreed(world)
    sign = make.sign(
        plan, by=world.facilitator, counted_by="the daughter of Kadie", identifier_reason="a song"
    )
    assert Confirmation.objects.get(record_id=sign.pk).plan == plan
    make.reading(
        sign, by=world.facilitator, told_at=TOLD, words="the daughter of Kadie",
        identifier_reason="a song",
    )  # fmt: skip
    assert Confirmation.objects.filter(plan=plan, reason="a song").count() == 2


# --- What was seen -------------------------------------------------------------------------------


def test_seen_over_time_as_a_line_and_as_a_table(world, as_user):
    plan = plans.agreed(world)
    sign = three_weeks(world, plan)
    for name in ("facilitator", "committee_member", "mentor", "coordinator"):
        page = main_of(as_user(getattr(world, name)), sign.get_absolute_url())
        line = page[page.index('<svg class="sign-line"') :]
        assert re.findall(r"<text[^>]*>(\d+)</text>", line) == ["42", "61", "70"]
        table = told(page[page.index("<tbody") : page.index("</tbody>")])
        assert re.findall(r"\d+ of 96", table) == ["42 of 96", "61 of 96", "70 of 96"]
        assert table.count("As told: under the mango tree") == 3
        assert "Adults : 42, 61, 70" in told(page)  # read aloud before the table
        assert "%" not in told(page)
        for never in ("target", "missed", "behind"):
            assert never not in told(page).lower()
        line = told(main_of(as_user(getattr(world, name)), plan.get_absolute_url()))
        assert "Adults: 42 , 61 , 70 of 96" in line


def test_children_see_it_otherwise_and_it_is_told(world, as_user):
    plan = plans.agreed(world)
    sign = three_weeks(world, plan)
    make.reading(
        sign, by=world.facilitator, told_at=TOLD, eyes="children", number=None, out_of=None,
        felt="same", words="On market days we are late as before.",
    )  # fmt: skip
    client = as_user(world.committee_member)
    assert "Seen differently" not in main_of(client, sign.get_absolute_url())
    make.reading(sign, by=world.facilitator, told_at=TOLD, number=71, felt="better")
    for url in (sign.get_absolute_url(), plan.get_absolute_url()):
        assert "Seen differently" in main_of(client, url)
    assert "On market days we are late as before." in main_of(client, sign.get_absolute_url())


def test_the_committee_says_by_itself_what_it_saw(world, as_user):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    client = as_user(world.committee_member)
    form = client.get(read(sign)).content.decode()
    assert "At which meeting" not in form
    assert client.post(read(sign), seen()).status_code == 302
    reading = SignReading.objects.get()
    assert (reading.channel, reading.told_at, reading.number) == ("in_application", "", 61)
    event = AuditEvent.objects.get(record_id=reading.pk)
    assert (event.event, event.by) == ("sign_reading.added", world.committee_member)
    # what they wrote, they correct: nobody writes it anew for them
    facilitator = as_user(world.facilitator)
    assert correct(reading) not in main_of(facilitator, sign.get_absolute_url())
    assert facilitator.get(correct(reading)).status_code == 403
    assert facilitator.post(correct(reading), seen(version=1)).status_code == 403
    client = as_user(world.committee_member)
    assert correct(reading) in main_of(client, sign.get_absolute_url())
    assert client.post(correct(reading), seen(version=1, number="62")).status_code == 302
    assert Revision.objects.get(record_id=reading.pk).values == {"number": 61}
    assert client.post(correct(reading), seen(version=1, number="63")).status_code == 409


def test_what_was_told_names_the_meeting(world, as_user):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    client = as_user(world.facilitator)
    answer = client.post(read(sign), seen(told_at="", words="kept words"))
    assert answer.status_code == 422
    assert "kept words" in answer.content.decode()
    with pytest.raises(NotPossible):
        make.reading(sign, by=world.facilitator)
    assert client.post(read(sign), seen()).status_code == 302
    reading = SignReading.objects.get()
    assert (reading.channel, reading.told_at) == ("as_told", TOLD)
    assert as_user(world.committee_member).get(correct(reading)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "", "out_of": ""}, "Say how many"),
        ({"number": "97"}, "cannot be less"),
        ({"number": "", "felt": "same"}, "cannot be less"),
        ({"number": "-1"}, "greater than or equal to 0"),
        ({"number": "many"}, "whole number"),
        ({"number": "100001", "out_of": ""}, "less than or equal to"),
        ({"seen_on": "2099-01-01"}, "still to come"),
        ({"eyes": "home"}, "Select a valid choice"),
        ({"felt": "5"}, "Select a valid choice"),
        ({"words": "The daughter of Kadie came first."}, "daughter of Kadie"),
        ({"words": "z" * 2001}, "at most 2000"),
    ],
)
def test_badly_seen_is_422_and_nothing_is_lost(world, as_user, changes, words):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    sent = {**seen(words="as it was"), **changes}
    answer = as_user(world.facilitator).post(read(sign), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert str(sent["words"]) in page
    assert TOLD in page
    assert not SignReading.objects.exists()


def test_the_actions_refuse_what_does_not_fit(world):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    tomorrow = clock.today() + timedelta(days=1)
    for wrong in (
        {"number": None, "out_of": None}, {"number": 97}, {"number": None, "felt": "same"},
        {"seen_on": tomorrow},
    ):  # fmt: skip
        with pytest.raises(NotPossible):
            make.reading(sign, by=world.facilitator, told_at=TOLD, **wrong)
    stranger = world.outside_community.subgroups.get(voice="women")
    with pytest.raises(NotPermitted):
        make.sign(sign.plan, by=world.facilitator, judged_by=stranger)


def test_the_same_form_twice_is_one(world, as_user):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    once, client = seen(), as_user(world.facilitator)
    for _time in range(2):
        assert client.post(read(sign), once).status_code == 302
    assert SignReading.objects.count() == 1


# --- The line ------------------------------------------------------------------------------------


def test_the_line_stands_where_the_numbers_do(world):
    sign = three_weeks(world, plans.agreed(world))
    drawn = over_time(sign.readings.in_order())
    assert drawn.of == 96
    assert [line.eyes for line in drawn.lines] == ["adults"]
    points = drawn.lines[0].points
    assert [point.x for point in points] == [0, 50, 100]
    heights = [HEIGHT - (HEIGHT - ABOVE) * number / 96 for number in (42, 61, 70)]
    assert [point.y for point in points] == pytest.approx(heights, abs=0.1)
    assert drawn.days == (clock.today() - timedelta(days=14), clock.today())


def test_one_number_is_no_line_and_nothing_is_no_number(world):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    assert over_time([]).lines == []
    make.reading(sign, by=world.facilitator, told_at=TOLD, number=0, out_of=None)
    drawn = over_time(sign.readings.in_order())
    assert not drawn.is_drawn
    assert drawn.lines[0].points[0].y == HEIGHT
    make.reading(
        sign, by=world.facilitator, told_at=TOLD, eyes="children", number=None, out_of=None,
        felt="worse",
    )  # fmt: skip
    drawn = over_time(sign.readings.in_order())
    assert [view.latest.eyes for view in drawn.views] == ["adults", "children"]
    assert (drawn.of, drawn.differs) == (None, False)  # a number says not whether more is better


def test_both_counted_the_same_day_and_not_the_same(world):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    make.reading(sign, by=world.facilitator, told_at=TOLD)
    make.reading(sign, by=world.facilitator, told_at=TOLD, eyes="children")
    assert not over_time(sign.readings.in_order()).differs
    make.reading(sign, by=world.facilitator, told_at=TOLD, eyes="children", number=30)
    assert over_time(sign.readings.in_order()).differs


def test_of_a_long_line_only_its_ends_are_written_beside_it(world):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    for week in range(12):
        day = clock.today() - timedelta(days=7 * week)
        make.reading(sign, by=world.facilitator, told_at=TOLD, number=week, seen_on=day)
    points = over_time(sign.readings.in_order()).lines[0].points
    assert [point.labelled for point in points] == [True, *[False] * 10, True]


# --- Who, and when -------------------------------------------------------------------------------


def test_who_may_what(world, as_user):
    plan = plans.agreed(world)
    sign = make.sign(plan, by=world.facilitator)
    reading = make.reading(sign, by=world.facilitator, told_at=TOLD)
    for name, shows, signs, reads in (
        ("facilitator", 200, 200, 200), ("committee_member", 200, 403, 200),
        ("mentor", 200, 403, 403), ("coordinator", 200, 403, 403),
        ("focal_point", 404, 404, 404), ("social_worker", 404, 404, 404),
        ("observer", 404, 404, 404), ("administrator", 404, 404, 404),
        ("outsider_facilitator", 404, 404, 404), ("outsider_committee_member", 404, 404, 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(sign.get_absolute_url()).status_code == shows, name
        for url in (add(plan), edit(sign)):
            assert client.get(url).status_code == signs, name
        assert client.get(read(sign)).status_code == reads, name
        if signs != 200:
            sent = said(world, version=1)
            assert client.post(add(plan), sent).status_code == signs, name
            assert client.post(edit(sign), sent).status_code == signs, name
        if reads != 200:
            assert client.post(read(sign), seen()).status_code == reads, name
            assert client.post(correct(reading), seen(version=1)).status_code == reads, name
    assert (SignOfChange.objects.count(), SignReading.objects.count()) == (1, 1)


def test_a_draft_nobody_was_shown_shows_its_signs_to_nobody_else(world, as_user):
    plan = plans.draft(world)
    sign = make.sign(plan, by=world.facilitator)
    assert as_user(world.committee_member).get(sign.get_absolute_url()).status_code == 404
    assert as_user(world.coordinator).get(sign.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("how", ["set_aside", "paused"])
def test_nothing_is_written_where_nothing_goes_on(world, as_user, how):
    plan = plans.agreed(world)
    sign = make.sign(plan, by=world.facilitator)
    reading = make.reading(sign, by=world.facilitator, told_at=TOLD)
    if how == "paused":
        participants.move_agreement(
            world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
        )
    else:
        plan_actions.move_plan(
            plan, "set_aside", version=plan.version, by=world.facilitator,
            set_aside_reason="The planning group decided so.",
        )  # fmt: skip
    client = as_user(world.facilitator)
    page = main_of(client, sign.get_absolute_url())
    for url, sent in (
        (add(plan), said(world)), (edit(sign), said(world, version=1)),
        (read(sign), seen()), (correct(reading), seen(version=1)),
    ):  # fmt: skip
        assert url.replace("&", "&amp;") not in page
        assert client.get(url).status_code == 409
        assert client.post(url, sent).status_code == 409


def test_of_another_community_nothing_is_there(world, as_user):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    other = factories.person(world.ngo, "facilitator", by=world.coordinator)
    client = as_user(other)
    for url in (sign.get_absolute_url(), read(sign), edit(sign)):
        assert client.get(url).status_code == 404


def test_wrong_method_is_405(world, as_user):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    reading = make.reading(sign, by=world.facilitator, told_at=TOLD)
    client = as_user(world.facilitator)
    assert client.post(sign.get_absolute_url()).status_code == 405
    for url in (add(sign.plan), edit(sign), read(sign), correct(reading)):
        assert client.put(url).status_code == 405


def test_many_readings_ask_the_database_no_more_often(
    world, as_user, django_assert_max_num_queries
):
    sign = make.sign(plans.agreed(world), by=world.facilitator)
    for week in range(9):
        day = clock.today() - timedelta(days=7 * week)
        make.reading(sign, by=world.facilitator, told_at=TOLD, number=week, seen_on=day)
    client = as_user(world.committee_member)
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get(sign.get_absolute_url())
