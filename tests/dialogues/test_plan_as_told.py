"""What several groups said at one meeting is written down on one page, and names the meeting."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans, reviews
from dialogues.models import PlanReview
from dialogues.models.plans import planning_subgroups

from . import plan_factories as make

MEETING = {name: str(value) for name, value in make.MEETING.items()}


def url_of(plan) -> str:
    return reverse("dialogues:plan_as_told", args=[plan.pk])


def opened(client, plan, **groups):
    """What a browser posts that opened the page: `women=("agree", "")` and so on."""
    form = client.get(url_of(plan)).context["form"]
    return {field.html_name: "" if (v := field.value()) is None else str(v) for field in form}


def written(world, client, plan, **answers):
    posted = opened(client, plan) | MEETING
    for name, (answer, words) in answers.items():
        key = world.groups[name].pk
        posted |= {f"answer_{key}": answer, f"words_{key}": words}
    return posted


def standing(plan):
    rows = plan.reviews.standing().order_by("subgroup__position")
    return [(str(r.subgroup), r.answer, r.words, r.told_at) for r in rows]


@pytest.fixture
def plan(world):
    """Three groups plan; nobody answered yet."""
    for name in ("men", "elders"):
        make.spokesperson(world, name)
    return make.sent(world)


def test_two_of_three_groups_at_once(world, as_user, plan):
    client = as_user(world.facilitator)
    posted = written(
        world, client, plan, women=("agree", ""), elders=("disagree", "We need every hand.")
    )
    assert client.post(url_of(plan), posted).url == plan.get_absolute_url()
    where = MEETING["told_at"]
    said = [("Women", "agree", "", where), ("Elders", "disagree", "We need every hand.", where)]
    assert standing(plan) == said
    assert make.events(plan).count("plan.reviewed") == 2
    page = client.get(plan.get_absolute_url()).content.decode()
    day = date_format(make.MEETING["told_on"], "j F")
    assert f"{where}</bdi>, {day}" in page
    assert client.post(url_of(plan), posted).status_code == 302  # the button again
    assert standing(plan) == said
    assert PlanReview.objects.count() == 2


def test_a_change_of_a_step(world, as_user, plan):
    client, action = as_user(world.facilitator), make.first_step(plan)
    posted = written(world, client, plan, men=("change", "Begin at six."))
    posted[f"about_{world.groups['men'].pk}"] = str(action.pk)
    client.post(url_of(plan), posted)
    assert PlanReview.objects.get().about == action


def test_a_group_that_answered_by_itself_has_no_row(world, as_user, plan):
    make.answer(plan, world.committee_member, world.groups["women"], "disagree", "No.")
    client = as_user(world.facilitator)
    posted = written(world, client, plan, men=("agree", ""))
    key = world.groups["women"].pk
    assert f"answer_{key}" not in posted
    assert "This group answered by itself." in client.get(url_of(plan)).content.decode()
    client.post(url_of(plan), posted)
    assert [row[:2] for row in standing(plan)] == [("Women", "disagree"), ("Men", "agree")]


@pytest.mark.parametrize("left", [False, True])
def test_what_was_typed_for_a_group_that_is_no_longer_asked_is_shown(world, as_user, plan, left):
    """It answered by itself, or left the planning group, while the page was open."""
    client = as_user(world.facilitator)
    posted = written(world, client, plan, men=("agree", ""), women=("disagree", "Not with a fine."))
    if left:
        world.community.planning_group.filter(subgroup=world.groups["women"]).update(
            left_on="2026-02-01"
        )
    else:
        make.answer(plan, world.committee_member, world.groups["women"])
    before = standing(plan)
    response = client.post(url_of(plan), posted)
    assert response.status_code == 422
    text = response.content.decode()
    for words in ("is no longer asked", "Women</b>: Do not agree", "Not with a fine."):
        assert words in text
    assert standing(plan) == before
    form = response.context["form"]
    again = {field.html_name: field.value() or "" for field in form}
    assert client.post(url_of(plan), again).status_code == 302
    assert ("Men", "agree", "", MEETING["told_at"]) in standing(plan)


def test_a_sheet_sent_again_with_other_words_is_kept_as_new(world, as_user, plan):
    client = as_user(world.facilitator)
    posted = written(world, client, plan, men=("agree", ""), elders=("agree", ""))
    client.post(url_of(plan), posted)
    key = world.groups["men"].pk
    other = {f"answer_{key}": "disagree", f"words_{key}": "We need every hand."}
    response = client.post(url_of(plan), posted | other)
    assert response.status_code == 409
    assert client.post(url_of(plan), dict(response.context["carried"])).status_code == 302
    assert [row[:3] for row in standing(plan)] == [
        ("Men", "disagree", "We need every hand."), ("Elders", "agree", ""),
    ]  # fmt: skip


def test_a_group_that_answered_meanwhile_stops_all_and_nothing_is_lost(world, as_user, plan):
    """Two write at once: what the group said by itself stands, and no half of a sheet is kept."""
    make.answer(plan, world.committee_member, world.groups["women"])
    rows = [
        {"id": uuid.uuid4(), "subgroup": world.groups[name], "answer": "agree"}
        for name in ("men", "women")
    ]
    with pytest.raises(NotPossible, match="answered by itself"):
        reviews.review_as_told(
            rows, plan=plan, edition=plan.edition, by=world.facilitator, **make.MEETING
        )
    assert standing(plan) == [("Women", "agree", "", "")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"told_on": ""}, "Enter a day."),
        ({"told_on": "2999-01-01"}, "The day of the meeting is still to come."),
        ({"told_at": ""}, "Write something here."),
        ({"answer": ""}, "What did the group answer?"),
        ({"words": " "}, "Say in a few words what the group wants."),
        ({"words": "x" * 1001}, "at most 1000 characters"),
        ({"told_at": "with Kadie Bangura"}, "Kadie Bangura"),
        ({"words": "Ask Kadie Bangura."}, "Kadie Bangura"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(world, as_user, plan, changed, sentence):
    client = as_user(world.facilitator)
    posted = written(
        world, client, plan, men=("change", "Begin at six."), elders=("agree", "it is good so")
    )
    key = world.groups["men"].pk
    posted |= {name if "told" in name else f"{name}_{key}": v for name, v in changed.items()}
    response = client.post(url_of(plan), posted)
    assert response.status_code == 422
    text = response.content.decode()
    assert sentence in text
    for name, value in posted.items():
        if value.strip() and ("words" in name or "told" in name):
            assert value in text
    assert re.search(rf'name="answer_{world.groups["elders"].pk}" value="agree"[^>]*checked', text)
    assert standing(plan) == []


def test_a_reason_is_kept_for_the_words_that_need_one(world, as_user, plan):
    client = as_user(world.facilitator)
    posted = written(
        world, client, plan, men=("change", "Ask Kadie Bangura."), women=("agree", "")
    ) | {"identifier_reason": "It is a song."}
    assert client.post(url_of(plan), posted).status_code == 302
    kept = dict(PlanReview.objects.values_list("subgroup__label", "identifier_reason"))
    assert kept == {"Men": "It is a song.", "Women": ""}


def test_nothing_told_is_nothing_to_keep(world, as_user, plan):
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), written(world, client, plan))
    assert response.status_code == 422
    assert "Write what at least one group said." in response.content.decode()


def test_without_the_meeting_nothing_told_is_kept(world, plan):
    for wrong in ({"told_on": None}, {"told_at": "  "}, {"told_on": make.date(2999, 1, 1)}):
        with pytest.raises(NotPossible, match="meeting"):
            make.answer(plan, world.facilitator, world.groups["women"], **wrong)
    by_itself = make.answer(
        plan, world.committee_member, world.groups["women"], told_at="nowhere",
        told_on=make.MEETING["told_on"],
    )  # fmt: skip
    assert (by_itself.told_on, by_itself.told_at) == (None, "")


def test_a_step_of_another_plan_is_not_spoken_of(world, plan):
    other = make.first_step(make.draft(world))
    with pytest.raises(make.reviews.NotPermitted):
        make.answer(
            plan, world.facilitator, world.groups["women"], "change", "Not so.", about=other
        )


def test_others_wrong_roles_wrong_state_wrong_method(world, as_user, plan):
    for user in (world.outsider_committee_member, world.outsider_facilitator, world.social_worker):
        assert as_user(user).get(url_of(plan)).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).get(url_of(plan)).status_code == 403
        assert as_user(user).post(url_of(plan), {}).status_code == 403
    client = as_user(world.facilitator)
    assert client.put(url_of(plan)).status_code == 405
    posted = written(world, client, plan, men=("agree", "it is good so"))
    make.step(plan, world, "One more")
    stale = client.post(url_of(plan), posted)
    assert stale.status_code == 409
    assert "it is good so" in stale.content.decode()
    draft = make.draft(world)
    assert client.get(url_of(draft)).status_code == 409


def test_a_meeting_before_the_plan_changed_did_not_speak_of_it(world):
    """The text it was asked about was another one; a plan sent once may have been on paper before."""
    plan, by = make.sent(world), world.facilitator
    before = {"told_on": clock.today() - timedelta(days=3), "told_at": "under the mango tree"}
    women = world.groups["women"]
    said = {"id": uuid.uuid4(), "subgroup": women, "answer": "change", "words": "No fine."}
    [asked] = reviews.review_as_told([said], plan=plan, edition=1, by=by, **before)
    reviews.answer_change(asked, version=1, answered_words="It is gone.", by=by)
    plan = plans.take_back_plan(make.again(plan), version=make.again(plan).version, by=by)
    plan = plans.send_plan(plan, version=plan.version, by=by)
    said = {"id": uuid.uuid4(), "subgroup": women, "answer": "agree", "words": ""}
    with pytest.raises(NotPossible, match="The plan changed on"):
        reviews.review_as_told([said], plan=plan, edition=2, by=by, **before)
    for group in planning_subgroups(world.community):
        said = {"id": uuid.uuid4(), "subgroup": group, "answer": "agree", "words": ""}
        reviews.review_as_told([said], plan=plan, edition=2, by=by, **make.MEETING)
    held = {"how": "consensus", "present": "30 women", "dissent": "", "by": by}
    with pytest.raises(NotPossible, match="The plan changed on"):
        reviews.agree_plan(
            make.again(plan), id=uuid.uuid4(), edition=2, held_on=before["told_on"], **held
        )
