"""Does everything that could hurt somebody say how long it stays, within the bounds of the schedule?"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from cpfacilitate.lib import retention
from cpfacilitate.lib.records import DataClass, data_class_of
from cpfacilitate.lib.retention import SPANS

OURS = ("audit", "accounts", "participants", "dialogues", "referrals", "reports")
# A rule that names an app alone covers all its records: what the community decided when we parted.
BY_COMMUNITY = ("participants", "dialogues")
# What could hurt somebody and has no age, and why. Everything else of classes C to F has a rule.
KEPT = {
    "accounts.User": "who did what is said by name as long as the trail stands",
    "accounts.Membership": "the same",
    "audit.RetentionRun": "that the trail was cut, and where, is kept for ever",
    "audit.KeyRotation": "counts of sealed texts",
    "participants.Assignment": "where somebody's role reached, as long as the trail stands",
    "participants.Service": "the phone behind a service, until it is changed",
    "dialogues.PlanCriterion": "a question of the organisation, until it is retired",
    "accounts.MailPreference": "when a person wants mail, as long as the person is here",
    "accounts.Organisation": "who reads what is told about its staff, until it is changed",
    "referrals.OverdueStep": "a time that passed unmet: no words, for figures",
    "referrals.BackupCall": "that a backup contact was phoned: no words",
    "referrals.SlipPrint": "which slips are on paper somewhere",
    "referrals.ReferralQuarter": "sums of a quarter that is over",
    "referrals.QuarterGap": "the same",
    "referrals.ConsentRules": "whose yes an organisation asks for, until it is changed",
    "referrals.SharingAgreement": "what was signed with a service: proves what was shared",
    "reports.Source": "under which key a service stands in a file",
    "referrals.LegalHold": "who kept what for the law, and who approved",
}
# Chosen from lists, counted or dated: what is left of a slip and of a concern is for figures.
CODED = ("referrals.Referral", "referrals.Concern", "referrals.ReferralEvent",
         "referrals.IdentityView", "referrals.ReferralExport", "reports.ImportRun")  # fmt: skip
# Free text of those that is no words of anybody's.
CODES = {"referrals.Referral.code", "referrals.Concern.code", "referrals.Referral.needs",
         "referrals.Referral.functional_support_needed", "referrals.Referral.feedback_allowed_to",
         "referrals.Referral.withheld", "referrals.Referral.shared", "reports.ImportRun.made"}  # fmt: skip


def covered() -> set[str]:
    return {name for rule in retention.rules() for name in rule.wipes}


def is_free(field: models.Field) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
    )


def test_every_record_says_how_long_it_stays():
    wiped, silent = covered(), []
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in OURS or label in wiped or label in KEPT:
            continue
        classes = {data_class_of(field) for field in model._meta.local_fields}
        could_hurt = classes & {DataClass.CONFIDENTIAL, DataClass.TRAIL, DataClass.INTERNAL,
                                DataClass.RESTRICTED}  # fmt: skip
        if could_hurt and model._meta.app_label not in BY_COMMUNITY and label not in CODED:
            silent.append(label)
    assert silent == []


def test_every_word_on_what_stays_for_figures_is_wiped():
    """A field of free text that is added to a slip is wiped with it, or this fails."""
    wiped = covered()
    silent = [
        f"{label}.{field.name}"
        for label in CODED
        for field in apps.get_model(label)._meta.local_fields
        if is_free(field) and f"{label}.{field.name}" not in wiped | CODES
    ]
    assert silent == []


def test_what_is_named_is_there():
    names = [name for name in covered() if "." in name]
    for name in names:
        app, model, *field = name.split(".")
        found = apps.get_model(app, model)
        assert not field or found._meta.get_field(field[0])
    assert {name for name in covered() if "." not in name} == set(BY_COMMUNITY)
    assert set(KEPT) <= {model._meta.label for model in apps.get_models()}


def test_spans_and_rules_belong_together():
    used = {rule.span for rule in retention.rules()} - {""}
    assert used == set(SPANS)
    assert all(span.least <= span.days <= span.most for span in SPANS.values())


def test_the_schedule():
    """domain.md §8.3, said a second time: days by default, and the bounds."""
    said = {name: (span.data_class.value, span.days, span.least, span.most)
            for name, span in SPANS.items()}  # fmt: skip
    assert said["identities"] == ("E", 60, 30, 90)
    assert said["session_notes"] == ("C", 365, 183, 365)
    assert said["power_notes"] == ("D", 365, 183, 365)
    assert said["audit_events"] == ("F", 1825, 730, 2555)
    assert said["slip_words"] == ("E", 365, 180, 730)


@pytest.mark.parametrize(
    ("chosen", "sentences"),
    [
        ({}, []),
        ({"identities": 45}, []),
        ({"identities": 29}, ["RETENTION_DAYS: “identities” takes 30 to 90 days."]),
        ({"identities": 91}, ["RETENTION_DAYS: “identities” takes 30 to 90 days."]),
        ({"identities": "60"}, ["RETENTION_DAYS: “identities” takes 30 to 90 days."]),
        ({"identities": True}, ["RETENTION_DAYS: “identities” takes 30 to 90 days."]),
        ({"names": 60}, ["RETENTION_DAYS: there is no “names”."]),
    ],
)
def test_an_installation_chooses_within_bounds(settings, chosen, sentences):
    settings.RETENTION_DAYS = chosen
    found = [error for error in run_checks() if error.id == "cpfacilitate.E101"]
    assert [error.msg for error in found] == sentences
