"""Which quarter is over for good, and what happened to the referrals that were first sent in it?

A quarter is a calendar quarter where the installation is. It is over for good when the last of its
referrals had to be acted on: from then on nothing of what is counted can change any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Q

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib import clock
from cpfacilitate.lib.clock import midnight, quarter_of

from .models import Feedback, Outcome, Referral, ReferralEvent
from .states import ReferralStatus


@dataclass
class Counted:
    """The referrals of one cluster in one quarter."""

    sent: int = 0
    answered_in_time: int = 0
    acted_in_time: int = 0
    said_no: int = 0
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind, cause → referrals


def following(quarter: date) -> date:
    """The first day of the next quarter."""
    return quarter_of(quarter + timedelta(days=100))


def last_over(now: datetime) -> date:
    """The latest quarter that is over for good."""
    longest = max(act for _answer, act in settings.REFERRAL_CLOCKS.values())
    return _before(quarter_of(clock.day_of(now - timedelta(hours=longest))))


def _before(quarter: date) -> date:
    return quarter_of(quarter - timedelta(days=1))


def from_to(first: date, last: date) -> Iterator[date]:
    """The quarters from `first` to `last`, both among them."""
    while first <= last:
        yield first
        first = following(first)


def count(organisation: Organisation, quarter: date) -> dict[UUID, Counted]:
    """Cluster → what happened there. What was taken back is not counted: it should not have gone.

    Nor is a child who does not want the communities to learn of it, be it as one of many.
    """
    begin, end = (midnight(day) for day in (quarter, following(quarter)))
    sent = Referral.objects.filter(
        organisation=organisation, first_sent_at__gte=begin, first_sent_at__lt=end
    ).exclude(status=ReferralStatus.REVOKED)
    told = sent.values_list("pk", "feedback_allowed_to")
    referrals = Referral.objects.filter(
        pk__in=[key for key, whom in told if Feedback.COMMUNITY in whom]
    )
    totals = referrals.order_by().values("cluster").annotate(
        sent=Count("pk"),
        answered_in_time=Count("pk", filter=Q(acknowledged_at__lte=F("acknowledge_by_at"))),
        acted_in_time=Count("pk", filter=Q(acted_at__lte=F("act_by_at"))),
    )  # fmt: skip
    found = {row.pop("cluster"): Counted(**row) for row in totals}
    noes = _noes(referrals)
    for cluster, _referral in {(cluster, referral) for cluster, referral, *_ in noes}:
        found[cluster].said_no += 1
    for cluster, _referral, kind, cause in noes:
        found[cluster].gaps[kind, cause] += 1
    return found


def _noes(referrals) -> set[tuple[UUID, UUID, str, str]]:
    """Cluster, referral, kind of service and cause, of every no; the same no twice is one."""
    declined = ReferralEvent.objects.filter(
        referral__in=referrals, to=ReferralStatus.DECLINED
    ).values_list("referral__cluster", "referral", "service__kind", "cause")
    unavailable = referrals.filter(outcome=Outcome.UNAVAILABLE).values_list(
        "cluster", "pk", "service__kind", "outcome"
    )
    return {*declined, *unavailable}
