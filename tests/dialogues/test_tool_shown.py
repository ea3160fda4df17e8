"""How a session shows its tools: as on the flip chart, in words as well as in shapes, at one price."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogues.actions import sessions

from . import factories
from . import tool_factories as make


@pytest.fixture
def session(world):
    return factories.recorded(world.groups["girls_10_13"], by=world.facilitator)


def shown(client, session) -> str:
    return client.get(session.get_absolute_url()).content.decode()


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.S))


# Kind → what stands there when no picture is seen, in this order.
SAID = {
    "response_mapping": ["di granma tɔk", "People here, by themselves", "It stops for a week.",
                         "Content with that: The parents", "In the way: She is not asked",
                         "then", "go na di welfɛr", "An office or a service"],
    "seasonal_calendar": ["angri", "More: June – September", "skul", "Less: November – January"],
    "daily_calendar": ["Girls", "drɔ wata", "05:00 – 07:00", "Boys", "slip", "21:00 – 05:00"],
    "who_helps": ["Very near", "granma", "Trusted much", "Far away", "klinik", "Trusted little"],
    "places": ["Safe", "di mangro tri", "Not safe", "di watasay", "At dusk and dawn",
               "Nobody sees us there."],
    "drama": ["A girl comes home late", "heavy work", "Her aunt goes with her"],
    "options": ["wata bifo skul", "No cost", "Girls", "We share the load", "Boys",
                "Dark in the rains", "Women"],
    "open_dialogue": ["who is listened to", "Pikin nɔ de tɔk", "We want to be asked."],
}  # fmt: skip


@pytest.mark.parametrize("kind", make.KINDS)
def test_it_is_read_without_its_picture(world, as_user, session, kind):
    make.add(session, kind, by=world.facilitator)
    page = words_of(shown(as_user(world.mentor), session))
    begin, places = page.index("What else was laid out"), []
    for words in SAID[kind]:
        places.append(page.index(words, max([begin, *places])))
    assert places == sorted(places)


def test_only_its_writer_is_offered_to_change_it(world, as_user, session):
    tool = make.add(session, by=world.facilitator)
    edit = reverse("dialogues:tool_edit", args=[tool.pk])
    add = reverse("dialogues:tool_add", query={"session": session.pk})
    page = shown(as_user(world.facilitator), session)
    assert (edit in page, add in page) == (True, True)
    page = shown(as_user(world.mentor), session)
    assert (edit in page, add in page) == (False, False)
    sessions.lock_session(session, by=world.facilitator)
    page = shown(as_user(world.facilitator), session)
    assert (edit in page, add in page) == (False, False)


def test_the_last_look_shows_them_too(world, as_user):
    session = factories.filled(world.groups["women"], by=world.facilitator)
    tool = make.add(session, "drama", by=world.facilitator)
    record = reverse("dialogues:session_record", args=[session.pk])
    page = as_user(world.facilitator).get(record).content.decode()
    assert "Her aunt goes with her" in page
    assert reverse("dialogues:tool_edit", args=[tool.pk]) in page


def test_nobody_reads_of_a_tool_who_does_not_read_the_session(world, as_user, session):
    make.add(session, "drama", by=world.facilitator)
    for user in (world.committee_member, world.coordinator, world.observer, world.social_worker):
        for page in (reverse("home"), session.get_absolute_url()):
            assert "Her aunt goes" not in as_user(user).get(page).content.decode()


def test_what_may_be_told_is_marked(world, as_user, session):
    rows = make.rows("places", share_scope="community_attributed")
    make.add(session, "places", rows=rows, by=world.facilitator)
    page = shown(as_user(world.mentor), session)
    assert "“Girls 10–13 said”" in page[page.index("di watasay") :]


def test_the_mentor_reads_why_words_name_nobody(world, as_user, session):
    make.add(session, memo="Near house 14", identifier_reason="A tale.", by=world.facilitator)
    assert "Why these words name nobody: A tale." in words_of(shown(as_user(world.mentor), session))


def test_markup_in_words_is_words(world, as_user, session):
    rows = make.rows("options", local_term="<script>alert(1)</script>", strengths="<b>no</b>")
    make.add(session, "options", rows=rows, memo="<i>x</i>\n</p>", by=world.facilitator)
    page = shown(as_user(world.mentor), session)
    assert "<script>alert" not in page
    assert "<b>no</b>" not in page
    assert "&lt;i&gt;x&lt;/i&gt;<br>&lt;/p&gt;" in page


def test_as_many_queries_for_all_kinds_as_for_one(world, as_user, session):
    client, asked = as_user(world.facilitator), []
    for kind in make.KINDS:
        make.add(session, kind, by=world.facilitator)
        shown(client, session)
        with CaptureQueriesContext(connection) as queries:
            shown(client, session)
        asked.append(len(queries))
    assert set(asked) == {asked[0]}
    assert asked[0] <= 10
