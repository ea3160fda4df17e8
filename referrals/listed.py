"""What exactly is shared with a service? The one list of it.

The same lines stand on the page before sending, on the page that the service reads, on the printed
slip and behind a link. Beyond the coded minimum a line is there only if an agreement on sharing
covers it and the child does not want it kept back; what is kept back is named. Nothing else of a
referral reaches a service: no cluster, no reason why somebody must not know, none for an override.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Service

from .consent import Basis
from .models import DataPoint, Feedback, IdentityMode, Referral, Support
from .models.sharing import covered
from .states import ReferralStatus

HEALTH_TODAY = gettext_lazy(
    "Health care today. After sexual violence: protection from HIV within 72 hours, from pregnancy"
    " within 120 hours."
)


@dataclass(frozen=True)
class Line:
    """One thing the service reads."""

    label: str
    value: str


def on_slip(referral: Referral, service: Service) -> list[Line]:
    """What `service` reads of this referral, or would if it were sent there today.

    What was sent stays as it was sent, whatever becomes of the agreement; nothing is left of what
    was taken back.
    """
    if referral.status == ReferralStatus.REVOKED:
        return []
    return list(lines(referral, points_for(referral, service)))


def points_for(referral: Referral, service: Service) -> list[str]:
    """The data points beyond the coded minimum that `service` reads, in the order of the slip."""
    if referral.is_with(service):
        return referral.shared
    may = _covered(referral, service) - set(referral.withheld)
    return [point.value for point in DataPoint if point in may]


def _covered(referral: Referral, service: Service) -> frozenset[str]:
    """What the agreements let be shared; asked once for each copy of a referral that was read."""
    kept = referral.__dict__.setdefault("_covered", {})
    if service.pk not in kept:
        kept[service.pk] = covered(referral.organisation, service)
    return kept[service.pk]


def fingerprint(listed: Iterable[Line]) -> str:
    """Says whether a list is still the one that was read."""
    words = "\n".join(f"{line.label}: {line.value}" for line in listed)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def lines(referral: Referral, points: Collection[str]) -> Iterator[Line]:
    """The coded minimum, then what `points` allow, then the names of what is kept back."""
    kept_back = []
    yield from _minimum(referral)
    for point in DataPoint:
        told = [Line(*said) for said in _beyond(referral, point) if said[1]]
        if point in points:
            yield from told
        elif told:
            kept_back.append(str(point.label))
    if kept_back:
        yield Line(_("Not shared"), " · ".join(kept_back))


def _minimum(referral: Referral) -> Iterator[Line]:
    """What a service is told without any agreement, under a code."""
    yield Line(_("Code"), referral.code)
    yield Line(_("How urgent"), str(referral.get_urgency_display()))
    if referral.time_critical_health:
        yield Line(_("Health"), str(HEALTH_TODAY))
    yield Line(_("Asked for"), referral.needs_words)
    yield Line(
        _("How to reach the child safely"),
        referral.safe_contact_method or _("Ask the sender first"),
    )
    if referral.withhold_from:
        words = _("%(who)s. Do not contact or tell them.") % {
            "who": referral.withhold_from.strip(". ")
        }
        yield Line(_("Must not know"), words)
    yield Line(_("On which basis"), _basis(referral))
    told = [str(Feedback(who).label) for who in Feedback if who in referral.feedback_allowed_to]
    yield Line(_("May be told what came of it"), " · ".join(told) or _("Nobody"))
    if referral.identity_mode != IdentityMode.ENCRYPTED:
        yield Line(_("The child’s name"), str(referral.get_identity_mode_display()))
    yield Line(_("Sent by"), f"{referral.created_by}, {referral.organisation}")


def _basis(referral: Referral) -> str:
    if referral.is_cosigned:
        signed = {"first": referral.override_by, "second": referral.override_cosigned_by}
        both = _("Signed by %(first)s and %(second)s.") % signed
        return f"{referral.consent_basis.label}. {both}"
    if referral.is_draft and referral.missing_consent:
        return _("Not complete yet")
    return str(Basis.CONSENT.label)


def _beyond(referral: Referral, point: DataPoint) -> list[tuple[str | Promise, str]]:
    """Label and value of what belongs to a data point; an empty value is not shown."""
    return {
        DataPoint.AGE: [(_("Age"), referral.get_age_band_display())],
        DataPoint.SEX: [(_("Girl or boy"), referral.get_sex_display())],
        DataPoint.AREA: [(_("District"), referral.cluster.district)],
        DataPoint.CATEGORY: [(_("What it is about"), referral.get_concern_category_display())],
        DataPoint.SUMMARY: [(_("In a few words"), referral.summary)],
        DataPoint.SUPPORT: [(_("What makes it easier for the child"), _support(referral))],
        DataPoint.SAFETY: [
            (_("Is the child safe now"), referral.get_immediate_safety_display()),
            (_("What was done about it"), referral.safety_step),
        ],
        DataPoint.WISHES: [(_("What the child wants"), referral.child_wishes)],
        DataPoint.AGREEMENT: [
            (_("The child agrees"), referral.get_child_assent_display() or _("Not asked")),
            (_("A caregiver agrees"), referral.get_caregiver_consent_display() or _("Not asked")),
            (_("A caregiver knows"), referral.get_caregiver_informed_display()),
        ],
        DataPoint.TRUSTED_ADULT: [
            (_("An adult the child trusts"), referral.get_trusted_adult_display())
        ],
        DataPoint.IDENTITY: [(_("The child’s name"), _name(referral))],
    }[point]


def _support(referral: Referral) -> str:
    needed = referral.functional_support_needed
    return " · ".join(str(support.label) for support in Support if support in needed)


def _name(referral: Referral) -> str:
    """Where the name is, if an agreement is needed for it: on paper or told, it is not sent."""
    if referral.identity_mode == IdentityMode.ENCRYPTED:
        return _("Sealed here. Once you have accepted, you can see it for a reason.")
    return ""
