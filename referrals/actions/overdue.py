"""What happens when a time passes unmet? The backup contact first, then the focal points.

A ladder for each time and each service the referral was with: its rungs are rows, each climbed once.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import lock

from .. import clocks, permissions
from ..models import BackupCall, OverdueStep, Referral
from ..people import receivers, watchers
from ..states import WITH_SERVICE
from . import telling

BACKUP, FOCAL_POINT = OverdueStep.Rung.BACKUP, OverdueStep.Rung.FOCAL_POINT


@transaction.atomic
def climb_overdue(referral: Referral, deadline: str, *, now: datetime) -> bool:
    """A time passed unmet: take the rung that is due, if one is. True if somebody was told now."""
    referral = lock(referral)
    due = clocks.unmet(referral, deadline)
    if due is None or due > now:
        return False
    climbed = dict(
        OverdueStep.objects.filter(
            referral=referral, service=referral.service, deadline=deadline
        ).values_list("rung", "at")
    )
    if FOCAL_POINT in climbed:
        return False
    if not climbed and _has_backup(referral):
        _climb(referral, deadline, BACKUP, now=now)
        people = [*receivers(referral.service), *telling.senders(referral)]
    elif not climbed or _waited(referral, climbed[BACKUP], now):
        _climb(referral, deadline, FOCAL_POINT, now=now)
        people = watchers(referral)
        if not climbed:  # nobody stands behind the service: its own people have not been told yet
            people += [*receivers(referral.service), *telling.senders(referral)]
    else:
        return False
    telling.tell(people, about=referral, by=None, urgent=telling.is_urgent(referral))
    return True


def _has_backup(referral: Referral) -> bool:
    """Is there somebody to phone behind the service it is with, and somebody to phone them?"""
    return (
        referral.status in WITH_SERVICE
        and bool(referral.service.backup_contacts)
        and permissions.sends(referral.created_by, referral)
    )


def _waited(referral: Referral, asked_at: datetime, now: datetime) -> bool:
    """Has the backup contact had its time, or been phoned in vain since it was asked for?"""
    in_vain = BackupCall.objects.filter(
        referral=referral, service=referral.service, reached=False, at__gte=asked_at
    )
    return asked_at + clocks.backup_span(referral.urgency) <= now or in_vain.exists()


def _climb(referral: Referral, deadline: str, rung: str, *, now: datetime) -> None:
    OverdueStep.objects.create(
        referral=referral, service=referral.service, deadline=deadline, rung=rung, at=now
    )
    event = "referral.backup_asked" if rung == BACKUP else "referral.deadline_missed"
    record(event, referral, by=None)


@transaction.atomic
def phone_backup(referral: Referral, *, reached: bool, by: User) -> BackupCall:
    """Somebody of the sender's side phoned the backup contact. In vain: the focal points know now."""
    referral = lock(referral)
    permissions.demand(permissions.sends(by, referral))
    now = clock.now()
    asked = OverdueStep.objects.filter(referral=referral, service=referral.service, rung=BACKUP)
    open_ones = [step.deadline for step in asked if clocks.unmet(referral, step.deadline)]
    if not open_ones:
        raise NotPossible(_("Nothing is late here now. The service has answered."), referral)
    call = BackupCall.objects.create(
        referral=referral, service=referral.service, at=now, by=by, reached=reached
    )
    record("referral.backup_phoned", referral, by=by)
    for deadline in open_ones:
        climb_overdue(referral, deadline, now=now)
    return call
