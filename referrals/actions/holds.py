"""How is something kept from being deleted by its age, and let go again?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import Concern, LegalHold, Referral
from ..people import focal_points
from . import telling


@transaction.atomic
def ask_for_hold(
    *,
    id: uuid.UUID,
    organisation: Organisation,
    reason: str,
    until: date,
    by: User,
    referral: Referral | None = None,
    concern: Concern | None = None,
) -> LegalHold:
    """Keep one referral, one concern, or everything of `organisation`, until a day.

    It keeps at once, so that nothing is lost while somebody else thinks about it, and lapses after
    two weeks unless they approve.
    """
    permissions.demand(permissions.may_ask_for_hold(by, organisation, referral, concern))
    for kept in (referral, concern):
        if kept is not None:
            lock(kept)  # a purge that has begun is done first
    if not clock.today() < until <= clock.today() + LegalHold.LONGEST:
        raise NotPossible(_("Choose a day within the next year. It can be asked for again."))
    same = LegalHold.objects.standing(clock.now()).filter(
        organisation=organisation, referral=referral, concern=concern
    )
    if same.exclude(pk=id).exists():
        raise NotPossible(_("A hold on this stands already."), same.first())
    hold, made = create_once(
        LegalHold, id=id, by=by, organisation=organisation, referral=referral, concern=concern,
        reason=reason, until=until,
    )  # fmt: skip
    if made:
        record("hold.asked", hold, by=by)
        people = focal_points(organisation)
        approvers = [
            person
            for person in people
            if permissions.may_approve_hold(person, hold)
            and LegalHold.objects.visible_to(person).filter(pk=hold.pk).exists()
        ]
        telling.tell(approvers, about=hold, by=by, urgent=False)
    return hold


@transaction.atomic
def approve_hold(hold: LegalHold, *, by: User) -> LegalHold:
    """Say, as another person and by name, that it must be kept."""
    hold = _open(hold)
    permissions.demand(permissions.may_approve_hold(by, hold))
    if hold.approved_at is not None:
        raise NotPossible(_("This hold was approved already."), hold)
    if hold.created_by_id == by.pk:
        raise NotPossible(_("You asked for it. Somebody else must approve."), hold)
    changed = assign(hold, {"approved_at": clock.now(), "approved_by": by})
    record("hold.approved", hold, by=by, fields=changed)
    telling.tell([hold.created_by], about=hold, by=by, urgent=False)
    return hold


@transaction.atomic
def end_hold(hold: LegalHold, *, by: User) -> LegalHold:
    """Let go what was kept, or do not approve; what is past its time goes with the next purge."""
    hold = _open(hold)
    permissions.demand(permissions.may_end_hold(by, hold))
    event = "hold.ended" if hold.approved_at else "hold.refused"
    record(event, hold, by=by, fields=assign(hold, {"ended_at": clock.now(), "ended_by": by}))
    telling.tell([hold.created_by], about=hold, by=by, urgent=False)
    return hold


def _open(hold: LegalHold) -> LegalHold:
    hold = lock(hold)
    if not hold.stands:
        raise NotPossible(_("This hold no longer stands. Ask for a new one."), hold)
    return hold
