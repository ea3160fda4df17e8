"""Who brings lists in and takes them out?"""

from __future__ import annotations

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.errors import NotPermitted
from participants.standing import standing_of

from .models import NEEDED, ImportRun

_COMMUNITIES = ImportRun.Kind.COMMUNITIES


def can_move_lists(
    user: User, organisation: Organisation | None = None, *, kind: str = _COMMUNITIES
) -> bool:
    """Whoever enters communities or services one by one does so with a list of them."""
    where = standing_of(user).organisations(NEEDED[ImportRun.Kind(kind)])
    return bool(where) if organisation is None else organisation.pk in where


def demand_move_lists(
    user: User, organisation: Organisation | None = None, *, kind: str = _COMMUNITIES
) -> None:
    """Raise NotPermitted for everybody else."""
    if not can_move_lists(user, organisation, kind=kind):
        raise NotPermitted


def demand_see_directory(user: User) -> None:
    """What is public of the services may be taken out by whoever may read it."""
    if not user.granted(Permission.VIEW_DIRECTORY):
        raise NotPermitted
