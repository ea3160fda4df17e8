"""How long do a child's name, the words of a slip and what was told in confidence stay?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import as_stored
from cpfacilitate.lib.retention import Rule, all_at_once, any_said, holding, one_by_one, register

from .actions import expiry
from .actions.sending import WORDS
from .models import (
    Concern,
    IdentityView,
    LegalHold,
    Referral,
    ReferralEvent,
    ReferralExport,
    ReferralIdentity,
    SlipLink,
)
from .models.identities import IDENTITY_AGES
from .states import ENDED, ConcernStatus, ReferralStatus


def _held_referrals(path: str = "") -> Q:
    """Referrals, at the end of `path`, that a hold keeps."""
    standing = LegalHold.objects.standing(clock.now())
    one = standing.filter(referral__isnull=False).values("referral")
    whole = standing.filter(referral=None, concern=None).values("organisation")
    return Q(**{f"{path}pk__in": one}) | Q(**{f"{path}organisation__in": whole})


def _held_concerns() -> Q:
    standing = LegalHold.objects.standing(clock.now())
    one = standing.filter(concern__isnull=False).values("concern")
    whole = standing.filter(referral=None, concern=None).values("organisation")
    return Q(pk__in=one) | Q(kept_by__in=whole)


@holding
def held() -> Iterable[uuid.UUID]:
    """Referrals, concerns and holds whose trail stays."""
    yield from Referral.objects.filter(_held_referrals()).values_list("pk", flat=True)
    yield from Concern.objects.filter(_held_concerns()).values_list("pk", flat=True)
    yield from LegalHold.objects.standing(clock.now()).values_list("pk", flat=True)


def _watched(identities: QuerySet, user: User) -> QuerySet:
    watched = Referral.objects.watched_by(user).values("pk")
    return identities.filter(referral__in=watched).select_related("referral")


def _identities(kind: str, label: object, moment: str, **narrowed: object) -> Rule:
    """One of the reasons for which a name goes."""
    return Rule(
        kind=kind,
        label=label,
        span=kind,
        moment=moment,
        rows=lambda: ReferralIdentity.objects.filter(**narrowed),
        purge=one_by_one(expiry.expire_identity),
        wipes=("referrals.ReferralIdentity",),
        held=lambda identities: identities.filter(_held_referrals("referral__")),
        listed_to=_watched,
    )


register(
    _identities(
        "identities", _("Names of children"), "referral__status_at",
        referral__status__in=IDENTITY_AGES,
    )
)  # fmt: skip
register(
    _identities(
        "handed_over_identities", _("Names of children that the service has itself"),
        "handed_over_at", handed_over_at__isnull=False,
    )
)  # fmt: skip
register(
    _identities(
        "freed_identities", _("Names of children whose referral was taken back"),
        "referral__status_at", referral__status=ReferralStatus.REVOKED,
    )
)  # fmt: skip


register(
    Rule(
        kind="slip_links",
        label=_("Links on slips"),
        span="slip_links",
        moment="expires_at",
        rows=SlipLink.objects.all,
        purge=all_at_once,
        wipes=("referrals.SlipLink",),
    )
)


def _with_words() -> QuerySet:
    """Referrals that are over and on which somebody's own words still stand."""
    steps = ReferralEvent.objects.filter(referral=OuterRef("pk")).with_words()
    looked, exported = (
        model.objects.filter(referral=OuterRef("pk"))
        .annotate(kept=as_stored("reason"))
        .exclude(kept="")
        for model in (IdentityView, ReferralExport)
    )
    said = any_said(*WORDS) | Exists(steps) | Exists(looked) | Exists(exported)
    return Referral.objects.filter(said, status__in=ENDED)


register(
    Rule(
        kind="slip_words",
        label=_("Words on referrals"),
        span="slip_words",
        moment="status_at",
        rows=_with_words,
        purge=one_by_one(expiry.expire_slip_words),
        wipes=(
            *(f"referrals.Referral.{name}" for name in WORDS),
            "referrals.ReferralEvent.reason",
            "referrals.ReferralEvent.told_by",
            "referrals.IdentityView.reason",
            "referrals.ReferralExport.reason",
        ),
        held=lambda referrals: referrals.filter(_held_referrals()),
        listed_to=lambda referrals, user: referrals.filter(
            pk__in=Referral.objects.watched_by(user).values("pk")
        ),
    )
)


def _told() -> QuerySet:
    """Concerns that are closed and whose words still stand."""
    concerns = Concern.objects.annotate(kept=as_stored("words"), why=as_stored("closing_reason"))
    return concerns.filter(any_said("kept", "why"), status=ConcernStatus.CLOSED)


register(
    Rule(
        kind="concern_words",
        label=_("What was told in confidence"),
        span="concern_words",
        moment="closed_at",
        rows=_told,
        purge=one_by_one(expiry.expire_concern_words),
        wipes=("referrals.Concern.words", "referrals.Concern.closing_reason"),
        held=lambda concerns: concerns.filter(_held_concerns()),
        listed_to=lambda concerns, user: concerns.filter(
            pk__in=Concern.objects.visible_to(user).values("pk")
        ),
    )
)
