"""A plan builds on what already protects children, or says why it builds on nothing of it."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans
from dialogues.changes import ADDED, Piece, compare
from dialogues.models import ActionPlan

from . import plan_factories as make

SENTENCE = "say here why this plan builds on nothing of it"


def typed(client, url, plan, **said):
    about = {"harm": plan.harm_id, "name": plan.name, "goal": plan.goal}
    return make.filled(client, url, **about, **said)


def test_who_chooses_nothing_is_asked_why_and_loses_nothing(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    for url in (
        reverse("dialogues:plan_add") + f"?round={world.round.pk}",
        reverse("dialogues:plan_edit", args=[plan.pk]),
    ):
        assert "why?" in client.get(url).content.decode()
        answer = client.post(url, typed(client, url, plan, builds_on_reason=" "))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["builds_on_reason"]
        page = answer.content.decode()
        assert SENTENCE in page
        assert f'value="{plan.goal}"' in page
    assert ActionPlan.objects.count() == 1


def test_the_reason_stands_on_the_plan_until_it_builds_on_something(world, as_user):
    plan = make.draft(world)
    client, url = as_user(world.facilitator), reverse("dialogues:plan_edit", args=[plan.pk])
    posted = typed(client, url, plan, builds_on_reason=make.WHY_NONE)
    assert client.post(url, posted).url == plan.get_absolute_url()
    assert make.WHY_NONE in client.get(plan.get_absolute_url()).content.decode()
    chosen = {**typed(client, url, plan), "builds_on": make.practice(world).pk}
    chosen["builds_on_reason"] = "Kadie Bangura said so"  # thrown away, so nobody is asked about it
    assert client.post(url, chosen).status_code == 302
    assert make.again(plan).builds_on_reason == ""


def test_the_actions_hold_it_too(world):
    plan = make.draft(world)
    said = {"harm": plan.harm, "name": "Books", "goal": "No loads.", "by": world.facilitator}
    with pytest.raises(NotPossible, match=SENTENCE):
        plans.add_plan(id=uuid.uuid4(), round=world.round, **said)
    with pytest.raises(NotPossible, match=SENTENCE):
        plans.edit_plan(plan, version=plan.version, builds_on_reason=" ", **said)


def test_an_agreed_plan_that_no_longer_builds_on_it_goes_back_with_the_reason_marked(
    world, as_user
):
    plan = make.agreed(world)
    plans.edit_plan(
        plan, version=plan.version, harm=plan.harm, name=plan.name, goal=plan.goal,
        builds_on_reason=make.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    plan = make.again(plan)
    assert plan.status == "with_community"
    assert plan.texts[plan.edition]["builds_on_reason"] == make.WHY_NONE
    page = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert f"<ins>{make.WHY_NONE}</ins>" in page


def test_a_text_sent_before_there_was_a_reason_says_as_now():
    now = {"name": "", "goal": "", "harm": "", "builds_on": [], "actions": []}
    said = {**now, "builds_on_reason": "New."}
    assert not compare(now, said).is_changed
    pieces = compare({**now, "builds_on_reason": ""}, said).fields["builds_on_reason"].pieces
    assert pieces == (Piece(ADDED, "New."),)


def test_each_practice_leads_to_its_page_for_those_who_may_read_it(world, as_user):
    plan, practice = make.agreed(world), make.practice(world)
    for person in (world.facilitator, world.mentor, world.committee_member, world.coordinator):
        page = as_user(person).get(plan.get_absolute_url()).content.decode()
        assert practice.get_absolute_url() in page
        assert as_user(person).get(practice.get_absolute_url()).status_code == 200
    type(practice).objects.update(may_be_told=False)
    page = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert practice.local_term in page  # it stands in the text they answered
    assert practice.get_absolute_url() not in page
