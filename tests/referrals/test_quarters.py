"""Are the figures of a quarter kept once it is over, once and for all, and are they right?"""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from participants import actions as participants
from referrals import actions, back, due, quarters
from referrals.models import QuarterGap, Referral, ReferralQuarter

from . import factories

IN_QUARTER = datetime(2026, 5, 20, 9, tzinfo=UTC)
OVER = datetime(2026, 7, 8, 1, tzinfo=UTC)  # seven days to act, after the last of June
QUARTER = date(2026, 4, 1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 6, 30), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_in_which_quarter_a_day_lies(day, quarter):
    assert clock.quarter_of(day) == quarter
    assert clock.quarter_of(back.last_day(quarter)) == quarter
    assert clock.quarter_of(quarters.following(quarter) - timedelta(days=1)) == quarter


def test_a_quarter_is_over_when_its_last_referral_had_to_be_acted_on(settings):
    assert quarters.last_over(datetime(2026, 7, 1, 12, tzinfo=UTC)) == date(2026, 1, 1)
    assert quarters.last_over(OVER) == QUARTER
    settings.REFERRAL_CLOCKS = {"high": [2, 24], "medium": [24, 72], "low": [72, 30 * 24]}
    assert quarters.last_over(OVER) == date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _agreed(request):
    """The services signed before the first of these referrals."""
    if "world" in request.fixturenames:
        with clock.at(IN_QUARTER - timedelta(days=120)):
            factories.agreed(request.getfixturevalue("world"))


def _sent(world, *path, after=HOUR, at=IN_QUARTER, **values) -> Referral:
    with clock.at(at):
        referral = factories.sent(world, **values)
    with clock.at(at + after):
        for to in path:
            referral = actions.move_referral(
                referral, to, by=world.social_worker, **factories.said(to)
            )
    return referral


def _row(world) -> tuple[int, ...]:
    kept = ReferralQuarter.objects.get(cluster=world.cluster, begins_on=QUARTER)
    return kept.sent, kept.answered_in_time, kept.acted_in_time, kept.said_no


def test_what_is_counted(world):
    _sent(world, "accepted", "service_given")  # answered and acted in time
    _sent(world, "accepted", "service_given", after=30 * HOUR)  # medium: answered late
    _sent(world, "accepted", "service_given", after=100 * HOUR)  # both late
    _sent(world)  # never answered
    _sent(world, "declined")
    _sent(world, at=IN_QUARTER - timedelta(days=90))  # the quarter before
    taken_back = _sent(world)
    actions.revoke_referral(taken_back, cause="mistake", by=world.facilitator)
    unavailable = _sent(world, "accepted", "service_given")
    actions.move_referral(unavailable, "closed", by=world.social_worker, outcome="unavailable")
    assert due.keep_quarters(OVER) > 0
    assert _row(world) == (6, 3, 3, 2)
    gaps = QuarterGap.objects.filter(quarter__begins_on=QUARTER)
    assert set(gaps.values_list("kind", "cause", "referrals")) == {
        ("social_welfare", "no_place", 1),
        ("social_welfare", "unavailable", 1),
    }
    assert ReferralQuarter.objects.get(begins_on=date(2026, 1, 1), cluster=world.cluster).sent == 1


def test_a_child_who_does_not_want_it_is_not_counted(world):
    _sent(world)
    Referral.objects.update(feedback_allowed_to=["child", "referrer"])
    _sent(world)
    due.keep_quarters(OVER)
    assert _row(world)[0] == 1


def test_the_same_no_twice_is_one(world):
    referral = _sent(world, "declined")
    with clock.at(IN_QUARTER + 2 * HOUR):
        for service in (world.outside_service, world.service):
            actions.reroute_referral(
                referral, service=service, sent_via="phone", by=world.facilitator
            )
            by = world.facilitator
            actions.move_referral(
                Referral.objects.get(),
                "declined",
                by=by,
                channel="phone",
                told_by="the nurse",
                cause="no_place",
            )
    due.keep_quarters(OVER)
    assert _row(world) == (1, 1, 0, 1)
    assert QuarterGap.objects.get().referrals == 1


def test_not_before_it_is_over_and_never_again(world):
    referral = _sent(world)
    due.keep_quarters(OVER - timedelta(days=2))
    assert not ReferralQuarter.objects.filter(begins_on=QUARTER).exists()
    due.keep_quarters(OVER)
    before = list(ReferralQuarter.objects.order_by("pk").values())
    _sent(world, "accepted", at=IN_QUARTER + HOUR)  # whatever comes later shows no difference
    actions.revoke_referral(referral, cause="consent", by=world.facilitator)
    assert due.keep_quarters(OVER) == 0
    assert actions.close_quarter(world.ngo, QUARTER, now=OVER) is False
    assert list(ReferralQuarter.objects.order_by("pk").values()) == before


def test_a_cluster_without_any_has_its_row_too(world):
    empty = participants.add_cluster(
        id=uuid.uuid4(), organisation=world.ngo, name="Kono", district="Kono",
        by=world.coordinator,
    )  # fmt: skip
    _sent(world)
    due.keep_quarters(OVER)
    kept = ReferralQuarter.objects.get(cluster=empty)
    assert (kept.sent, kept.communities) == (0, 0)
    assert ReferralQuarter.objects.get(cluster=world.cluster).communities == 2
    # Another organisation, which never sent one, has rows of its own.
    assert ReferralQuarter.objects.filter(organisation=world.other_ngo).count() == 1


def test_that_it_was_kept_is_recorded_and_nothing_of_it(world):
    _sent(world)
    due.keep_quarters(OVER)
    events = AuditEvent.objects.filter(event="referral_quarter.closed", record_id=world.ngo.pk)
    assert [(event.by, event.fields) for event in events] == [(None, [])]
