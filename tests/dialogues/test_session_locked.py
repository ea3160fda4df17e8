"""A locked session changes by no path; a mentor opens it at somebody's wish, and why is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import DomainError, NotPermitted
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession, Revision
from dialogues.models.rows import stored_rows
from tests import factories as cast

from . import factories
from . import reflection_factories as reflections
from .test_session_edit import notes

WHY = {"wished_by": "facilitator", "reason": "A count was wrong."}


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.locked(
        world.groups["girls_10_13"], by=world.facilitator, promise="Come back before the rains."
    )


def at(name: str, session: DialogueSession) -> str:
    return reverse(f"dialogues:session_{name}", args=[session.pk])


def says(session: DialogueSession) -> tuple[object, ...]:
    """All that a session says, but for the day on which its promise was kept."""
    values = DialogueSession.objects.filter(pk=session.pk).values().get()
    for moves_on in ("promise_kept_on", "version"):
        values.pop(moves_on)
    return values, stored_rows(session), Revision.objects.filter(record_id=session.pk).count()


def test_no_page_changes_it(world, as_user, session):
    before = says(session)
    fresh = DialogueSession.objects.get(pk=session.pk)
    edit = notes(fresh, **{"items-0-local_term": "something else"})
    paths = [
        (at("edit", session), edit, {}),
        (at("edit", session), edit | {"go": "later"}, {}),
        (at("edit", session), edit | {"version": fresh.version - 1}, {}),
        (at("edit", session), edit, {"X-Autosave": "1"}),
        (at("record", session), {"version": fresh.version}, {}),
        (at("discard", session), {}, {}),
        (at("lock", session), {}, {}),
    ]
    colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    for user in (world.facilitator, world.mentor, colleague):
        for url, posted, headers in paths:
            answer = as_user(user).post(url, posted, headers=headers)
            assert answer.status_code in (403, 409), (user, url)
    for user in (world.facilitator, colleague):
        assert as_user(user).post(at("unlock", session), WHY).status_code == 403
    assert says(session) == before


def test_a_promise_kept_after_it_was_locked_is_all_that_is_added(world, as_user, session):
    before = says(session)
    assert as_user(world.facilitator).post(at("keep_promise", session)).status_code == 302
    assert DialogueSession.objects.get(pk=session.pk).promise_kept_on == clock.today()
    assert says(session) == before


def test_no_action_changes_it_either(world, session):
    before, by = says(session), world.facilitator
    rows = {"head_counts": [], "strengths": [], "items": [], "quotes": []}
    version = DialogueSession.objects.get(pk=session.pk).version
    for change in (
        lambda: actions.save_session(session, version=version, values={}, rows=rows, by=by),
        lambda: actions.save_session(
            session, version=version, values={"promise": "x"}, rows=rows, by=world.mentor
        ),
        lambda: actions.record_session(session, version=version, by=by),
        lambda: actions.discard_session(session, by=by),
        lambda: actions.lock_session(session, by=by),
        lambda: actions.unlock_session(session, reason="x", by=by),
    ):
        with pytest.raises((DomainError, NotPermitted)):
            change()
    actions.lock_due_sessions(clock.now() + timedelta(days=90))
    assert says(session) == before


def test_its_own_form_opened_before_it_was_locked_loses_no_word(world, as_user):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    typed = notes(session, **{"items-0-local_term": "typed before", "promise": "Told before."})
    actions.lock_session(session, by=world.mentor)
    page = as_user(world.facilitator).post(at("edit", session), typed)
    assert page.status_code == 409
    assert "typed before" in page.content.decode()
    assert "Told before." in page.content.decode()


def test_the_mentor_says_at_whose_wish_and_why_and_everybody_there_reads_it(
    world, as_user, session
):
    mentor = as_user(world.mentor)
    assert mentor.post(at("unlock", session), WHY).status_code == 302
    kept = Revision.objects.get(record_id=session.pk)
    assert (kept.by, kept.values) == (
        world.mentor,
        {"unlocked": "A count was wrong.", "wished_by": "facilitator", "identifier_reason": ""},
    )
    colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    for user in (world.facilitator, colleague, world.mentor):
        history = as_user(user).get(at("show", session)).content.decode().split("History")[1]
        assert "A count was wrong." in history
        assert "Its facilitator wished it." in history
        assert str(world.mentor) in history


def test_each_time_it_was_opened_keeps_its_own_reason(world, as_user, session):
    reasons = [WHY, {"wished_by": "group", "reason": "They want to say it in other words."}]
    for days, why in enumerate(reasons):
        with clock.at(clock.now() + timedelta(days=days)):
            fresh = DialogueSession.objects.get(pk=session.pk)
            if fresh.status == "recorded":
                actions.lock_session(fresh, by=world.facilitator)
            actions.unlock_session(session, **why, by=world.mentor)
    told = [event.because for event in session.history()]
    assert [because and because["unlocked"] for because in told if because] == [
        why["reason"] for why in reasons
    ]
    page = as_user(world.mentor).get(at("show", session)).content.decode()
    assert page.index(reasons[0]["reason"]) < page.index(reasons[1]["reason"])
    assert "The group wished it." in page


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ({"reason": "No wish."}, "Choose one."),
        ({"reason": "No wish.", "wished_by": "donor"}, "Select a valid choice"),
        ({"reason": "w" * 601, "wished_by": "group"}, "at most 600"),
        ({"reason": "For the son of Kadie.", "wished_by": "group"}, "son of Kadie"),
    ],
)
def test_without_a_wish_or_with_a_name_it_stays_locked(world, as_user, session, why, told):
    answer = as_user(world.mentor).post(at("unlock", session), why)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert why["reason"] in answer.content.decode()
    assert DialogueSession.objects.get(pk=session.pk).status == "locked"


def test_why_its_words_name_nobody_is_told_with_them(world, as_user, session):
    why = {"reason": "For the son of Kadie.", "identifier_reason": "A song.", "wished_by": "group"}
    assert as_user(world.mentor).post(at("unlock", session), why).status_code == 302
    page = as_user(world.facilitator).get(at("show", session)).content.decode()
    assert "Names nobody: A song." in page


def test_why_it_was_opened_is_told_to_nobody_else(world, as_user, session):
    actions.unlock_session(session, reason="A count was wrong.", by=world.mentor)
    for name in ("coordinator", "committee_member", "focal_point", "observer", "administrator"):
        client = as_user(getattr(world, name))
        for url in (reverse("home"), world.community.get_absolute_url(), at("show", session)):
            assert "A count was wrong." not in client.get(url).content.decode(), name


def test_the_page_of_a_session_with_everything_beside_it_keeps_its_bar(
    world, as_user, session, django_assert_max_num_queries
):
    for number in range(3):
        actions.unlock_session(session, reason=f"Reason {number}", by=world.mentor)
        actions.lock_session(session, by=world.facilitator)
        reflections.amendment(session, by=world.facilitator, words=f"Words {number}")
    reflections.reflection(session, by=world.facilitator, talk_over=True)
    for user in (world.facilitator, world.mentor):
        client = as_user(user)
        client.get(at("show", session))
        with django_assert_max_num_queries(10):
            page = client.get(at("show", session)).content.decode()
        assert "Reason 2" in page
        assert "Words 2" in page
