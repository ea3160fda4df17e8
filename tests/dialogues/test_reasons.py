"""Why words name nobody is a text like any other: it names nobody, and few read it."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import amendments, plans, sessions
from dialogues.models import DialogueSession
from tests import factories as people
from tests.participants import factories as communities

from . import factories, reflection_factories, tool_factories
from . import plan_factories as make
from .test_session_edit import notes, url

NAMED = "We ask Kadie Bangura"
WHY = "Kadie Bangura is the name of a well."
TELLS = "It is the daughter of Mohamed Sesay, 076 123 456."
SAID = "The reason itself may tell who someone is"


@pytest.fixture
def session(world) -> DialogueSession:
    draft = factories.filled(world.groups["women"], by=world.facilitator, promise=NAMED)
    return sessions.record_session(
        draft, version=draft.version, identifier_reason=WHY, by=world.facilitator
    )


def test_what_the_words_say_may_be_said_again(session):
    assert session.identifier_reason == WHY


def test_no_action_keeps_a_reason_that_tells_more(world, session):
    by, mentor = world.facilitator, world.mentor
    draft = factories.filled(world.groups["men"], by=by, promise=NAMED)
    plan, begun = make.draft(world), communities.begun(world, "Ngiyema Landing")
    locked = sessions.lock_session(
        factories.recorded(world.groups["elders"], by=by), by=people.fresh(mentor)
    )
    about = {"harm": plan.harm, "goal": plan.goal, "builds_on": [], "builds_on_reason": "None."}
    for write in (
        lambda why: sessions.record_session(
            draft, version=draft.version, identifier_reason=why, by=by
        ),
        lambda why: sessions.save_session(
            session, version=session.version, rows={}, by=by,
            values={"question": "What did Sorie Kamara say?", "identifier_reason": why},
        ),
        lambda why: tool_factories.add(session, by=by, question=NAMED, identifier_reason=why),
        lambda why: reflection_factories.amendment(
            session, by=by, words=NAMED, identifier_reason=why
        ),
        lambda why: sessions.unlock_session(
            locked, reason=NAMED, identifier_reason=why, by=people.fresh(mentor)
        ),
        lambda why: plans.edit_plan(
            plan, version=plan.version, name=NAMED, identifier_reason=why, by=by, **about
        ),
        lambda why: communities.visit(
            world, begun, introduced=NAMED, identifier_reason=why
        ),
    ):  # fmt: skip
        with pytest.raises(NotPossible, match=SAID):
            write(TELLS)
        write("It is the name of a well.")


def test_the_last_look_asks_again(world, as_user):
    draft = factories.filled(world.groups["men"], by=world.facilitator, promise=NAMED)
    client, page = as_user(world.facilitator), reverse("dialogues:session_record", args=[draft.pk])
    posted = {"version": draft.version, "identifier_reason": TELLS}
    answer = client.post(page, posted)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert TELLS in answer.content.decode()
    assert client.post(page, {**posted, "identifier_reason": WHY}).status_code == 302


def test_notes_that_count_ask_again(world, session, as_user):
    client = as_user(world.facilitator)
    answer = client.post(
        url(session),
        notes(session, question="What did Sorie Kamara say?", identifier_reason=TELLS),
    )
    assert answer.status_code == 422
    assert SAID in answer.content.decode()


def test_a_tool_asks_again(world, session, as_user):
    client = as_user(world.facilitator)
    page = reverse("dialogues:tool_add") + f"?session={session.pk}&kind=who_helps"
    posted = tool_factories.posted(
        client, page, tool_factories.rows("who_helps"), question=NAMED, identifier_reason=TELLS
    )
    answer = client.post(page, posted)
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert client.post(page, {**posted, "identifier_reason": WHY}).status_code == 302


def test_a_correction_asks_again(world, session, as_user):
    client = as_user(world.facilitator)
    page = reverse("dialogues:amendment_add") + f"?session={session.pk}"
    posted = {
        "id": str(uuid.uuid4()), "part": "list", "words": NAMED, "corrector": "group",
        "said_on": session.held_on.isoformat(), "identifier_reason": TELLS,
    }  # fmt: skip
    answer = client.post(page, posted)
    assert list(answer.context["form"].errors) == ["identifier_reason"]
    assert answer.status_code == 422
    assert client.post(page, {**posted, "identifier_reason": WHY}).status_code == 302


def test_reasons_are_read_by_the_writer_and_the_mentor(world, session, as_user):
    by, mentor = world.facilitator, world.mentor
    reasons = {
        "tool": "Kadie Bangura is a song.",
        "amendment": "Kadie Bangura is a boat.",
        "unlock": "Kadie Bangura is a shop.",
    }
    tool_factories.add(session, by=by, question=NAMED, identifier_reason=reasons["tool"])
    amendments.add_amendment(
        id=uuid.uuid4(), session=session, said_on=session.held_on, corrector="group", part="list",
        words=NAMED, identifier_reason=reasons["amendment"], by=by,
    )  # fmt: skip
    sessions.lock_session(session, by=by)
    sessions.unlock_session(
        session, reason=NAMED, identifier_reason=reasons["unlock"], by=people.fresh(mentor)
    )
    colleague = people.person(world.ngo, "facilitator", by=world.coordinator)
    people.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    for person, reads in ((by, True), (mentor, True), (colleague, False)):
        answer = as_user(people.fresh(person)).get(session.get_absolute_url())
        page = answer.content.decode()
        assert NAMED in page
        assert [why in page for why in (*reasons.values(), WHY)] == [reads] * 4


def changed(session: DialogueSession, **values) -> DialogueSession:
    session = DialogueSession.objects.get(pk=session.pk)
    return sessions.save_session(
        session, version=session.version, values=values, rows={}, by=session.created_by
    )


def test_a_reason_once_given_speaks_for_no_new_words(session):
    """Not after another one, nor after the words that it was given for are gone."""
    changed(session, question="What did Sorie Kamara say?", identifier_reason="A singer.")
    for again in (WHY, "A singer.", f" {WHY.upper()} "):
        with pytest.raises(NotPossible, match="Fatmata Sesay”"):
            changed(session, decisions_asked="Ask Fatmata Sesay", identifier_reason=again)
    changed(session, promise="Come back", question="", identifier_reason="A singer.")
    assert DialogueSession.objects.get(pk=session.pk).identifier_reason == ""
    for again in (WHY, "A singer."):
        with pytest.raises(NotPossible, match="Fatmata Sesay”"):
            changed(session, decisions_asked="Ask Fatmata Sesay", identifier_reason=again)
    changed(session, decisions_asked="Ask Fatmata Sesay", identifier_reason="A bakery.")


def test_a_reason_stays_as_long_as_its_words(world, session, as_user):
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        changed(session, identifier_reason=" ")
    client = as_user(world.facilitator)
    answer = client.post(url(session), notes(session, promise=NAMED, identifier_reason=""))
    assert answer.status_code == 422
    assert "“Kadie Bangura” (may be a person’s name) may tell" in answer.content.decode()
    assert DialogueSession.objects.get(pk=session.pk).identifier_reason == WHY
    changed(session, identifier_reason="It is a well.")
    changed(session, identifier_reason=WHY)  # the same words: they may go back to it


def test_a_reason_that_no_word_needs_is_not_kept(session):
    changed(session, promise="Come back", identifier_reason=TELLS)
    assert DialogueSession.objects.get(pk=session.pk).identifier_reason == ""


def test_a_reason_of_a_tool_speaks_for_no_new_words(world, session):
    by = world.facilitator
    tool = tool_factories.add(session, by=by, question=NAMED, identifier_reason=WHY)
    tool_factories.save(
        tool, by=by, memo="What did Sorie Kamara say?", identifier_reason="A singer."
    )
    tool = tool_factories.again(tool)
    for again in (WHY, "A singer."):
        with pytest.raises(NotPossible, match="Fatmata Sesay”"):
            tool_factories.save(tool, by=by, about="Ask Fatmata Sesay", identifier_reason=again)
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        tool_factories.save(tool, by=by, identifier_reason="")
    tool_factories.save(tool, by=by, about="Ask Fatmata Sesay", identifier_reason="A bakery.")
