"""How is a referral written, and signed for when a yes is missing?

A draft keeps no earlier versions of itself: what was struck out before sending should be gone.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.models import Cluster, Service
from participants.standing import standing_of

from .. import permissions
from ..models import (
    IdentityMode,
    Referral,
    ReferralIdentity,
    Urgency,
)
from ..people import watchers
from . import telling


@transaction.atomic
def raise_referral(
    *, id: uuid.UUID, cluster: Cluster, service: Service, by: User, **values: Any
) -> Referral:
    """Write a draft; nobody but the sender's side sees it. `values` are fields of the slip."""
    permissions.demand(permissions.may_raise(by, cluster))
    values = _health_today_first(values)
    signed = {"override_by": by} if values.get("override_reason") else {}
    referral, made = create_once(
        Referral,
        id=id,
        by=by,
        organisation=cluster.organisation,
        cluster=cluster,
        service=service,
        status_at=clock.now(),
        **values,
        **signed,
    )
    if made:
        record("referral.raised", referral, by=by)
        _ask_for_second_signature(referral, by=by)
        _show_what_was_kept(referral, by=by)
    return referral


@transaction.atomic
def edit_referral(referral: Referral, *, version: int, by: User, **values: Any) -> Referral:
    """Change a draft. Whoever writes it last signs an override first, and a second one signs anew."""
    referral = lock(referral, version=version)
    permissions.demand(permissions.sends(by, referral))
    cluster = values.get("cluster", referral.cluster)
    permissions.demand(cluster.organisation_id == referral.organisation_id)
    if not referral.is_draft:
        raise NotPossible(_("This referral was sent, and what was sent is not changed."), referral)
    today = {name: values.get(name, getattr(referral, name)) for name in _HEALTH}
    values |= _health_today_first(today)
    if any(getattr(referral, name) != value for name, value in values.items()):
        signer = by if values.get("override_reason", referral.override_reason) else None
        unsigned = {"override_cosigned_at": None, "override_cosigned_by": None}
        changed = assign(referral, {**values, "override_by": signer, **unsigned})
        record("referral.edited", referral, by=by, fields=changed)
        _forget_identity_kept_elsewhere(referral, by=by)
        if "accused_reason" in changed:
            _show_what_was_kept(referral, by=by)
        _ask_for_second_signature(referral, by=by)
    return referral


# What the next service needs of the slip before. Every yes is asked for anew, and so is the name.
CARRIED_ON = (
    "cluster", "urgency", "time_critical_health", "concern_category", "age_band", "sex",
    "functional_support_needed", "summary", "identifier_reason", "accused_reason",
    "immediate_safety", "safety_step", "safe_contact_method", "trusted_adult", "child_wishes",
    "withhold_from", "feedback_allowed_to", "withheld",
)  # fmt: skip


@transaction.atomic
def continue_referral(referral: Referral, *, id: uuid.UUID, service: Service, by: User) -> Referral:
    """Begin a draft for the kind of service to which a child was passed on. Its clock goes on."""
    referral = lock(referral)
    permissions.demand(permissions.sends(by, referral))
    if not permissions.can_continue(by, referral):
        raise NotPossible(_("This was not passed on, or somebody asks the next service."), referral)
    carried = {name: getattr(referral, name) for name in CARRIED_ON}
    draft = raise_referral(
        id=id,
        service=service,
        by=by,
        needs=[referral.onward_kind],
        continues=referral,
        begun_by=referral.begun_by or referral,
        **carried,
    )
    record("referral.continued", referral, by=by)
    return draft


_HEALTH = ("time_critical_health", "urgency", "needs")


def _health_today_first(values: Mapping[str, Any]) -> dict[str, Any]:
    """Health care today is urgent, and asked for before anything else."""
    if not values.get("time_critical_health"):
        return dict(values)
    others = [kind for kind in values["needs"] if kind != Service.Kind.HEALTH]
    first = [Service.Kind.HEALTH.value, *others]
    return {**values, "urgency": Urgency.HIGH.value, "needs": first}


def _show_what_was_kept(referral: Referral, *, by: User) -> None:
    """The focal points read what was kept although it looks as if somebody were accused."""
    if referral.accused_reason:
        people = watchers(referral)
        telling.tell(people, about=referral, by=by, urgent=telling.is_urgent(referral))


def _forget_identity_kept_elsewhere(referral: Referral, *, by: User) -> None:
    """A name that is now on paper, or told by phone, is no longer here."""
    if referral.identity_mode != IdentityMode.ENCRYPTED:
        gone, _kinds = ReferralIdentity.objects.filter(referral=referral).delete()
        if gone:
            record("identity.wiped", referral, by=by)


def _ask_for_second_signature(referral: Referral, *, by: User) -> None:
    if referral.override_reason and referral.missing_consent:
        people = watchers(referral)
        telling.tell(people, about=referral, by=by, urgent=telling.is_urgent(referral))


@transaction.atomic
def cosign_override(referral: Referral, *, version: int, by: User) -> Referral:
    """Sign as the second person that this must go although consent is missing."""
    referral = lock(referral, version=version)
    organisations = standing_of(by).organisations(Permission.COSIGN_REFERRAL)
    permissions.demand(referral.organisation_id in organisations)
    signable = referral.override_reason and referral.missing_consent
    if not referral.is_draft or referral.is_cosigned or not signable:
        raise NotPossible(_("There is nothing to sign here now."), referral)
    if referral.override_by_id == by.pk:
        raise NotPossible(_("You signed first. Somebody else must sign second."), referral)
    changed = assign(referral, {"override_cosigned_at": clock.now(), "override_cosigned_by": by})
    record("referral.cosigned", referral, by=by, fields=changed)
    telling.tell(
        telling.senders(referral), about=referral, by=by, urgent=telling.is_urgent(referral)
    )
    return referral
