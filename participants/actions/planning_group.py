"""How do adults come to the planning group and leave it, and how are the children counted who plan?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import ChildrenInPlanning, Community, PlanningGroupMember, Subgroup
from .agreements import demand_open_agreement
from .changes import change


@transaction.atomic
def add_planning_group_member(
    *,
    id: uuid.UUID,
    subgroup: Subgroup,
    name: str,
    consented_on: date,
    by: User,
    chairs: bool = False,
    user: User | None = None,
) -> PlanningGroupMember:
    """Record an adult of the planning group, who agreed to be recorded, and whom they speak for."""
    community = subgroup.community
    permissions.demand(by, Permission.KEEP_COMMUNITY, community)
    demand_open_agreement(community)
    if consented_on > clock.today():
        raise NotPossible(_("Record a person after they have agreed to it, not before."))
    if user is not None:
        _demand_free_account(id, subgroup, user)
    member, made = create_once(
        PlanningGroupMember,
        id=id,
        by=by,
        community=community,
        subgroup=subgroup,
        name=name,
        chairs=chairs,
        user=user,
        consented_on=consented_on,
    )
    if made:
        record("planning_group_member.added", member, by=by)
    return member


def _demand_free_account(id: uuid.UUID, subgroup: Subgroup, user: User) -> None:
    """The account is of this community's committee, and speaks for the group only once."""
    if not permissions.holds(user, Permission.REVIEW_PLAN, subgroup.community):
        raise NotPossible(_("This account is not that of a committee member of this community."))
    lock(subgroup)
    if subgroup.spokespeople.current().filter(user=user).exclude(pk=id).exists():
        raise NotPossible(_("This account speaks for that group already."))


@transaction.atomic
def edit_planning_group_member(
    member: PlanningGroupMember, *, version: int, name: str, chairs: bool, by: User
) -> PlanningGroupMember:
    """Correct a name, or who leads. No earlier name is kept: it goes when the person wants it to."""
    permissions.demand(by, Permission.KEEP_COMMUNITY, member.community)
    demand_open_agreement(member.community)
    member = lock(member, version=version)
    demand_member_is_here(member)
    if changed := assign(member, {"name": name, "chairs": chairs}):
        record("planning_group_member.edited", member, by=by, fields=changed)
    return member


@transaction.atomic
def leave_planning_group(
    member: PlanningGroupMember, *, left_on: date, by: User
) -> PlanningGroupMember:
    """A member leaves; what the group decided with them stands."""
    permissions.demand(by, Permission.KEEP_COMMUNITY, member.community)
    member = lock(member)
    demand_member_is_here(member)
    if not member.consented_on <= left_on <= clock.today():
        raise NotPossible(_("That day is before they joined, or still to come."))
    changed = assign(member, {"left_on": left_on})
    record("planning_group_member.left", member, by=by, fields=changed)
    return member


def demand_member_is_here(member: PlanningGroupMember) -> None:
    """Raise NotPossible when the person has left."""
    if member.left_on is not None:
        raise NotPossible(_("This person has left the planning group already."))


@transaction.atomic
def withdraw_member(member: PlanningGroupMember, *, by: User) -> PlanningGroupMember:
    """The person takes back their agreement to be recorded: the name goes, and with it the account.

    What the group decided with them stands. The account itself is ended by the coordinator.
    """
    member = lock(member)
    demand_withdraw(member, by=by)
    values = {
        "name": "",
        "user": None,
        "chairs": False,
        "left_on": member.left_on or clock.today(),
        "consent_withdrawn_on": clock.today(),
    }
    changed = assign(member, values)
    record("planning_group_member.consent_withdrawn", member, by=by, fields=changed)
    return member


def demand_withdraw(member: PlanningGroupMember, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may wipe the name now."""
    if not permissions.can_withdraw_member(by, member):
        raise NotPermitted
    if member.consent_withdrawn_on is not None:
        raise NotPossible(_("The name is wiped already. Nothing of it is kept here."))


@transaction.atomic
def add_children_in_planning(
    *,
    id: uuid.UUID,
    community: Community,
    part: str,
    sex: str,
    age_band: str,
    how_many: int,
    since_on: date,
    by: User,
    chosen_by_children: bool = False,
) -> ChildrenInPlanning:
    """Count the children who plan with the adults, and say what they do; never who they are."""
    permissions.demand(by, Permission.KEEP_COMMUNITY, community)
    demand_open_agreement(community)
    if since_on > clock.today():
        raise NotPossible(_("Count children who plan now, not those who may come."))
    children, made = create_once(
        ChildrenInPlanning,
        id=id,
        by=by,
        community=community,
        part=part,
        sex=sex,
        age_band=age_band,
        how_many=how_many,
        chosen_by_children=chosen_by_children,
        since_on=since_on,
    )
    if made:
        record("children_in_planning.added", children, by=by)
    return children


@transaction.atomic
def edit_children_in_planning(
    children: ChildrenInPlanning,
    *,
    version: int,
    how_many: int,
    chosen_by_children: bool,
    by: User,
) -> ChildrenInPlanning:
    """Count again."""
    permissions.demand(by, Permission.KEEP_COMMUNITY, children.community)
    demand_open_agreement(children.community)
    children = lock(children, version=version)
    demand_children_are_here(children)
    values = {"how_many": how_many, "chosen_by_children": chosen_by_children}
    change(children, values, event="children_in_planning.edited", by=by)
    return children


@transaction.atomic
def end_children_in_planning(
    children: ChildrenInPlanning, *, until_on: date, by: User
) -> ChildrenInPlanning:
    """They plan no longer; what was decided with them stands."""
    permissions.demand(by, Permission.KEEP_COMMUNITY, children.community)
    children = lock(children)
    demand_children_are_here(children)
    if not children.since_on <= until_on <= clock.today():
        raise NotPossible(_("That day is before they began, or still to come."))
    changed = assign(children, {"until_on": until_on})
    record("children_in_planning.ended", children, by=by, fields=changed)
    return children


def demand_children_are_here(children: ChildrenInPlanning) -> None:
    """Raise NotPossible when they plan no longer."""
    if children.until_on is not None:
        raise NotPossible(_("These children do not plan any more."))
