"""May this person do this with a plan, with one of its steps, or for one of its groups?"""

from __future__ import annotations

from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import states
from cpfacilitate.lib.errors import NotPermitted
from participants.models import Community, Subgroup
from participants.permissions import holds

from ..changes import reads_the_same
from ..models import Action, ActionPlan, ProgressReport
from ..models.plans import planning_subgroups, subgroups_spoken_for
from ..states import ACTION_TRANSITIONS, PLAN_TRANSITIONS, ActionStatus, PlanStatus

# In these the steps that were agreed go on; in the first two the text can still be changed.
UNDER_WAY = (PlanStatus.AGREED, PlanStatus.IN_ACTION, PlanStatus.REFLECTING)
OVER = (PlanStatus.CONCLUDED, PlanStatus.SET_ASIDE)
# A step gets there only after every part of it.
SETTLED = (ActionStatus.DONE, ActionStatus.DROPPED)


def can_prepare_plan(user: User, community: Community) -> bool:
    return holds(user, Permission.PREPARE_PLAN, community)


def demand_prepare_plan(user: User, community: Community) -> None:
    """Raise NotPermitted unless `user` prepares the plans of `community`."""
    if not can_prepare_plan(user, community):
        raise NotPermitted


def reads_drafts(user: User, community: Community) -> bool:
    """May `user` read what is being written, and not only what was put before the community?"""
    return can_prepare_plan(user, community) or holds(user, Permission.VIEW_SESSION, community)


def sent_to(user: User, plan: ActionPlan) -> dict[str, Any] | None:
    """What the community was sent last, for whoever does not read along while it is rewritten."""
    rewritten = plan.status in (PlanStatus.DRAFT, PlanStatus.SET_ASIDE)
    if not rewritten or reads_drafts(user, plan.community):
        return None
    return plan.sent_text()


def is_text_open(plan: ActionPlan) -> bool:
    """Can the words of the plan be changed now? Not while a group has answered these very words."""
    if plan.status == PlanStatus.WITH_COMMUNITY:
        return not plan.answers().exists()
    return plan.status in (PlanStatus.DRAFT, PlanStatus.AGREED, PlanStatus.IN_ACTION)


def can_edit_plan(user: User, plan: ActionPlan) -> bool:
    live = plan.community.agreement.is_live
    return live and can_prepare_plan(user, plan.community) and is_text_open(plan)


def groups_to_speak_for(user: User, plan: ActionPlan) -> list[Subgroup]:
    """The groups for which `user` may answer this plan: their own, or any, as told to whoever prepares."""
    community = plan.community
    if can_prepare_plan(user, community):
        return list(planning_subgroups(community))
    if holds(user, Permission.REVIEW_PLAN, community):
        return list(subgroups_spoken_for(user, community))
    return []


def demand_speaks(user: User, plan: ActionPlan) -> None:
    """Raise NotPermitted unless `user` answers this plan for some group."""
    if not groups_to_speak_for(user, plan):
        raise NotPermitted


def demand_agree_plan(user: User, plan: ActionPlan) -> None:
    """Raise NotPermitted unless `user` may write down what the gathering decided."""
    if not holds(user, Permission.AGREE_PLAN, plan.community):
        raise NotPermitted


def is_answered_now(plan: ActionPlan) -> bool:
    """Does the plan wait for answers of a community that takes part?"""
    return plan.status == PlanStatus.WITH_COMMUNITY and plan.community.agreement.is_live


def may_move_plan(user: User, plan: ActionPlan, to: str) -> bool:
    """Does the table give this move to this person, whatever else it may wait for?"""
    return to in states.moves(PLAN_TRANSITIONS, plan, lambda p: holds(user, p, plan.community))


def plan_moves(user: User, plan: ActionPlan) -> list[str]:
    """The moves open to `user` now: those of the table, less those that still wait for something."""
    waits = {
        (PlanStatus.WITH_COMMUNITY, PlanStatus.DRAFT): lambda: plan.answers().asked().exists(),
        (PlanStatus.WITH_COMMUNITY, PlanStatus.AGREED): plan.may_be_agreed_now,
    }
    live = plan.community.agreement.is_live
    return [
        to
        for to in PlanStatus
        if (live or to == PlanStatus.SET_ASIDE)
        and may_move_plan(user, plan, to)
        and waits.get((plan.status, to), lambda: True)()
    ]


def is_own_affair(user: User, plan: ActionPlan) -> bool:
    """Does `user` act as the community itself, and not as the organisation?"""
    return holds(user, Permission.REVIEW_PLAN, plan.community)


def is_agreed(action: Action) -> bool:
    """Did the community agree to this step as it reads now, and is the plan still alive?"""
    plan = action.plan
    agreed = plan.agreed_steps.get(str(action.pk))
    if agreed is None or plan.status in OVER:
        return False
    return plan.status in UNDER_WAY or reads_the_same(agreed, action.text())


def can_drop_action(user: User, action: Action) -> bool:
    """Under way, whoever reports may drop a step; before, dropping is a change of the text."""
    if action.plan.status in UNDER_WAY:
        return is_agreed(action)
    return action.plan.edition > 0 and can_edit_plan(user, action.plan)


def may_move_action(user: User, action: Action, to: str) -> bool:
    community = action.plan.community
    return to in states.moves(ACTION_TRANSITIONS, action, lambda p: holds(user, p, community))


def action_moves(user: User, action: Action) -> list[str]:
    """The moves of a step open to `user` now."""

    if not action.plan.community.agreement.is_open:
        return []  # the community and we have parted

    def is_possible(to: str) -> bool:
        if to in SETTLED and action.has_open_parts:
            return False
        return can_drop_action(user, action) if to == ActionStatus.DROPPED else is_agreed(action)

    return [to for to in ActionStatus if may_move_action(user, action, to) and is_possible(to)]


def can_confirm_action(user: User, action: Action) -> bool:
    """Done is confirmed by somebody other than who reported it, and other than who sees to it."""
    return (
        action.status == ActionStatus.DONE
        and action.confirmed_at is None
        and action.done_by_id != user.pk
        and action.plan.community.agreement.is_open
        and holds(user, Permission.REPORT_ACTION, action.plan.community)
        and not speaks_for_owner(user, action)
    )


def speaks_for_owner(user: User, action: Action) -> bool:
    """Does `user` belong to the planning group for the very group that sees to the step?"""
    known = action.plan.__dict__.setdefault("_spoken_for", {})  # asked once for all of its steps
    if user.pk not in known:
        known[user.pk] = {group.pk for group in subgroups_spoken_for(user, action.plan.community)}
    return action.owner_group_id in known[user.pk]


def can_point_action(user: User, action: Action) -> bool:
    """Under way, too: with which service a step is done is no part of what was agreed."""
    plan = action.plan
    live = plan.community.agreement.is_live and action.is_open and plan.status not in OVER
    return live and can_prepare_plan(user, plan.community)


def can_report(user: User, action: Action) -> bool:
    """Whoever reports writes what was done for a step that was agreed, also after it is done."""
    return (
        action.status != ActionStatus.DROPPED
        and is_agreed(action)
        and action.plan.community.agreement.is_open
        and holds(user, Permission.REPORT_ACTION, action.plan.community)
    )


def wrote_report(user: User, report: ProgressReport) -> bool:
    """Whose words they are, as it was told to them, puts them right."""
    return report.created_by_id == user.pk


def is_far_asked(action: Action) -> bool:
    """Is it people who say how far the step is? Done is done, and parts speak for themselves."""
    return action.is_open and not any(
        part.status != ActionStatus.DROPPED for part in action.parts_now
    )


def can_remove_action(user: User, action: Action) -> bool:
    """A step no community ever saw may go without a word; any other is dropped with a reason."""
    if not can_edit_plan(user, action.plan) or action.parts_now:
        return False
    return str(action.pk) not in action.plan.seen_steps
