"""How does a service answer, and what happens when it does not in time?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import lock

from .. import clocks
from ..models import (
    MissedDeadline,
    Referral,
)
from ..people import receivers, watchers
from ..states import BY_SERVICE, Channel, ReferralStatus
from . import telling
from .moving import check_move, move

# What a move must say besides that it was made.
MUST_SAY = {
    ReferralStatus.DECLINED: "cause",
    ReferralStatus.CLOSED: "outcome",
    ReferralStatus.REFERRED_ONWARD: "onward_kind",
}


@transaction.atomic
def move_referral(
    referral: Referral,
    to: str,
    *,
    by: User,
    channel: str = Channel.APP,
    cause: str = "",
    reason: str = "",
    **values: Any,
) -> Referral:
    """Record a service's step: made here by its social worker, or told by phone or slip.

    `values` are what the step says of the referral: outcome and feedback_to_referrer, onward_kind.
    """
    if to not in BY_SERVICE:
        raise TypeError("Sending and taking back have actions of their own.")
    referral = lock(referral)
    check_move(referral, to, channel, by=by)
    said = {"cause": cause, "reason": reason, **values}
    must_say = MUST_SAY.get(ReferralStatus(to))
    if must_say and not said.get(must_say):
        raise NotPossible(_("Say why, or what came of it, with this step."), referral)
    event = {"channel": channel, "cause": cause, "reason": reason}
    move(referral, to, values, by=by, event=event)
    telling.tell([referral.created_by], by=by, urgent=telling.is_urgent(referral))
    return referral


@transaction.atomic
def view_referral(referral: Referral, *, by: User) -> None:
    """A referral was read: that is recorded too."""
    record("referral.viewed", referral, by=by)


@transaction.atomic
def miss_deadline(referral: Referral, deadline: str, *, now: datetime) -> bool:
    """A time passed unmet: tell the service's people and the focal points, once. True if told now."""
    referral = lock(referral)
    if clocks.unmet(referral, deadline) is None:
        return False
    _missed, first = MissedDeadline.objects.get_or_create(
        referral=referral, deadline=deadline, defaults={"at": now}
    )
    if first:
        record("referral.deadline_missed", referral, by=None)
        people = watchers(referral)
        telling.tell([*receivers(referral.service), *people], by=None, urgent=True)
    return first
