"""What the two of them write to each other, whose turn it is, and who is told that it is."""

from __future__ import annotations

import uuid

import pytest
from django.core import mail
from django.urls import reverse

from cpfacilitate.accounts.models import Notification
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.actions import reflections as actions
from dialogues.actions import sessions
from dialogues.models import Reflection, ReflectionAnswer
from participants import actions as participants
from tests import factories as cast

from . import factories
from . import reflection_factories as reflections

NOBODYS = (
    "outsider_facilitator", "other_facilitator", "committee_member", "coordinator",
    "focal_point", "social_worker", "observer", "administrator", "stranger",
)  # fmt: skip


@pytest.fixture
def reflection(world) -> Reflection:
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    return reflections.reflection(session, by=world.facilitator, talk_over=True)


@pytest.fixture
def colleague(world):
    second = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(second, "facilitator", by=world.coordinator, community=world.community)
    return second


def at(verb: str, reflection: Reflection) -> str:
    return reverse(f"dialogues:reflection_{verb}", args=[reflection.pk])


def waits(reflection: Reflection) -> str:
    return Reflection.objects.get(pk=reflection.pk).waits_for


def today(client) -> str:
    return client.get(reverse("home")).content.decode()


def test_the_mentor_answers_and_the_facilitator_writes_back(world, as_user, reflection):
    facilitator, mentor = as_user(world.facilitator), as_user(world.mentor)
    assert "How calm they were." in mentor.get(reflection.get_absolute_url()).content.decode()
    said = [(mentor, "What came next?"), (facilitator, "They laughed."), (mentor, "Good.")]
    for client, words in said:
        answer = client.post(at("answer", reflection), {"id": uuid.uuid4(), "words": words})
        assert answer.url == reflection.get_absolute_url()
    for client in (facilitator, mentor):
        page = client.get(reflection.get_absolute_url()).content.decode()
        places = [page.index(words) for _client, words in said]
        assert places == sorted(places)
    kept = ReflectionAnswer.objects.values_list("created_by", "words")
    assert list(kept) == [
        (world.mentor.pk, "What came next?"),
        (world.facilitator.pk, "They laughed."),
        (world.mentor.pk, "Good."),
    ]
    assert list(
        AuditEvent.objects.filter(record_id=reflection.pk).values_list("event", flat=True)
    ) == ["reflection.added", *["reflection.answered"] * 3, "reflection.read"]


def test_whose_turn_it_is_stands_on_their_first_page(world, as_user, reflection):
    facilitator, mentor = as_user(world.facilitator), as_user(world.mentor)
    link = reflection.get_absolute_url()
    assert waits(reflection) == "mentor"
    assert link in today(mentor)
    assert "Would like to talk it over" in today(mentor)
    assert link not in today(facilitator)
    reflections.answer(reflection, by=world.mentor)
    assert waits(reflection) == "facilitator"
    assert link not in today(mentor)
    assert link in today(facilitator)
    assert "Your mentor wrote to you" in today(facilitator)
    read = facilitator.get(link).content.decode()
    assert "What came next?" in read
    assert "We have talked about it" not in read  # nothing waits any more
    assert waits(reflection) == ""
    assert link not in today(facilitator)
    reflections.answer(reflection, by=world.facilitator, words="Thank you.")
    assert link in today(mentor)


def test_the_first_pages_tell_no_word_of_it(world, as_user, reflection):
    reflections.answer(reflection, by=world.mentor)
    for name in ("facilitator", "mentor"):
        page = today(as_user(getattr(world, name)))
        assert "How calm they were." not in page
        assert "What came next?" not in page


def test_reading_it_as_the_mentor_leaves_it_waiting(world, as_user, reflection):
    as_user(world.mentor).get(reflection.get_absolute_url())
    assert waits(reflection) == "mentor"


def test_both_are_told_that_something_waits_and_never_what(world, reflection):
    assert set(Notification.objects.values_list("user", flat=True)) == {world.mentor.pk}
    reflections.answer(reflection, by=world.mentor)
    told = list(Notification.objects.order_by("at").values_list("user", flat=True))
    assert told == [world.mentor.pk, world.facilitator.pk]
    assert mail.outbox == []


@pytest.mark.parametrize("name", ["facilitator", "mentor"])
def test_they_talked_and_nothing_waits(world, as_user, reflection, name):
    client = as_user(getattr(world, name))
    assert "We have talked about it" in client.get(reflection.get_absolute_url()).content.decode()
    answer = client.post(at("talk_over", reflection))
    assert answer.url == reflection.get_absolute_url()
    assert waits(reflection) == ""
    assert not Reflection.objects.get(pk=reflection.pk).talk_over
    event = AuditEvent.objects.get(record_id=reflection.pk, event="reflection.talked_over")
    assert event.by == getattr(world, name)
    assert client.post(at("talk_over", reflection)).status_code == 409


def test_the_same_answer_twice_is_one(world, as_user, reflection):
    said = {"id": uuid.uuid4(), "words": "What came next?"}
    for _time in range(2):
        assert as_user(world.mentor).post(at("answer", reflection), said).status_code == 302
    assert ReflectionAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "Write something here."), ("y" * 2001, "at most 2000"), ("076 123 456", "076 123 456")],
)
def test_bad_input_is_422_with_the_reflection_and_the_words_still_there(
    world, as_user, reflection, words, told
):
    answer = as_user(world.mentor).post(
        at("answer", reflection), {"id": uuid.uuid4(), "words": words}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert words in page
    assert "How calm they were." in page
    assert not ReflectionAnswer.objects.exists()


def test_for_everybody_else_it_is_not_there(world, as_user, reflection, colleague):
    answered = reflections.answer(reflection, by=world.mentor)
    for user in (colleague, *(getattr(world, name) for name in NOBODYS)):
        client = as_user(user)
        assert client.get(reflection.get_absolute_url()).status_code == 404, user
        for verb in ("answer", "talk_over"):
            said = {"id": uuid.uuid4(), "words": "I too."}
            assert client.post(at(verb, reflection), said).status_code == 404, user
    assert list(ReflectionAnswer.objects.all()) == [answered]


def test_a_mentor_of_elsewhere_and_one_who_left_read_nothing(world, as_user, reflection):
    other = cast.person(world.ngo, "mentor", by=world.coordinator)
    cast.reach(other, "mentor", by=world.coordinator, community=world.outside_community)
    assert as_user(other).get(reflection.get_absolute_url()).status_code == 404
    assignment = world.mentor.memberships.get().assignments.get()
    participants.end_assignment(assignment, by=world.coordinator)
    assert as_user(world.mentor).get(reflection.get_absolute_url()).status_code == 404


def test_after_we_parted_it_is_read_and_not_added_to(world, as_user, reflection):
    participants.move_agreement(
        world.community.agreement, "withdrawn", decided_on=clock.today(), data_choice="keep",
        by=world.facilitator,
    )  # fmt: skip
    client = as_user(world.mentor)
    said = {"id": uuid.uuid4(), "words": "typed and not lost"}
    answer = client.post(at("answer", reflection), said)
    assert answer.status_code == 409
    assert "typed and not lost" in answer.content.decode()
    assert client.get(reflection.get_absolute_url()).status_code == 200
    assert client.post(at("talk_over", reflection)).status_code == 302


@pytest.mark.parametrize("name", ["facilitator", "mentor", "coordinator", "administrator"])
def test_the_menu_leads_to_the_list_for_those_who_have_one(world, as_user, name):
    page = as_user(getattr(world, name)).get(reverse("account_menu")).content.decode()
    has_one = name in ("facilitator", "mentor")
    assert (reverse("dialogues:reflection_list") in page) == has_one


def test_wrong_method_is_405(world, as_user, reflection):
    client = as_user(world.mentor)
    assert client.post(reflection.get_absolute_url()).status_code == 405
    for verb in ("answer", "talk_over"):
        assert client.get(at(verb, reflection)).status_code == 405


def test_it_and_the_questions_for_a_community_lead_to_each_other(world, as_user, reflection):
    client = as_user(world.mentor)
    questions = reverse("overview:reflect", args=[world.community.pk])
    listed = reverse("dialogues:reflection_list")
    assert questions in client.get(reflection.get_absolute_url()).content.decode()
    assert listed in client.get(questions).content.decode()


@pytest.mark.parametrize("talk_over", [True, False])
def test_a_mentor_hears_of_a_reflection_once_the_notes_count(world, talk_over):
    """A draft is read by its writer alone; nobody is told that it is there."""
    draft = factories.filled(world.groups["men"], by=world.facilitator)
    kept = reflections.reflection(draft, by=world.facilitator, talk_over=talk_over)
    actions.edit_reflection(
        kept, version=kept.version, surprised="How quiet.", talk_over=talk_over,
        by=world.facilitator,
    )  # fmt: skip
    assert not Notification.objects.exists()
    sessions.record_session(draft, version=draft.version, by=world.facilitator)
    told = list(Notification.objects.values_list("user", flat=True))
    assert told == ([world.mentor.pk] if talk_over else [])
