"""How is a referral written, signed for, sent, answered, passed to another service, taken back?

A draft keeps no earlier versions of itself: what was struck out before sending should be gone. What
was sent is never edited; its moves are its history.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.actions import forget_forms_under
from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible, StaleVersion
from cpfacilitate.lib.records import assign, create_once, lock
from cpfacilitate.lib.states import check_transition
from participants.models import Cluster, Service
from participants.standing import standing_of

from .. import clocks, permissions
from ..models import (
    IdentityMode,
    IdentityView,
    MissedDeadline,
    Referral,
    ReferralEvent,
    ReferralIdentity,
    Safety,
    SentVia,
)
from ..people import focal_points, receivers
from ..states import ACTS, ANSWERS, BY_SERVICE, REFERRAL_TRANSITIONS, Channel, ReferralStatus
from ..steps import step_to
from . import telling

# What a move must say besides that it was made.
MUST_SAY = {
    ReferralStatus.DECLINED: "cause",
    ReferralStatus.CLOSED: "outcome",
    ReferralStatus.REFERRED_ONWARD: "onward_kind",
}
# What a referral says in somebody's own words: wiped when it is taken back.
WORDS = (
    "summary", "identifier_reason", "child_wishes", "withhold_from", "override_reason",
    "feedback_to_referrer",
)  # fmt: skip

# And what it says of the child's danger and needs.
WIPED = {"needs": [], "immediate_safety": Safety.UNKNOWN, "time_critical_health": False}


@transaction.atomic
def raise_referral(
    *, id: uuid.UUID, cluster: Cluster, service: Service, by: User, **values: Any
) -> Referral:
    """Write a draft; nobody but the sender's side sees it. `values` are fields of the slip."""
    permissions.demand(permissions.may_raise(by, cluster))
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
    if any(getattr(referral, name) != value for name, value in values.items()):
        signer = by if values.get("override_reason", referral.override_reason) else None
        unsigned = {"override_cosigned_at": None, "override_cosigned_by": None}
        changed = assign(referral, {**values, "override_by": signer, **unsigned})
        record("referral.edited", referral, by=by, fields=changed)
        _forget_identity_kept_elsewhere(referral, by=by)
        _ask_for_second_signature(referral, by=by)
    return referral


def _forget_identity_kept_elsewhere(referral: Referral, *, by: User) -> None:
    """A name that is now on paper, or told by phone, is no longer here."""
    if referral.identity_mode != IdentityMode.ENCRYPTED:
        gone, _kinds = ReferralIdentity.objects.filter(referral=referral).delete()
        if gone:
            record("identity.wiped", referral, by=by)


def _ask_for_second_signature(referral: Referral, *, by: User) -> None:
    if referral.override_reason and referral.missing_consent:
        people = focal_points(referral.organisation)
        telling.tell(people, about=referral, by=by, urgent=telling.is_urgent(referral))


@transaction.atomic
def cosign_override(referral: Referral, *, version: int, by: User) -> Referral:
    """Sign as the second person that this must go although consent is missing."""
    referral = lock(referral, version=version)
    organisations = standing_of(by).organisations(Permission.COSIGN_REFERRAL)
    permissions.demand(referral.organisation_id in organisations)
    if not referral.is_draft or referral.is_cosigned or not referral.override_reason:
        raise NotPossible(_("There is nothing to sign here now."), referral)
    if referral.override_by_id == by.pk:
        raise NotPossible(_("You signed first. Somebody else must sign second."), referral)
    changed = assign(referral, {"override_cosigned_at": clock.now(), "override_cosigned_by": by})
    record("referral.cosigned", referral, by=by, fields=changed)
    telling.tell([referral.created_by], about=referral, by=by, urgent=telling.is_urgent(referral))
    return referral


@transaction.atomic
def send_referral(referral: Referral, *, version: int, sent_via: str, by: User) -> Referral:
    """Send a draft, as it was read, to its service. The clock starts, once and for all."""
    referral = lock(referral)
    _check_move(referral, ReferralStatus.SENT, Channel.APP, by=by, only_from=ReferralStatus.DRAFT)
    if referral.version != version:  # after the check: a second tap is told that it was sent
        raise StaleVersion(referral)
    _demand_may_leave(referral, referral.service, sent_via)
    if referral.identity_mode == IdentityMode.ENCRYPTED and not _has_identity(referral):
        raise NotPossible(_("Write down first who the child is, or keep it on paper."), referral)
    now = clock.now()
    answer_by, act_by = clocks.due_times(referral.urgency, now)
    started = {"first_sent_at": now, "acknowledge_by_at": answer_by, "act_by_at": act_by}
    _move(referral, ReferralStatus.SENT, {"sent_via": sent_via, **started}, by=by)
    telling.tell_sent(referral, by=by)
    return referral


@transaction.atomic
def reroute_referral(
    referral: Referral, *, service: Service, sent_via: str, by: User, reason: str = ""
) -> Referral:
    """Send a declined referral to another service. No clock is set back."""
    referral = lock(referral)
    declined = ReferralStatus.DECLINED
    _check_move(referral, ReferralStatus.SENT, Channel.APP, by=by, only_from=declined)
    if service.pk == referral.service_id:
        raise NotPossible(_("This service declined already. Choose another one."), referral)
    _demand_may_leave(referral, service, sent_via)
    values = {"service": service, "sent_via": sent_via, "accepted_at": None}
    _move(referral, ReferralStatus.SENT, values, by=by, event={"reason": reason}, name="rerouted")
    telling.tell_sent(referral, by=by)
    return referral


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
    _check_move(referral, to, channel, by=by)
    said = {"cause": cause, "reason": reason, **values}
    must_say = MUST_SAY.get(ReferralStatus(to))
    if must_say and not said.get(must_say):
        raise NotPossible(_("Say why, or what came of it, with this step."), referral)
    event = {"channel": channel, "cause": cause, "reason": reason}
    _move(referral, to, values, by=by, event=event)
    telling.tell([referral.created_by], about=referral, by=by, urgent=telling.is_urgent(referral))
    return referral


@transaction.atomic
def revoke_referral(referral: Referral, *, cause: str, by: User) -> Referral:
    """Take a referral back: its words and the name are wiped at once, for everybody."""
    referral = lock(referral)
    _check_move(referral, ReferralStatus.REVOKED, Channel.APP, by=by)
    was_sent = referral.first_sent_at is not None
    ReferralIdentity.objects.filter(referral=referral).delete()
    ReferralEvent.objects.filter(referral=referral).update(reason="")
    IdentityView.objects.filter(referral=referral).update(reason="")
    wiped = dict.fromkeys(WORDS, "") | WIPED
    forget_forms_under(referral.get_absolute_url())
    _move(referral, ReferralStatus.REVOKED, wiped, by=by, event={"cause": cause})
    if was_sent:
        people = receivers(referral.service)
        telling.tell(people, about=referral, by=by, urgent=telling.is_urgent(referral))
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
        people = focal_points(referral.organisation)
        people = [*receivers(referral.service), *people]
        telling.tell(people, about=referral, by=None, urgent=telling.is_urgent(referral))
    return first


def _check_move(
    referral: Referral, to: str, channel: str, *, by: User, only_from: str | None = None
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
    check_transition(
        REFERRAL_TRANSITIONS, referral, to, lambda p: permissions.holds(by, p, referral, channel)
    )


def _demand_may_leave(referral: Referral, service: Service, sent_via: str) -> None:
    """Raise NotPossible, with what is missing, unless this may go to this service this way."""
    missing = [str(sentence) for sentence in referral.missing_consent]
    if missing and referral.override_reason and not referral.is_cosigned:
        missing = [_("Your focal point has not signed yet that it must go all the same.")]
    if missing and not referral.is_cosigned:
        raise NotPossible(" ".join([_("This cannot be sent yet."), *missing]), referral)
    if service.status != Service.Status.ACTIVE:
        raise NotPossible(_("This service is not open now. Choose another one."), referral)
    if sent_via == SentVia.APP and not receivers(service).exists():
        raise NotPossible(
            _("Nobody of this service signs in here. Phone them or go there, then say so."),
            referral,
        )


def _has_identity(referral: Referral) -> bool:
    return ReferralIdentity.objects.filter(referral=referral).exists()


def _move(
    referral: Referral,
    to: str,
    values: Mapping[str, Any],
    *,
    by: User,
    event: Mapping[str, str] | None = None,
    name: str = "",
) -> None:
    """Write the move, what it does to the clock, its event and its audit row."""
    now = clock.now()
    values = {**values, "status": to, "status_at": now}
    if to in ANSWERS and referral.acknowledged_at is None:
        values["acknowledged_at"] = now
    if to in ACTS and referral.acted_at is None:
        values["acted_at"] = now
    if to == ReferralStatus.ACCEPTED:
        values["accepted_at"] = now
    moved = copy(referral)
    for field, value in values.items():
        setattr(moved, field, value)
    values["due_at"] = clocks.next_due_at(moved)
    changed = assign(referral, values)
    ReferralEvent.objects.create(
        referral=referral, to=to, at=now, by=by, service=referral.service, **(event or {})
    )
    record(f"referral.{name or to}", referral, by=by, fields=changed)
