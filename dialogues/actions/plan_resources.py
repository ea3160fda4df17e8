"""How is written down what a plan works with? It is a part of what the community agrees to."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.models import Service, Subgroup

from ..guard import demand_names_nobody, forget_confirmed
from ..models import ActionPlan, PlanResource, Whose
from .plans import demand_no_reporting, keep_with_plan, open_text, revise, text_changed
from .revisions import keep_revision


@transaction.atomic
def add_plan_resource(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    whose: str,
    what: str,
    by: User,
    how_much: str = "",
    brought_by: Subgroup | None = None,
    service: Service | None = None,
    identifier_reason: str = "",
) -> PlanResource:
    """Write down one thing the plan works with, or one service and what for."""
    if PlanResource.objects.filter(pk=id, created_by=by).exists():
        return PlanResource.objects.get(pk=id)
    plan, before = open_text(plan, by=by)
    values = _demand_sense(plan, whose, what, how_much, brought_by, service)
    words = (values["what"], values["how_much"])
    demand_names_nobody(plan, identifier_reason, *words, of=id, by=by)
    line, made = create_once(PlanResource, id=id, by=by, plan=plan, **values)
    if made:
        record("plan_resource.added", line, by=by)
        text_changed(plan, before, by=by)
    return line


@transaction.atomic
def edit_plan_resource(
    line: PlanResource,
    *,
    version: int,
    whose: str,
    what: str,
    by: User,
    how_much: str = "",
    brought_by: Subgroup | None = None,
    service: Service | None = None,
    identifier_reason: str = "",
) -> PlanResource:
    """Change it. What was agreed goes back to the community by itself."""
    plan, before = open_text(line.plan, by=by)
    line = lock(line, version=version)
    values = _demand_sense(plan, whose, what, how_much, brought_by, service, of=line)
    words = (values["what"], values["how_much"])
    demand_names_nobody(plan, identifier_reason, *words, of=line.pk, by=by)
    revise(line, values, "plan_resource.edited", by=by)
    text_changed(plan, before, by=by)
    return line


@transaction.atomic
def remove_plan_resource(line: PlanResource, *, version: int, by: User) -> None:
    """Take it out; the community sees it struck out if it had agreed to it."""
    plan, before = open_text(line.plan, by=by)
    line = lock(line, version=version)
    keep_revision(line, line.text(), by=by)
    record("plan_resource.removed", line, by=by)
    forget_confirmed(line)
    keep_with_plan(plan, line)
    line.delete()
    text_changed(plan, before, by=by)


def _demand_sense(
    plan: ActionPlan,
    whose: str,
    what: str,
    how_much: str,
    brought_by: Subgroup | None,
    service: Service | None,
    *,
    of: PlanResource | None = None,
) -> dict[str, Any]:
    """A service with what for, once; or a thing, how much of it, and the group that brings it."""
    demand_no_reporting(of or plan, what, how_much)
    if whose != Whose.SERVICE:
        if brought_by is not None and brought_by.community_id != plan.community_id:
            raise NotPermitted
        return {
            "whose": whose, "what": what, "how_much": how_much, "brought_by": brought_by,
            "service": None,
        }  # fmt: skip
    if service is None:
        raise NotPossible(_("Say which service it is."), of or plan)
    other = plan.resources.filter(service=service).exclude(pk=getattr(of, "pk", None)).first()
    if other is not None:
        raise NotPossible(_("This service is in the plan already. Say more of it there."), other)
    return {
        "whose": whose, "what": what, "how_much": "", "brought_by": None, "service": service,
    }  # fmt: skip
