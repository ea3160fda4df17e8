"""How does a step get what the community wants to see on the way, and who says that it was reached?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import create_once, lock

from ..guard import demand_names_nobody, forget_confirmed
from ..models import Action, Milestone
from .plans import demand_no_reporting, keep_with_plan, open_text, revise, text_changed
from .progress_reports import demand_reporting
from .revisions import keep_revision


@transaction.atomic
def add_milestone(
    *,
    id: uuid.UUID,
    action: Action,
    what: str,
    by: User,
    due_on: date | None = None,
    identifier_reason: str = "",
) -> Milestone:
    """Write down something on the way that everybody will see. It is agreed with the step."""
    if Milestone.objects.filter(pk=id, created_by=by).exists():
        return Milestone.objects.get(pk=id)
    plan, before = open_text(action.plan, by=by)
    action = _lock_open(action)
    demand_no_reporting(action, what)
    demand_names_nobody(plan, identifier_reason, what, of=id, by=by)
    milestone, made = create_once(Milestone, id=id, by=by, action=action, what=what, due_on=due_on)
    if made:
        record("milestone.added", milestone, by=by)
        text_changed(plan, before, by=by)
    return milestone


@transaction.atomic
def edit_milestone(
    milestone: Milestone,
    *,
    version: int,
    what: str,
    by: User,
    due_on: date | None = None,
    identifier_reason: str = "",
) -> Milestone:
    """Change its words or its day. What was agreed goes back to the community by itself."""
    plan, before = open_text(milestone.plan, by=by)
    _lock_open(milestone.action)
    milestone = lock(milestone, version=version)
    demand_no_reporting(milestone, what)
    demand_names_nobody(plan, identifier_reason, what, of=milestone.pk, by=by)
    revise(milestone, {"what": what, "due_on": due_on}, "milestone.edited", by=by)
    text_changed(plan, before, by=by)
    return milestone


@transaction.atomic
def remove_milestone(milestone: Milestone, *, version: int, by: User) -> None:
    """Take it out; the community sees it struck out if it had agreed to it."""
    plan, before = open_text(milestone.plan, by=by)
    _lock_open(milestone.action)
    milestone = lock(milestone, version=version)
    said = {**milestone.text(), "reached_on": milestone.reached_on}
    keep_revision(milestone, said, by=by)
    record("milestone.removed", milestone, by=by)
    forget_confirmed(milestone)
    keep_with_plan(plan, milestone)
    milestone.delete()
    text_changed(plan, before, by=by)


@transaction.atomic
def reach_milestone(
    milestone: Milestone, *, version: int, reached_on: date | None, by: User
) -> Milestone:
    """Say on which day it was reached; without a day, that it was not after all."""
    lock(milestone.plan)
    milestone = lock(milestone, version=version)
    demand_reporting(milestone.action, by=by)
    if reached_on is not None and reached_on > clock.today():
        raise NotPossible(_("The day is still to come."), milestone)
    values = {"reached_on": reached_on, "reached_by": None if reached_on is None else by}
    event = "milestone.reached" if reached_on else "milestone.not_reached"
    if reached_on != milestone.reached_on:
        revise(milestone, values, event, by=by)
    return milestone


def _lock_open(action: Action) -> Action:
    action = lock(action)
    if not action.is_open:
        raise NotPossible(_("This step is over. It stays as it is."), action)
    return action
