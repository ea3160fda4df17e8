"""What does a person's page say about each of their roles?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from cpfacilitate.accounts.actions import may_give
from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.accounts.roles import SCOPE, Role, Scope
from participants.models import Assignment

from . import reach


@dataclass(frozen=True)
class RoleRow:
    """One live role, where it reaches, and what the reader may do about it."""

    membership: Membership
    may_change: bool
    assignments: list[Assignment] = field(default_factory=list)

    @property
    def is_assigned(self) -> bool:
        return SCOPE[self.membership.role] == Scope.ASSIGNED

    @property
    def serves(self) -> bool:
        return self.membership.role == Role.SOCIAL_WORKER

    @property
    def scope(self) -> Scope:
        return SCOPE[self.membership.role]


def roles_of(person: User, reader: User) -> list[RoleRow]:
    """The live roles of `person` in the organisations that `reader` looks after."""
    memberships = list(person.memberships.visible_to(reader).for_show())
    reached = defaultdict(list)
    for assignment in reach.live_assignments(memberships):
        reached[assignment.membership_id].append(assignment)
    return [
        RoleRow(m, may_give(reader, m.organisation, m.role), reached[m.pk]) for m in memberships
    ]
