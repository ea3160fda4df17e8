"""Is everything that is sealed found, brought under the newest key, and is nothing lost on the way?"""

from __future__ import annotations

import ast
import json
import threading
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings as ours
from django.core.management import CommandError, call_command
from django.db import connection, models

from cpfacilitate.accounts.models import CarriedForm, Notification
from cpfacilitate.audit.models import AuditEvent, KeyRotation
from cpfacilitate.lib import crypto, sealed
from referrals import actions
from referrals.models import Concern, IdentityView, LegalHold, ReferralIdentity
from tests import factories as base
from tests.referrals import factories

SECRET = "JBSWY3DPEHPK3PXP"
NEW = Fernet.generate_key().decode()
# Who seals by hand, and the column of `sealed.columns()` that keeps what they sealed.
SEAL_BY_HAND = {"cpfacilitate/accounts/adapter.py": "mfa.Authenticator.data"}


def filled(world: base.World) -> None:
    """Something in every place that keeps ciphertext."""
    referral = factories.named(world)
    actions.view_identity(referral, reason="To phone", by=world.facilitator)
    concern = factories.concern(world)
    concern = actions.take_up_concern(concern, by=world.focal_point)
    actions.close_concern(concern, closing_reason="Settled", by=world.focal_point)
    CarriedForm.objects.create(user=world.facilitator, path="/", posted="reason=typed")
    factories.hold(world, referral)
    TOTP.activate(world.focal_point, SECRET)
    RecoveryCodes.activate(world.focal_point)
    migrated = {"migrated_codes": [crypto.seal("11111111"), crypto.seal("22222222")]}
    Authenticator.objects.create(
        user=world.social_worker, type=Authenticator.Type.RECOVERY_CODES, data=migrated
    )


def read_all() -> dict[str, object]:
    """What people read of it."""
    identity = ReferralIdentity.objects.get()
    codes = {
        str(one.user): RecoveryCodes(one).generate_codes()
        for one in Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
    }
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    return {
        "name": (identity.name, identity.contact, identity.whereabouts),
        "look": IdentityView.objects.get().reason,
        "concern": [(c.words, c.closing_reason) for c in Concern.objects.all()],
        "carried": CarriedForm.objects.get().posted,
        "hold": LegalHold.objects.get().reason,
        "totp": crypto.unseal(totp.data["secret"]),
        "codes": codes,
    }


def tokens() -> list[str]:
    """Every sealed text anywhere in the database, found without asking the registry."""
    found = []
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if not isinstance(field, models.TextField | models.CharField | models.JSONField):
                continue
            column, table = map(connection.ops.quote_name, (field.column, model._meta.db_table))
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {column} FROM {table}")
                for (value,) in cursor.fetchall():
                    text = value if isinstance(value, str) else json.dumps(value)
                    found += [part for part in text.split('"') if part.startswith(sealed.MARK)]
    return found


def run(*options: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def keys(settings):
    """The old key is there, and a newer one before it."""
    old = settings.FIELD_KEYS[0]

    def choose(*chosen: str) -> None:
        settings.FIELD_KEYS = [{"old": old, "new": NEW}[name] for name in chosen]

    return choose


def test_every_place_is_covered(world, keys):
    """Nothing in any table is left that only the old key opens, whoever put it there."""
    filled(world)
    before, said = len(tokens()), read_all()
    assert before == 12 + Notification.objects.count()
    keys("new", "old")
    run()
    assert len(tokens()) == before
    keys("new")
    assert [token for token in tokens() if crypto.key_of(token) != 0] == []
    assert read_all() == said
    assert {str(column) for column in sealed.columns()} == {
        "accounts.CarriedForm.posted",
        "accounts.Notification.sealed_path",
        "referrals.Concern.words",
        "referrals.Concern.closing_reason",
        "referrals.ReferralIdentity.name",
        "referrals.ReferralIdentity.contact",
        "referrals.ReferralIdentity.whereabouts",
        "referrals.IdentityView.reason",
        "referrals.LegalHold.reason",
        "referrals.ReferralExport.reason",
        "mfa.Authenticator.data",
    }


def test_nobody_seals_by_hand_where_the_command_does_not_look():
    """Whoever calls `seal` keeps the result in a column that is registered."""
    root, found = Path(ours.BASE_DIR), set()
    for top in ("cpfacilitate", "participants", "dialogues", "referrals"):
        for file in (root / top).rglob("*.py"):
            names = {
                getattr(node.func, "attr", getattr(node.func, "id", ""))
                for node in ast.walk(ast.parse(file.read_text()))
                if isinstance(node, ast.Call)
            }
            if names & {"seal", "Fernet", "MultiFernet", "encrypt"}:
                found.add(str(file.relative_to(root)))
    known = {"cpfacilitate/lib/crypto.py", "cpfacilitate/accounts/checks.py", *SEAL_BY_HAND}
    assert found == known
    assert set(SEAL_BY_HAND.values()) <= {str(column) for column in sealed.columns()}


def test_it_says_which_key_can_go(world, keys):
    filled(world)
    keys("new", "old")
    with pytest.raises(CommandError, match="Not everything"):
        run("--check")
    assert KeyRotation.objects.count() == 0
    run()
    said = run("--check")
    old, new = crypto.fingerprint(ours.FIELD_KEYS[1]), crypto.fingerprint(NEW)
    assert f"key 1 ({new}): {len(tokens())} in use" in said
    assert f"key 2 ({old}): 0 not in use; it can be taken out" in said
    assert NEW not in said


def test_it_is_recorded_as_numbers_and_does_nothing_twice(world, keys):
    filled(world)
    keys("new", "old")
    run()
    first = KeyRotation.objects.get()
    assert first.renewed["referrals.ReferralIdentity.name"] == 1
    assert first.renewed["mfa.Authenticator.data"] == 3
    assert first.unreadable == {}
    held = tokens()
    run()
    assert tokens() == held, "what is under the newest key is not touched again"
    second = KeyRotation.objects.exclude(pk=first.pk).get()
    assert (second.renewed, second.unreadable) == ({}, {})
    assert AuditEvent.objects.filter(event="keys.rotated").count() == 2


def test_no_record_looks_changed(world, keys):
    """Who has a form open is not told that somebody else wrote."""
    filled(world)
    before = ReferralIdentity.objects.get().version
    keys("new", "old")
    run()
    assert ReferralIdentity.objects.get().version == before


def test_what_no_key_opens_is_named_and_stops_nothing(world, keys, settings):
    filled(world)
    lost = Fernet.generate_key().decode()
    kept, settings.FIELD_KEYS = settings.FIELD_KEYS, [lost]
    form = CarriedForm.objects.create(user=world.facilitator, path="/lost/", posted="a=b")
    settings.FIELD_KEYS = [NEW, *kept]
    out = StringIO()
    with pytest.raises(CommandError, match="Not everything"):
        call_command("rotate_keys", stdout=out, stderr=out)
    assert f"accounts.CarriedForm.posted: no key opens 1: {form.pk}" in out.getvalue()
    assert KeyRotation.objects.get().unreadable == {"accounts.CarriedForm.posted": 1}
    settings.FIELD_KEYS = [lost]
    lost_form = CarriedForm.objects.get(pk=form.pk)
    assert lost_form.posted == "a=b", "it is as it was, for whoever finds the key"
    lost_form.delete()
    settings.FIELD_KEYS = [NEW]
    assert read_all()["name"][0] == "Zainab Canary"


def test_broken_off_it_goes_on_where_it_was(world, keys, monkeypatch):
    """A run that dies in the middle leaves nothing half written; the next one ends it."""
    filled(world)
    said = read_all()
    keys("new", "old")
    monkeypatch.setattr(sealed, "PER_BATCH", 1)
    whole, calls = crypto.reseal, []

    def dies(token: str) -> str:
        calls.append(token)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return whole(token)

    monkeypatch.setattr(crypto, "reseal", dies)
    with pytest.raises(KeyboardInterrupt):
        run()
    uses = [crypto.key_of(token) for token in tokens()]
    assert 0 < uses.count(0) < len(uses)
    assert read_all() == said
    monkeypatch.setattr(crypto, "reseal", whole)
    run()
    keys("new")
    assert read_all() == said


def test_between_batches_people_read_and_write(world, keys, monkeypatch):
    """Reading always works, and what is written in the middle is not written over."""
    for number in range(12):
        factories.named(world, name=f"Child {number}")
    names = sorted(one.name for one in ReferralIdentity.objects.all())
    keys("new", "old")
    monkeypatch.setattr(sealed, "PER_BATCH", 3)
    write, seen = sealed.Column.write, []

    def write_and_read(column, key, value):
        write(column, key, value)
        seen.append(sorted(one.name for one in ReferralIdentity.objects.all()))

    monkeypatch.setattr(sealed.Column, "write", write_and_read)
    run()
    assert len(seen) == 3 * 12 + Notification.objects.count()
    assert all(read == names for read in seen)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_reads_and_writes_go_on_meanwhile(settings):
    """On PostgreSQL: people read and rename while another connection rotates."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite lets one writer in at a time")
    world = base.world()
    referrals = [factories.named(world, name=f"Child {number}") for number in range(40)]
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    done, trouble, reads = threading.Event(), [], []

    def read() -> None:
        try:
            while not done.is_set():
                reads.extend(one.name for one in ReferralIdentity.objects.all())
        except Exception as error:
            trouble.append(error)
        finally:
            connection.close()

    def write() -> None:
        try:
            for referral in referrals[::2]:
                actions.keep_identity(
                    referral, name=f"New {referral.code}", contact="", whereabouts="",
                    by=base.fresh(world.facilitator),
                )  # fmt: skip
        except Exception as error:
            trouble.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read), threading.Thread(target=write)]
    [thread.start() for thread in threads]
    run()
    done.set()
    [thread.join() for thread in threads]
    run()
    assert trouble == []
    assert reads
    assert not [name for name in reads if not name.startswith(("Child ", "New "))]
    settings.FIELD_KEYS = [NEW]
    named = {one.referral.code: one.name for one in ReferralIdentity.objects.all()}
    assert {named[one.code] for one in referrals[::2]} == {
        f"New {one.code}" for one in referrals[::2]
    }
