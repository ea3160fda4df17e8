"""How do tests get a plan that stands where they need it? By the product's own actions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Role
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.actions import plans, reviews, steps
from dialogues.models import (
    Action,
    ActionPlan,
    ChildRole,
    Decision,
    Harm,
    PlanReview,
)
from dialogues.permissions.plans import can_prepare_plan
from participants import actions as participants
from participants.models import ProtectivePractice, Subgroup, fold
from tests import factories

from . import factories as sessions

WITHHELD = "bit pikin"
WHY_NONE = "The women want something new."
MEETING = {"told_on": clock.today(), "told_at": "the planning group at the school"}
ROLE = {
    "role": "a drama about heavy loads",
    "mode": "child_led",
    "started_by": "children",
    "sex": "girls",
    "age_band": "14_17",
    "how_many": 9,
    "chosen_by_children": True,
    "safety_checked": True,
    "time_checked": True,
}


def hear(world, groups: Iterable[Subgroup]) -> None:
    """One recorded session of each group, which lets the community hear of heavy work alone."""
    for group in groups:
        sessions.recorded(
            group, by=world.facilitator, harms=[("ebi wok", "heavy work"), (WITHHELD, "beating")],
            scopes={"ebi wok": "community_unattributed"},
        )  # fmt: skip


def harm(world, term: str = "ebi wok") -> Harm:
    """The harm the groups named; another term is one that nobody of this round put on a list."""
    made, _ = Harm.objects.get_or_create(
        community=world.community, language="kri", term_key=fold(term),
        defaults={"local_term": term, "created_by": world.facilitator},
    )  # fmt: skip
    return made


def practice(world) -> ProtectivePractice:
    """What protects, as a group said it that lets the community hear it."""
    words = ("wata tem", "fetching water together")
    made = participants.register_practices(
        world.community, [(words[0], "kri", words[1])], by=world.facilitator
    )
    return participants.tell_practice(made[0], words, by=world.facilitator)


def spokesperson(world, group: str) -> User:
    """A second committee member, who speaks for another group of the same community."""
    user = factories.person(world.ngo, Role.COMMITTEE_MEMBER, by=world.coordinator)
    factories.reach(user, Role.COMMITTEE_MEMBER, by=world.coordinator, community=world.community)
    participants.add_planning_group_member(
        id=uuid.uuid4(), subgroup=world.groups[group], name="Sorie", user=user,
        consented_on=date(2026, 1, 5), by=world.facilitator,
    )  # fmt: skip
    return user


def draft(world, *, heard: bool = True) -> ActionPlan:
    """A plan with one step in which children have a part."""
    hear(world, world.groups.values() if heard else [world.groups["girls_10_13"]])
    plan = plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=harm(world), name="Books before buckets",
        goal="No child carries heavy loads before school.", builds_on=[practice(world)],
        by=world.facilitator,
    )  # fmt: skip
    child_role(step(plan, world))
    return plan


def step(plan: ActionPlan, world, what: str = "Adults carry water") -> Action:
    return steps.add_action(
        id=uuid.uuid4(), plan=plan, what=what, details="Before half past seven.", symbol="bucket",
        owner_group=world.groups["women"], starts_on=date(2026, 11, 16), due_on=None,
        by=plan.created_by,
    )  # fmt: skip


def child_role(action: Action, **about) -> ChildRole:
    return steps.add_child_role(
        id=uuid.uuid4(), action=action, by=action.created_by, **{**ROLE, **about}
    )


def again(plan: ActionPlan) -> ActionPlan:
    """The plan as it is stored now."""
    return ActionPlan.objects.for_page().get(pk=plan.pk)


def sent(world) -> ActionPlan:
    plan = draft(world)
    return again(plans.send_plan(plan, version=plan.version, by=world.facilitator))


def answer(
    plan: ActionPlan,
    by: User,
    group: Subgroup,
    what: str = "agree",
    words: str = "",
    **about,
) -> PlanReview:
    told = MEETING if can_prepare_plan(by, plan.community) else {}
    return reviews.review_plan(
        id=uuid.uuid4(), plan=plan, edition=again(plan).edition, subgroup=group, answer=what,
        words=words, by=by, **{**told, **about},
    )  # fmt: skip


def decide(plan: ActionPlan, by: User, **about) -> Decision:
    words = {"how": "consensus", "present": "31 men, 38 women, 22 girls, 19 boys", "dissent": ""}
    return reviews.agree_plan(
        plan, id=uuid.uuid4(), edition=again(plan).edition, held_on=clock.today(), by=by,
        **{**words, **about},
    )  # fmt: skip


def agreed(world) -> ActionPlan:
    plan = sent(world)
    answer(plan, world.committee_member, world.groups["women"])
    decide(plan, world.facilitator)
    return again(plan)


def moved(world, to: str) -> ActionPlan:
    """A plan in any status of its life."""
    if to == "draft":
        return draft(world)
    if to == "with_community":
        return sent(world)
    plan = agreed(world)
    path = {"set_aside": ["set_aside"]}.get(to, ["in_action", "reflecting", "concluded"])
    for status in path:
        if plan.status == to:
            break
        plan = plans.move_plan(
            plan, status, version=plan.version, by=world.facilitator,
            set_aside_reason="The planning group decided so." if status == "set_aside" else "",
        )  # fmt: skip
    return again(plan)


def first_step(plan: ActionPlan) -> Action:
    return plan.actions.for_page().first()


def reported(world, to: str) -> Action:
    """A step of an agreed plan, in any status of its life."""
    action = first_step(agreed(world))
    path = {"dropped": ["dropped"], "planned": []}.get(to, ["started", "done"])
    for status in path:
        if action.status == to:
            break
        action = steps.move_action(
            action, status, version=action.version, by=world.committee_member,
            evidence="Children arrive before the bell." if status == "done" else "",
            dropped_reason="The well is dry." if status == "dropped" else "",
        )  # fmt: skip
    return Action.objects.get(pk=action.pk)


def events(*about) -> list[str]:
    """What the trail says of these records, oldest first."""
    rows = AuditEvent.objects.filter(record_id__in=[record.pk for record in about])
    return list(rows.order_by("at", "id").values_list("event", flat=True))


def filled(client, url: str, **typed) -> dict[str, str]:
    """What a browser posts that opened `url`: the hidden fields as shown, and what was typed."""
    form = client.get(url).context["form"]
    shown = {field.name: field.value() for field in form.hidden_fields()}
    return {name: str(value) for name, value in {**shown, **typed}.items()}
