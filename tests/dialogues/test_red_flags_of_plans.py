"""Nothing that may hurt a child is agreed before facilitator and mentor have talked it over."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Notification
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import DomainError, NotPermitted, NotPossible
from dialogues.actions import plans, red_flags, reviews, steps
from dialogues.models import Decision, FlagNote, RedFlag
from dialogues.models.best_interests import plans_to_talk_over
from dialogues.permissions.plans import plan_moves
from tests import factories as cast
from tests.factories import fresh

from . import check_factories as checks
from . import plan_factories as make

WAITS = "may hurt a child"


def answered(world, words: str = checks.HURTS):
    """With the community, every group has agreed, and a step may hurt a child."""
    plan = checks.hurting(make.sent(world), by=world.facilitator, words=words)
    make.answer(plan, world.committee_member, world.groups["women"])
    return make.again(plan)


def labels(plan) -> list[tuple[str, str]]:
    return [(flag.kind, flag.words) for flag in make.again(plan).open_flags]


@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
@pytest.mark.parametrize("how", ["found", "seen"])
def test_an_open_flag_stops_whoever_would_record_that_it_is_agreed(world, who, how):
    plan = answered(world, "Kindly." if how == "seen" else checks.HURTS)
    if how == "seen":
        checks.seen(plan, by=world.mentor)
    user = fresh(world.cast[who])
    assert not make.again(plan).may_be_agreed_now()
    assert "agreed" not in plan_moves(user, make.again(plan))
    with pytest.raises(NotPossible, match=WAITS):
        make.decide(plan, user)
    assert not Decision.objects.exists()
    checks.talked_over(plan, world)
    assert "agreed" in plan_moves(user, make.again(plan))
    make.decide(plan, user)
    assert make.again(plan).status == "agreed"


@pytest.mark.parametrize("channel", ["in_application", "as_told"])
def test_it_stops_an_agreement_however_the_groups_answered(world, channel):
    plan = checks.hurting(make.sent(world), by=world.facilitator)
    by = world.facilitator if channel == "as_told" else world.committee_member
    assert make.answer(plan, by, world.groups["women"]).channel == channel
    for user in (world.facilitator, world.committee_member):
        with pytest.raises(NotPossible, match=WAITS):
            make.decide(plan, user)


@pytest.mark.parametrize("status", ["draft", "with_community", "agreed", "in_action", "reflecting"])
@pytest.mark.parametrize(
    "to", ["with_community", "in_action", "reflecting", "concluded", "set_aside"]
)
def test_no_other_move_waits_for_it(world, status, to):
    """An organisation cannot veto: but for *agreed* a plan goes its way."""
    plan = make.moved(world, status)
    without = plan_moves(world.facilitator, plan)
    checks.seen(plan, by=world.mentor)
    plan = make.again(plan)
    assert plan_moves(world.facilitator, plan) == without
    if to not in without:
        return
    if to == "with_community":
        plans.send_plan(plan, version=plan.version, by=world.facilitator)
    else:
        why = "The gathering decided so." if to == "set_aside" else ""
        plans.move_plan(plan, to, version=plan.version, by=world.facilitator, set_aside_reason=why)
    assert (make.again(plan).status, len(make.again(plan).open_flags)) == (to, 1)


def test_taking_it_back_does_not_wait_for_it(world):
    plan = checks.hurting(make.sent(world), by=world.facilitator)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No flogging.")
    plan = make.again(plan)
    plans.take_back_plan(plan, version=plan.version, by=world.facilitator)
    assert make.again(plan).status == "draft"


def test_it_is_gone_when_the_words_are(world):
    plan = answered(world)
    assert labels(plan) == [("shamed", "flogged")]
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No flogging.")
    plan = make.again(plan)
    plan = plans.take_back_plan(plan, version=plan.version, by=world.facilitator)
    plan = checks.hurting(plan, by=world.facilitator, words="A warning, then a help day.")
    assert labels(plan) == []


def test_a_dropped_step_hurts_nobody(world):
    plan = checks.hurting(make.sent(world), by=world.facilitator)
    step = make.first_step(plan)
    steps.move_action(
        step, "dropped", version=step.version, dropped_reason="Nobody wants it.",
        by=world.facilitator,
    )  # fmt: skip
    assert labels(plan) == []


@pytest.mark.parametrize(
    "where", ["name", "goal", "builds_on_reason", "what", "details", "role", "support_needed"]
)
def test_every_word_of_the_plan_is_read(world, where):
    plan = make.draft(world)
    if where in ("name", "goal", "builds_on_reason"):
        said = {"name": plan.name, "goal": plan.goal, where: checks.HURTS}
        builds_on = [] if where == "builds_on_reason" else plan.builds_on.all()
        plans.edit_plan(
            plan, version=plan.version, harm=plan.harm, builds_on=builds_on, by=world.facilitator,
            **said,
        )  # fmt: skip
    elif where == "what":
        make.step(plan, world, checks.HURTS)
    elif where == "details":
        checks.hurting(plan, by=world.facilitator)
    else:
        said = {where: "the late ones are flogged by the others"}
        make.child_role(make.first_step(plan), **said)
    assert labels(plan) == [("shamed", "flogged")]


def test_what_a_step_does_and_how_are_read_as_one(world):
    plan = make.draft(world)
    make.step(plan, world, "A rule about pregnant girls.")
    step = plan.actions.last()
    type(step).objects.filter(pk=step.pk).update(details="Each of them pays a goat.")
    assert [kind for kind, _words in labels(plan)] == ["pregnant"]


def test_what_a_step_is_seen_by_and_works_with_is_read_too(world):
    plan = make.draft(world)
    about = {"id": uuid.uuid4(), "created_by": world.facilitator}
    step = make.first_step(plan)
    step.milestones.create(what="The first is flogged", **about)
    assert labels(plan) == [("shamed", "flogged")]
    step.milestones.all().delete()
    plan.resources.create(
        whose="ours", what="What pregnant girls pay", brought_by=world.groups["women"], **about
    )
    assert [kind for kind, _words in labels(plan)] == ["pregnant"]


def test_one_alone_settles_nothing(world):
    plan = answered(world)
    note = checks.noted(plan, by=world.facilitator)
    assert labels(plan) == [("shamed", "flogged")]
    with pytest.raises(NotPermitted):
        checks.signed(note, by=world.facilitator)
    with pytest.raises(NotPermitted):
        checks.signed(note, by=world.committee_member)
    checks.noted(plan, by=world.facilitator, words="Once more.")
    assert labels(plan) == [("shamed", "flogged")]
    checks.signed(note, by=world.mentor)
    assert labels(plan) == []
    flag = RedFlag.objects.get()
    assert (flag.settled_by, flag.settled_at is not None) == (world.mentor, True)
    assert make.events(flag) == [
        "red_flag.noted", "red_flag.noted", "red_flag.signed", "red_flag.settled"
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["facilitator", "mentor"])
def test_a_note_by_each_settles_it_too(world, first):
    plan = answered(world)
    second = {"facilitator": "mentor", "mentor": "facilitator"}[first]
    checks.noted(plan, by=world.cast[first])
    assert len(labels(plan)) == 1
    checks.noted(plan, by=world.cast[second])
    assert labels(plan) == []
    assert list(FlagNote.objects.values_list("side", flat=True)) == [first, second]


def test_a_mentors_note_is_signed_by_the_facilitator(world):
    plan = answered(world)
    note = checks.noted(plan, by=world.mentor)
    with pytest.raises(NotPermitted):
        checks.signed(note, by=world.mentor)
    checks.signed(note, by=world.facilitator)
    assert labels(plan) == []


def test_one_person_with_both_roles_is_still_one_person(world):
    plan = answered(world)
    both = _both(world)
    note = checks.noted(plan, by=both)
    with pytest.raises(NotPermitted):
        checks.signed(note, by=both)
    assert len(labels(plan)) == 1
    checks.signed(note, by=world.mentor)
    assert labels(plan) == []


def _both(world):
    """The facilitator, who is a mentor there as well."""
    accounts.give_role(
        user=world.facilitator, organisation=world.ngo, role="mentor", by=world.coordinator
    )
    user = fresh(world.facilitator)
    cast.reach(user, "mentor", by=world.coordinator, community=world.community)
    return fresh(user)


def test_other_words_are_another_flag(world):
    """A note covers exactly the words it was written about."""
    plan = checks.hurting(make.sent(world), by=world.facilitator)
    checks.talked_over(plan, world)
    assert labels(plan) == []
    plan = checks.hurting(plan, by=world.facilitator, words="Who is late and small is flogged.")
    assert labels(plan) == [("shamed", "flogged")]
    plan = checks.hurting(plan, by=world.facilitator, words=checks.HURTS)
    assert labels(plan) == []
    make.step(plan, world, "The drummer is flogged")
    assert labels(plan) == [("shamed", "flogged")]


def test_what_a_person_saw_stays_whatever_the_words_say(world):
    plan = make.sent(world)
    checks.seen(plan, by=world.facilitator)
    plan = checks.hurting(plan, by=world.facilitator, words="A warning.")
    assert labels(plan) == [("poor_out", "")]
    with pytest.raises(NotPossible, match="set already"):
        checks.seen(plan, by=world.mentor)
    checks.talked_over(plan, world)
    assert labels(plan) == []
    checks.seen(plan, by=world.mentor)  # and again, when it is seen again
    assert labels(plan) == [("poor_out", "")]


def test_a_note_is_of_words_that_stand_there(world):
    plan = answered(world)
    for key in (uuid.uuid4(), checks.seen(plan, by=world.mentor).pk):
        if RedFlag.objects.filter(pk=key).exists():
            checks.signed(checks.noted(plan, by=world.mentor, flag=key), by=world.facilitator)
        with pytest.raises(NotPossible, match="no longer in the plan"):
            checks.noted(plan, by=world.facilitator, flag=key)


def test_the_same_note_twice_is_one(world):
    plan = answered(world)
    about = {
        "id": uuid.uuid4(), "flag": checks.flag_of(plan).key, "held_on": clock.today(),
        "words": checks.NOTE, "by": world.facilitator,
    }  # fmt: skip
    one = red_flags.note_flag(plan=plan, **about)
    assert red_flags.note_flag(plan=plan, **about) == one
    assert FlagNote.objects.count() == 1


@pytest.mark.parametrize(
    "who", ["committee_member", "coordinator", "focal_point", "outsider_facilitator", "stranger"]
)
def test_nobody_else_sees_or_signs(world, who):
    plan = answered(world)
    note = checks.noted(plan, by=world.facilitator)
    user = fresh(world.cast[who])
    with pytest.raises(NotPermitted):
        checks.seen(plan, by=user)
    with pytest.raises(NotPermitted):
        checks.noted(plan, by=user)
    with pytest.raises(NotPermitted):
        checks.signed(note, by=user)


@pytest.mark.parametrize("status", ["concluded", "set_aside"])
def test_over_is_over(world, status):
    plan = make.moved(world, status)
    with pytest.raises(NotPossible, match="stays as it is"):
        checks.seen(plan, by=world.facilitator)


def test_the_words_name_nobody(world):
    plan = answered(world)
    with pytest.raises(NotPossible, match="may tell who someone is"):
        checks.seen(plan, by=world.mentor, words="Kadie Sesay would pay.")
    with pytest.raises(NotPossible, match="may tell who someone is"):
        checks.noted(plan, by=world.mentor, words="We asked Kadie Sesay.")


def test_whose_turn_it_is_hears_of_it(world):
    plan = answered(world)
    Notification.objects.all().delete()
    checks.noted(plan, by=world.facilitator)
    assert set(Notification.objects.values_list("user", flat=True)) == {world.mentor.pk}
    Notification.objects.all().delete()
    checks.seen(plan, by=world.mentor)
    assert set(Notification.objects.values_list("user", flat=True)) == {world.facilitator.pk}


def test_the_mentor_sees_the_plan_first_until_their_hand_is_in_it(world):
    plan, mentor = answered(world), fresh(world.mentor)
    make.draft(world)  # nothing waits in this one
    assert plans_to_talk_over(mentor) == [plan]
    note = checks.noted(plan, by=world.facilitator)
    assert plans_to_talk_over(mentor) == [plan]
    checks.signed(note, by=world.mentor)
    assert plans_to_talk_over(mentor) == []
    checks.noted(plan, by=world.mentor, flag=checks.seen(plan, by=world.facilitator).pk)
    assert plans_to_talk_over(mentor) == []  # it waits for the facilitator now
    assert plans_to_talk_over(fresh(world.facilitator)) == []
    assert plans_to_talk_over(fresh(world.committee_member)) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_agreeing_while_a_flag_is_set_has_one_winner():
    """Either the flag came first and nothing is agreed, or it was agreed and the flag is open."""
    world = cast.world()
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"])
    barrier, done = threading.Barrier(2), []

    def run(name, act):
        barrier.wait()
        try:
            act()
            done.append(name)
        except DomainError:
            pass
        finally:
            connection.close()

    acts = {
        "agreed": lambda: make.decide(plan, fresh(world.committee_member)),
        "seen": lambda: checks.seen(plan, by=fresh(world.mentor)),
    }
    threads = [threading.Thread(target=run, args=pair) for pair in acts.items()]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert "seen" in done
    plan = make.again(plan)
    assert len(plan.open_flags) == 1
    decision = Decision.objects.first()
    assert plan.status == ("with_community" if decision is None else "agreed")
    assert ("agreed" in done) == (decision is not None)


def test_what_it_waits_for_is_said_in_one_sentence(world):
    plan = answered(world)
    checks.seen(plan, by=world.mentor)
    assert reviews.missing_for_agreement(make.again(plan)) == [
        "To talk over first, as it may hurt a child: “flogged”; Children who are poor are shut "
        "out. Facilitator and mentor write down what was said, or a group asks to change it."
    ]
