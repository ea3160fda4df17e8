"""What one group says of a practice is written down by whoever heard it, and corrected by nobody else."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import Confirmation, NormReflection, Practice, Revision
from participants import actions as participants
from participants.models import Subgroup
from tests import factories as cast

from . import factories
from . import practice_factories as practices

ANSWERS = {
    "most_do": "half",
    "most_think_should": "few",
    "if_one_does_not": "People say the father sleeps.",
    "who_could_change_it": "The elders.",
    "doubts": "Marriage did not stop the suffering.",
    "alternatives": "Walk together.",
    "readiness": "openly_debated",
}


@pytest.fixture
def practice(world) -> Practice:
    return practices.practice(world.community, by=world.facilitator)


@pytest.fixture
def norm(world, practice) -> NormReflection:
    return practices.norm(practice, world.groups["men"], by=world.facilitator)


def add(practice: Practice) -> str:
    return reverse("dialogues:norm_reflection_add", query={"practice": practice.pk})


def edit(norm: NormReflection) -> str:
    return reverse("dialogues:norm_reflection_edit", args=[norm.pk])


def said(world, **changes: object) -> dict[str, object]:
    return {
        "id": uuid.uuid4(), "subgroup": world.groups["men"].pk,
        "said_on": clock.today().isoformat(), **ANSWERS, **changes,
    }  # fmt: skip


def paused(world, group: str) -> None:
    participants.pause_subgroup(
        Subgroup.objects.get(pk=world.groups[group].pk), by=world.facilitator
    )


def test_it_stands_on_the_timeline(world, as_user, practice):
    client = as_user(world.facilitator)
    assert client.get(add(practice)).status_code == 200
    assert client.post(add(practice), said(world)).url == practice.get_absolute_url()
    kept = NormReflection.objects.get()
    assert {name: getattr(kept, name) for name in ANSWERS} == ANSWERS
    assert (kept.subgroup, kept.session, kept.said_on) == (world.groups["men"], None, clock.today())
    page = as_user(world.mentor).get(practice.get_absolute_url()).content.decode()
    for name in ("if_one_does_not", "who_could_change_it", "doubts", "alternatives"):
        assert ANSWERS[name] in page
    event = AuditEvent.objects.get(event="norm_reflection.added")
    assert (event.by, event.record_id, event.fields) == (world.facilitator, kept.pk, [])


def test_what_was_not_talked_of_stays_empty(world, as_user, practice):
    blank = dict.fromkeys(ANSWERS, "") | {"readiness": "unspoken"}
    as_user(world.facilitator).post(add(practice), said(world, **blank))
    kept = NormReflection.objects.get()
    assert {name: getattr(kept, name) for name in ANSWERS} == blank


def test_the_dialogue_in_which_it_was_said_may_be_chosen(world, as_user, practice):
    session = factories.recorded(world.groups["men"], by=world.facilitator)
    client = as_user(world.facilitator)
    client.post(add(practice), said(world, session=session.pk))
    assert NormReflection.objects.get().session == session
    page = client.get(practice.get_absolute_url()).content.decode()
    assert session.get_absolute_url() in page


def test_only_a_recorded_dialogue_of_that_group_and_day_fits(world, as_user, practice):
    by, client = world.facilitator, as_user(world.facilitator)
    women = factories.recorded(world.groups["women"], by=by)
    draft = factories.filled(world.groups["men"], by=by)
    stranger = factories.recorded(
        world.outside_community.subgroups.get(voice="men"), by=world.outsider_facilitator
    )
    answer = client.post(add(practice), said(world, session=women.pk))
    assert answer.status_code == 422
    assert "with another group, or on another day" in answer.content.decode()
    for other in (draft, stranger):
        answer = client.post(add(practice), said(world, session=other.pk))
        assert answer.status_code == 422
        assert "Select a valid choice" in answer.content.decode()
    with pytest.raises(NotPossible):
        practices.norm(practice, world.groups["men"], by=by, session=women)
    with pytest.raises(NotPermitted):
        practices.norm(practice, world.groups["men"], by=by, session=draft)
    assert not NormReflection.objects.exists()


def test_an_older_dialogue_stays_chosen_when_it_is_corrected(world, as_user, practice):
    by, men = world.facilitator, world.groups["men"]
    with clock.at(clock.now() - timedelta(days=50)):
        session = factories.recorded(men, by=by)
        norm = practices.norm(practice, men, by=by, session=session, said_on=clock.today())
    for _number in range(13):
        factories.recorded(world.groups["women"], by=by)
    client = as_user(by)
    assert f'value="{session.pk}" selected' in client.get(edit(norm)).content.decode()
    sent = said(world, version=1, session=session.pk, said_on=session.held_on.isoformat())
    assert client.post(edit(norm), sent).status_code == 302


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"subgroup": ""}, "Choose one."),
        ({"readiness": ""}, "Choose one."),
        ({"readiness": "cured"}, "Select a valid choice"),
        ({"most_do": "37"}, "Select a valid choice"),
        ({"said_on": "2099-01-01"}, "still to come"),
        ({"doubts": "z" * 2001}, "at most 2000"),
        ({"doubts": "So it was with the daughter of Kadie."}, "daughter of Kadie"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, practice, changes, told):
    sent = said(world, **changes)
    answer = as_user(world.facilitator).post(add(practice), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert ANSWERS["alternatives"] in page
    assert str(sent["doubts"]) in page
    assert not NormReflection.objects.exists()


def test_why_words_name_nobody_is_kept_with_the_practice(world, as_user, practice):
    sent = said(
        world, doubts="So it was with the daughter of Kadie.", identifier_reason="It is a tale."
    )
    as_user(world.facilitator).post(add(practice), sent)
    kept, norm = Confirmation.objects.get(), NormReflection.objects.get()
    assert (kept.practice, kept.record_id, kept.reason) == (practice, norm.pk, "It is a tale.")
    page = as_user(world.mentor).get(practice.get_absolute_url()).content.decode()
    assert "Names nobody: It is a tale." in page


def test_a_group_that_pauses_is_not_asked_and_not_written_of(world, as_user, practice, norm):
    paused(world, "men")
    client = as_user(world.facilitator)
    page = client.get(add(practice)).content.decode()
    assert str(world.groups["men"].pk) not in page
    assert str(world.groups["women"].pk) in page
    assert client.post(add(practice), said(world)).status_code == 422
    with pytest.raises(NotPossible):
        men = Subgroup.objects.get(pk=world.groups["men"].pk)
        practices.norm(practice, men, by=world.facilitator)
    assert client.get(edit(norm)).status_code == 409
    assert client.post(edit(norm), said(world, version=1)).status_code == 409
    page = client.get(practice.get_absolute_url()).content.decode()
    assert edit(norm) not in page
    assert NormReflection.objects.get().version == 1


def test_without_an_agreement_nothing_is_written(world, as_user, practice, norm):
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )
    client = as_user(world.facilitator)
    for url in (add(practice), edit(norm)):
        assert client.get(url).status_code == 409
        answer = client.post(url, said(world, version=1))
        assert answer.status_code == 409
        assert ANSWERS["doubts"] in answer.content.decode()
    page = client.get(practice.get_absolute_url()).content.decode()
    assert add(practice) not in page
    assert edit(norm) not in page


def test_another_communitys_group_says_nothing_here(world, as_user, practice):
    stranger = world.outside_community.subgroups.get(voice="men")
    answer = as_user(world.facilitator).post(add(practice), said(world, subgroup=stranger.pk))
    assert answer.status_code == 422
    with pytest.raises(NotPermitted):
        practices.norm(practice, stranger, by=world.facilitator)


def test_no_day_to_come(world, practice):
    with pytest.raises(NotPossible):
        practices.norm(
            practice, world.groups["men"], by=world.facilitator,
            said_on=clock.today() + timedelta(days=1),
        )  # fmt: skip


def test_the_same_form_twice_is_one(world, as_user, practice):
    once = said(world)
    for _time in range(2):
        assert as_user(world.facilitator).post(add(practice), once).status_code == 302
    assert NormReflection.objects.count() == 1


def test_whoever_wrote_it_corrects_it_and_what_it_said_is_kept(world, as_user, practice, norm):
    client = as_user(world.facilitator)
    assert edit(norm) in client.get(practice.get_absolute_url()).content.decode()
    assert client.get(edit(norm)).status_code == 200
    assert client.post(edit(norm), said(world, version=1)).status_code == 302
    norm.refresh_from_db()
    assert {name: getattr(norm, name) for name in ANSWERS} == ANSWERS
    revision = Revision.objects.get(record_id=norm.pk)
    assert (revision.version, revision.values["most_think_should"]) == (1, "half")
    event = AuditEvent.objects.get(event="norm_reflection.edited")
    assert set(event.fields) == set(revision.values)


def test_nothing_is_kept_where_nothing_changed(world, as_user, norm):
    same = {
        **dict.fromkeys(ANSWERS, ""), "most_do": "half", "most_think_should": "half",
        "readiness": "questioned_by_some", "version": 1,
    }  # fmt: skip
    assert as_user(world.facilitator).post(edit(norm), said(world, **same)).status_code == 302
    assert not Revision.objects.filter(record_id=norm.pk).exists()


def test_two_at_once_lose_nothing(world, as_user, norm):
    client = as_user(world.facilitator)
    client.post(edit(norm), said(world, version=1, doubts="First words."))
    late = client.post(edit(norm), said(world, version=1, doubts="Later words."))
    assert late.status_code == 409
    page = late.content.decode()
    assert "First words." in page
    assert "Later words." in page


def test_a_colleague_writes_their_own_and_corrects_nobodys(world, as_user, practice, norm):
    colleague = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(colleague, "facilitator", by=world.coordinator, community=world.community)
    client = as_user(colleague)
    assert client.post(add(practice), said(world)).status_code == 302
    assert NormReflection.objects.filter(created_by=colleague).count() == 1
    assert client.get(edit(norm)).status_code == 403
    assert client.post(edit(norm), said(world, version=1)).status_code == 403
    assert edit(norm) not in client.get(practice.get_absolute_url()).content.decode()


def test_nobody_else_writes_there(world, as_user, practice, norm):
    for name, code in (("mentor", 403), ("outsider_facilitator", 404), ("coordinator", 404),
                       ("committee_member", 404), ("observer", 404)):  # fmt: skip
        client = as_user(getattr(world, name))
        for url in (add(practice), edit(norm)):
            assert client.get(url).status_code == code, name
            assert client.post(url, said(world, version=1)).status_code == code, name
    assert NormReflection.objects.get().version == 1
    nowhere = reverse("dialogues:norm_reflection_add")
    assert as_user(world.facilitator).get(nowhere).status_code == 404


def test_wrong_method_is_405(world, as_user, practice, norm):
    for url in (add(practice), edit(norm)):
        assert as_user(world.facilitator).put(url).status_code == 405
