"""Which referrals are late, and who behind the service is told?"""

from __future__ import annotations

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions import miss_deadline
from .models import MissedDeadline, Referral


@due
def tell_of_missed_deadlines(now: datetime) -> int:
    """Each time that passed unmet goes once to the service's people and the focal points."""
    return sum(
        miss_deadline(referral, deadline, now=now)
        for deadline in MissedDeadline.Deadline.values
        for referral in Referral.objects.missed(deadline, now)
    )
