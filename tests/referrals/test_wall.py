"""Does nothing lead from a referral to a dialogue or a community, or the other way?"""

import ast
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from cpfacilitate.accounts.models import Notification, OutgoingMail
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.records import data_class_of
from tests.factories import as_stored

from . import checks, factories

APP = Path(settings.BASE_DIR) / "referrals"
# All that referrals may know of participants.
DOOR = {
    "participants.models": {"Cluster", "Service"},
    "participants.standing": {"standing_of"},
}


def _imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, set()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module, {alias.name for alias in node.names}


def test_referrals_import_no_dialogue_and_of_participants_two_names_only():
    found: dict[str, set[str]] = {}
    for path in APP.rglob("*.py"):
        for module, names in _imports(path):
            if module.split(".")[0] in ("dialogues", "participants"):
                found.setdefault(module, set()).update(names)
    assert found == DOOR


def test_nobody_below_imports_referrals():
    for app in ("dialogues", "participants", "cpfacilitate/lib", "cpfacilitate/accounts"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            assert not [m for m, _names in _imports(path) if m.split(".")[0] == "referrals"]


def test_every_relation_of_a_referral_leads_to_these_only():
    found = {
        field.related_model._meta.label
        for model in apps.get_app_config("referrals").get_models()
        for field in model._meta.fields
        if field.is_relation
    }
    assert found == {
        "accounts.Organisation", "accounts.User", "participants.Cluster", "participants.Service",
        "referrals.Concern", "referrals.Referral", "referrals.ReferralQuarter",
    }  # fmt: skip


def test_no_chain_of_relations_reaches_a_community_or_a_dialogue():
    reached, ahead = set(), set(apps.get_app_config("referrals").get_models())
    while ahead:
        model = ahead.pop()
        reached.add(model)
        forward = {field.related_model for field in model._meta.fields if field.is_relation}
        ahead |= forward - reached
    labels = {model._meta.label for model in reached}
    assert "participants.Community" not in labels
    assert not [label for label in labels if label.startswith("dialogues.")]


def test_every_field_says_whom_it_could_hurt():
    for model in apps.get_app_config("referrals").get_models():
        assert not [f.name for f in model._meta.fields if data_class_of(f) is None]


def test_nothing_said_outside_names_a_referral(world, caplog):
    """Notifications, mail and the audit trail carry no word, no code and no key of a referral."""
    referral = factories.named(world, status="accepted")
    carried = [repr(row) for model in (Notification, OutgoingMail) for row in as_stored(model)]
    assert carried
    keys = (str(referral.pk), referral.pk.hex)
    for secret in (factories.CANARY, referral.code, *keys, "Canary", "referral"):
        assert not [row for row in carried if secret in row]
        assert secret not in caplog.text
    fields = {name for event in AuditEvent.objects.about(referral) for name in event.fields}
    assert "status" in fields
    assert not [name for name in fields if factories.CANARY in name or "Zainab" in name]


def _pages(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _pages(pattern, inside)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def test_no_page_of_anybody_else_shows_it(world):
    """Every page that opens without a key, and those of the community; theirs are refused above."""
    referral = factories.named(world, status="accepted")
    concern = factories.concern(world)
    secrets = (factories.CANARY, "Zainab", referral.code, str(referral.pk), str(concern.pk))
    mine = checks.signed_in(world.facilitator).get("/referrals/referrals/").content.decode()
    assert referral.code in mine  # it could have leaked
    outside = {
        "outsider_facilitator", "committee_member", "outsider_committee_member", "coordinator",
        "mentor", "observer", "outsider_social_worker", "other_facilitator", "other_focal_point",
        "other_coordinator", "administrator", "stranger",
    }  # fmt: skip
    opened = 0
    for name in outside:
        client = checks.signed_in(getattr(world, name))
        for page in set(_pages()):
            for key in ([], [world.community.pk]):
                try:
                    target = reverse(page, args=key)
                except NoReverseMatch:
                    continue
                if page in ("leave", "account_logout") or (key and "community" not in page):
                    continue
                response = client.get(target)
                opened += response.status_code == 200
                body = response.content.decode()
                # A page that refuses may repeat the address it was asked for.
                body = body.replace(target, "")
                assert not [secret for secret in secrets if secret in body], (name, target)
    assert opened > len(outside)
