"""What is kept of a quarter's referrals when it is over?"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from participants.models import Cluster

from .. import quarters
from ..models import QuarterGap, Referral, ReferralQuarter


def close_quarters(now: datetime) -> int:
    """Keep the figures of every quarter that is over for good; how many quarters there were."""
    last = quarters.last_over(now)
    kept = ReferralQuarter.objects.filter(begins_on=last).values("organisation")
    with_clusters = Cluster.objects.exclude(organisation__in=kept).values("organisation")
    return sum(
        close_quarter(organisation, quarter, now=now)
        for organisation in Organisation.objects.filter(pk__in=with_clusters)
        for quarter in quarters.from_to(_first(organisation, last), last)
    )


def _first(organisation: Organisation, last: date) -> date:
    """The quarter of its first referral; before there was one, the last that is over."""
    sent = Referral.objects.filter(organisation=organisation, first_sent_at__isnull=False)
    first = sent.order_by("first_sent_at").values_list("first_sent_at", flat=True).first()
    return min(clock.quarter_of(clock.day_of(first)), last) if first else last


@transaction.atomic
def close_quarter(organisation: Organisation, quarter: date, *, now: datetime) -> bool:
    """Keep the figures of one quarter, cluster by cluster, once and for all. True if kept now.

    Every cluster gets its row, with nothing in it too: that there is one tells nothing.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one at a time
    if ReferralQuarter.objects.filter(organisation=organisation, begins_on=quarter).exists():
        return False
    found = quarters.count(organisation, quarter)
    for cluster in Cluster.objects.filter(organisation=organisation).with_community_counts():
        counted = found.get(cluster.pk, quarters.Counted())
        kept = ReferralQuarter.objects.create(
            organisation=organisation,
            cluster=cluster,
            begins_on=quarter,
            closed_at=now,
            communities=cluster.community_count,
            sent=counted.sent,
            answered_in_time=counted.answered_in_time,
            acted_in_time=counted.acted_in_time,
            said_no=counted.said_no,
        )
        QuarterGap.objects.bulk_create(
            QuarterGap(quarter=kept, kind=kind, cause=cause, referrals=number)
            for (kind, cause), number in counted.gaps.items()
        )
    record("referral_quarter.closed", organisation, by=None)
    return True
