"""What do people do with the steps of a plan and with children's part in them?"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from cpfacilitate.lib.states import check_transition
from participants.actions import demand_open_agreement
from participants.models import Subgroup
from participants.permissions import demand, holds

from ..guard import demand_names_nobody, forget_confirmed
from ..models import Action, ActionPlan, ChildRole
from ..permissions import plans as permissions
from ..progress import DONE
from ..states import ACTION_TRANSITIONS, ActionStatus, PlanStatus
from .plans import (
    demand_no_reporting,
    demand_open_text,
    keep_with_plan,
    open_text,
    revise,
    text_changed,
)
from .revisions import keep_revision


@transaction.atomic
def add_action(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    what: str,
    owner_group: Subgroup,
    by: User,
    details: str = "",
    symbol: str = Action.Symbol.PAGE,
    starts_on: date | None = None,
    due_on: date | None = None,
    weight: int = Action.Weight.SMALL,
    parent: Action | None = None,
    identifier_reason: str = "",
) -> Action:
    """Write down one thing the community will do."""
    if Action.objects.filter(pk=id, created_by=by).exists():
        return Action.objects.get(pk=id)
    plan, before = open_text(plan, by=by)
    _demand_own_group(plan, owner_group)
    _demand_holds(parent, plan)
    demand_no_reporting(plan, what, details)
    reason = demand_names_nobody(plan, identifier_reason, what, details, of=id, by=by)
    last = plan.actions.order_by("-position").first()
    action, made = create_once(
        Action,
        id=id,
        by=by,
        plan=plan,
        position=last.position + 1 if last else 1,
        what=what,
        details=details,
        symbol=symbol,
        owner_group=owner_group,
        starts_on=starts_on,
        due_on=due_on,
        weight=weight,
        parent=parent,
        identifier_reason=reason,
    )
    if made:
        record("action.added", action, by=by)
        text_changed(plan, before, by=by)
    return action


@transaction.atomic
def edit_action(
    action: Action,
    *,
    version: int,
    what: str,
    owner_group: Subgroup,
    by: User,
    details: str = "",
    symbol: str = Action.Symbol.PAGE,
    starts_on: date | None = None,
    due_on: date | None = None,
    weight: int = Action.Weight.SMALL,
    parent: Action | None = None,
    identifier_reason: str = "",
) -> Action:
    """Change what a step says. What was agreed goes back to the community by itself."""
    plan, before = open_text(action.plan, by=by)
    action = lock(action, version=version)
    _demand_own_group(plan, owner_group)
    if parent != action.parent:
        _demand_holds(parent, plan, part=action)
    demand_no_reporting(action, what, details)
    reason = demand_names_nobody(plan, identifier_reason, what, details, of=action.pk, by=by)
    if action.status in (ActionStatus.DONE, ActionStatus.DROPPED):
        words = {"status": action.get_status_display()}
        raise NotPossible(_("This step stands at “%(status)s”. It stays as it is.") % words, action)
    values = {
        "what": what,
        "details": details,
        "symbol": symbol,
        "owner_group": owner_group,
        "starts_on": starts_on,
        "due_on": due_on,
        "weight": weight,
        "parent": parent,
        "identifier_reason": reason,
    }
    revise(action, values, "action.edited", by=by)
    text_changed(plan, before, by=by)
    return action


@transaction.atomic
def remove_action(action: Action, *, version: int, by: User) -> None:
    """Take out a step that was never put before the community."""
    plan, before = open_text(action.plan, by=by)
    action = lock(action, version=version)
    if not permissions.can_remove_action(by, action):
        raise NotPossible(
            _("The community has seen this step. Drop it with a reason instead."), action
        )
    if action.parts_now:
        raise NotPossible(_("It is made of other steps. Take those out first."), action)
    record("action.removed", action, by=by)
    within = (*action.roles.all(), *action.milestones.all())
    forget_confirmed(action, *within)
    keep_with_plan(plan, action, *within)
    action.delete()
    text_changed(plan, before, by=by)


@transaction.atomic
def move_action(
    action: Action,
    to: str,
    *,
    version: int,
    by: User,
    evidence: str = "",
    dropped_reason: str = "",
    identifier_reason: str = "",
) -> Action:
    """Report that a step began, was done, or will not be done."""
    plan = lock(action.plan)
    before = plan.text()
    action = lock(action, version=version)
    demand_move(action, to, by=by)
    values = _reported(action, to, evidence.strip(), dropped_reason.strip(), by)
    demand_names_nobody(
        plan,
        identifier_reason,
        values.get("evidence", ""),
        values.get("dropped_reason", ""),
        of=action.pk,
        standing=(action.what, action.details),
        by=by,
    )
    revise(action, {"status": to, **values}, f"action.{to}", by=by)
    as_organisation = to == ActionStatus.DROPPED and not permissions.is_own_affair(by, plan)
    if as_organisation and plan.status != PlanStatus.REFLECTING:
        text_changed(plan, before, by=by)
    return action


def _reported(action: Action, to: str, evidence: str, reason: str, by: User) -> dict[str, Any]:
    if to == ActionStatus.DONE:
        if not evidence:
            raise NotPossible(_("Say in your words how you know that it is done."), action)
        return {"evidence": evidence, "done_at": clock.now(), "done_by": by, "progress": DONE}
    if to == ActionStatus.DROPPED:
        if not reason:
            raise NotPossible(_("Say why this will not be done. It stays on the plan."), action)
        return {"dropped_reason": reason}
    return {}


def demand_move(action: Action, to: str, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` can report this about the step now."""
    plan = action.plan
    check_transition(ACTION_TRANSITIONS, action, to, lambda p: holds(by, p, plan.community))
    demand_open_agreement(plan.community)
    if to in permissions.SETTLED and action.has_open_parts:
        raise NotPossible(
            _("Parts of this step are still open. Say of each of them first what became of it."),
            action,
        )
    if to == ActionStatus.DROPPED and plan.status not in permissions.UNDER_WAY:
        if not permissions.can_prepare_plan(by, plan.community):
            raise NotPossible(
                _("The plan is not agreed now. Ask for the change in your group’s answer."), plan
            )
        demand_open_text(plan, by=by)
        if plan.edition == 0:
            raise NotPossible(_("The community never saw this step. Take it out instead."), plan)
        return
    if not permissions.is_agreed(action):
        raise NotPossible(_("The community has not agreed to this step yet."), plan)


@transaction.atomic
def confirm_action(action: Action, *, version: int, by: User) -> Action:
    """Say that it is so, as somebody other than who reported it."""
    action = lock(action, version=version)
    demand(by, Permission.REPORT_ACTION, action.plan.community)
    demand_open_agreement(action.plan.community)
    if action.status != ActionStatus.DONE or action.confirmed_at is not None:
        raise NotPossible(_("There is nothing to confirm here now."), action)
    if action.done_by_id == by.pk:
        raise NotPossible(
            _("You reported this yourself. Somebody else confirms that it is done."), action
        )
    if permissions.speaks_for_owner(by, action):
        raise NotPossible(
            _("Your group sees to this step itself. Somebody of another group confirms it."), action
        )
    revise(action, {"confirmed_at": clock.now(), "confirmed_by": by}, "action.confirmed", by=by)
    return action


@transaction.atomic
def add_child_role(
    *,
    id: uuid.UUID,
    action: Action,
    role: str,
    by: User,
    identifier_reason: str = "",
    **about: Any,
) -> ChildRole:
    """Write down what children do in a step: how many, never who."""
    if ChildRole.objects.filter(pk=id, created_by=by).exists():
        return ChildRole.objects.get(pk=id)
    plan, before = open_text(action.plan, by=by)
    texts = (role, about.get("support_needed", ""))
    demand_no_reporting(action, *texts)
    demand_names_nobody(plan, identifier_reason, *texts, of=id, by=by)
    child_role, made = create_once(ChildRole, id=id, by=by, action=action, role=role, **about)
    if made:
        record("child_role.added", child_role, by=by)
        text_changed(plan, before, by=by)
    return child_role


@transaction.atomic
def edit_child_role(
    child_role: ChildRole,
    *,
    version: int,
    role: str,
    by: User,
    identifier_reason: str = "",
    **about: Any,
) -> ChildRole:
    """Change what children do in a step."""
    plan, before = open_text(child_role.action.plan, by=by)
    child_role = lock(child_role, version=version)
    texts = (role, about.get("support_needed", child_role.support_needed))
    demand_no_reporting(child_role, *texts)
    demand_names_nobody(plan, identifier_reason, *texts, of=child_role.pk, by=by)
    revise(child_role, {"role": role, **about}, "child_role.edited", by=by)
    text_changed(plan, before, by=by)
    return child_role


@transaction.atomic
def remove_child_role(child_role: ChildRole, *, version: int, by: User) -> None:
    """Take children's part out of a step; the community sees it struck out if it had agreed to it."""
    plan, before = open_text(child_role.action.plan, by=by)
    child_role = lock(child_role, version=version)
    keep_revision(child_role, child_role.text(), by=by)
    record("child_role.removed", child_role, by=by)
    forget_confirmed(child_role)
    keep_with_plan(plan, child_role)
    child_role.delete()
    text_changed(plan, before, by=by)


def _demand_holds(parent: Action | None, plan: ActionPlan, part: Action | None = None) -> None:
    """A step is made of steps of the same plan, one level deep, while both are open."""
    if parent is None:
        return
    if parent.plan_id != plan.pk:
        raise NotPermitted
    parent = lock(parent)
    if parent == part or parent.parent_id is not None or not parent.is_open:
        raise NotPossible(_("Choose a step that is open and no part of another one."), parent)
    if part is not None and part.parts_now:
        raise NotPossible(_("This step is made of other steps. It stays by itself."), part)


def _demand_own_group(plan: ActionPlan, group: Subgroup) -> None:
    if group.community_id != plan.community_id:
        raise NotPermitted
