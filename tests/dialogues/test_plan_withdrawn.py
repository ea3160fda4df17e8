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


@pytest.mark.parametrize("to", ["withdrawn", "paused"])
def test_nothing_is_asked_of_anybody_and_nothing_went_wrong(world, as_user, to):
    """A plan that waits, one in which a change was asked for, and one under way."""
    under_way = make.moved(world, "in_action")
    waiting = make.sent(world)
    make.spokesperson(world, "men")
    make.answer(waiting, world.facilitator, world.groups["men"], "change", "Later.")
    today = as_user(world.committee_member).get("/").content.decode()
    assert "Read and answer" in today
    assert "See what they ask for" in as_user(world.facilitator).get("/").content.decode()
    needs = {"data_choice": "keep"} if to == "withdrawn" else {}
    move(world.community.agreement, to, by=world.committee_member, **needs)
    for person in (world.committee_member, world.facilitator):
        client = as_user(person)
        today = client.get("/").content.decode()
        for words in ("Read and answer", "See what they ask for"):
            assert words not in today
        shown = client.get(reverse("dialogues:plan_list")).content.decode()
        assert shown.count(f'<span class="badge">{to.capitalize()}</span>') == 2
        for plan in (waiting, under_way):
            page = client.get(plan.get_absolute_url())
            text = page.content.decode()
            assert "This is the community’s choice." in text
            assert page.context["page"].waits == []
            for words in ("Write down what groups told", "Add a step", "Change the words",
                          "write down for which group you speak"):  # fmt: skip
                assert words not in text, words
        asked = client.get(under_way.get_absolute_url()).content.decode()
        assert ("It has begun" in asked) == (to == "paused")  # what goes on is told in a pause, too
