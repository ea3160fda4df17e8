"""How does a referral leave, go to another service, and come back?

What was sent is never edited; its moves are its history.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.actions import forget_forms_under
from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible, StaleVersion
from cpfacilitate.lib.records import lock
from participants.models import Service

from .. import clocks
from ..listed import fingerprint, on_slip, points_for
from ..models import (
    DataPoint,
    IdentityMode,
    IdentityView,
    LegalHold,
    Referral,
    ReferralEvent,
    ReferralExport,
    ReferralIdentity,
    Safety,
    SentVia,
)
from ..models.sharing import covered
from ..people import receivers
from ..states import Channel, ReferralStatus
from . import telling
from .moving import check_move, move

# What a referral says in somebody's own words: wiped when it is taken back.
WORDS = (
    "summary", "identifier_reason", "accused_reason", "child_wishes", "withhold_from",
    "override_reason", "safety_step", "safe_contact_method", "feedback_to_referrer",
    "handed_over_as",
)  # fmt: skip

# And what it says of the child's danger and needs.
WIPED = {
    "needs": [],
    "functional_support_needed": [],
    "immediate_safety": Safety.UNKNOWN,
    "time_critical_health": False,
    "trusted_adult": "",
    "caregiver_uninformed_because": "",
    "shared": [],
}


@transaction.atomic
def send_referral(
    referral: Referral, *, version: int, sent_via: str, by: User, listed: str | None = None
) -> Referral:
    """Send a draft, as it was read, to its service. The clock starts, once and for all.

    `listed` is the `fingerprint` of the list that was read; the list is what is sent.
    """
    referral = lock(referral)
    check_move(referral, ReferralStatus.SENT, Channel.APP, by=by, only_from=ReferralStatus.DRAFT)
    if referral.version != version:  # after the check: a second tap is told that it was sent
        raise StaleVersion(referral)
    shared = _demand_may_leave(referral, referral.service, sent_via, listed)
    _demand_name_of_use(referral)
    values = {"sent_via": sent_via, "shared": shared, **clocks.started(referral, clock.now())}
    move(referral, ReferralStatus.SENT, values, by=by)
    telling.tell_sent(referral, by=by)
    return referral


@transaction.atomic
def reroute_referral(
    referral: Referral,
    *,
    service: Service,
    sent_via: str,
    by: User,
    reason: str = "",
    listed: str | None = None,
) -> Referral:
    """Send a declined referral to another service. No clock is set back; `listed` as in sending."""
    referral = lock(referral)
    declined = ReferralStatus.DECLINED
    check_move(referral, ReferralStatus.SENT, Channel.APP, by=by, only_from=declined)
    if service.pk == referral.service_id:
        raise NotPossible(_("This service declined already. Choose another one."), referral)
    shared = _demand_may_leave(referral, service, sent_via, listed)
    values = {"service": service, "sent_via": sent_via, "shared": shared, "accepted_at": None}
    move(referral, ReferralStatus.SENT, values, by=by, event={"reason": reason}, name="rerouted")
    telling.tell_sent(referral, by=by)
    return referral


@transaction.atomic
def revoke_referral(referral: Referral, *, cause: str, by: User) -> Referral:
    """Take a referral back: its words and the name are wiped at once, for everybody.

    Where a legal hold stands the words go all the same; the name stays sealed, for focal points.
    """
    referral = lock(referral)
    check_move(referral, ReferralStatus.REVOKED, Channel.APP, by=by)
    was_sent = referral.first_sent_at is not None
    if not LegalHold.objects.of_referral(referral).standing(clock.now()).exists():
        ReferralIdentity.objects.filter(referral=referral).delete()
    ReferralEvent.objects.filter(referral=referral).wipe()
    IdentityView.objects.filter(referral=referral).update(reason="")
    ReferralExport.objects.filter(referral=referral).update(reason="")
    wiped = dict.fromkeys(WORDS, "") | WIPED
    forget_forms_under(referral.get_absolute_url())
    move(referral, ReferralStatus.REVOKED, wiped, by=by, event={"cause": cause})
    if was_sent:
        people = receivers(referral.service)
        telling.tell(people, about=referral, by=by, urgent=telling.is_urgent(referral))
    return referral


def _demand_may_leave(
    referral: Referral, service: Service, sent_via: str, listed: str | None
) -> list[str]:
    """The data points that go to this service this way; raises NotPossible, with what is missing."""
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
    return _demand_agreed(referral, service, sent_via, listed)


def _demand_agreed(
    referral: Referral, service: Service, sent_via: str, listed: str | None
) -> list[str]:
    """What an agreement on sharing, valid today, lets go; without one, a code or a phone call."""
    may = covered(referral.organisation, service)
    if sent_via == SentVia.APP and not may and not service.accepts_coded_referrals:
        raise NotPossible(
            _(
                "No agreement on sharing with this service is valid today, and it takes no"
                " referrals by code. Phone them or go there, then say so."
            ),
            referral,
        )
    if listed is not None and listed != fingerprint(on_slip(referral, service)):
        raise NotPossible(
            _("What this service would read has changed. Read the list again, then send."), referral
        )
    return points_for(referral, service)


def _demand_name_of_use(referral: Referral) -> None:
    """A name is sealed here only for a service that may see it, and is there when it should be.

    Asked of a draft, where another way can still be chosen. What was declined must be able to go
    on: the next service is told that the name is not shared, and cannot open it.
    """
    if referral.identity_mode != IdentityMode.ENCRYPTED:
        return
    if DataPoint.IDENTITY not in covered(referral.organisation, referral.service):
        raise NotPossible(
            _(
                "No agreement with this service that is valid today lets the name be shared here."
                " Keep it on paper, or tell it by phone."
            ),
            referral,
        )
    if not ReferralIdentity.objects.filter(referral=referral).exists():
        raise NotPossible(_("Write down first who the child is, or keep it on paper."), referral)
