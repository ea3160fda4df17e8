"""How does something told in confidence reach a focal point it is not about?"""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from cpfacilitate.lib.states import check_transition

from .. import permissions
from ..models import Concern, Referral
from ..people import focal_points
from ..states import CONCERN_TRANSITIONS, ConcernStatus
from . import telling


@transaction.atomic
def raise_concern(
    *,
    id: uuid.UUID,
    organisation: Organisation,
    words: str,
    by: User,
    about_staff: bool = False,
    about_focal_point: bool = False,
    kept_from: User | None = None,
) -> Concern:
    """Tell the focal points of `organisation`, around the one it is about.

    `kept_from` is that one; left out, it is kept from all focal points of the organisation.
    Whoever names somebody means it, whether or not they ticked that it is about a focal point.
    """
    about_focal_point = about_focal_point or kept_from is not None
    permissions.demand(bool(by.granted(Permission.RAISE_CONCERN)))
    keeper = _keeper(organisation, about_focal_point, kept_from)
    if keeper is None:
        raise NotPossible(_("There is nobody here it could safely go to. Please phone instead."))
    concern, made = create_once(
        Concern,
        id=id,
        by=by,
        organisation=organisation,
        kept_by=keeper,
        words=words,
        about_staff=about_staff,
        about_focal_point=about_focal_point,
        kept_from=kept_from,
        status_at=clock.now(),
    )
    if made:
        record("concern.raised", concern, by=by)
        people = focal_points(keeper)
        if kept_from is not None:
            people = people.exclude(pk=kept_from.pk)
        telling.tell(people, about=concern, by=by, urgent=False)
    return concern


def _keeper(
    organisation: Organisation, about_focal_point: bool, kept_from: User | None
) -> Organisation | None:
    """Here, while somebody else is here to read it; otherwise the next organisation that can."""
    elsewhere = Organisation.objects.exclude(pk=organisation.pk)
    whole_line = about_focal_point and kept_from is None
    for candidate in [*([] if whole_line else [organisation]), *elsewhere]:
        people = focal_points(candidate)
        if about_focal_point and kept_from is not None:
            people = people.exclude(pk=kept_from.pk)
        if people.exists():
            return candidate
    return None


@transaction.atomic
def view_concern(concern: Concern, *, by: User) -> None:
    """A concern was read: that is recorded too."""
    record("concern.viewed", concern, by=by)


@transaction.atomic
def take_up_concern(concern: Concern, *, by: User) -> Concern:
    """A focal point says: this is mine now."""
    concern = lock(concern)
    _check_move(concern, ConcernStatus.TAKEN_UP, by=by)
    now = clock.now()
    changed = assign(
        concern,
        {
            "status": ConcernStatus.TAKEN_UP,
            "status_at": now,
            "taken_up_at": now,
            "taken_up_by": by,
        },
    )
    record("concern.taken_up", concern, by=by, fields=changed)
    return concern


@transaction.atomic
def close_concern(
    concern: Concern, *, by: User, closing_reason: str = "", referral: Referral | None = None
) -> Concern:
    """Close it with a reason, or with the referral it led to."""
    concern = lock(concern)
    _check_move(concern, ConcernStatus.CLOSED, by=by)
    if not closing_reason and referral is None:
        raise NotPossible(_("Say why it is closed, or which referral it led to."), concern)
    if referral is not None:
        permissions.demand(permissions.sends(by, referral))
    now = clock.now()
    changed = assign(
        concern,
        {
            "status": ConcernStatus.CLOSED,
            "status_at": now,
            "closed_at": now,
            "closed_by": by,
            "closing_reason": closing_reason,
            "referral": referral,
        },
    )
    record("concern.closed", concern, by=by, fields=changed)
    return concern


def _check_move(concern: Concern, to: str, *, by: User) -> None:
    check_transition(
        CONCERN_TRANSITIONS, concern, to, lambda p: permissions.holds_concern(by, p, concern)
    )
