"""How do people come to reach a community or a service, and how does it end?"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.accounts.roles import SCOPE, Scope
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign as assign_values
from cpfacilitate.lib.records import lock

from .. import permissions
from ..models import Assignment, Community, Service


@transaction.atomic
def assign(
    *,
    membership: Membership,
    by: User,
    community: Community | None = None,
    service: Service | None = None,
) -> Assignment:
    """Let a membership reach one community or one service."""
    membership = lock(membership)  # an ending role and a new reach do not pass each other
    if not permissions.can_assign(by, membership, community):
        raise NotPermitted
    if membership.ended_at is not None:
        raise NotPossible(_("This role has ended. Give it again first."))
    if SCOPE[membership.role] != Scope.ASSIGNED:
        raise NotPossible(_("This role reaches the whole organisation already."))
    if service is not None and service.organisation_id != membership.organisation_id:
        raise NotPossible(_("A person receives referrals only for their own organisation."))
    assignment, made = Assignment.objects.get_or_create(
        membership=membership,
        community=community,
        service=service,
        ended_at=None,
        defaults={"created_by": by},
    )
    if made:
        record("person.assigned", assignment, by=by)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, by: User) -> Assignment:
    """From now on the membership no longer reaches there."""
    assignment = lock(assignment)
    if not permissions.can_assign(by, assignment.membership, assignment.community):
        raise NotPermitted
    if assignment.ended_at is None:
        changed = assign_values(assignment, {"ended_at": clock.now(), "ended_by": by})
        record("person.unassigned", assignment, by=by, fields=changed)
    return assignment
