"""Every status × every status × every role, against lists that the tables do not write."""

import itertools

import pytest

from cpfacilitate.lib.errors import DomainError, NotPermitted
from dialogues.actions import plans, steps
from dialogues.permissions.plans import (
    action_moves,
    may_move_action,
    may_move_plan,
    plan_moves,
)
from dialogues.states import ActionStatus, PlanStatus
from tests.factories import fresh

from . import plan_factories as make

# from, to → who
PLAN = {
    ("draft", "with_community"): {"facilitator"},
    ("draft", "set_aside"): {"facilitator"},
    ("with_community", "draft"): {"facilitator"},
    ("with_community", "agreed"): {"facilitator", "committee_member"},
    ("with_community", "set_aside"): {"facilitator"},
    ("agreed", "in_action"): {"facilitator"},
    ("agreed", "set_aside"): {"facilitator"},
    ("in_action", "reflecting"): {"facilitator"},
    ("in_action", "set_aside"): {"facilitator"},
    ("reflecting", "concluded"): {"facilitator"},
    ("reflecting", "set_aside"): {"facilitator"},
}
ACTION = {
    ("planned", "started"): {"facilitator", "committee_member"},
    ("planned", "dropped"): {"facilitator", "committee_member"},
    ("started", "done"): {"facilitator", "committee_member"},
    ("started", "dropped"): {"facilitator", "committee_member"},
}


@pytest.mark.parametrize("status", PlanStatus.values)
def test_plan(world, status):
    plan = make.moved(world, status)
    for to, (name, user) in itertools.product(PlanStatus.values, world.cast.items()):
        allowed = name in PLAN.get((status, to), set())
        assert may_move_plan(fresh(user), plan, to) == allowed, (to, name)


@pytest.mark.parametrize("status", PlanStatus.values)
def test_the_guard_agrees_with_the_buttons(world, status):
    plan = make.moved(world, status)
    for to, name in itertools.product(
        PlanStatus.values, ("facilitator", "committee_member", "mentor")
    ):
        user = fresh(world.cast[name])
        shown = to in plan_moves(user, plan)
        if to in ("in_action", "reflecting", "concluded") and not shown:
            with pytest.raises((DomainError, NotPermitted)):
                plans.move_plan(plan, to, version=plan.version, by=user)
    assert make.again(plan).status == status


def test_what_still_waits_has_no_button(world):
    plan = make.sent(world)
    member, facilitator = world.committee_member, world.facilitator
    assert plan_moves(facilitator, plan) == ["set_aside"]
    make.answer(plan, member, world.groups["women"], "change", "No fine.")
    assert plan_moves(facilitator, plan) == ["draft", "set_aside"]
    make.answer(plan, member, world.groups["women"])
    assert plan_moves(facilitator, plan) == ["agreed", "set_aside"]
    assert plan_moves(member, plan) == ["agreed"]


@pytest.mark.parametrize("status", ActionStatus.values)
def test_action(world, status):
    action = make.reported(world, status)
    for to, (name, user) in itertools.product(ActionStatus.values, world.cast.items()):
        allowed = name in ACTION.get((status, to), set())
        assert may_move_action(fresh(user), action, to) == allowed, (to, name)
        assert (to in action_moves(fresh(user), action)) == allowed, (to, name)
        if not allowed:
            with pytest.raises((DomainError, NotPermitted)):
                steps.move_action(
                    action, to, version=action.version, evidence="Seen.", dropped_reason="No.",
                    by=fresh(user),
                )  # fmt: skip


@pytest.mark.parametrize("status", ["draft", "with_community", "concluded", "set_aside"])
def test_nothing_is_reported_on_a_plan_that_is_not_agreed(world, status):
    action = make.first_step(make.moved(world, status))
    reported = [to for to in action_moves(world.committee_member, action) if to != "dropped"]
    assert reported == []
