"""What waits too long, and who is asked or told? Late referrals, and what nobody took up."""

from __future__ import annotations

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions import climb_overdue, close_quarters, escalate_concern
from .models import Concern, OverdueStep, Referral


@due
def climb_what_is_overdue(now: datetime) -> int:
    """Each time that passed unmet goes to the backup contact, and then to the focal points."""
    return sum(
        climb_overdue(referral, deadline, now=now)
        for deadline in OverdueStep.Deadline.values
        for referral in Referral.objects.to_climb(deadline, now)
    )


@due
def escalate_concerns(now: datetime) -> int:
    """What was told in confidence and nobody took up goes to somebody else."""
    return sum(escalate_concern(concern, now=now) for concern in Concern.objects.untouched(now))


@due
def keep_quarters(now: datetime) -> int:
    """The figures of a quarter that is over for good, to be told back to communities."""
    return close_quarters(now)
