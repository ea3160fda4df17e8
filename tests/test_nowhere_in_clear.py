"""Is a child's name, entered, looked at, rotated and deleted, anywhere in clear?

The life of a referral is walked by pages and actions on a database in a file. Then everything that
this product writes is searched: the raw bytes of the file with its log, every table, sessions and
cache opened up, log lines, mails, files that were taken out, and every page for everybody.

To extend it: more that is typed goes into SECRETS, another step of the life into `live`, another
file that somebody can take out into FILES, another place where bytes lie into `everything`.
"""

from __future__ import annotations

import base64
import binascii
import io
import logging
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts.models import CarriedForm, User
from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import IdentityView, LegalHold, Referral, ReferralIdentity
from tests import factories as base
from tests.accounts.factories import sign_in
from tests.referrals import checks, factories

from .test_urls import COLUMNS, ROWS, address, name_of, ours
from .things import things

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

NAME, CONTACT, WHERE = "Nafisatu Quillfeather", "ask Auntie Brambleby, 079 555 0143", "Zirconmarket"
SECOND_NAME = "Nafisatu Okapigrove"  # put in its place later
TYPED_TOO_LATE = "Yeniva Larkspurton"  # in a form whose sign-in had run out
WHY, WHY_ASKED = "to meet by the Tamarindgate", "the court of Umbrellaton asked"
PASSWORD = base.PASSWORD
# Whatever must be nowhere. Parts, so that no cutting, lowering or joining hides it.
SECRETS = ("quillfeather", "brambleby", "079 555", "0795550143", "zirconmarket", "okapigrove",
           "larkspurton", "tamarindgate", "umbrellaton")  # fmt: skip
# What somebody may take out, and as whom.
FILES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("overview:community_pack_data", "facilitator", {}),
    ("reports:community_export", "coordinator", {"format": "csv"}),
    ("reports:community_export", "coordinator", {"format": "xlsx"}),
)
# Why somebody looked at a name, and why it is held, is read by focal points and by who approves:
# on these pages, and nowhere else. Names are on none.
READ_BY = {
    ("referrals:referral_show", "focal_point"): {"tamarindgate"},
    ("referrals:hold_show", "focal_point"): {"umbrellaton"},
    ("referrals:hold_show", "coordinator"): {"umbrellaton"},
}


@pytest.fixture
def in_a_file(tmp_path: Path, transactional_db) -> Iterator[Path | None]:
    """On SQLite the test goes on in a file of its own, in the journal mode of an installation."""
    cache.clear()  # no model's table: a test with transactions leaves it as it is
    if connection.vendor != "sqlite":
        yield None
        return
    path, kept = tmp_path / "db.sqlite3", (connection.settings_dict["NAME"], connection.connection)
    connection.ensure_connection()
    memory = kept[1] or connection.connection
    with sqlite3.connect(path) as file:
        memory.backup(file)
    file.close()
    connection.settings_dict["NAME"], connection.connection = str(path), None
    connection.connect()
    yield path
    connection.connection.close()
    connection.settings_dict["NAME"], connection.connection = kept[0], memory


# --- The life of a referral -----------------------------------------------------------------------


def live(world: base.World, made: dict[str, Any]) -> Referral:
    """Written, sealed, sent, accepted, looked at, put right, held, closed: most of it by pages."""
    referral = factories.draft(world, identity_mode="encrypted")
    by = sign_in(world.facilitator)
    seal(by, referral, NAME)
    _typed_too_late(world, referral)
    sent = {"version": Referral.objects.get(pk=referral.pk).version, "sent_via": "app"}
    assert checks.post(world.facilitator, "send", referral, **sent).status_code == 302
    receiver = sign_in(world.social_worker)
    assert receiver.post(checks.url("accept", referral)).status_code == 302
    for browser in (by, receiver, sign_in(world.focal_point)):
        shown = browser.post(checks.url("identity", referral), {"reason": WHY})
        assert NAME in shown.content.decode(), "else nothing would be proved"
    wrong = {"reason": WHY, "password": "wrong, and not kept either"}
    assert checks.signed_in(world.facilitator).post(
        checks.url("identity", referral), wrong
    ).status_code == 422  # fmt: skip
    seal(by, referral, SECOND_NAME)
    held = {"id": referral.pk, "organisation": world.ngo.pk, "referral": referral.pk,
            "reason": WHY_ASKED, "identifier_reason": "a court",
            "until": clock.today() + timedelta(days=30)}  # fmt: skip
    asked = sign_in(world.focal_point).post(reverse("referrals:hold_add"), held)
    assert asked.status_code == 302
    made["referrals"], made["holds"] = referral, LegalHold.objects.get(referral=referral)
    return Referral.objects.get(pk=referral.pk)


def seal(browser: Client, referral: Referral, name: str) -> None:
    typed = {"name": name, "contact": CONTACT, "whereabouts": WHERE}
    assert browser.post(checks.url("identify", referral), typed).status_code == 302


def _typed_too_late(world: base.World, referral: Referral) -> None:
    """The sign-in ran out while the name was being typed; it is given back, and sent on."""
    page = sign_in(world.facilitator).get(checks.url("identify", referral))
    typed = {"name": TYPED_TOO_LATE, "owner": page.context["form"]["owner"].value()}
    assert Client().post(checks.url("identify", referral), typed).status_code == 302
    assert (
        TYPED_TOO_LATE in dict(CarriedForm.objects.get(path__contains="identify").fields()).values()
    )


def end(referral: Referral, world: base.World) -> None:
    for to in ("service_given", "closed"):
        referral = actions.move_referral(
            referral, to, by=base.fresh(world.social_worker), **factories.said(to)
        )


# --- Everything that is written -------------------------------------------------------------------


def everything(path: Path | None) -> Iterator[tuple[str, bytes]]:
    """(where, bytes) of all that lies in the database, opened up where it is packed."""
    if path is not None:
        for file in sorted(path.parent.iterdir()):
            yield file.name, file.read_bytes()
    for model in apps.get_models():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            yield model._meta.label, repr(cursor.fetchall()).encode()
    for session in Session.objects.all():
        yield "session", repr(session.get_decoded()).encode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cpfacilitate_cache")
        for key, value in cursor.fetchall():
            with suppress(binascii.Error):
                yield f"cache {key}", base64.b64decode(value)
    for one in mail.outbox:
        yield "mail", one.message().as_bytes()


def found_in(content: bytes, secrets: tuple[str, ...] = SECRETS) -> set[str]:
    """Which of the secrets stand in these bytes, in any case, in either of two encodings."""
    lowered = content.lower()
    return {
        secret
        for secret in secrets
        if secret.encode() in lowered or secret.encode("utf-16-le") in lowered
    }


def leaks(path: Path | None, caplog: Any) -> list[str]:
    places = [*everything(path), ("log", caplog.text.encode())]
    return [
        f"{where}: {sorted(found)}" for where, content in places if (found := found_in(content))
    ]


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file, and what is in it if it is a packed one."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from map(packed.read, packed.namelist())


def files(world: base.World, made: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, person, posted in FILES:
        browser = checks.signed_in(getattr(world, person))
        method = browser.get if "export" in name and not posted else browser.post
        response = method(address(name, made), posted)
        assert response.status_code in (200, 405), name
        if response.status_code == 405:
            response = browser.get(address(name, made), posted)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        for part in unpacked(content):
            yield name, part


def pages(world: base.World, made: dict[str, Any]) -> Iterator[tuple[str, str, bytes]]:
    """(page, person, bytes) of every page that tests/test_urls.py says somebody is shown."""
    written = ours()
    for column in COLUMNS:
        user: User | None = None if column == "anonymous" else getattr(world, column)
        browser = checks.signed_in(user)
        for row in ROWS:
            method, target, *groups = row.split()
            shown = "".join(groups)[COLUMNS.index(column)] == "y"
            if method == "GET" and shown and name_of(row) in written:
                response = browser.get(address(target, made))
                yield name_of(row), column, response.content + repr(dict(response.headers)).encode()


# --- The tests ------------------------------------------------------------------------------------


def test_it_is_nowhere_in_clear(in_a_file, caplog, settings):
    with caplog.at_level(logging.DEBUG):
        world = base.world()
        made = things(world)
        referral = live(world, made)
        assert ReferralIdentity.objects.get(referral=referral).name == SECOND_NAME
        assert leaks(in_a_file, caplog) == []
        for name, content in files(world, made):
            assert found_in(content) == set(), name
        told = [
            f"{page} to {column}: {sorted(found)}"
            for page, column, content in pages(world, made)
            if (found := found_in(content) - READ_BY.get((page, column), set()))
        ]
        assert told == []
        settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
        call_command("rotate_keys", stdout=io.StringIO())
        assert ReferralIdentity.objects.get(referral=referral).name == SECOND_NAME
        end(referral, world)
        _let_go(world, referral)
        assert leaks(in_a_file, caplog) == []


def _let_go(world: base.World, referral: Referral) -> None:
    """The hold ends, two months pass, and the name is deleted; a year later every word is."""
    hold = LegalHold.objects.get(referral=referral)
    actions.end_hold(hold, by=base.fresh(world.coordinator))
    for days in (61, 366):
        with clock.at(clock.now() + timedelta(days=days)):
            call_command("purge", "--dry-run", stdout=io.StringIO())
            call_command("due", stdout=io.StringIO())
    assert not ReferralIdentity.objects.filter(referral=referral).exists()
    assert {look.reason for look in IdentityView.objects.filter(referral=referral)} == {""}


@pytest.mark.parametrize("where", ["table", "session", "cache", "log", "mail"])
def test_the_search_finds_what_is_there(in_a_file, caplog, where):
    """Else the test above could not fail."""
    world = base.world()
    plant: dict[str, Callable[[], object]] = {
        "table": lambda: User.objects.filter(pk=world.mentor.pk).update(display_name=NAME),
        "session": lambda: _in_session(world),
        "cache": lambda: cache.set("kept", NAME),
        "log": lambda: logging.getLogger("referrals").warning(NAME),
        "mail": lambda: mail.send_mail("Something waits", NAME, None, ["a@example.org"]),
    }
    assert leaks(in_a_file, caplog) == []
    plant[where]()
    found = leaks(in_a_file, caplog)
    assert found
    assert all("quillfeather" in one for one in found)
    if where == "table" and in_a_file is not None:
        assert any(one.startswith("db.sqlite3") for one in found), "in the file's own bytes too"


def _in_session(world: base.World) -> None:
    session = checks.signed_in(world.facilitator).session
    session["typed"] = NAME
    session.save()
