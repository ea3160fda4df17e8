"""What do all moves of a referral have in common: the check, the clock, the event, the trail?"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign
from cpfacilitate.lib.states import check_transition

from .. import clocks, permissions
from ..models import Referral, ReferralEvent, SlipLink
from ..states import (
    ACTS,
    ANSWERS,
    BY_SERVICE,
    REFERRAL_TRANSITIONS,
    WITH_SERVICE,
    Channel,
    ReferralStatus,
)
from ..steps import step_to


def check_move(
    referral: Referral, to: str, channel: str, *, by: User | None, only_from: str | None = None
) -> None:
    """Raise what `check_transition` raises; a second tap gets the sentence that says so."""
    permissions.demand(permissions.may_ever_move(by, referral, to, channel))
    if referral.status == to:
        words = {"day": date_format(referral.status_at, "j F")}
        status = only_from or referral.status
        raise NotPossible(step_to(to, status=status).already % words, referral)
    if only_from is not None and referral.status != only_from:
        raise NotPossible(
            _("This step is not open here. Look at where the referral stands."), referral
        )
    if permissions.has_declined(referral) and to in BY_SERVICE and channel == Channel.APP:
        raise NotPossible(
            _("Your service declined this. Whoever sent it looks for another one."), referral
        )
    check_transition(
        REFERRAL_TRANSITIONS, referral, to, lambda p: permissions.holds(by, p, referral, channel)
    )


def move(
    referral: Referral,
    to: str,
    values: Mapping[str, Any],
    *,
    by: User | None,
    event: Mapping[str, Any] | None = None,
    name: str = "",
    at: datetime | None = None,
) -> None:
    """Write the move, what it does to the clock, its event and its audit row.

    `at` is when a step was said that is written down later: the child waited until then.
    """
    now = clock.now()
    at = at or now
    values = {**values, "status": to, "status_at": at}
    if to in ANSWERS and referral.acknowledged_at is None:
        values["acknowledged_at"] = at
    if to in ACTS and referral.acted_at is None:
        values["acted_at"] = at
    if to == ReferralStatus.ACCEPTED:
        values["accepted_at"] = at
    moved = copy(referral)
    for field, value in values.items():
        setattr(moved, field, value)
    values["due_at"] = clocks.next_due_at(moved)
    changed = assign(referral, values)
    ReferralEvent.objects.create(
        referral=referral,
        to=to,
        at=at,
        recorded_at=now,
        by=by,
        service=referral.service,
        **(event or {}),
    )
    if to not in WITH_SERVICE or to == ReferralStatus.SENT:
        # Done here, or with another service now: what opened it for the last one opens nothing.
        SlipLink.objects.filter(referral=referral, revoked_at=None).update(revoked_at=now)
    record(f"referral.{name or to}", referral, by=by, fields=changed)
