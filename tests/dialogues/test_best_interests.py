"""Is a plan good for children? Who writes the ten questions down, and who reads what of them?"""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions import best_interests, plans
from dialogues.models import BestInterestsCheck, Confirmation, FlagNote, RedFlag, Revision
from dialogues.models.best_interests import QUESTIONS
from participants import actions as participants
from tests.factories import fresh

from . import check_factories as checks
from . import plan_factories as make

APART = "We carry the most."
WHY = "A fine takes what the poorest eat."


def page_of(plan) -> str:
    return reverse("dialogues:best_interests_show", args=[plan.pk])


def add_of(plan) -> str:
    return reverse("dialogues:best_interests_add", args=[plan.pk])


def read(client, plan) -> str:
    return client.get(page_of(plan)).content.decode()


def again(check) -> BestInterestsCheck:
    return BestInterestsCheck.objects.get(pk=check.pk)


def typed(client, url: str, group, **said) -> dict[str, str]:
    about = {"asked_on": clock.today(), "groups": group.pk, **said}
    return make.filled(client, url, **about)


# --- Asking ---------------------------------------------------------------------------------------


def test_nothing_is_filled_in_beforehand(world, as_user):
    form = as_user(world.facilitator).get(add_of(make.draft(world))).context["form"]
    filled = {name for name in form.fields if form[name].value() not in (None, "", [])}
    assert filled == {"id", "owner"}


def test_it_is_begun_once_and_may_stay_half_done(world, as_user):
    plan, client = make.draft(world), as_user(world.facilitator)
    posted = typed(client, add_of(plan), world.groups["women"], fair="no", fair_change="A help day")
    for _ in range(2):
        assert client.post(add_of(plan), posted).url == page_of(plan)
    check = BestInterestsCheck.objects.get()
    assert (check.fair, check.fair_change, check.answered) == ("no", "A help day", 1)
    assert list(check.groups.all()) == [world.groups["women"]]
    assert make.events(check) == ["best_interests.added"]
    shown = read(client, plan)
    assert "1 of 10 were asked so far" in shown
    assert shown.count("Not asked yet") == 9
    assert "What we change:" in shown


def test_it_is_gone_on_with_and_what_it_said_is_kept(world, as_user):
    plan, client = make.draft(world), as_user(world.facilitator)
    check = checks.check(plan, by=world.facilitator)
    url = reverse("dialogues:best_interests_edit", args=[check.pk])
    posted = typed(
        client, url, world.groups["men"], fair="yes", safe="partly",
        girls_said="Now the boys carry, too.",
    )  # fmt: skip
    assert client.post(url, posted).url == page_of(plan)
    check = again(check)
    assert (check.asked, check.fair, check.safe) == ("", "yes", "partly")
    assert list(check.groups.all()) == [world.groups["men"]]
    kept = {name for row in Revision.objects.filter(record_id=check.pk) for name in row.values}
    assert kept >= {"fair", "safe", "girls_said", "groups"}
    assert set(make.events(check)) == {"best_interests.added", "best_interests.edited"}


def test_a_stale_page_loses_nothing(world, as_user):
    plan, client = make.draft(world), as_user(world.facilitator)
    check = checks.check(plan, by=world.facilitator)
    url = reverse("dialogues:best_interests_edit", args=[check.pk])
    posted = typed(client, url, world.groups["women"], family="yes", family_change="Aunts help")
    checks.weighed(check, "no_concern", by=world.mentor)
    response = client.post(url, posted)
    assert response.status_code == 409
    assert "Aunts help" in response.content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Answer one question at least"),
        ({"fair": "yes", "groups": ""}, "“” is not a valid"),
        ({"fair": "yes", "asked_on": "2999-01-01"}, "still to come"),
        ({"fair": "yes", "asked_on": ""}, "Enter a day."),
        ({"fair": "surely"}, "not one of the available choices"),
        ({"fair_change": "Kadie Sesay pays"}, "may tell who someone is"),
        ({"girls_said": "Kadie Sesay cried"}, "may tell who someone is"),
    ],
)
def test_bad_input_loses_nothing(world, as_user, said, sentence):
    plan, client = make.draft(world), as_user(world.facilitator)
    typed_words = {"safe_change": "Two women walk along"} if said else {}
    posted = typed(client, add_of(plan), world.groups["women"], **typed_words, **said)
    response = client.post(add_of(plan), posted)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert all(words in response.content.decode() for words in typed_words.values())
    assert not BestInterestsCheck.objects.exists()


def test_words_that_look_like_a_name_are_kept_with_a_reason(world):
    plan = make.draft(world)
    with pytest.raises(NotPossible, match="may tell who someone is"):
        checks.check(plan, by=world.facilitator, safe_change="Ask Amara Kamara")
    checks.check(
        plan, by=world.facilitator, safe_change="Ask Amara Kamara", identifier_reason="a song"
    )
    assert Confirmation.objects.get().plan == plan


def test_there_is_one_for_each_plan(world):
    plan = make.draft(world)
    checks.check(plan, by=world.facilitator)
    with pytest.raises(NotPossible, match="begun already"):
        checks.check(plan, by=world.facilitator)


def test_only_groups_that_take_part_were_there(world):
    plan, women = make.draft(world), world.groups["women"]
    with pytest.raises(NotPermitted):
        checks.check(plan, by=world.facilitator, groups=[world.outside_community.subgroups.first()])
    check = checks.check(plan, by=world.facilitator)
    participants.pause_subgroup(women, by=world.facilitator)
    about = {"asked_on": clock.today(), "by": world.facilitator, "fair": "yes"}
    check = best_interests.edit_best_interests(
        again(check), version=again(check).version, groups=[women], **about
    )
    with pytest.raises(NotPossible, match="pauses now"):
        checks.check(
            make.draft(world), by=world.facilitator, groups=[type(women).objects.get(pk=women.pk)]
        )


@pytest.mark.parametrize(
    "who", ["mentor", "coordinator", "committee_member", "focal_point", "outsider_facilitator"]
)
def test_nobody_else_writes_it(world, who):
    plan = make.sent(world)
    check = checks.check(plan, by=world.facilitator)
    with pytest.raises(NotPermitted):
        checks.check(make.draft(world), by=fresh(world.cast[who]))
    with pytest.raises(NotPermitted):
        best_interests.edit_best_interests(
            check, version=1, asked_on=clock.today(), groups=[], by=fresh(world.cast[who])
        )


@pytest.mark.parametrize("status", ["concluded", "set_aside"])
def test_over_is_over(world, as_user, status):
    plan = make.moved(world, status)
    assert as_user(world.facilitator).get(add_of(plan)).status_code == 409
    with pytest.raises(NotPossible, match="stays as it is"):
        checks.check(plan, by=world.facilitator)


@pytest.mark.parametrize("name", ["best_interests_show", "flag_note_sign"])
def test_the_wrong_method(world, as_user, name):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    if name == "best_interests_show":
        assert client.post(page_of(plan)).status_code == 405
    else:
        assert client.get(reverse("dialogues:flag_note_sign", args=[plan.pk])).status_code == 405


# --- Who reads what -------------------------------------------------------------------------------


def told(world):
    """A plan before the community with all that its check can hold."""
    plan = checks.hurting(make.sent(world), by=world.facilitator)
    check = checks.check(plan, by=world.facilitator)
    checks.noted(plan, by=world.facilitator)
    checks.seen(plan, by=world.mentor)
    return plan, check


@pytest.mark.parametrize("who", ["facilitator", "mentor"])
def test_facilitator_and_mentor_read_all_of_it(world, as_user, who):
    plan, check = told(world)
    checks.weighed(check, "cannot_support", WHY, by=world.mentor)
    shown = read(as_user(world.cast[who]), plan)
    for words in ("A warning, then a help day.", APART, WHY, checks.NOTE, checks.SEEN, "flogged"):
        assert words in shown, words


@pytest.mark.parametrize("who", ["committee_member", "coordinator"])
def test_the_community_reads_what_is_its_own(world, as_user, who):
    plan, check = told(world)
    checks.weighed(check, "cannot_support", WHY, by=world.mentor)
    shown = read(as_user(world.cast[who]), plan)
    for words in (
        "A warning, then a help day.", "Girls want it later in the day.", WHY, "flogged",
        "Somebody is beaten or shamed before others", "Children who are poor are shut out",
    ):  # fmt: skip
        assert words in shown, words
    for words in (APART, checks.NOTE, checks.SEEN, world.mentor.display_name):
        assert words not in shown, words
    assert "/edit/" not in shown.split("<main")[1]
    assert "red-flags" not in shown


@pytest.mark.parametrize("groups", [["girls_10_13"], ["girls_10_13", "boys_14_17"]])
def test_who_was_there_names_no_group_of_children(world, as_user, groups):
    plan = make.sent(world)
    there = [world.groups[name] for name in (*groups, "women")]
    checks.check(plan, by=world.facilitator, groups=there)
    for who in ("committee_member", "coordinator"):
        shown = main_of(read(as_user(world.cast[who]), plan)).split("There:")[1].split("</p>")[0]
        assert (shown.count("Children"), shown.count("Women")) == (1, 1)
        assert not {group.label for group in there if group.is_child and group.label in shown}
    shown = main_of(read(as_user(world.mentor), plan))
    assert {group.label for group in there if group.label in shown} == {g.label for g in there}


def test_each_question_stands_there_in_words(world, as_user):
    plan, _check = told(world)
    shown = read(as_user(world.committee_member), plan)
    assert [name for name, words in QUESTIONS.items() if str(words) not in shown] == []


@pytest.mark.parametrize("outcome", ["safeguarding", "no_concern"])
def test_a_committee_cannot_tell_that_somebody_must_act(world, as_user, outcome):
    """The page reads, letter for letter, as one on which nothing was said yet."""
    plan, check = told(world)
    before = main_of(read(as_user(world.committee_member), plan))
    checks.weighed(check, outcome, by=world.mentor)
    assert main_of(read(as_user(world.committee_member), plan)) == before
    shown = read(as_user(world.facilitator), plan)
    assert ("Somebody may be in danger" in shown) == (outcome == "safeguarding")
    assert (reverse("referrals:concern_add") in main_of(shown)) == (outcome == "safeguarding")


def main_of(page: str) -> str:
    return page.split("<main")[1].split("</main>")[0]


def test_a_plan_that_was_never_sent_is_nobody_elses(world, as_user):
    plan = checks.hurting(make.draft(world), by=world.facilitator)
    checks.check(plan, by=world.facilitator)
    assert as_user(world.committee_member).get(page_of(plan)).status_code == 404
    assert as_user(world.outsider_facilitator).get(page_of(plan)).status_code == 404


def test_words_being_written_are_not_told_before_they_are_sent(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Say it otherwise.")
    plan = plans.take_back_plan(
        make.again(plan), version=make.again(plan).version, by=world.facilitator
    )
    plan = checks.hurting(plan, by=world.facilitator)
    for url in (page_of(plan), plan.get_absolute_url()):
        assert "flogged" in as_user(world.facilitator).get(url).content.decode()
        assert "flogged" not in as_user(world.committee_member).get(url).content.decode()


@pytest.mark.parametrize("who", ["facilitator", "mentor", "committee_member"])
def test_the_plans_page_says_what_it_waits_for_to_everybody(world, as_user, who):
    plan, _check = told(world)
    shown = as_user(world.cast[who]).get(plan.get_absolute_url()).content.decode()
    assert "To talk over first, as it may hurt a child: “flogged”" in shown
    assert page_of(plan) in shown


def test_the_page_of_the_decision_says_why_not(world, as_user):
    plan, _check = told(world)
    make.answer(plan, world.committee_member, world.groups["women"])
    url = reverse("dialogues:plan_agree", args=[plan.pk])
    for who in ("facilitator", "committee_member"):
        response = as_user(world.cast[who]).get(url)
        assert response.status_code == 409
        assert "To talk over first" in response.content.decode()


# --- What it means for the organisation -----------------------------------------------------------


@pytest.mark.parametrize("who", ["facilitator", "mentor"])
@pytest.mark.parametrize(
    ("outcome", "words"),
    [("no_concern", ""), ("reopen", WHY), ("cannot_support", WHY), ("safeguarding", "")],
)
def test_no_outcome_stops_a_decision(world, as_user, who, outcome, words):
    plan = make.sent(world)
    check = checks.check(plan, by=world.facilitator)
    client = as_user(world.cast[who])
    url = reverse("dialogues:best_interests_outcome", args=[check.pk])
    posted = make.filled(client, url, outcome=outcome, outcome_words=words)
    assert client.post(url, posted).url == page_of(plan)
    assert (again(check).outcome, again(check).outcome_words) == (outcome, words)
    assert make.events(check) == ["best_interests.added", "best_interests.weighed"]
    make.answer(plan, world.committee_member, world.groups["women"])
    make.decide(plan, world.committee_member)
    assert make.again(plan).status == "agreed"


@pytest.mark.parametrize(
    ("outcome", "words", "sentence"),
    [
        ("reopen", "", "Say why"),
        ("cannot_support", " ", "Say why"),
        ("safeguarding", "A girl told us.", "Write nothing of it here"),
        ("cannot_support", "Kadie Sesay pays", "may tell who someone is"),
        ("veto", WHY, "not one of the available choices"),
    ],
)
def test_an_outcome_that_is_not_one(world, as_user, outcome, words, sentence):
    check = checks.check(make.draft(world), by=world.facilitator)
    client = as_user(world.mentor)
    url = reverse("dialogues:best_interests_outcome", args=[check.pk])
    posted = make.filled(client, url, outcome=outcome, outcome_words=words)
    response = client.post(url, posted)
    assert (response.status_code, again(check).outcome) == (422, "")
    assert sentence in response.content.decode()


def test_nothing_of_a_danger_is_kept(world):
    check = checks.check(make.draft(world), by=world.facilitator)
    checks.weighed(check, "safeguarding", "A girl told us.", by=world.mentor)
    assert again(check).outcome_words == ""


# --- What is to be talked over: its pages ---------------------------------------------------------


def test_a_person_sets_a_flag_and_the_other_signs_the_note(world, as_user):
    plan = make.sent(world)
    mentor, facilitator = as_user(world.mentor), as_user(world.facilitator)
    url = reverse("dialogues:red_flag_add", args=[plan.pk])
    posted = make.filled(mentor, url, kind="poor_out", seen=checks.SEEN)
    assert mentor.post(url, posted).url == page_of(plan)
    flag = RedFlag.objects.get()
    url = reverse("dialogues:red_flag_note", args=[plan.pk]) + f"?flag={flag.pk}"
    posted = make.filled(facilitator, url, held_on=clock.today(), words=checks.NOTE)
    assert facilitator.post(url, posted).url == page_of(plan)
    note = FlagNote.objects.get()
    shown = read(mentor, plan)
    assert "Waits for: Mentor" in shown
    assert "Yes, so we talked it over" in shown
    assert "Yes, so we talked it over" not in read(facilitator, plan)
    url = reverse("dialogues:flag_note_sign", args=[note.pk])
    assert facilitator.post(url, {"version": 1}).status_code == 403
    assert as_user(world.committee_member).post(url, {"version": 1}).status_code == 404
    assert mentor.post(url, {}).status_code == 422
    assert mentor.post(url, {"version": 1}).url == page_of(plan)
    assert mentor.post(url, {"version": 2}).status_code == 409
    assert make.again(plan).open_flags == []
    assert "Talked over" in read(facilitator, plan)
    assert "Talked over" not in read(as_user(world.committee_member), plan)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("red_flag_add", {"kind": "", "seen": "The poorest pay"}),
        ("red_flag_add", {"kind": "poor_out", "seen": ""}),
        ("red_flag_add", {"kind": "poor_out", "seen": "Kadie Sesay pays"}),
        ("red_flag_note", {"words": "", "held_on": "2026-01-02"}),
        ("red_flag_note", {"words": "We talked", "held_on": "2999-01-02"}),
        ("red_flag_note", {"words": "We asked Kadie Sesay", "held_on": "2026-01-02"}),
    ],
)
def test_bad_input_on_a_flag(world, as_user, name, said):
    plan = checks.hurting(make.sent(world), by=world.facilitator)
    client = as_user(world.mentor)
    url = f"{reverse(f'dialogues:{name}', args=[plan.pk])}?flag={checks.flag_of(plan).key}"
    response = client.post(url, make.filled(client, url, **said))
    assert response.status_code == 422
    assert all(words in response.content.decode() for words in said.values() if words)
    assert (RedFlag.objects.count(), FlagNote.objects.count()) == (0, 0)


def test_a_flag_that_is_none(world, as_user):
    plan = make.sent(world)
    client = as_user(world.mentor)
    url = reverse("dialogues:red_flag_note", args=[plan.pk])
    assert client.get(url).status_code == 404
    gone = f"{url}?flag={uuid.uuid4()}"
    assert "no longer in the plan" in client.get(gone).content.decode()
    posted = make.filled(client, gone, held_on=clock.today(), words="We talked.")
    assert client.post(gone, posted).status_code == 409
