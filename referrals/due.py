"""What waits too long, and who is told? Late referrals, and what nobody took up."""

from __future__ import annotations

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions import close_quarters, escalate_concern, miss_deadline
from .models import Concern, MissedDeadline, Referral


@due
def tell_of_missed_deadlines(now: datetime) -> int:
    """Each time that passed unmet goes once to the service's people and the focal points."""
    return sum(
        miss_deadline(referral, deadline, now=now)
        for deadline in MissedDeadline.Deadline.values
        for referral in Referral.objects.missed(deadline, now)
    )


@due
def escalate_concerns(now: datetime) -> int:
    """What was told in confidence and nobody took up goes to somebody else."""
    return sum(escalate_concern(concern, now=now) for concern in Concern.objects.untouched(now))


@due
def keep_quarters(now: datetime) -> int:
    """The figures of a quarter that is over for good, to be told back to communities."""
    return close_quarters(now)
