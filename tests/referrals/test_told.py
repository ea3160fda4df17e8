"""What a service says by phone: who said it, and when, and which time does the clock take?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from referrals import actions
from referrals.models import Referral

from . import checks, factories


def hours_ago(world, hours: int, **values) -> Referral:
    with clock.at(clock.now() - timedelta(hours=hours)):
        return factories.sent(world, **values)


def typed(moment) -> str:
    """A moment as a browser sends it: to the minute, by the clock on the wall."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_the_clock_takes_the_time_it_was_said(world):
    """Told within the day that a medium one has, written down after it: the service was in time."""
    referral = hours_ago(world, 30)
    said_at = (clock.now() - timedelta(hours=7)).replace(second=0, microsecond=0)
    response = checks.post(
        world.facilitator, "accept", referral, **factories.TOLD, said_at=typed(said_at)
    )
    assert response.status_code == 302
    kept, event = Referral.objects.get(), referral.events.last()
    assert kept.acknowledged_at == kept.accepted_at == event.at == said_at
    assert kept.acknowledged_at <= kept.acknowledge_by_at
    assert event.recorded_at > said_at + timedelta(hours=6)
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url()).content.decode()
    assert "by phone" in page
    assert f"told by: the nurse in charge; entered by {world.facilitator}" in page


def test_just_now_when_nothing_is_said(world):
    referral = hours_ago(world, 2)
    checks.post(world.facilitator, "accept", referral, **factories.TOLD)
    event = referral.events.last()
    assert event.at == event.recorded_at


def test_the_minute_of_the_sending_is_not_before_it(world):
    referral = factories.sent(world)
    same = typed(referral.first_sent_at)
    response = checks.post(world.facilitator, "accept", referral, **factories.TOLD, said_at=same)
    assert response.status_code == 302
    assert referral.events.last().at >= referral.first_sent_at


@pytest.mark.parametrize("off", [timedelta(hours=-3), timedelta(hours=1)])
def test_neither_before_the_last_step_nor_in_the_future(world, off):
    referral = hours_ago(world, 2)
    said_at = clock.now() + off
    response = checks.post(
        world.facilitator, "accept", referral, **factories.TOLD, said_at=typed(said_at)
    )
    assert response.status_code == 422
    assert typed(said_at) in response.content.decode()
    with pytest.raises(NotPossible):
        actions.move_referral(
            referral, "accepted", by=world.facilitator, **factories.TOLD, said_at=said_at
        )
    assert Referral.objects.get().status == "sent"


@pytest.mark.parametrize("channel", ["phone", "slip"])
def test_the_action_too_asks_who_told_it(world, channel):
    with pytest.raises(NotPossible, match="their role, never a name"):
        actions.move_referral(
            factories.sent(world), "accepted", by=world.facilitator, channel=channel
        )


def test_a_name_is_not_a_role(world):
    referral = factories.sent(world)
    said = {**factories.TOLD, "told_by": "Sister Kadie Sesay"}
    response = checks.post(world.facilitator, "accept", referral, **said)
    assert response.status_code == 422
    assert "Sister Kadie Sesay" in response.content.decode()


def test_what_is_said_here_was_told_by_nobody(world):
    """A social worker cannot set the clock back: their step counts from when they take it."""
    referral = hours_ago(world, 30)
    early = clock.now() - timedelta(hours=29)
    actions.move_referral(
        referral, "accepted", by=world.social_worker, said_at=early, told_by="the nurse"
    )
    event = referral.events.last()
    assert (event.told_by, event.at) == ("", event.recorded_at)


def test_who_enters_it_is_not_spoken_to_as_the_service(world):
    referral = factories.sent(world)
    takes_on, entered = "You take this on today.", "Enter what they told you;"
    for name, told in (("social_worker", False), ("facilitator", True)):
        client = checks.signed_in(getattr(world, name))
        shown = client.get(referral.get_absolute_url()).content.decode()
        assert [takes_on in shown, entered in shown] == [not told, told]
    response = checks.post(world.facilitator, "accept", referral)
    assert response.status_code == 422
    assert takes_on not in response.content.decode()
