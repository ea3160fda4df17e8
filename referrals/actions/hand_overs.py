"""How does a referral go over to a service that keeps files of its own, and how is that confirmed?"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, lock

from .. import permissions
from ..models import Referral, ReferralExport, ReferralIdentity
from ..primero import STATUSES, as_primero
from ..states import ReferralStatus


@transaction.atomic
def export_referral(referral: Referral, *, reason: str, by: User) -> dict[str, Any]:
    """The referral in Primero's words, without any name; who took it along and why is kept."""
    referral = lock(referral)
    permissions.demand(permissions.sends(by, referral))
    if STATUSES[referral.status] in (None, "revoked"):
        raise NotPossible(
            _("Only what was sent, and not taken back, can be taken along."), referral
        )
    ReferralExport.objects.create(referral=referral, at=clock.now(), by=by, reason=reason)
    record("referral.exported", referral, by=by)
    return as_primero(referral)


@transaction.atomic
def confirm_referral(referral: Referral, *, handed_over_as: str, by: User) -> Referral:
    """Say under which number the service keeps its own file now; a name sealed here goes soon."""
    referral = lock(referral)
    permissions.demand(permissions.may_confirm(by, referral))
    if referral.accepted_at is None or referral.status == ReferralStatus.REVOKED:
        raise NotPossible(_("A service keeps a file of its own once it has accepted."), referral)
    now = clock.now()
    values = {"handed_over_as": handed_over_as, "handed_over_at": now, "handed_over_by": by}
    if referral.handed_over_at is not None:
        values = {"handed_over_as": handed_over_as}  # a number put right
    changed = assign(referral, values)
    record("referral.handed_over", referral, by=by, fields=changed)
    for identity in ReferralIdentity.objects.filter(referral=referral, handed_over_at=None):
        assign(lock(identity), {"handed_over_at": now, "handed_over_by": by})
        record("identity.handed_over", referral, by=by)
    return referral
