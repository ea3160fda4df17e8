"""Steps made of others, what is seen on the way, reports, what a plan works with: by the actions."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import milestones, plan_resources, progress_reports, steps
from dialogues.models import Action, ActionPlan, Milestone, PlanResource, ProgressReport

from . import plan_factories as make


def agreed_with(world, *added) -> ActionPlan:
    """An agreed plan, with what each of `added` writes into its draft."""
    plan = make.draft(world)
    for write in added:
        write(make.again(plan))
    plan = make.plans.send_plan(
        make.again(plan), version=make.again(plan).version, by=world.facilitator
    )
    make.answer(plan, world.committee_member, world.groups["women"])
    make.decide(plan, world.facilitator)
    return make.again(plan)


def part(whole: Action, world, what: str = "Clean the cans", **about: Any) -> Action:
    """A step inside another one."""
    return steps.add_action(
        id=uuid.uuid4(), plan=whole.plan, parent=whole, what=what,
        owner_group=world.groups["women"], by=world.facilitator, **about,
    )  # fmt: skip


def weigh(action: Action, weight: int, **about: Any) -> Action:
    """The same step, with another weight."""
    action = Action.objects.get(pk=action.pk)
    kept = {
        name: getattr(action, name)
        for name in ("what", "details", "symbol", "owner_group", "starts_on", "due_on", "parent")
    }
    return steps.edit_action(
        action, version=action.version, weight=weight, by=action.created_by, **{**kept, **about}
    )


def milestone(action: Action, *, by: User | None = None, **about: Any) -> Milestone:
    about = {"what": "The rota hangs at the well", "due_on": date(2027, 1, 9), **about}
    return milestones.add_milestone(
        id=uuid.uuid4(), action=action, by=by or action.created_by, **about
    )


def report(action: Action, *, by: User, **about: Any) -> ProgressReport:
    """What was done, a quarter of the way, led by the community."""
    about = {
        "reported_on": clock.today(), "steps_taken": "The women began.", "progress": 25,
        "led_by": "community", **about,
    }  # fmt: skip
    return progress_reports.add_progress_report(id=uuid.uuid4(), action=action, by=by, **about)


def answered(told: ProgressReport, *, by: User, what: str = "go_on", **about: Any):
    about = {"answer_words": "Everybody carries a little more.", **about}
    told = ProgressReport.objects.get(pk=told.pk)
    return progress_reports.answer_obstacle(
        told, version=told.version, obstacle_answer=what, by=by, **about
    )


def resource(plan: ActionPlan, **about: Any) -> PlanResource:
    about = {"whose": "ours", "what": "water cans", "how_much": "forty", **about}
    return plan_resources.add_plan_resource(id=uuid.uuid4(), plan=plan, by=plan.created_by, **about)
