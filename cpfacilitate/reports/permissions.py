"""Who brings lists in and takes them out?"""

from __future__ import annotations

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.errors import NotPermitted
from participants.permissions import can_add_community
from participants.standing import standing_of


def can_move_lists(user: User, organisation: Organisation | None = None) -> bool:
    """Whoever begins with communities one by one does so with a list of them."""
    if organisation is None:
        return can_add_community(user)
    return organisation.pk in standing_of(user).organisations(Permission.KEEP_COMMUNITY)


def demand_move_lists(user: User, organisation: Organisation | None = None) -> None:
    """Raise NotPermitted for everybody else."""
    if not can_move_lists(user, organisation):
        raise NotPermitted
