"""How is written down what people here do, and how each group talks of it?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
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
from participants.actions import demand_group_takes_part, demand_live_agreement
from participants.models import Community, Subgroup, fold
from participants.permissions import demand

from ..guard import demand_names_nobody
from ..models import DialogueSession, NormReflection, Practice
from ..models.practices import NORM_TEXTS, PRACTICE_TEXTS
from ..permissions.practices import is_own_norm
from ..states import SessionStatus
from .plans import revise


def demand_writing_norms(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write of practices and rules there now."""
    demand(by, Permission.LOG_SESSION, community)
    demand_live_agreement(community)


@transaction.atomic
def add_practice(
    *, id: uuid.UUID, community: Community, by: User, identifier_reason: str = "", **said: Any
) -> Practice:
    """Write down something that people here do; `said` are the fields of Practice."""
    demand_writing_norms(community, by=by)
    lock(community)  # two who write the same words at once do not both find them missing
    known = Practice.objects.called(said["local_term"], said["language"], community)
    if other := known.exclude(pk=id).first():
        raise NotPossible(other.is_there, other)
    reason = demand_names_nobody(
        Practice(pk=id, community=community),
        identifier_reason,
        *_texts(PRACTICE_TEXTS, said),
        of=id,
        new=True,
        by=by,
    )
    values = {**said, "term_key": fold(said["local_term"]), "identifier_reason": reason}
    practice, made = create_once(Practice, id=id, by=by, community=community, **values)
    if made:
        record("practice.added", practice, by=by)
    return practice


@transaction.atomic
def edit_practice(
    practice: Practice, *, version: int, by: User, identifier_reason: str = "", **said: Any
) -> Practice:
    """Say more of it. Its words and their language stay: what the groups said hangs on them."""
    demand_writing_norms(practice.community, by=by)
    practice = lock(practice, version=version)
    reason = demand_names_nobody(
        practice,
        identifier_reason,
        *_texts(PRACTICE_TEXTS[1:], said),
        of=practice.pk,
        standing=(practice.local_term,),
        by=by,
    )
    revise(practice, {**said, "identifier_reason": reason}, "practice.edited", by=by)
    return practice


@transaction.atomic
def add_norm_reflection(
    *,
    id: uuid.UUID,
    practice: Practice,
    subgroup: Subgroup,
    said_on: date,
    by: User,
    session: DialogueSession | None = None,
    identifier_reason: str = "",
    **said: Any,
) -> NormReflection:
    """Write down what one group said of a practice on a day; `said` are the answers."""
    _demand_hearing(practice, subgroup, said_on, session, by=by)
    reason = demand_names_nobody(
        practice, identifier_reason, *_texts(NORM_TEXTS, said), of=id, new=True, by=by
    )
    values = {**said, "subgroup": subgroup, "said_on": said_on, "session": session}
    reflection, made = create_once(
        NormReflection, id=id, by=by, practice=practice, identifier_reason=reason, **values
    )
    if made:
        record("norm_reflection.added", reflection, by=by)
    return reflection


@transaction.atomic
def edit_norm_reflection(
    reflection: NormReflection,
    *,
    version: int,
    subgroup: Subgroup,
    said_on: date,
    by: User,
    session: DialogueSession | None = None,
    identifier_reason: str = "",
    **said: Any,
) -> NormReflection:
    """Correct what one wrote down oneself. What it said before is kept."""
    demand_own_norm(reflection, by=by)
    practice = reflection.practice
    _demand_hearing(practice, subgroup, said_on, session, by=by)
    reflection = lock(reflection, version=version)
    reason = demand_names_nobody(
        practice, identifier_reason, *_texts(NORM_TEXTS, said), of=reflection.pk, by=by
    )
    values = {**said, "subgroup": subgroup, "said_on": said_on, "session": session}
    values["identifier_reason"] = reason
    revise(reflection, values, "norm_reflection.edited", by=by)
    return reflection


def demand_own_norm(reflection: NormReflection, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` wrote it, and may write there now."""
    if not is_own_norm(by, reflection):
        raise NotPermitted
    demand_writing_norms(reflection.community, by=by)
    demand_group_takes_part(reflection.subgroup)


def _demand_hearing(
    practice: Practice,
    subgroup: Subgroup,
    said_on: date,
    session: DialogueSession | None,
    *,
    by: User,
) -> None:
    """Of a group of this community that takes part, on a day that has come, in its own dialogue."""
    demand_writing_norms(practice.community, by=by)
    if subgroup.community_id != practice.community_id:
        raise NotPermitted
    demand_group_takes_part(subgroup)
    if said_on > clock.today():
        raise NotPossible(_("The day is still to come."), practice)
    if session is not None and session.status == SessionStatus.DRAFT:
        raise NotPermitted
    if session is not None and (session.subgroup_id, session.held_on) != (subgroup.pk, said_on):
        raise NotPossible(_("That dialogue was with another group, or on another day."), practice)


def _texts(names: tuple[str, ...], said: Mapping[str, Any]) -> list[str]:
    return [said.get(name, "") for name in names]
