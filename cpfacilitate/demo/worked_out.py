"""What are the steps of “Books before buckets” made of, what is seen on the way, what does it take?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import milestones, plan_resources, steps
from dialogues.models import Action, ActionPlan
from participants.models import Service, Subgroup

# step → how much of the work it is, where it is no small one
WEIGHTS = {0: Action.Weight.LARGE, 1: Action.Weight.MIDDLE, 4: Action.Weight.MIDDLE}
# step, what, group, days until the community wants it
PARTS = [
    (1, "Write it and practise it", "girls_14_17", 42),
    (1, "Play it in three villages", "boys_14_17", 61),
]
# step, what everybody will see, days until the community wants it
MILESTONES = [
    (0, "A rota at the well", 28),
    (3, "Both sides have met", 40),
]
# whose, what, how much, group
RESOURCES = [
    ("ours", "Water cans", "forty, one from each house", "women"),
    ("ours", "Help days", "one from each house", "men"),
    ("outside", "Paper and paint for the rota", "", None),
]
SCHOOL = "The farm calendar, and a kind word for whoever comes late"


def work_out(
    plan: ActionPlan, groups: Mapping[str, Subgroup], *, by: User, school: Service | None = None
) -> None:
    """Weigh the steps, take the drama apart, say what will be seen and what it takes."""
    written = list(plan.actions.filter(parent=None).order_by("position"))
    for number, weight in WEIGHTS.items():
        written[number] = _weigh(written[number], weight, by=by)
    for number, what, group, days in PARTS:
        steps.add_action(
            id=uuid.uuid4(), plan=plan, parent=written[number], what=what, symbol="drama",
            owner_group=groups[group], due_on=clock.today() + timedelta(days=days), by=by,
        )  # fmt: skip
    for number, what, days in MILESTONES:
        milestones.add_milestone(
            id=uuid.uuid4(), action=written[number], what=what,
            due_on=clock.today() + timedelta(days=days), by=by,
        )  # fmt: skip
    for whose, what, how_much, group in RESOURCES:
        plan_resources.add_plan_resource(
            id=uuid.uuid4(), plan=plan, whose=whose, what=what, how_much=how_much,
            brought_by=groups[group] if group else None, by=by,
        )  # fmt: skip
    if school is not None:
        plan_resources.add_plan_resource(
            id=uuid.uuid4(), plan=plan, whose="service", what=SCHOOL, service=school, by=by
        )


def _weigh(step: Action, weight: int, *, by: User) -> Action:
    return steps.edit_action(
        step, version=step.version, what=step.what, details=step.details, symbol=step.symbol,
        owner_group=step.owner_group, starts_on=step.starts_on, due_on=step.due_on,
        weight=weight, by=by,
    )  # fmt: skip
