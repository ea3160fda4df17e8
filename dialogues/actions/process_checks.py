"""How do children, and we ourselves, say whether it was a good way of listening?"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import demand_day_of_round, demand_group_takes_part
from participants.models import Round, Subgroup

from ..guard import demand_names_nobody
from ..models import ProcessCheck
from .plans import revise
from .practices import demand_writing_norms


@transaction.atomic
def add_process_check(
    *,
    id: uuid.UUID,
    round: Round,
    subgroup: Subgroup | None,
    answered_on: date,
    by: User,
    note: str = "",
    identifier_reason: str = "",
    **answers: Any,
) -> ProcessCheck:
    """Write down what a group of children answers as a group; without a group, our own answers."""
    demand_asking(round, subgroup, by=by)
    demand_day_of_round(round, answered_on)
    lock(round)  # two who write of the same group at once do not both find nothing
    other = ProcessCheck.objects.of(round, subgroup).exclude(pk=id).first()
    if other is not None:
        raise NotPossible(_("These answers are written down already. Correct them there."), other)
    place = ProcessCheck(pk=id, round=round)
    reason = demand_names_nobody(place, identifier_reason, note, of=id, new=True, by=by)
    values = {**answers, "note": note, "identifier_reason": reason}
    check, made = create_once(
        ProcessCheck,
        id=id,
        by=by,
        round=round,
        subgroup=subgroup,
        answered_on=answered_on,
        **values,
    )
    if made:
        record("process_check.added", check, by=by)
    return check


@transaction.atomic
def edit_process_check(
    check: ProcessCheck,
    *,
    version: int,
    answered_on: date,
    by: User,
    note: str = "",
    identifier_reason: str = "",
    **answers: Any,
) -> ProcessCheck:
    """Correct what one wrote down oneself. What it said before is kept."""
    demand_own_check(check, by=by)
    demand_day_of_round(check.round, answered_on)
    check = lock(check, version=version)
    reason = demand_names_nobody(check, identifier_reason, note, of=check.pk, by=by)
    values = {**answers, "answered_on": answered_on, "note": note, "identifier_reason": reason}
    revise(check, values, "process_check.edited", by=by)
    return check


def demand_asking(listening: Round, subgroup: Subgroup | None, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down these answers now."""
    demand_writing_norms(listening.community, by=by)
    if subgroup is not None:
        if subgroup.community_id != listening.community_id or not subgroup.is_child:
            raise NotPermitted
        demand_group_takes_part(subgroup)


def demand_own_check(check: ProcessCheck, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` wrote it, and may write there now."""
    if check.created_by_id != by.pk:
        raise NotPermitted
    demand_asking(check.round, check.subgroup, by=by)
