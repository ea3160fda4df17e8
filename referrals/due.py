"""Which referrals are late, and who behind the service is asked or told?"""

from __future__ import annotations

from datetime import datetime

from cpfacilitate.lib.due import due

from .actions import climb_overdue
from .models import OverdueStep, Referral


@due
def climb_what_is_overdue(now: datetime) -> int:
    """Each time that passed unmet goes to the backup contact, and then to the focal points."""
    return sum(
        climb_overdue(referral, deadline, now=now)
        for deadline in OverdueStep.Deadline.values
        for referral in Referral.objects.to_climb(deadline, now)
    )
