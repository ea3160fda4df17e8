"""How is written down by what a community sees that its plan works, and what it saw?"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import demand_live_agreement
from participants.models import Subgroup
from participants.permissions import demand

from ..guard import demand_names_nobody
from ..models import ActionPlan, PlanReview, SignOfChange, SignReading
from ..models.signs import SIGN_TEXTS
from ..permissions import signs as permissions
from ..states import PlanStatus
from .plans import demand_no_reporting, revise


def demand_seeing(plan: ActionPlan, permission: Permission, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write of what is seen of this plan now."""
    demand(by, permission, plan.community)
    demand_live_agreement(plan.community)
    if plan.status == PlanStatus.SET_ASIDE:
        raise NotPossible(_("This plan was set aside, so nothing is seen of it any more."), plan)


@transaction.atomic
def add_sign(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    judged_by: Subgroup,
    by: User,
    identifier_reason: str = "",
    **said: Any,
) -> SignOfChange:
    """Write down what will show that it works; `said` are the fields of SignOfChange."""
    demand_seeing(plan, Permission.PREPARE_PLAN, by=by)
    _demand_own_group(plan, judged_by)
    texts = _texts(said)
    demand_no_reporting(None, *texts)
    reason = demand_names_nobody(plan, identifier_reason, *texts, of=id, new=True, by=by)
    values = {**said, "judged_by": judged_by, "identifier_reason": reason}
    sign, made = create_once(SignOfChange, id=id, by=by, plan=plan, **values)
    if made:
        record("sign.added", sign, by=by)
    return sign


@transaction.atomic
def edit_sign(
    sign: SignOfChange,
    *,
    version: int,
    judged_by: Subgroup,
    by: User,
    identifier_reason: str = "",
    **said: Any,
) -> SignOfChange:
    """Say it better, or that nobody looks at it any more. What was seen stays."""
    demand_seeing(sign.plan, Permission.PREPARE_PLAN, by=by)
    _demand_own_group(sign.plan, judged_by)
    sign = lock(sign, version=version)
    texts = _texts(said)
    demand_no_reporting(sign, *texts)
    reason = demand_names_nobody(sign.plan, identifier_reason, *texts, of=sign.pk, by=by)
    values = {**said, "judged_by": judged_by, "identifier_reason": reason}
    revise(sign, values, "sign.edited", by=by)
    return sign


def _demand_own_group(plan: ActionPlan, group: Subgroup) -> None:
    if group.community_id != plan.community_id:
        raise NotPermitted


def _texts(said: dict[str, Any]) -> list[str]:
    return [said.get(name, "") for name in SIGN_TEXTS]


@transaction.atomic
def add_sign_reading(
    *,
    id: uuid.UUID,
    sign: SignOfChange,
    seen_on: date,
    eyes: str,
    by: User,
    number: int | None = None,
    out_of: int | None = None,
    felt: str = "",
    words: str = "",
    told_at: str = "",
    identifier_reason: str = "",
) -> SignReading:
    """Write down what was seen on a day, as the committee says it or as it was told."""
    demand_reading(sign, by=by)
    channel = permissions.channel_of(by, sign.community)
    told_at = _demand_in_order(sign, seen_on, number, out_of, felt, told_at, channel)
    reason = demand_names_nobody(
        sign.plan, identifier_reason, words, told_at, of=id, new=True, by=by
    )
    reading, made = create_once(
        SignReading, id=id, by=by, sign=sign, seen_on=seen_on, eyes=eyes, number=number,
        out_of=out_of, felt=felt, words=words, told_at=told_at, channel=channel,
        identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("sign_reading.added", reading, by=by)
    return reading


@transaction.atomic
def edit_sign_reading(
    reading: SignReading,
    *,
    version: int,
    seen_on: date,
    eyes: str,
    by: User,
    number: int | None = None,
    out_of: int | None = None,
    felt: str = "",
    words: str = "",
    told_at: str = "",
    identifier_reason: str = "",
) -> SignReading:
    """Correct what was seen. What it said before is kept."""
    demand_correcting(reading, by=by)
    sign = reading.sign
    told_at = _demand_in_order(sign, seen_on, number, out_of, felt, told_at, reading.channel)
    reading = lock(reading, version=version)
    reason = demand_names_nobody(sign.plan, identifier_reason, words, told_at, of=reading.pk, by=by)
    values = {
        "seen_on": seen_on, "eyes": eyes, "number": number, "out_of": out_of, "felt": felt,
        "words": words, "told_at": told_at, "identifier_reason": reason,
    }  # fmt: skip
    revise(reading, values, "sign_reading.edited", by=by)
    return reading


def demand_reading(sign: SignOfChange, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may say now what was seen."""
    demand_seeing(sign.plan, Permission.REPORT_ACTION, by=by)
    if sign.ended_because:
        raise NotPossible(_("Nobody looks at this any more. Choose another sign."), sign)


def demand_correcting(reading: SignReading, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may correct what was seen."""
    if not permissions.corrects_reading(by, reading):
        raise NotPermitted
    demand_seeing(reading.sign.plan, Permission.REPORT_ACTION, by=by)


def _demand_in_order(
    sign: SignOfChange,
    seen_on: date,
    number: int | None,
    out_of: int | None,
    felt: str,
    told_at: str,
    channel: str,
) -> str:
    """At which meeting it was told, where it was; raises NotPossible where something does not fit."""
    if seen_on > clock.today():
        raise NotPossible(_("The day is still to come."), sign)
    if number is None and not felt:
        raise NotPossible(_("Say how many, or how it is."), sign)
    if out_of is not None and (number is None or number > out_of):
        raise NotPossible(_("Of how many cannot be less than how many."), sign)
    if channel != PlanReview.Channel.AS_TOLD:
        return ""
    if not told_at.strip():
        raise NotPossible(_("Say at which meeting this was told."), sign)
    return told_at.strip()
