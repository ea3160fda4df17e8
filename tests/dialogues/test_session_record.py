"""When do notes count? After a last look, with an agreement, strengths asked, nobody named."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession, Harm
from participants import actions as participants
from participants.models import ProtectivePractice
from tests import factories as cast

from . import factories


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.filled(world.groups["girls_10_13"], by=world.facilitator)


def url(session: DialogueSession) -> str:
    return reverse("dialogues:session_record", args=[session.pk])


def test_recorded_words_become_the_communitys_own_terms(world, as_user, session):
    answer = as_user(world.facilitator).post(url(session), {"version": session.version})
    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.status == "recorded"
    assert session.recorded_by == world.facilitator
    assert Harm.objects.get().local_term == "ebi wok"
    assert session.items.get().harm == Harm.objects.get()
    assert ProtectivePractice.objects.get().local_term == "aunties walk us home"
    assert AuditEvent.objects.filter(record_id=session.pk, event="session.recorded").count() == 1


def test_the_last_look_asks_whether_few_people_can_be_told_apart(world, as_user):
    """Only there: as one writes, the counts may be still to come."""
    group, by = world.groups["girls_10_13"], world.facilitator
    few = factories.filled(group, by=by, quotes=[factories.QUOTE])
    few.head_counts.update(people=4)
    many = factories.filled(world.groups["women"], by=by, quotes=[factories.QUOTE])
    client, asked = as_user(by), "Fewer than five were there: could somebody tell who said this?"
    assert [client.get(url(one)).content.decode().count(asked) for one in (few, many)] == [1, 0]
    edit = reverse("dialogues:session_edit", args=[few.pk])
    assert f'{edit}#s6"' in client.get(url(few)).content.decode()
    assert asked not in client.get(edit).content.decode()
    answer = client.post(url(few), {"version": few.version})
    assert answer.status_code == 302  # it asks; nothing is refused


def test_the_same_word_in_another_session_is_the_same_harm(world, session):
    actions.record_session(session, version=session.version, by=world.facilitator)
    factories.recorded(
        world.groups["boys_10_13"], by=world.facilitator, harms=[("ebi  WOK", "heavy work")]
    )
    assert Harm.objects.count() == 1


@pytest.mark.parametrize("status", ["paused", "withdrawn"])
def test_without_a_live_agreement_nothing_is_logged(world, as_user, session, status):
    """The draft was begun while the community took part; then the community decided otherwise."""
    participants.move_agreement(
        world.community.agreement,
        status,
        decided_on=clock.today(),
        data_choice="keep",
        by=world.facilitator,
    )
    answer = as_user(world.facilitator).post(url(session), {"version": session.version})
    assert answer.status_code == 409
    assert "Masimbaya has no agreement with us at present" in answer.content.decode()
    assert DialogueSession.objects.get(pk=session.pk).status == "draft"


def test_harms_without_strengths_asked_first_are_not_recorded(world, as_user):
    session = factories.draft(world.groups["girls_10_13"], by=world.facilitator)
    session = actions.save_session(
        session,
        version=session.version,
        values={},
        rows={
            "strengths": [],
            "head_counts": [
                {"sex": "female", "age_band": "10_13", "people": 9, "with_difficulty": None}
            ],
            "items": [
                {"local_term": "angri", "gloss": "", "share_scope": "facilitators", "rank": 1}
            ],
        },
        by=world.facilitator,
    )
    answer = as_user(world.facilitator).post(url(session), {"version": session.version})
    assert answer.status_code == 409
    assert "Ask what already protects children" in answer.content.decode()
    page = as_user(world.facilitator).get(url(session)).content.decode()
    assert "Keep this record" not in page


def test_words_that_may_name_someone_need_a_reason(world, as_user):
    session = factories.filled(
        world.groups["girls_10_13"], by=world.facilitator,
        promise="Her aunt is called Mariama, phone 076 123 456.",
    )  # fmt: skip
    client = as_user(world.facilitator)
    page = client.get(url(session)).content.decode()
    assert "called Mariama" in page
    assert "076 123 456" in page
    assert client.post(url(session), {"version": session.version}).status_code == 422
    with pytest.raises(NotPossible):
        actions.record_session(session, version=session.version, by=world.facilitator)
    reason = {"version": session.version, "identifier_reason": "The aunt is the chairwoman."}
    assert client.post(url(session), reason).status_code == 302
    session.refresh_from_db()
    assert session.identifier_reason == "The aunt is the chairwoman."


def test_recording_twice_is_told_since_when_it_stands(world, as_user, session):
    actions.record_session(session, version=session.version, by=world.facilitator)
    session.refresh_from_db()
    answer = as_user(world.facilitator).post(url(session), {"version": session.version})
    assert answer.status_code == 409
    assert "Recorded" in answer.content.decode()


def test_only_the_writer_records(world, as_user, session):
    for name in ("mentor", "outsider_facilitator", "committee_member", "coordinator", "stranger"):
        client = as_user(getattr(world, name))
        assert client.post(url(session), {"version": session.version}).status_code == 404, name


def test_wrong_method_is_405(world, as_user, session):
    assert as_user(world.facilitator).delete(url(session)).status_code == 405


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_record_once():
    world = cast.world()
    session = factories.filled(world.groups["girls_10_13"], by=world.facilitator)
    barrier, outcomes = threading.Barrier(2), []

    def tap():
        barrier.wait()
        try:
            actions.record_session(
                session, version=session.version, by=cast.fresh(world.facilitator)
            )
            outcomes.append("recorded")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["StaleVersion", "recorded"]
    assert AuditEvent.objects.filter(record_id=session.pk, event="session.recorded").count() == 1
