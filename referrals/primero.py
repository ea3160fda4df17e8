"""How is a referral said in the words of Primero (CPIMS+), for a service that keeps its files there?

What goes is what the service reads anyway (`listed`): beyond the coded minimum only what an
agreement on sharing covers and the child does not want kept back. Never a name, whatever its mode.
A value is never said more exactly than it was chosen here: what has no word of Primero's that says
no more is `other`, with our own words beside it.

Names after Primero's forms, lookups and transitions; domain.md §6.3, §6.5, §7.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from participants.models import Service

from .consent import Basis, CaregiverConsent
from .listed import points_for
from .models import Category, DataPoint, Outcome, Referral, ReferralEvent, Sex, Urgency
from .states import ReferralStatus

OTHER = "other"
# Kind of service → lookup-service-type.
SERVICE_TYPES: Mapping[str, str] = {
    "health": "health_medical_service",
    "srh": "health_medical_service",
    "psychosocial": "psychosocial_service",
    "shelter": "safehouse_service",
    "police": "police_other_service",
    "legal": "legal_assistance_service",
    "social_welfare": "child_protection_service",
    "child_protection": "child_protection_service",
    "mediation": "family_mediation_service",
    "reunification": "family_reunification_service",
    "education": "education_service",
    "livelihoods": "livelihoods_service",
    "cash": "livelihoods_service",
    "food": "food_service",
    "nfi": "nfi_clothes_shoes_service",
    "wash": "water_sanitation_service",
    "registration": "registration_service",
    "disability": "other_service",
    "helpline": "other_service",
    "care": "other_service",
    "other": "other_service",
}
# Primero's list of timeframes ends at three days; the day itself goes along in every case.
TIMEFRAMES: Mapping[str, str | None] = {
    Urgency.HIGH: "1_day",
    Urgency.MEDIUM: "3_days",
    Urgency.LOW: None,
}
RISK_LEVELS: Mapping[str, str] = {
    Urgency.HIGH: "high",
    Urgency.MEDIUM: "medium",
    Urgency.LOW: "low",
}
PROTECTION_CONCERNS: Mapping[str, str] = {
    Category.HURT: "physically_or_mentally_abused",
    Category.CARE: OTHER,
    Category.WORK: "worst_forms_of_child_labor",
    Category.SCHOOL: OTHER,
    Category.MARRIAGE: OTHER,
    Category.HEALTH: "serious_health_issue",
    Category.PAPERS: OTHER,
    Category.OTHER: OTHER,
}
SEXES: Mapping[str, str | None] = {Sex.GIRL: "female", Sex.BOY: "male", Sex.OTHER: None}
# Status → that of a referral among Primero's transitions; what never left has none.
STATUSES: Mapping[str, str | None] = {
    ReferralStatus.DRAFT: None,
    ReferralStatus.SENT: "in_progress",
    ReferralStatus.ACKNOWLEDGED: "in_progress",
    ReferralStatus.ACCEPTED: "accepted",
    ReferralStatus.IN_PROGRESS: "accepted",
    ReferralStatus.REFERRED_ONWARD: "accepted",
    ReferralStatus.UNABLE_TO_REACH: "accepted",
    ReferralStatus.SERVICE_GIVEN: "done",
    ReferralStatus.CLOSED: "done",
    ReferralStatus.DECLINED: "rejected",
    ReferralStatus.REVOKED: "revoked",
}
CLOSURE_REASONS: Mapping[str, str] = {
    Outcome.MET: "formal_closing",
    Outcome.PARTLY: "formal_closing",
    Outcome.TRANSFERRED: "transferred",
    Outcome.CHILD_DECLINED: OTHER,
    Outcome.MOVED: OTHER,
    Outcome.UNAVAILABLE: OTHER,
    Outcome.NOT_REACHED: OTHER,
    Outcome.OTHER: OTHER,
}
LEGITIMATE_BASES: Mapping[str, str] = {
    Basis.CONSENT: "consent",
    Basis.BEST_INTERESTS: "beneficiary_interests",
    Basis.LEGAL_DUTY: "legal_obligation",
}
# Outcomes with which nothing was given.
NOT_GIVEN = frozenset(
    {Outcome.CHILD_DECLINED, Outcome.MOVED, Outcome.UNAVAILABLE, Outcome.NOT_REACHED}
)


def as_primero(referral: Referral) -> dict[str, Any]:
    """The referral as Primero would hold it: the record, its services, the transition."""
    points = frozenset(points_for(referral, referral.service))
    return {
        "case_id_code": referral.code,
        "hidden_name": True,
        **_child(referral, points),
        **_consent(referral, points),
        **_closure(referral),
        "services_section": [_service(referral, kind, points) for kind in referral.needs],
        "referral": _transition(referral),
    }


def _child(referral: Referral, points: frozenset[str]) -> dict[str, Any]:
    child: dict[str, Any] = {"risk_level": RISK_LEVELS[referral.urgency]}
    if DataPoint.SEX in points:
        child["sex"] = SEXES[referral.sex]
    if DataPoint.AGE in points:
        child["age_group"] = referral.age_band.replace("_", "-")
        child["estimated"] = True
    if DataPoint.AREA in points:
        child["owned_by_location"] = referral.cluster.district
    if DataPoint.CATEGORY in points:
        concern = PROTECTION_CONCERNS[referral.concern_category]
        child["protection_concerns"] = [concern]
        if concern == OTHER:
            child["protection_concerns_other"] = str(Category(referral.concern_category).label)
    return child


def _consent(referral: Referral, points: frozenset[str]) -> dict[str, Any]:
    agreed = not referral.missing_consent
    by_caregiver = referral.caregiver_consent == CaregiverConsent.YES
    return {
        "consent_for_services": agreed,
        "consent_source": ("caregiver" if by_caregiver else "individual") if agreed else None,
        "disclosure_other_orgs": bool(points),
        "disclosure_deny_details": referral.withhold_from,
        "legitimate_basis": [LEGITIMATE_BASES[referral.consent_basis]],
    }


def _closure(referral: Referral) -> dict[str, Any]:
    if referral.status != ReferralStatus.CLOSED:
        return {}
    reason = CLOSURE_REASONS[referral.outcome]
    closed = {"closure_reason": reason, "date_closure": _day(referral.status_at)}
    if reason == OTHER:
        closed["closure_reason_other"] = str(Outcome(referral.outcome).label)
    return closed


def _service(referral: Referral, kind: str, points: frozenset[str]) -> dict[str, Any]:
    given = referral.acted_at is not None and referral.outcome not in NOT_GIVEN
    service = {
        "service_response_type": "service_provision",
        "service_type": SERVICE_TYPES[kind],
        "service_response_day_time": referral.first_sent_at.isoformat(),
        "service_response_timeframe": TIMEFRAMES[referral.urgency],
        "service_appointment_date": _day(referral.act_by_at),
        "service_implementing_agency": str(referral.service.organisation),
        "service_provider": str(referral.service),
        "service_implemented": "implemented" if given else "not_implemented",
        "service_implemented_day_time": referral.acted_at.isoformat() if given else None,
    }
    if service["service_type"] == "other_service":
        service["service_type_other"] = str(Service.Kind(kind).label)
    if DataPoint.SUMMARY in points:
        service["service_referral_notes"] = referral.summary
    return service


def _transition(referral: Referral) -> dict[str, Any]:
    status = STATUSES[referral.status]
    rejected = status == "rejected" and _latest_no(referral)
    answered = referral.acknowledged_at
    return {
        "type": "Referral",
        "status": status,
        "remote": True,
        "transitioned_by_user_agency": str(referral.organisation),
        "created_at": referral.first_sent_at.isoformat(),
        "responded_at": answered.isoformat() if answered else None,
        "rejected_reason": str(rejected.get_cause_display()) if rejected else None,
        "consent_overridden": bool(referral.missing_consent) and referral.is_cosigned,
    }


def _latest_no(referral: Referral) -> ReferralEvent | None:
    return referral.events.filter(to=ReferralStatus.DECLINED).order_by("-at", "-id").first()


def _day(moment: Any) -> str:
    return moment.date().isoformat()
