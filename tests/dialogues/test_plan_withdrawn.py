"""A community that has withdrawn is not answered for, nor is its plan moved on."""

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans
from dialogues.models import PlanReview
from tests.participants.factories import move

from . import plan_factories as make

NO_AGREEMENT = "has no agreement with us at present"


def withdraw(world) -> None:
    move(world.community.agreement, "withdrawn", data_choice="keep", by=world.committee_member)


def test_nobody_answers(world, as_user):
    plan = make.sent(world)
    withdraw(world)
    client = as_user(world.committee_member)
    assert "Send our answer" not in client.get(plan.get_absolute_url()).content.decode()
    with pytest.raises(NotPossible, match=NO_AGREEMENT):
        make.answer(make.again(plan), world.committee_member, world.groups["women"])
    assert PlanReview.objects.count() == 0


def test_nobody_agrees(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"])
    withdraw(world)
    url = reverse("dialogues:plan_agree", args=[plan.pk])
    answer = as_user(world.committee_member).get(url)
    assert answer.status_code == 409
    assert NO_AGREEMENT in answer.content.decode()
    with pytest.raises(NotPossible, match=NO_AGREEMENT):
        make.decide(make.again(plan), world.facilitator)


@pytest.mark.parametrize(
    ("status", "to"),
    [("agreed", "in_action"), ("in_action", "reflecting"), ("reflecting", "concluded")],
)
def test_it_does_not_move_on_but_can_be_set_aside(world, as_user, status, to):
    plan = make.moved(world, status)
    withdraw(world)
    plan = make.again(plan)
    page = as_user(world.facilitator).get(plan.get_absolute_url())
    assert [move.to for move in page.context["page"].moves] == ["set_aside"]
    with pytest.raises(NotPossible, match=NO_AGREEMENT):
        plans.move_plan(plan, to, version=plan.version, by=world.facilitator)
    aside = plans.move_plan(
        plan, "set_aside", version=plan.version, by=world.facilitator,
        set_aside_reason="The community withdrew.",
    )  # fmt: skip
    assert aside.status == "set_aside"


def test_it_is_not_taken_back(world):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Later.")
    withdraw(world)
    plan = make.again(plan)
    with pytest.raises(NotPossible, match=NO_AGREEMENT):
        plans.take_back_plan(plan, version=plan.version, by=world.facilitator)
