"""How is it written down whether a plan is good for children, and what that means for us?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import demand_group_takes_part, demand_live_agreement
from participants.models import Subgroup

from ..guard import demand_names_nobody
from ..models import ActionPlan, BestInterestsCheck
from ..models.best_interests import TEXTS, TOLD_OUTCOMES
from ..permissions.best_interests import demand_side
from ..permissions.plans import OVER, demand_prepare_plan
from .plans import revise
from .revisions import keep_revision


def demand_asking(plan: ActionPlan, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down the community's answers now."""
    demand_prepare_plan(by, plan.community)
    demand_talked_over(plan)


def demand_talked_over(plan: ActionPlan) -> None:
    """Raise NotPossible unless something can still be written beside the plan."""
    demand_live_agreement(plan.community)
    if plan.status in OVER:
        words = {"status": plan.get_status_display()}
        raise NotPossible(
            _("The plan stands at “%(status)s”. What was said of it stays as it is.") % words, plan
        )


@transaction.atomic
def add_best_interests(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    asked_on: date,
    groups: Iterable[Subgroup],
    by: User,
    identifier_reason: str = "",
    **said: Any,
) -> BestInterestsCheck:
    """Write down what was answered so far; `said` are the answers and their words."""
    plan = lock(plan)  # two who begin at once do not both find nothing
    demand_asking(plan, by=by)
    groups = _there(plan, groups)
    _demand_day(asked_on)
    other = BestInterestsCheck.objects.filter(plan=plan).exclude(pk=id).first()
    if other is not None:
        raise NotPossible(_("Somebody has begun already. Go on with what is written there."), other)
    texts = [said.get(name, "") for name in TEXTS]
    reason = demand_names_nobody(plan, identifier_reason, *texts, of=id, new=True, by=by)
    check, made = create_once(
        BestInterestsCheck,
        id=id,
        by=by,
        plan=plan,
        asked_on=asked_on,
        identifier_reason=reason,
        **said,
    )
    if made:
        check.groups.set(groups)
        record("best_interests.added", check, by=by)
    return check


@transaction.atomic
def edit_best_interests(
    check: BestInterestsCheck,
    *,
    version: int,
    asked_on: date,
    groups: Iterable[Subgroup],
    by: User,
    identifier_reason: str = "",
    **said: Any,
) -> BestInterestsCheck:
    """Go on with it, or correct it. What it said before is kept."""
    plan = lock(check.plan)
    demand_asking(plan, by=by)
    check = lock(check, version=version)
    before = list(check.groups.all())
    groups = _there(plan, groups, before)
    _demand_day(asked_on)
    texts = [said.get(name, getattr(check, name)) for name in TEXTS]
    standing = (check.outcome_words,)
    reason = demand_names_nobody(
        plan, identifier_reason, *texts, of=check.pk, standing=standing, by=by
    )
    values = {**said, "asked_on": asked_on, "identifier_reason": reason}
    revise(check, values, "best_interests.edited", by=by)
    if set(groups) != set(before):
        check.groups.set(groups)
        keep_revision(check, {"groups": [group.pk for group in before]}, by=by)
        check.version += 1
        check.save(update_fields=["version"])
        record("best_interests.edited", check, by=by, fields=["groups"])
    return check


@transaction.atomic
def say_outcome(
    check: BestInterestsCheck,
    *,
    version: int,
    outcome: str,
    by: User,
    outcome_words: str = "",
    identifier_reason: str = "",
) -> BestInterestsCheck:
    """Say what it means for the organisation. It stops nobody: the community decides."""
    plan = lock(check.plan)
    demand_side(by, plan.community)
    demand_talked_over(plan)
    check = lock(check, version=version)
    told = outcome in TOLD_OUTCOMES
    if told and not outcome_words.strip():
        raise NotPossible(_("Say why: the community reads it."), check)
    words = outcome_words.strip() if told else ""
    standing = [getattr(check, name) for name in TEXTS]
    demand_names_nobody(plan, identifier_reason, words, of=check.pk, standing=standing, by=by)
    values = {"outcome": outcome, "outcome_words": words}
    revise(check, values, "best_interests.weighed", by=by)
    return check


def _there(
    plan: ActionPlan, groups: Iterable[Subgroup], before: Iterable[Subgroup] = ()
) -> list[Subgroup]:
    """Who was there: groups of this community, and none that pauses unless it was there before."""
    groups, before = list(groups), set(before)
    if not groups:
        raise NotPossible(_("Say who was there: the questions are answered with the community."))
    for group in groups:
        if group.community_id != plan.community_id:
            raise NotPermitted
        if group not in before:
            demand_group_takes_part(group)
    return groups


def _demand_day(asked_on: date) -> None:
    if asked_on > clock.today():
        raise NotPossible(_("The day is still to come."))
