"""What one group says for an option, or against it, and how far it lets that go."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.errors import NotPermitted
from dialogues.models import Confirmation, OptionView, Revision
from participants import actions as participants
from participants.models import Subgroup

from . import option_factories as make
from .test_option_add import pause

SAID = {"weighs": "drawback", "words": "Who mends it?", "share_scope": "facilitators"}


@pytest.fixture
def option(world):
    return make.option(make.finding(world), by=world.facilitator)


def add(option) -> str:
    return reverse("dialogues:option_view_add", query={"option": option.pk})


def edit(view) -> str:
    return reverse("dialogues:option_view_edit", args=[view.pk])


def remove(view) -> str:
    return reverse("dialogues:option_view_remove", args=[view.pk])


def said(world, **changes: Any) -> dict[str, Any]:
    return {"id": uuid.uuid4(), "subgroup": world.groups["women"].pk, **SAID, **changes}


def test_it_is_kept_as_the_group_says_it(world, as_user, option):
    client = as_user(world.facilitator)
    assert client.get(add(option)).context["form"]["share_scope"].value() == "facilitators"
    once = said(world)
    for _time in range(2):
        assert client.post(add(option), once).url == option.get_absolute_url()
    view = OptionView.objects.get()
    assert {name: getattr(view, name) for name in SAID} == SAID
    assert (view.option, view.subgroup) == (option, world.groups["women"])
    assert SAID["words"] in client.get(option.get_absolute_url()).content.decode()
    event = AuditEvent.objects.get(record_id=view.pk)
    assert (event.event, event.by, event.fields) == ("option_view.added", world.facilitator, [])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"words": ""}, "Write something here."),
        ({"words": "z" * 301}, "at most 300"),
        ({"weighs": "both"}, "Select a valid choice"),
        ({"share_scope": "everybody"}, "Select a valid choice"),
        ({"subgroup": uuid.uuid4()}, "Select a valid choice"),
        ({"words": "Ask the daughter of Kadie."}, "daughter of Kadie"),
    ],
)
def test_bad_input_is_422_and_nothing_is_lost(world, as_user, option, changes, told):
    sent = said(world, **changes)
    answer = as_user(world.facilitator).post(add(option), sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert str(sent["words"]) in answer.content.decode()
    assert not OptionView.objects.exists()


def test_a_group_of_elsewhere_or_one_that_pauses_says_nothing_here(world, as_user, option):
    elsewhere = world.outside_community.subgroups.get(label="Women")
    client = as_user(world.facilitator)
    assert client.post(add(option), said(world, subgroup=elsewhere.pk)).status_code == 422
    with pytest.raises(NotPermitted):
        make.view(option, elsewhere, by=world.facilitator)
    participants.pause_subgroup(
        Subgroup.objects.get(pk=world.groups["women"].pk), by=world.facilitator
    )
    assert client.post(add(option), said(world)).status_code == 422


def test_it_is_corrected_and_what_it_said_before_is_kept(world, as_user, option):
    view = make.view(option, world.groups["women"], by=world.facilitator)
    client = as_user(world.facilitator)
    assert edit(view) in client.get(option.get_absolute_url()).content.decode()
    assert client.get(edit(view)).status_code == 200
    assert client.post(edit(view), {**SAID, "version": 1}).url == option.get_absolute_url()
    view.refresh_from_db()
    assert {name: getattr(view, name) for name in SAID} == SAID
    revision = Revision.objects.get(record_id=view.pk)
    assert revision.values["share_scope"] == "community_attributed"
    late = client.post(edit(view), {**SAID, "version": 1, "words": "Later words."})
    assert late.status_code == 409
    assert "Later words." in late.content.decode()


def test_what_may_be_told_anywhere_stays_so_when_it_is_corrected(world, as_user, option):
    view = make.view(option, world.groups["women"], by=world.facilitator, share_scope="external")
    form = as_user(world.facilitator).get(edit(view)).context["form"]
    assert "external" in dict(form.fields["share_scope"].choices)


def test_what_was_written_by_mistake_is_taken_out(world, as_user, option):
    view = make.view(
        option, world.groups["women"], by=world.facilitator, words="As the son of Kadie sings.",
        identifier_reason="A song.",
    )  # fmt: skip
    client = as_user(world.facilitator)
    assert client.post(remove(view)).status_code == 422
    assert client.post(remove(view), {"version": 7}).status_code == 409
    assert client.post(remove(view), {"version": 1}).url == option.get_absolute_url()
    assert not OptionView.objects.exists()
    assert not Confirmation.objects.exists()
    assert AuditEvent.objects.filter(event="option_view.removed").count() == 1


def test_without_an_agreement_nothing_is_written(world, as_user, option):
    view = make.view(option, world.groups["women"], by=world.facilitator)
    pause(world)
    client = as_user(world.facilitator)
    for url, sent in ((add(option), said(world)), (edit(view), {**SAID, "version": 1})):
        assert client.get(url).status_code == 409
        answer = client.post(url, sent)
        assert answer.status_code == 409
        assert SAID["words"] in answer.content.decode()
    assert client.post(remove(view), {"version": 1}).status_code == 409
    assert OptionView.objects.get().version == 1


def test_only_the_facilitator_writes(world, as_user, option):
    view = make.view(option, world.groups["women"], by=world.facilitator)
    for name, code in (
        ("mentor", 403), ("committee_member", 404), ("coordinator", 404), ("observer", 404),
        ("outsider_facilitator", 404),
    ):  # fmt: skip
        client = as_user(getattr(world, name))
        for url, sent in ((add(option), said(world)), (edit(view), {**SAID, "version": 1})):
            assert client.get(url).status_code == code, name
            assert client.post(url, sent).status_code == code, name
        assert client.post(remove(view), {"version": 1}).status_code == code, name


def test_wrong_method_is_405(world, as_user, option):
    view = make.view(option, world.groups["women"], by=world.facilitator)
    client = as_user(world.facilitator)
    assert client.get(remove(view)).status_code == 405
    for url in (add(option), edit(view)):
        assert client.put(url).status_code == 405
