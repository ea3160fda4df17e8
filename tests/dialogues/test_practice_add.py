"""A practice is written down in the words of those who talk of it, once, and said better later."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.models import Confirmation, Practice, Revision
from participants import actions as participants

from . import practice_factories as practices

SAID = {
    "local_term": "ndoa za mapema",
    "language": "sw",
    "gloss": "early marriage",
    "kind": "contested",
    "who_does_it_to_whom": "Fathers, to girls of fifteen.",
    "since_when": "Always.",
    "believed_benefit": "Boys will not spoil her.",
    "who_expects_it": "The men of the family.",
    "season": "After the harvest.",
    "law": "The law asks for eighteen years.",
}


def add(world) -> str:
    return reverse("dialogues:practice_add", args=[world.community.pk])


def edit(practice: Practice) -> str:
    return reverse("dialogues:practice_edit", args=[practice.pk])


def said(**changes: object) -> dict[str, object]:
    return {"id": uuid.uuid4(), **SAID, **changes}


def pause(world) -> None:
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )


def test_it_is_kept_as_it_was_said(world, as_user):
    client = as_user(world.facilitator)
    assert client.get(add(world)).status_code == 200
    answer = client.post(add(world), said())
    practice = Practice.objects.get()
    assert answer.url == practice.get_absolute_url()
    assert {name: getattr(practice, name) for name in SAID} == SAID
    assert (practice.community, practice.created_by) == (world.community, world.facilitator)
    page = client.get(answer.url).content.decode()
    for name in SAID.keys() - {"kind", "language"}:
        assert SAID[name] in page
    event = AuditEvent.objects.get(record_id=practice.pk)
    assert (event.event, event.by, event.fields) == ("practice.added", world.facilitator, [])


@pytest.mark.parametrize("kind", ["protective", "harmful", "mixed", "contested"])
def test_the_same_practice_may_be_seen_in_any_way(world, as_user, kind):
    as_user(world.facilitator).post(add(world), said(kind=kind))
    assert Practice.objects.get().kind == kind


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"local_term": ""}, "Write something here."),
        ({"local_term": "z" * 201}, "at most 200"),
        ({"kind": "wicked"}, "Select a valid choice"),
        ({"language": "xx-none"}, "Select a valid choice"),
        ({"believed_benefit": "z" * 2001}, "at most 2000"),
        ({"since_when": "Since the son of Kadie married."}, "son of Kadie"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, changes, told):
    sent = said(**changes)
    answer = as_user(world.facilitator).post(add(world), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    for name in ("gloss", "law"):
        assert str(sent[name]) in page
    assert not Practice.objects.exists()


def test_why_words_name_nobody_is_kept_with_them(world, as_user):
    words = "Since the son of Kadie married."
    sent = said(since_when=words, identifier_reason="A song of that name.")
    as_user(world.facilitator).post(add(world), sent)
    practice = Practice.objects.get()
    assert practice.identifier_reason == "A song of that name."
    kept = Confirmation.objects.get()
    assert (kept.practice, kept.place, kept.label) == (practice, "practice", "Practice")
    assert kept.get_absolute_url() == practice.get_absolute_url()
    listed = as_user(world.mentor).get(reverse("overview:confirmation_list")).content.decode()
    assert practice.get_absolute_url() in listed


def test_what_a_practice_is_called_here_names_nobody_elsewhere(world):
    """Facilitators write its words in other places, and are not asked about them again."""
    practices.practice(
        world.community, by=world.facilitator, local_term="Ndoa ya Mtoto", identifier_reason="x y"
    )
    other = {"local_term": "kutembea", "since_when": "As long as they speak of Ndoa ya Mtoto."}
    practice = practices.practice(world.community, by=world.facilitator, **other)
    assert practice.identifier_reason == ""


def test_the_same_words_twice_are_one_practice(world, as_user):
    first = practices.practice(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    answer = client.post(add(world), said(local_term="Ndoa  za mapema"))
    assert answer.status_code == 422
    assert "is written down already" in answer.content.decode()
    with pytest.raises(NotPossible):
        practices.practice(world.community, by=world.facilitator)
    practices.practice(world.community, by=world.facilitator, language="nyf")
    assert Practice.objects.filter(language="sw").get() == first


def test_the_same_form_twice_is_one(world, as_user):
    once = said()
    for _time in range(2):
        assert as_user(world.facilitator).post(add(world), once).status_code == 302
    assert Practice.objects.count() == 1
    assert AuditEvent.objects.filter(event="practice.added").count() == 1


def test_it_is_said_better_and_what_it_said_before_is_kept(world, as_user):
    practice = practices.practice(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.get(edit(practice)).status_code == 200
    sent = {**SAID, "version": 1, "local_term": "something else", "kind": "mixed"}
    assert client.post(edit(practice), sent).url == practice.get_absolute_url()
    practice.refresh_from_db()
    assert (practice.kind, practice.season) == ("mixed", "After the harvest.")
    assert practice.local_term == "ndoa za mapema"  # what the groups said hangs on it
    revision = Revision.objects.get(record_id=practice.pk)
    assert (revision.version, revision.by) == (1, world.facilitator)
    assert revision.values["kind"] == "contested"
    event = AuditEvent.objects.get(event="practice.edited")
    assert set(event.fields) == set(revision.values)


def test_two_who_change_it_lose_nothing(world, as_user):
    practice = practices.practice(world.community, by=world.facilitator)
    client = as_user(world.facilitator)
    client.post(edit(practice), {**SAID, "version": 1, "season": "In the rains."})
    late = client.post(edit(practice), {**SAID, "version": 1, "season": "In the holidays."})
    assert late.status_code == 409
    page = late.content.decode()
    assert "In the rains." in page
    assert "In the holidays." in page


def test_without_an_agreement_nothing_is_written(world, as_user):
    practice = practices.practice(world.community, by=world.facilitator)
    pause(world)
    client = as_user(world.facilitator)
    for url, sent in ((add(world), said(local_term="kept words")),
                      (edit(practice), {**SAID, "version": 1, "season": "kept words"})):  # fmt: skip
        assert client.get(url).status_code == 409
        answer = client.post(url, sent)
        assert answer.status_code == 409
        assert "kept words" in answer.content.decode()
    page = client.get(practice.get_absolute_url()).content.decode()
    assert add(world) not in page
    assert edit(practice) not in page
    assert Practice.objects.count() == 1


def test_who_does_not_log_sessions_there_writes_nothing(world, as_user):
    practice = practices.practice(world.community, by=world.facilitator)
    for name, code in (("mentor", 403), ("outsider_facilitator", 404), ("coordinator", 404),
                       ("committee_member", 404), ("observer", 404)):  # fmt: skip
        client = as_user(getattr(world, name))
        for url, sent in ((add(world), said()), (edit(practice), {**SAID, "version": 1})):
            assert client.get(url).status_code == code, name
            assert client.post(url, sent).status_code == code, name
    practice.refresh_from_db()
    assert practice.version == 1


def test_wrong_method_is_405(world, as_user):
    practice = practices.practice(world.community, by=world.facilitator)
    for url in (add(world), edit(practice)):
        assert as_user(world.facilitator).put(url).status_code == 405
