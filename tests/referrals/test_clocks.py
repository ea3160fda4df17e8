"""Is the clock the child's: started once, met by the first answer and act, set back by nothing?"""

from datetime import timedelta

import pytest
from django.conf import settings

from cpfacilitate.lib import clock
from referrals import actions, clocks
from referrals.models import Referral

from . import factories


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def test_the_defaults():
    assert settings.REFERRAL_CLOCKS == {"high": [2, 24], "medium": [24, 72], "low": [72, 168]}


@pytest.mark.parametrize(
    ("urgency", "answer", "act"), [("high", 2, 24), ("medium", 24, 72), ("low", 72, 7 * 24)]
)
def test_it_starts_with_the_first_sending(world, urgency, answer, act):
    now = clock.now()
    with clock.at(now - hours(30)):
        referral = factories.draft(world, urgency=urgency)
    assert (referral.acknowledge_by_at, referral.act_by_at, referral.due_at) == (None, None, None)
    with clock.at(now):
        referral = actions.send_referral(
            referral, version=referral.version, sent_via="app", by=world.facilitator
        )
    assert referral.acknowledge_by_at == now + hours(answer)
    assert referral.act_by_at == now + hours(act)
    assert referral.due_at == now + hours(answer)


@pytest.mark.parametrize("first", ["acknowledged", "accepted", "declined"])
def test_the_first_answer_meets_the_first_time(world, first):
    referral = factories.moved(world, first)
    assert referral.acknowledged_at == referral.status_at
    assert referral.due_at == referral.act_by_at


@pytest.mark.parametrize("first", ["in_progress", "service_given"])
def test_the_first_act_meets_the_second_time(world, first):
    referral = factories.moved(world, "accepted", first)
    assert referral.acted_at == referral.status_at
    assert referral.due_at is None


def test_a_later_step_does_not_move_what_was_met(world):
    now = clock.now()
    with clock.at(now - hours(5)):
        referral = factories.sent(world)
        actions.move_referral(referral, "acknowledged", by=world.social_worker)
    with clock.at(now - hours(3)):
        actions.move_referral(referral, "accepted", by=world.social_worker)
        actions.move_referral(referral, "in_progress", by=world.social_worker)
    referral = actions.move_referral(referral, "service_given", by=world.social_worker)
    assert referral.acknowledged_at == now - hours(5)
    assert referral.acted_at == now - hours(3)


def test_no_rerouting_sets_it_back(world):
    """US7: each hop answered quickly, and the child waited too long all the same."""
    start = clock.now()
    with clock.at(start):
        referral = factories.sent(world)
    first = (referral.first_sent_at, referral.acknowledge_by_at, referral.act_by_at)
    with clock.at(start + hours(50)):
        actions.move_referral(referral, "declined", cause="no_place", by=world.social_worker)
    with clock.at(start + hours(51)):
        referral = actions.reroute_referral(
            referral, service=world.outside_service, sent_via="app", by=world.facilitator
        )
    assert (referral.first_sent_at, referral.acknowledge_by_at, referral.act_by_at) == first
    assert referral.acknowledged_at == start + hours(50)
    assert referral.due_at == start + hours(72)
    assert clocks.time_left(referral, start + hours(52)) == "20 hours left to act"
    assert clocks.time_left(referral, start + hours(78)) == "6 hours late to act"
    assert Referral.objects.overdue(start + hours(78)).get() == referral


@pytest.mark.parametrize(
    ("urgency", "after", "words"),
    [
        ("high", hours(0.75), "1 hour 15 minutes to answer"),
        ("high", hours(1), "1 hour to answer"),
        ("high", hours(2), "1 minute late to answer"),
        ("high", hours(3.5), "1 hour 30 minutes late to answer"),
        ("high", hours(30), "6 hours late to act"),
        ("medium", hours(0.5), "23 hours to answer"),
        ("medium", hours(73), "1 hour late to act"),
        ("low", hours(1), "2 days to answer"),
        ("low", hours(24 * 10), "3 days late to act"),
    ],
)
def test_time_left_is_said_in_words(world, urgency, after, words):
    referral = factories.sent(world, urgency=urgency)
    assert clocks.time_left(referral, referral.first_sent_at + after) == words


@pytest.mark.parametrize("status", ["draft", "in_progress", "service_given", "closed", "revoked"])
def test_nothing_is_left_where_nothing_is_due(world, status):
    referral = factories.in_state(world, status)
    assert clocks.time_left(referral, clock.now()) == ""


def test_what_was_answered_has_time_to_act(world):
    referral = factories.moved(world, "acknowledged")
    assert clocks.time_left(referral, referral.act_by_at - hours(3)) == "3 hours left to act"


def test_the_queue_is_most_overdue_first_then_most_urgent(world):
    now = clock.now()
    with clock.at(now - hours(80)):
        late = factories.moved(world, "acknowledged", urgency="medium")
    with clock.at(now):
        low = factories.sent(world, urgency="low")
        # The same moment to answer by: a medium one, and a high one sent 22 hours later.
        medium = factories.sent(world, urgency="medium")
    with clock.at(now + hours(22)):
        high = factories.sent(world, urgency="high")
    working = factories.moved(world, "accepted", "in_progress")
    queue = Referral.objects.visible_to(world.social_worker).open().queue()
    assert list(queue) == [late, high, medium, low, working]
    for place, referral in enumerate(queue):
        assert list(queue.after(referral)) == list(queue)[place + 1 :]
