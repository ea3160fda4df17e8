"""How does a group come to speak among itself, and to pause for itself?"""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import Community, Reach, Subgroup, Voice
from ..naming import demand_neutral
from .agreements import demand_open_agreement
from .changes import change
from .listening import let_voices_rest, plan_usual_voice, wake_voices


@transaction.atomic
def add_subgroup(
    *,
    id: uuid.UUID,
    community: Community,
    voice: str,
    label: str,
    by: User,
    age_from: int | None = None,
    age_to: int | None = None,
    focus_code: str = "",
    local_name: str = "",
    reached_by: str = "",
) -> Subgroup:
    """Name a group that is to speak among itself; the round that runs is to hear it, too.

    `reached_by` is a Reach; nothing is the usual one of its voice.
    """
    permissions.demand(by, Permission.KEEP_COMMUNITY, community)
    demand_open_agreement(community)
    _demand_focus(by, community, focus_code)
    demand_neutral(community, label, local_name)
    subgroup, made = create_once(
        Subgroup,
        id=id,
        by=by,
        community=community,
        voice=voice,
        label=label,
        local_name=local_name,
        reached_by=reached_by or (Reach.HOME_VISITS if voice == Voice.HOME else Reach.ASSEMBLED),
        age_from=age_from,
        age_to=age_to,
        focus_code=focus_code,
        position=community.subgroups.count(),
    )
    if made:
        record("subgroup.added", subgroup, by=by)
        for listening in community.rounds.filter(ended_on=None):
            plan_usual_voice(listening, subgroup, by=by)
    return subgroup


@transaction.atomic
def edit_subgroup(
    subgroup: Subgroup,
    *,
    version: int,
    label: str,
    by: User,
    age_from: int | None = None,
    age_to: int | None = None,
    focus_code: str | None = None,
    local_name: str = "",
    reached_by: str = "",
) -> Subgroup:
    """Correct a group's names, ages or way. Whose voice it is stays: what was heard hangs on it.

    `focus_code` None leaves it as it is, for those who may not know it; so does no `reached_by`.
    """
    permissions.demand(by, Permission.KEEP_COMMUNITY, subgroup.community)
    demand_neutral(subgroup.community, label, local_name)
    demand_open_agreement(subgroup.community)
    values = {"label": label, "local_name": local_name, "age_from": age_from, "age_to": age_to}
    values |= {"reached_by": reached_by or subgroup.reached_by}
    if (subgroup.voice, values["reached_by"]) == (Voice.HOME, Reach.ASSEMBLED):
        raise NotPossible(_("The voice of home visits is that of people visited at home."))
    if focus_code is not None:
        permissions.demand(by, Permission.VIEW_SESSION, subgroup.community)
        values["focus_code"] = focus_code
    subgroup = lock(subgroup, version=version)
    change(subgroup, values, event="subgroup.edited", by=by)
    return subgroup


@transaction.atomic
def pause_subgroup(subgroup: Subgroup, *, by: User) -> Subgroup:
    """A group takes no part for a while: for itself alone, and nobody asks why."""
    subgroup = _lock_to_pause(subgroup, by=by)
    demand_group_takes_part(subgroup)
    changed = assign(subgroup, {"paused_on": clock.today()})
    record("subgroup.paused", subgroup, by=by, fields=changed)
    let_voices_rest(subgroup, by=by)
    return subgroup


@transaction.atomic
def resume_subgroup(subgroup: Subgroup, *, by: User) -> Subgroup:
    """A group takes part again, and the round that runs is to hear it."""
    subgroup = _lock_to_pause(subgroup, by=by)
    if subgroup.paused_on is None:
        raise NotPossible(_("This group takes part already."), subgroup)
    changed = assign(subgroup, {"paused_on": None})
    record("subgroup.resumed", subgroup, by=by, fields=changed)
    wake_voices(subgroup, by=by)
    return subgroup


def _lock_to_pause(subgroup: Subgroup, *, by: User) -> Subgroup:
    if subgroup.pk not in permissions.may_pause(by, subgroup.community):
        raise NotPermitted
    demand_open_agreement(subgroup.community)
    return lock(subgroup)


def demand_group_takes_part(subgroup: Subgroup) -> None:
    """Raise NotPossible, with the sentence why, while the group pauses."""
    if subgroup.paused_on is not None:
        words = {"group": subgroup.label}
        raise NotPossible(
            _(
                "%(group)s: this group pauses now. We wait until it wants to go on; no reason is needed."
            )
            % words,
            subgroup,
        )


def _demand_focus(user: User, community: Community, focus_code: str) -> None:
    if focus_code and not permissions.can_see_focus(user, community):
        raise NotPermitted
