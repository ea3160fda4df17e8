"""How does an organisation keep its criteria of a plan, and how does a community answer them?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.standing import standing_of

from ..guard import demand_names_nobody
from ..models import ActionPlan, CriteriaCheck, PlanCriterion
from ..models.criteria import FIRST_SIX, CriterionAnswer
from .best_interests import demand_asking
from .plans import revise


def demand_keeping(organisation: Organisation, *, by: User) -> None:
    """Raise NotPermitted unless `by` keeps the criteria of this organisation."""
    if organisation.pk not in standing_of(by).organisations(Permission.KEEP_CRITERIA):
        raise NotPermitted


@transaction.atomic
def start_criteria(*, organisation: Organisation, by: User) -> list[PlanCriterion]:
    """Begin with the six that are offered; where there are any already, nothing happens."""
    demand_keeping(organisation, by=by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if PlanCriterion.objects.filter(organisation=organisation).exists():
        raise NotPossible(_("There are criteria already. Change these, or add to them."))
    return [
        add_criterion(id=uuid.uuid4(), organisation=organisation, words=str(words), by=by)
        for words in FIRST_SIX
    ]


@transaction.atomic
def add_criterion(
    *, id: uuid.UUID, organisation: Organisation, words: str, by: User
) -> PlanCriterion:
    """Ask something more of every plan; it comes last."""
    demand_keeping(organisation, by=by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    last = PlanCriterion.objects.filter(organisation=organisation).aggregate(at=Max("position"))
    criterion, made = create_once(
        PlanCriterion,
        id=id,
        by=by,
        organisation=organisation,
        words=words.strip(),
        position=(last["at"] or 0) + 1,
    )
    if made:
        record("criterion.added", criterion, by=by)
    return criterion


@transaction.atomic
def edit_criterion(
    criterion: PlanCriterion, *, version: int, words: str, by: User
) -> PlanCriterion:
    """Say it otherwise. What communities answered stays beside the words they were asked."""
    demand_keeping(criterion.organisation, by=by)
    criterion = lock(criterion, version=version)
    _demand_in_use(criterion)
    revise(criterion, {"words": words.strip()}, "criterion.edited", by=by)
    return criterion


@transaction.atomic
def raise_criterion(criterion: PlanCriterion, *, version: int, by: User) -> PlanCriterion:
    """Ask it before the one that stands above it; the first stays where it is."""
    organisation = criterion.organisation
    demand_keeping(organisation, by=by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    criterion = lock(criterion, version=version)
    _demand_in_use(criterion)
    above = PlanCriterion.objects.in_use().filter(
        organisation=organisation, position__lt=criterion.position
    )
    if (other := above.order_by("-position").first()) is not None:
        other, mine = lock(other), criterion.position
        changed = assign(criterion, {"position": other.position})
        assign(other, {"position": mine})
        record("criterion.edited", criterion, by=by, fields=changed)
    return criterion


@transaction.atomic
def retire_criterion(criterion: PlanCriterion, *, version: int, by: User) -> PlanCriterion:
    """Ask it of no further plan. What was answered to it stays."""
    demand_keeping(criterion.organisation, by=by)
    criterion = lock(criterion, version=version)
    _demand_in_use(criterion)
    changed = assign(criterion, {"retired_at": clock.now(), "retired_by": by})
    record("criterion.retired", criterion, by=by, fields=changed)
    return criterion


def _demand_in_use(criterion: PlanCriterion) -> None:
    if criterion.retired_at is not None:
        raise NotPossible(_("It is no longer asked. Add it as a new one."), criterion)


@transaction.atomic
def add_criteria_check(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    answers: Sequence[Mapping[str, str]],
    by: User,
    identifier_reason: str = "",
) -> CriteriaCheck:
    """Write down what the community says to each criterion. Nothing of it stands in a plan's way."""
    plan = lock(plan)
    demand_asking(plan, by=by)
    rows = _rows(plan, answers)
    other = CriteriaCheck.objects.filter(plan=plan).exclude(pk=id).first()
    if other is not None:
        raise NotPossible(_("Somebody has begun already. Go on with what is written there."), other)
    notes = [row["note"] for row in rows]
    reason = demand_names_nobody(plan, identifier_reason, *notes, of=id, new=True, by=by)
    check, made = create_once(
        CriteriaCheck, id=id, by=by, plan=plan, answers=rows, identifier_reason=reason
    )
    if made:
        record("criteria.answered", check, by=by)
    return check


@transaction.atomic
def edit_criteria_check(
    check: CriteriaCheck,
    *,
    version: int,
    answers: Sequence[Mapping[str, str]],
    by: User,
    identifier_reason: str = "",
) -> CriteriaCheck:
    """Answer more of them, or otherwise. What was said before is kept."""
    plan = lock(check.plan)
    demand_asking(plan, by=by)
    check = lock(check, version=version)
    rows = _rows(plan, answers)
    notes = [row["note"] for row in rows]
    reason = demand_names_nobody(plan, identifier_reason, *notes, of=check.pk, by=by)
    revise(check, {"answers": rows, "identifier_reason": reason}, "criteria.edited", by=by)
    return check


def _rows(plan: ActionPlan, answers: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    rows = [dict(row) for row in answers if row["answer"] or row["note"].strip()]
    if any(row["answer"] not in ("", *CriterionAnswer.values) for row in rows):
        raise NotPossible(_("One of these answers is none of those offered."), plan)
    return rows
