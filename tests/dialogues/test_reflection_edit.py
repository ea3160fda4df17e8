"""Two minutes after a session: kept for its writer and the mentor, and in no other record."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.models import DialogueSession, Reflection, Revision
from participants import actions as participants
from tests import factories as cast

from . import factories
from . import reflection_factories as reflections

SAID = {
    "suggested": "perhaps",
    "suggested_words": "I said that school is near.",
    "topic_set_by": "together",
    "talk_share": "quarter",
    "surprised": "How calm they were.",
    "ask_differently": "What happens on a market day?",
    "note": "The tree was too near the road.",
}


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.recorded(world.groups["girls_10_13"], by=world.facilitator)


@pytest.fixture
def colleague(world):
    """A second facilitator of the same community."""
    second = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(second, "facilitator", by=world.coordinator, community=world.community)
    return second


def add(session: DialogueSession) -> str:
    return reverse("dialogues:reflection_add", query={"session": session.pk})


def edit(reflection: Reflection) -> str:
    return reverse("dialogues:reflection_edit", args=[reflection.pk])


def test_the_session_page_offers_it_and_does_not_ask_for_it(world, as_user, session):
    client = as_user(world.facilitator)
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Two minutes for yourself" in page
    assert add(session) in page
    for name in ("mentor",):
        page = as_user(getattr(world, name)).get(session.get_absolute_url()).content.decode()
        assert "Two minutes for yourself" not in page


def test_keeping_the_record_leads_to_the_page_that_offers_it(world, as_user):
    draft = factories.filled(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    keep = reverse("dialogues:session_record", args=[draft.pk])
    page = client.post(keep, {"version": draft.version}, follow=True)
    assert page.redirect_chain == [(draft.get_absolute_url(), 302)]
    assert "Two minutes for yourself" in page.content.decode()


def test_what_is_answered_is_kept_and_shown(world, as_user, session):
    client = as_user(world.facilitator)
    answer = client.post(add(session), {"id": uuid.uuid4(), **SAID})
    kept = Reflection.objects.get()
    assert answer.url == kept.get_absolute_url()
    assert {name: getattr(kept, name) for name in SAID} == SAID
    assert (kept.created_by, kept.session, kept.waits_for) == (world.facilitator, session, "")
    assert kept.kept_on == clock.today()
    page = client.get(answer.url).content.decode()
    assert [words for words in SAID.values() if len(words) > 12 and words not in page] == []
    assert "About a quarter" in page


def test_it_leaves_no_trace_in_the_session(world, as_user, session):
    before = DialogueSession.objects.filter(pk=session.pk).values().get()
    kept = reflections.reflection(session, by=world.facilitator, talk_over=True)
    assert DialogueSession.objects.filter(pk=session.pk).values().get() == before
    about = AuditEvent.objects.filter(record_id=session.pk).values_list("event", flat=True)
    assert "reflection.added" not in about
    assert list(
        AuditEvent.objects.filter(record_id=kept.pk).values_list("event", "by", "fields")
    ) == [("reflection.added", world.facilitator.pk, [])]


def test_one_question_is_enough_and_none_is_422(world, as_user, session):
    client = as_user(world.facilitator)
    answer = client.post(add(session), {"id": uuid.uuid4()})
    assert answer.status_code == 422
    assert "Answer one of the questions" in answer.content.decode()
    assert client.post(add(session), {"id": uuid.uuid4(), "talk_over": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"note": "x" * 2001}, "at most 2000"),
        ({"talk_share": "90 per cent"}, "Select a valid choice"),
        ({"surprised": "She is the daughter of Mariama."}, "daughter of Mariama"),
    ],
)
def test_bad_input_is_422_with_nothing_lost(world, as_user, session, wrong, told):
    answer = as_user(world.facilitator).post(add(session), {"id": uuid.uuid4(), **SAID, **wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert SAID["ask_differently"] in page
    assert not Reflection.objects.exists()


def test_a_reason_why_words_name_nobody_is_kept(world, as_user, session):
    said = {"surprised": "The well is called Mariama."}
    client, key = as_user(world.facilitator), uuid.uuid4()
    assert client.post(add(session), {"id": key, **said}).status_code == 422
    said["identifier_reason"] = "It is the well."
    assert client.post(add(session), {"id": key, **said}).status_code == 302
    assert Reflection.objects.get().identifier_reason == "It is the well."


def test_the_same_form_twice_is_one_and_a_second_is_told_of_the_first(world, as_user, session):
    client, said = as_user(world.facilitator), {"id": uuid.uuid4(), **SAID}
    first, again = client.post(add(session), said), client.post(add(session), said)
    assert first.url == again.url
    other = client.post(add(session), {"id": uuid.uuid4(), "note": "typed on the laptop"})
    assert other.status_code == 409
    page = other.content.decode()
    assert "You kept a reflection on this session before" in page
    assert "typed on the laptop" in page  # nothing is lost
    assert first.url in page
    assert Reflection.objects.count() == 1
    kept = Reflection.objects.get()
    assert client.get(add(session)).url == edit(kept)


def test_a_change_keeps_no_earlier_words_and_names_its_fields_in_the_trail(world, as_user, session):
    kept = reflections.reflection(session, by=world.facilitator)
    client = as_user(world.facilitator)
    assert "How calm they were." in client.get(edit(kept)).content.decode()
    answer = client.post(edit(kept), {"version": kept.version, "surprised": "How loud it was."})
    assert answer.url == kept.get_absolute_url()
    kept.refresh_from_db()
    assert kept.surprised == "How loud it was."
    assert not Revision.objects.exists()
    event = AuditEvent.objects.get(record_id=kept.pk, event="reflection.edited")
    assert (event.by, event.fields) == (world.facilitator, ["surprised"])


def test_a_stale_change_shows_both_versions_to_its_writer(world, as_user, session):
    kept = reflections.reflection(session, by=world.facilitator)
    client = as_user(world.facilitator)
    client.post(edit(kept), {"version": 1, "surprised": "from the laptop"})
    answer = client.post(edit(kept), {"version": 1, "surprised": "from the phone"})
    assert answer.status_code == 409
    assert "from the phone" in answer.content.decode()
    assert "from the laptop" in answer.content.decode()
    kept.refresh_from_db()
    assert kept.surprised == "from the laptop"


def test_the_mentors_answer_makes_no_form_stale(world, as_user, session):
    kept = reflections.reflection(session, by=world.facilitator, talk_over=True)
    reflections.answer(kept, by=world.mentor)
    said = {"version": kept.version, "surprised": "More.", "talk_over": "on"}
    assert as_user(world.facilitator).post(edit(kept), said).status_code == 302


def test_asking_puts_it_before_the_mentor_and_taking_back_takes_it_off(world, as_user, session):
    kept = reflections.reflection(session, by=world.facilitator)
    client = as_user(world.facilitator)
    client.post(edit(kept), {"version": 1, "note": "x", "talk_over": "on"})
    kept.refresh_from_db()
    assert kept.waits_for == "mentor"
    client.post(edit(kept), {"version": kept.version, "note": "x"})
    kept.refresh_from_db()
    assert kept.waits_for == ""


@pytest.mark.parametrize("status", ["draft", "recorded", "locked"])
def test_one_may_reflect_whatever_becomes_of_the_record(world, as_user, status):
    made = {"draft": factories.filled, "recorded": factories.recorded, "locked": factories.locked}
    session = made[status](world.groups["women"], by=world.facilitator)
    kept = reflections.reflection(session, by=world.facilitator)
    sees = {"facilitator": 200, "mentor": 404 if status == "draft" else 200}
    for name, code in sees.items():
        client = as_user(getattr(world, name))
        assert client.get(kept.get_absolute_url()).status_code == code, name


def test_notes_thrown_away_take_it_with_them(world, as_user):
    draft = factories.filled(world.groups["women"], by=world.facilitator)
    reflections.reflection(draft, by=world.facilitator)
    as_user(world.facilitator).post(reverse("dialogues:session_discard", args=[draft.pk]))
    assert not Reflection.objects.exists()


def test_nobody_else_reflects_on_somebodys_session(world, as_user, session, colleague):
    said = {"id": uuid.uuid4(), **SAID}
    for user, code in ((world.mentor, 403), (colleague, 403), (world.coordinator, 404)):
        assert as_user(user).get(add(session)).status_code == code
        assert as_user(user).post(add(session), said).status_code == code
    kept = reflections.reflection(session, by=world.facilitator)
    for user, code in ((world.mentor, 403), (colleague, 404), (world.coordinator, 404)):
        assert as_user(user).get(edit(kept)).status_code == code
        assert as_user(user).post(edit(kept), {"version": 1, **SAID}).status_code == code
    assert as_user(world.facilitator).get(reverse("dialogues:reflection_add")).status_code == 404


def test_after_we_parted_nothing_is_written_down(world, as_user, session):
    kept = reflections.reflection(session, by=world.facilitator)
    participants.move_agreement(
        world.community.agreement, "withdrawn", decided_on=clock.today(), data_choice="keep",
        by=world.facilitator,
    )  # fmt: skip
    client = as_user(world.facilitator)
    assert client.post(edit(kept), {"version": 1, **SAID}).status_code == 409
    assert client.get(edit(kept)).status_code == 409
    assert "How calm they were." in client.get(kept.get_absolute_url()).content.decode()


def test_wrong_method_is_405(world, as_user, session):
    kept = reflections.reflection(session, by=world.facilitator)
    for url in (add(session), edit(kept)):
        assert as_user(world.facilitator).put(url).status_code == 405
