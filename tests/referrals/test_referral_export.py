"""Is a referral said in Primero's words, every value of it, and never with a name?"""

import json

import pytest

from participants.models import Service
from referrals import actions, primero
from referrals.consent import Basis
from referrals.models import (
    Category,
    Outcome,
    Referral,
    ReferralExport,
    Sex,
    SharingAgreement,
    Urgency,
)
from referrals.states import ReferralStatus

from . import checks, factories

REASON = "The office keeps its files there."
# Primero's own lists, as its forms, lookups and transitions have them.
SERVICE_TYPES = {
    "safehouse_service", "health_medical_service", "psychosocial_service", "police_other_service",
    "legal_assistance_service", "livelihoods_service", "child_protection_service",
    "family_mediation_service", "family_reunification_service", "education_service",
    "nfi_clothes_shoes_service", "water_sanitation_service", "registration_service",
    "food_service", "other_service",
}  # fmt: skip
CONCERNS = {
    "sexually_exploited", "gbv_survivor", "trafficked_smuggled", "statelessness",
    "arrested_detained", "migrant", "disabled", "serious_health_issue", "refugee", "caafag",
    "street_child", "child_mother", "physically_or_mentally_abused",
    "living_with_vulnerable_person", "worst_forms_of_child_labor", "child_headed_household",
    "mentally_distressed", "other",
}  # fmt: skip
CLOSURES = {
    "death_of_child", "formal_closing", "not_seen_during_verification", "repatriated",
    "transferred", "other",
}  # fmt: skip
BASES = {"consent", "contract", "vital_interests", "beneficiary_interests", "legal_obligation"}


@pytest.mark.parametrize(
    ("ours", "table", "theirs"),
    [
        (Service.Kind, primero.SERVICE_TYPES, SERVICE_TYPES),
        (Urgency, primero.RISK_LEVELS, {"high", "medium", "low"}),
        (Urgency, primero.TIMEFRAMES, {"1_hour", "3_hours", "1_day", "3_days", None}),
        (Category, primero.PROTECTION_CONCERNS, CONCERNS),
        (Sex, primero.SEXES, {"female", "male", None}),
        (Outcome, primero.CLOSURE_REASONS, CLOSURES),
        (Basis, primero.LEGITIMATE_BASES, BASES),
        (
            ReferralStatus,
            primero.STATUSES,
            {"in_progress", "accepted", "rejected", "done", "revoked", None},
        ),
    ],
)
def test_every_value_of_ours_is_one_of_theirs(ours, table, theirs):
    assert set(ours.values) - set(table) == set()
    assert set(table.values()) - theirs == set()


def _taken(world, referral, name="facilitator", **values):
    data = {"reason": REASON, **values}
    return checks.post(getattr(world, name), "export", referral, **data)


def test_it_works_and_is_audited_with_its_reason(world):
    referral = factories.moved(world, "accepted")
    response = _taken(world, referral)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="{referral.code}.json"'
    assert response.headers["Cache-Control"] == "no-store"
    assert factories.audited(referral)[-1] == "referral.exported"
    kept = ReferralExport.objects.get()
    assert (kept.by, kept.reason) == (world.facilitator, REASON)
    page = checks.signed_in(world.focal_point).get(referral.get_absolute_url()).content.decode()
    assert REASON in page


def test_what_it_says(world):
    referral = factories.moved(world, "accepted", "service_given", "closed", sex="girl")
    told = json.loads(_taken(world, referral).content)
    assert {name: told[name] for name in ("case_id_code", "hidden_name", "risk_level", "sex")} == {
        "case_id_code": referral.code, "hidden_name": True, "risk_level": "medium",
        "sex": "female",
    }  # fmt: skip
    assert told["protection_concerns"] == ["other"]
    assert told["protection_concerns_other"] == "Out of school"
    assert (told["consent_for_services"], told["consent_source"]) == (True, "caregiver")
    assert told["legitimate_basis"] == ["consent"]
    assert told["closure_reason"] == "formal_closing"
    (service,) = told["services_section"]
    assert (service["service_type"], service["service_response_timeframe"]) == (
        "education_service",
        "3_days",
    )
    assert service["service_implemented"] == "implemented"
    assert service["service_implementing_agency"] == str(world.service.organisation)
    assert told["referral"]["status"] == "done"
    assert told["referral"]["consent_overridden"] is False


def test_a_no_says_why_and_an_override_that_it_was_one(world):
    declined = json.loads(_taken(world, factories.moved(world, "declined")).content)
    assert declined["referral"]["status"] == "rejected"
    assert declined["referral"]["rejected_reason"] == "No place"
    assert declined["services_section"][0]["service_implemented"] == "not_implemented"
    draft = factories.draft(
        world, override_reason=factories.REASON, **factories.WITHOUT_CONSENT
    )  # fmt: skip
    actions.cosign_override(draft, version=draft.version, by=world.focal_point)
    draft.refresh_from_db()
    actions.send_referral(draft, version=draft.version, sent_via="app", by=world.facilitator)
    told = json.loads(_taken(world, draft).content)
    assert told["referral"]["consent_overridden"] is True
    assert (told["consent_for_services"], told["consent_source"]) == (False, None)
    assert told["legitimate_basis"] == ["beneficiary_interests"]


@pytest.mark.parametrize("status", ["sent", "accepted", "closed"])
def test_there_is_never_a_name_in_it(world, status):
    referral = factories.named(world, status=status, name="Zainab Canary")
    text = _taken(world, referral).content.decode()
    for secret in ("Zainab", "Canary", "077 000 111", "by the well", str(world.community)):
        assert secret not in text


def test_only_what_the_service_may_read_goes_along(world):
    factories.agreed(world)
    SharingAgreement.objects.update(data_points=["age"])
    referral = factories.sent(world)
    text = _taken(world, referral).content.decode()
    told = json.loads(text)
    assert told["age_group"] == "12-14"
    for kept_back in ("sex", "protection_concerns", "owned_by_location"):
        assert kept_back not in told
    assert factories.CANARY not in text


@pytest.mark.parametrize("status", ["draft", "revoked"])
def test_not_what_never_left_nor_what_was_taken_back(world, status):
    referral = factories.in_state(world, status)
    checks.not_now(_taken(world, referral), "Only what was sent")
    assert not ReferralExport.objects.exists()


def test_why_it_was_taken_along_goes_with_the_words(world):
    referral = factories.sent(world)
    _taken(world, referral)
    actions.revoke_referral(Referral.objects.get(), cause="consent", by=world.facilitator)
    assert ReferralExport.objects.get().reason == ""


def test_bad_input(world):
    referral = factories.sent(world)
    assert _taken(world, referral, reason="").status_code == 422
    assert not ReferralExport.objects.exists()


def test_who_may(world):
    referral = factories.moved(world, "accepted")
    may = {"facilitator", "focal_point"}
    checks.refused(world, "export", referral, may=may, reason=REASON)
    client = checks.signed_in(world.focal_point)
    assert client.get(checks.url("export", referral)).status_code == 200


def test_no_other_method(world):
    client = checks.signed_in(world.facilitator)
    assert client.put(checks.url("export", factories.sent(world))).status_code == 405
