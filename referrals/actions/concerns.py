"""How does something told in confidence reach a focal point it is not about, and what comes of it?"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..circles import About, circles
from ..models import Concern, Referral
from ..states import ConcernStatus
from . import telling
from .writing import raise_referral


@transaction.atomic
def raise_concern(
    *,
    id: uuid.UUID,
    organisation: Organisation,
    words: str,
    by: User,
    about_staff: bool = False,
    about_focal_point: bool = False,
    danger_now: bool = False,
    kept_from: User | None = None,
) -> Concern:
    """Tell the focal points of `organisation`, around the one it is about.

    `kept_from` is that one; left out, it is kept from all focal points of the organisation.
    Whoever names somebody means it, whether or not they ticked that it is about a focal point.
    """
    about_focal_point = about_focal_point or kept_from is not None
    permissions.demand(bool(by.granted(Permission.RAISE_CONCERN)))
    circle = next(circles(About(organisation, about_staff, about_focal_point, kept_from)), None)
    if circle is None:
        raise NotPossible(_("There is nobody here it could safely go to. Please phone instead."))
    now = clock.now()
    concern, made = create_once(
        Concern,
        id=id,
        by=by,
        organisation=organisation,
        words=words,
        about_staff=about_staff,
        about_focal_point=about_focal_point,
        danger_now=danger_now,
        kept_from=kept_from,
        status_at=now,
        told_at=now,
        kept_by=circle.organisation,
        kept_for=circle.only,
    )
    if made:
        record("concern.raised", concern, by=by)
        telling.tell(circle.people, about=concern, by=by, urgent=danger_now)
    return concern


@transaction.atomic
def view_concern(concern: Concern, *, by: User) -> None:
    """A concern was read: that is recorded too."""
    record("concern.viewed", concern, by=by)


@transaction.atomic
def take_up_concern(concern: Concern, *, by: User) -> Concern:
    """A focal point says: this is mine now."""
    concern = lock(concern)
    now = clock.now()
    _move(concern, ConcernStatus.TAKEN_UP, {"taken_up_at": now, "taken_up_by": by}, by=by)
    return concern


@transaction.atomic
def hand_concern(concern: Concern, *, to: User, by: User) -> Concern:
    """Hand it to another focal point, who alone reads it from now on and takes it up anew."""
    concern = lock(concern)
    permissions.demand(permissions.holds_concern(by, Permission.TAKE_UP_CONCERN, concern))
    if concern.status == ConcernStatus.CLOSED:
        raise NotPossible(_("This is closed, and stays with whoever closed it."), concern)
    found = (circle for circle in circles(About.of(concern)) if to in circle.people)
    circle = next(found, None)
    if circle is None or to == by:
        raise NotPossible(_("It cannot go to this person. Choose another one."), concern)
    now = clock.now()
    changed = assign(
        concern,
        {
            "kept_by": circle.organisation,
            "kept_for": to,
            "escalated_to": None,
            "told_at": now,
            "status": ConcernStatus.RAISED,
            "status_at": now,
            "taken_up_at": None,
            "taken_up_by": None,
        },
    )
    record("concern.handed", concern, by=by, fields=changed)
    telling.tell([to], about=concern, by=by, urgent=concern.danger_now)
    return concern


@transaction.atomic
def escalate_concern(concern: Concern, *, now: datetime) -> bool:
    """Nobody took it up in time: tell those around the one it waits for, then somebody elsewhere.

    True if somebody was told. When there is nobody else, the same people are told again.
    """
    concern = lock(concern)
    if not Concern.objects.untouched(now).filter(pk=concern.pk).exists():
        return False
    here, *elsewhere = _whom_next(concern)
    values: dict[str, Any] = {"told_at": now, "escalated_at": now}
    people = set(here)
    if concern.kept_for is not None:
        values["kept_for"] = None
    if concern.status == ConcernStatus.TAKEN_UP:  # by somebody who is not there any more
        anew = {"status": ConcernStatus.RAISED, "status_at": now}
        values |= anew | {"taken_up_at": None, "taken_up_by": None}
    if elsewhere and (concern.kept_for is None or not here):
        values["escalated_to"] = elsewhere[0].organisation
        people.update(elsewhere[0].people)
    changed = assign(concern, values)
    record("concern.escalated", concern, by=None, fields=changed)
    telling.tell(people, about=concern, by=None, urgent=True)
    return bool(people)


def _whom_next(concern: Concern) -> list[Any]:
    """First the people of the organisation that keeps it, then the circles elsewhere."""
    found = [circle for circle in circles(About.of(concern)) if circle.only is None]
    here = [p for c in found if c.organisation == concern.kept_by for p in c.people]
    return [here, *(c for c in found if c.organisation != concern.kept_by)]


@transaction.atomic
def refer_concern(concern: Concern, *, id: uuid.UUID, by: User, **slip: Any) -> Referral:
    """Raise the referral it leads to, and close it with that: both or neither.

    Nothing of its words goes along. It is closed first, so that whoever may not know of it is not
    told of the referral either.
    """
    concern = lock(concern)
    if concern.referral_id == id:  # the same form, sent twice
        return raise_referral(id=id, by=by, **slip)
    _close(concern, {"referral": Referral(pk=id)}, by=by)
    return raise_referral(id=id, by=by, **slip)


@transaction.atomic
def close_concern(
    concern: Concern, *, by: User, closing_reason: str = "", referral: Referral | None = None
) -> Concern:
    """Close it with a reason, or with the referral it led to."""
    concern = lock(concern)
    permissions.demand_concern_move(by, concern, ConcernStatus.CLOSED)
    if not closing_reason and referral is None:
        raise NotPossible(_("Say why it is closed, or which referral it led to."), concern)
    if referral is not None:
        permissions.demand(permissions.sends(by, referral))
    _close(concern, {"closing_reason": closing_reason, "referral": referral}, by=by)
    return concern


def _close(concern: Concern, values: dict[str, Any], *, by: User) -> None:
    closed = {"closed_at": clock.now(), "closed_by": by, **values}
    _move(concern, ConcernStatus.CLOSED, closed, by=by)


def _move(concern: Concern, to: str, values: dict[str, Any], *, by: User) -> None:
    """Check a move, make it, and write its audit row."""
    permissions.demand_concern_move(by, concern, to)
    changed = assign(concern, {"status": to, "status_at": clock.now(), **values})
    record(f"concern.{to}", concern, by=by, fields=changed)
