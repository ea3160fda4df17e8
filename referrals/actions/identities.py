"""How is a child's name sealed, and how is it looked at?"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, lock

from .. import permissions
from ..models import IdentityMode, IdentityView, Referral, ReferralIdentity


@transaction.atomic
def keep_identity(
    referral: Referral, *, name: str, contact: str, whereabouts: str, by: User
) -> ReferralIdentity:
    """Seal who the child is; what was sealed before is replaced, but never by nothing."""
    referral = lock(referral)
    permissions.demand(permissions.sends(by, referral))
    if referral.identity_mode != IdentityMode.ENCRYPTED or referral.is_over:
        raise NotPossible(_("For this referral the name is not kept here."), referral)
    values = {"name": name, "contact": contact, "whereabouts": whereabouts}
    identity, made = ReferralIdentity.objects.get_or_create(
        referral=referral, defaults={**values, "created_by": by}
    )
    said = {field: value for field, value in values.items() if value}
    changed = values if made else assign(lock(identity), said)
    record("identity.kept", referral, by=by, fields=changed)
    return identity


@transaction.atomic
def view_identity(referral: Referral, *, reason: str, by: User) -> ReferralIdentity:
    """Look at who the child is, for a reason; each look is kept."""
    referral = lock(referral)
    permissions.demand(permissions.can_view_identity(by, referral))
    identity = ReferralIdentity.objects.filter(referral=referral).first()
    if identity is None or referral.identity_mode != IdentityMode.ENCRYPTED:
        raise NotPossible(_("No name is kept here for this referral."), referral)
    IdentityView.objects.create(referral=referral, at=clock.now(), by=by, reason=reason)
    record("identity.viewed", referral, by=by)
    return identity


@transaction.atomic
def hand_over_identity(referral: Referral, *, by: User) -> ReferralIdentity:
    """Say that the service has the name in its own files: ours goes a few days later."""
    referral = lock(referral)
    permissions.demand(permissions.can_hand_over(by, referral))
    identity = ReferralIdentity.objects.filter(referral=referral).first()
    if identity is None:
        raise NotPossible(_("No name is kept here for this referral."), referral)
    if identity.handed_over_at is not None:
        raise NotPossible(_("This was said already: the name goes by itself."), referral)
    assign(identity, {"handed_over_at": clock.now(), "handed_over_by": by})
    record("identity.handed_over", referral, by=by)
    return identity
