"""What was Mwembe Tatu in the middle of when it withdrew?"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import plans, progress_reports, reviews, steps
from dialogues.models import Action, ActionPlan, Harm
from participants import actions as participants
from participants.models import Round, Subgroup

if TYPE_CHECKING:
    from .story import World

PLANNING_GROUP = [("Zawadi", "women"), ("Kahindi", "men")]
WHY_NOW = "The gathering wanted to begin before the rains, and asked the others there."
# what, symbol, group, how far it came, who led it
STEPS = [
    ("Fathers fetch the water on school days", "bucket", "men", 25, "together"),
    ("A place to do homework by daylight", "page", "women", 0, "facilitator"),
]
TALK = "People say that the organisation has money and gives none."


def under_way(world: World, groups: dict[str, Subgroup], *, by: User) -> None:
    """A plan that was agreed and begun, three weeks before the gathering withdrew."""
    with clock.at(world.ago(96)):
        for name, group in PLANNING_GROUP:
            participants.add_planning_group_member(
                id=uuid.uuid4(), subgroup=groups[group], name=name, consented_on=clock.today(),
                by=by,
            )  # fmt: skip
        plan = _drafted(world, groups, by=by)
        plan = plans.send_plan(plan, version=_version(plan), unheard_reason=WHY_NOW, by=by)
    with clock.at(world.ago(80)):
        _agreed(plan, groups, by=by)
    for number, action in enumerate(Action.objects.filter(plan=plan).order_by("position")):
        _what, _symbol, _group, far, led_by = STEPS[number]
        with clock.at(world.ago(33, minute=number)):
            progress_reports.add_progress_report(
                id=uuid.uuid4(), action=action, reported_on=clock.today(),
                told_at="the planning group, under the baobab", led_by=led_by, progress=far,
                steps_taken="Four fathers go, in turns." if far else "Nobody began yet.",
                obstacle="" if far else TALK, by=by,
            )  # fmt: skip


def _drafted(world: World, groups: dict[str, Subgroup], *, by: User) -> ActionPlan:
    community = world.communities["Mwembe Tatu"]
    plan = plans.add_plan(
        id=uuid.uuid4(), round=Round.objects.get(community=community),
        harm=Harm.objects.get(community=community, local_term="kazi nzito"),
        name="Light hands", goal="No child carries before school.",
        builds_on_reason="What is there already looks after small children; this is for the big.",
        by=by,
    )  # fmt: skip
    for what, symbol, group, _far, _led_by in STEPS:
        steps.add_action(
            id=uuid.uuid4(), plan=plan, what=what, symbol=symbol, owner_group=groups[group], by=by
        )
    return plan


def _agreed(plan: ActionPlan, groups: dict[str, Subgroup], *, by: User) -> None:
    for _name, group in PLANNING_GROUP:
        reviews.review_plan(
            id=uuid.uuid4(), plan=plan, edition=plan.edition, subgroup=groups[group],
            answer="agree", told_on=clock.today(), told_at="the gathering at the dispensary", by=by,
        )  # fmt: skip
    reviews.agree_plan(
        plan, id=uuid.uuid4(), edition=plan.edition, held_on=clock.today() - timedelta(days=1),
        how="consensus", present="15 women, 11 men, 9 boys", by=by,
    )  # fmt: skip
    plans.move_plan(plan, "in_action", version=_version(plan), by=by)


def _version(plan: ActionPlan) -> int:
    return ActionPlan.objects.values_list("version", flat=True).get(pk=plan.pk)
