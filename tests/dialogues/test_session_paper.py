"""The blank form: for whoever logs dialogues, with nothing of anybody in it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from dialogues.forms.paper import blank_form
from dialogues.models import Sex, ShareScope, TimeBand, Venue
from dialogues.models.noticed import Answer, ConsentWay, PowerKind
from participants.models import Accommodation, AgeBand

from . import factories

PAPER = reverse("dialogues:session_paper")


def test_whoever_logs_a_dialogue_prints_it(world, as_user):
    add = as_user(world.facilitator).get(reverse("dialogues:session_add")).content.decode()
    assert f'href="{PAPER}"' in add
    assert as_user(world.facilitator).get(PAPER).status_code == 200


@pytest.mark.parametrize("name", ["mentor", "committee_member", "coordinator", "social_worker"])
def test_nobody_else_does(world, as_user, name):
    assert as_user(getattr(world, name)).get(PAPER).status_code == 403


def test_it_is_only_read(world, as_user):
    assert as_user(world.facilitator).post(PAPER).status_code == 405


def test_nothing_of_anybody_stands_in_it(world, as_user):
    client = as_user(world.facilitator)
    before = client.get(PAPER).content
    factories.recorded(world.groups["women"], by=world.facilitator, promise="Come back")
    after = client.get(PAPER).content
    token = rb'csrfmiddlewaretoken" value="[^"]*"'
    assert re.sub(token, b"", after) == re.sub(token, b"", before)
    assert b"Masimbaya" not in after


def test_there_is_a_box_for_whatever_the_screen_offers(world, as_user):
    page = as_user(world.facilitator).get(PAPER).content.decode()
    kinds = (TimeBand, Venue, Sex, ShareScope, ConsentWay, Answer, PowerKind, AgeBand,
             Accommodation.Code)  # fmt: skip
    missing = [str(word) for kind in kinds for word in kind.labels if escape(str(word)) not in page]
    assert missing == []
    assert page.count('<td class="n">') == 10


def test_the_steps_are_those_of_the_screen(world, as_user):
    """In their order, and with their names."""
    client = as_user(world.facilitator)
    session = factories.draft(world.groups["women"], by=world.facilitator)
    screen = client.get(reverse("dialogues:session_edit", args=[session.pk])).content.decode()
    paper = client.get(PAPER).content.decode()
    steps = re.findall(r'<h2 id="h\d"[^>]*><span>(\d)</span>(.*?)</h2>', screen)
    printed = re.findall(r'<h2 id="p\d">(\d) (.*?)</h2>', paper)
    assert [number for number, _title in steps] == [number for number, _title in printed]
    assert [number for number, _title in steps] == list("12345678")
    assert [title for _number, title in printed] == [
        escape(str(title)) for title in blank_form()["steps"].values()
    ]
