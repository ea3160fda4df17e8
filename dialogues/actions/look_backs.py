"""How is written down what the community said, looking back together on its plan?"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock

from ..guard import demand_names_nobody
from ..models import ActionPlan, LookBack
from ..models.look_backs import TEXTS
from .plans import demand_no_reporting, revise
from .signs import demand_seeing


@transaction.atomic
def add_look_back(
    *, id: uuid.UUID, plan: ActionPlan, by: User, identifier_reason: str = "", **said: Any
) -> LookBack:
    """Write down one meeting; `said` are the fields of LookBack. The plan moves by its own buttons."""
    demand_looking_back(plan, by=by)
    _demand_in_order(plan, said)
    reason = demand_names_nobody(plan, identifier_reason, *_texts(said), of=id, new=True, by=by)
    look_back, made = create_once(
        LookBack, id=id, by=by, plan=plan, **said, identifier_reason=reason
    )
    if made:
        record("look_back.added", look_back, by=by)
    return look_back


@transaction.atomic
def edit_look_back(
    look_back: LookBack, *, version: int, by: User, identifier_reason: str = "", **said: Any
) -> LookBack:
    """Correct it. What it said before is kept."""
    plan = look_back.plan
    demand_looking_back(plan, by=by)
    _demand_in_order(plan, said)
    look_back = lock(look_back, version=version)
    reason = demand_names_nobody(plan, identifier_reason, *_texts(said), of=look_back.pk, by=by)
    revise(look_back, {**said, "identifier_reason": reason}, "look_back.edited", by=by)
    return look_back


def demand_looking_back(plan: ActionPlan, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down a meeting about this plan."""
    demand_seeing(plan, Permission.PREPARE_PLAN, by=by)
    if plan.edition == 0:
        raise NotPossible(_("This plan was not put before the community yet."), plan)


def _demand_in_order(plan: ActionPlan, said: dict[str, Any]) -> None:
    demand_no_reporting(plan, said["next_words"])
    group, meets_on = said.get("whose_words"), said.get("meets_on")
    if group is not None and group.community_id != plan.community_id:
        raise NotPermitted
    if said["held_on"] > clock.today():
        raise NotPossible(_("The day of the meeting is still to come."), plan)
    if meets_on is not None and meets_on <= said["held_on"]:
        raise NotPossible(_("The next meeting comes after this one."), plan)
    if not all(said[name].strip() for name in ("present", "did", "next_words")):
        raise NotPossible(_("Say who was there, what we did, and what we do now."), plan)


def _texts(said: dict[str, Any]) -> list[str]:
    return [said.get(name, "") for name in TEXTS]
