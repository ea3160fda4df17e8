"""A correction stands beside the record with its day; the record stays as it was written."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.models import Amendment, DialogueSession
from dialogues.models.rows import stored_rows
from participants import actions as participants
from tests import factories as cast

from . import factories
from . import reflection_factories as reflections


@pytest.fixture
def session(world) -> DialogueSession:
    with clock.at(clock.now() - timedelta(days=20)):
        return factories.locked(world.groups["girls_10_13"], by=world.facilitator)


def url(session: DialogueSession) -> str:
    return reverse("dialogues:amendment_add", query={"session": session.pk})


def said(**changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "part": "list",
        "words": "The water came before the work.",
        "corrector": "group",
        "said_on": clock.today().isoformat(),
        **changes,
    }


@pytest.mark.parametrize("status", ["recorded", "locked"])
def test_it_stands_beside_the_record_for_everybody_who_reads_it(world, as_user, status):
    made = {"recorded": factories.recorded, "locked": factories.locked}[status]
    session = made(world.groups["girls_10_13"], by=world.facilitator)
    before = DialogueSession.objects.filter(pk=session.pk).values().get(), stored_rows(session)
    client = as_user(world.facilitator)
    assert url(session) in client.get(session.get_absolute_url()).content.decode()
    answer = client.post(url(session), said())
    assert answer.url == session.get_absolute_url()
    after = DialogueSession.objects.filter(pk=session.pk).values().get(), stored_rows(session)
    assert after == before
    for name in ("facilitator", "mentor"):
        page = as_user(getattr(world, name)).get(session.get_absolute_url()).content.decode()
        assert "ebi wok" in page
        beside = page.split("Put right afterwards")[1]
        assert "The water came before the work." in beside
        assert "The group itself" in beside
        assert str(world.facilitator) in beside
    event = AuditEvent.objects.get(record_id=session.pk, event="session.amended")
    assert (event.by, event.fields) == (world.facilitator, [])


def test_a_second_corrects_the_first_and_both_stay_in_order(world, as_user, session):
    client = as_user(world.facilitator)
    words = ["Twelve came.", "No: eleven came."]
    for each in words:
        client.post(url(session), said(part="counts", words=each))
    page = client.get(session.get_absolute_url()).content.decode()
    assert page.index(words[0]) < page.index(words[1])
    assert list(Amendment.objects.values_list("words", flat=True)) == words


def test_a_colleague_who_was_there_writes_it_down(world, as_user, session):
    colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    assert as_user(colleague).post(url(session), said(corrector="second")).status_code == 302
    assert Amendment.objects.get().created_by == colleague


def test_the_same_form_twice_is_one(world, as_user, session):
    once = said()
    for _time in range(2):
        assert as_user(world.facilitator).post(url(session), once).status_code == 302
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"words": ""}, "Write something here."),
        ({"words": "z" * 2001}, "at most 2000"),
        ({"words": "It was the son of Kadie."}, "son of Kadie"),
        ({"part": "everything"}, "Select a valid choice"),
        ({"corrector": ""}, "Choose one."),
        ({"said_on": "2099-01-01"}, "still to come"),
        ({"said_on": "2001-01-01"}, "before the dialogue itself"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, session, changes, told):
    sent = said(**changes)
    answer = as_user(world.facilitator).post(url(session), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert str(sent["words"]) in page
    assert not Amendment.objects.exists()


def test_why_words_name_nobody_is_kept_with_them(world, as_user, session):
    sent = said(words="It was the son of Kadie.", identifier_reason="A song of that name.")
    assert as_user(world.facilitator).post(url(session), sent).status_code == 302
    assert Amendment.objects.get().identifier_reason == "A song of that name."
    page = as_user(world.mentor).get(session.get_absolute_url()).content.decode()
    assert "Names nobody: A song of that name." in page


def test_a_draft_needs_none(world, as_user):
    draft = factories.filled(world.groups["women"], by=world.facilitator)
    client = as_user(world.facilitator)
    for answer in (client.get(url(draft)), client.post(url(draft), said())):
        assert answer.status_code == 409
        assert "Change them; nothing has to be put right." in answer.content.decode()
    assert url(draft) not in client.get(draft.get_absolute_url()).content.decode()


def test_after_we_parted_nothing_is_put_beside_it(world, as_user, session):
    agreement = world.community.agreement
    paused = participants.move_agreement(
        agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )
    client = as_user(world.facilitator)
    assert client.get(url(session)).status_code == 200  # a pause parts nobody
    participants.move_agreement(
        paused, "withdrawn", decided_on=clock.today(), data_choice="keep", by=world.facilitator
    )
    answer = client.post(url(session), said(words="typed and not lost"))
    assert answer.status_code == 409
    assert "typed and not lost" in answer.content.decode()
    assert url(session) not in client.get(session.get_absolute_url()).content.decode()


def test_the_action_holds_by_itself(world, session):
    for day in (session.held_on - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(NotPossible):
            reflections.amendment(session, by=world.facilitator, said_on=day)
    with pytest.raises(NotPossible):
        reflections.amendment(session, by=world.facilitator, words="Ask the son of Kadie.")


def test_who_does_not_log_sessions_there_puts_nothing_right(world, as_user, session):
    for name, code in (("mentor", 403), ("outsider_facilitator", 404), ("coordinator", 404),
                       ("committee_member", 404), ("observer", 404)):  # fmt: skip
        client = as_user(getattr(world, name))
        assert client.get(url(session)).status_code == code, name
        assert client.post(url(session), said()).status_code == code, name
    assert as_user(world.facilitator).get(reverse("dialogues:amendment_add")).status_code == 404
    assert not Amendment.objects.exists()


def test_the_comparison_says_which_list_was_put_right(world, as_user, session):
    client = as_user(world.facilitator)
    compare = reverse("dialogues:round_compare", args=[session.round_id])
    reflections.amendment(session, by=world.facilitator, part="counts")
    assert "put right" not in client.get(compare).content.decode()
    reflections.amendment(session, by=world.facilitator)
    page = client.get(compare).content.decode()
    assert "put right" in page
    assert session.get_absolute_url() in page
    findings = reverse("dialogues:round_findings", args=[session.round_id])
    for name in ("facilitator", "committee_member"):
        page = as_user(getattr(world, name)).get(findings).content.decode()
        assert "put right" not in page


def test_wrong_method_is_405(world, as_user, session):
    assert as_user(world.facilitator).put(url(session)).status_code == 405
