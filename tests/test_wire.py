"""How heavy are the pages that an old phone has to fetch? In bytes, as they travel."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.urls import reverse

from dialogues.models.told import OFFERED
from tests.dialogues import factories as dialogues

KB = 1024


def travels(client, target: str) -> int:
    """The bytes of a page on the wire, to a browser that takes gzip."""
    answer = client.get(target, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"<main" in gzip.decompress(answer.content)
    return len(answer.content)


def assets(*names: str) -> int:
    """What the page brings with it the first time, compressed as whitenoise would at least."""
    return sum(
        len(gzip.compress((settings.BASE_DIR / "static" / name).read_bytes())) for name in names
    )


@pytest.mark.django_db
def test_the_sign_in_page_fits_into_14_kb(client):
    frame = assets("css/look.css", "js/page.js", "img/icon.svg")
    assert travels(client, reverse("account_login")) + frame <= 14 * KB


def test_the_session_form_fits_into_30_kb(world, as_user):
    """With eight ranked words, and as many known ones as are offered."""
    known = [(f"wɔd {number * 7919 % 997}", f"what {number} means") for number in range(OFFERED)]
    told = dict.fromkeys((words for words, _meaning in known), "community_attributed")
    dialogues.recorded(world.groups["boys_10_13"], by=world.facilitator, harms=known, scopes=told)
    harms = [(f"word {number}", "what it means") for number in range(8)]
    session = dialogues.filled(world.groups["girls_10_13"], by=world.facilitator, harms=harms)
    page = travels(as_user(world.facilitator), reverse("dialogues:session_edit", args=[session.pk]))
    frame = assets("css/look.css", "js/page.js", "js/session.js", "img/icon.svg")
    assert page <= 14 * KB
    assert page + frame <= 30 * KB
