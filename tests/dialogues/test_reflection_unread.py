"""A planted word of a reflection is in no page, print, copy, list or mail of anybody else."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from dialogues.models import Reflection, ReflectionAnswer
from dialogues.models.revisions import Revision
from tests import factories as cast
from tests.canaries import TOKEN, Cage
from tests.test_canaries import pages
from tests.test_urls import COLUMNS
from tests.things import Stage

pytestmark = pytest.mark.django_db
READERS = ("facilitator", "mentor")  # its writer, and the mentor there


@pytest.fixture(scope="module")
def planted(stage: Stage) -> set[bytes]:
    """The tokens at the end of every text of a reflection and of an answer."""
    cage = Cage()
    return {
        token
        for token, canary in cage.canaries.items()
        if isinstance(canary.row, Reflection | ReflectionAnswer)
    }


def browser(user) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def everything(stage: Stage, user) -> bytes:
    """Every page of ours for this person, and every file they can take away."""
    client, found = browser(user), files(stage, user)
    with transaction.atomic():
        for _name, url in pages(stage.things):
            response = client.get(url)
            found += response.content + repr(dict(response.headers)).encode()
        transaction.set_rollback(True)
    return found


def files(stage: Stage, user) -> bytes:
    """What can be taken away: a community's copy, and the list of communities."""
    client, found = browser(user), b""
    copy = reverse("overview:community_pack_data", args=[stage.world.community.pk])
    listed = reverse("reports:community_export")
    with transaction.atomic():
        for url, sent in ((copy, {}), (listed, {"format": "csv"}), (listed, {"format": "xlsx"})):
            response = client.post(url, sent)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            found += _unpacked(body)
        transaction.set_rollback(True)
    return found


def _unpacked(body: bytes) -> bytes:
    """A file as it can be read: what is zipped is unzipped."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_words_are_planted_in_each_text(planted):
    texts = ("suggested_words", "surprised", "ask_differently", "note", "identifier_reason")
    assert len(planted) == len(texts) + 2 * len(("words", "identifier_reason"))


@pytest.mark.parametrize("column", COLUMNS)
def test_no_file_holds_a_word_of_it(stage: Stage, planted, column):
    """The pages of these people are walked through by tests/test_canaries.py."""
    user = None if column == "anonymous" else getattr(stage.world, column)
    assert planted & set(TOKEN.findall(files(stage, user))) == set()


def test_no_colleague_of_the_same_community_meets_a_word_of_it(stage: Stage, planted):
    world = stage.world
    with transaction.atomic():
        colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
        cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
        found = everything(stage, colleague)
        transaction.set_rollback(True)
    assert b"ebi wok" in found  # the session itself they do read
    assert planted & set(TOKEN.findall(found)) == set()


@pytest.mark.parametrize("column", READERS)
def test_its_two_readers_meet_all_of_it_on_its_own_pages_only(stage: Stage, planted, column):
    client, user = browser(getattr(stage.world, column)), getattr(stage.world, column)
    shown = client.get(stage.things["reflections"].get_absolute_url()).content
    assert planted & set(TOKEN.findall(shown)) == planted
    own = ("dialogues:reflection_show", "dialogues:reflection_edit")
    elsewhere = [url for name, url in pages(stage.things) if name not in own]
    found = b"".join(browser(user).get(url).content for url in elsewhere)
    assert planted & set(TOKEN.findall(found)) == set()


def test_no_trail_no_earlier_version_and_no_mail_holds_a_word_of_it(stage: Stage, planted):
    call_command("due")
    kept = [*AuditEvent.objects.values(), *Revision.objects.values()]
    text = repr([*kept, *(message.message().as_bytes() for message in mail.outbox)])
    assert planted & set(TOKEN.findall(text.encode())) == set()
