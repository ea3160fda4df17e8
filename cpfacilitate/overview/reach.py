"""Where do the roles of the people one looks after reach, and where else could they?"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.accounts.roles import Role
from participants.models import Assignment, Community, Service


def assignments_visible_to(user: User) -> QuerySet[Assignment]:
    """Those of the people whom `user` looks after."""
    return Assignment.objects.filter(
        membership__in=Membership.objects.visible_to(user)
    ).select_related("membership__user", "community", "service")


def live_assignments(memberships: Iterable[Membership]) -> QuerySet[Assignment]:
    """Where these memberships reach now."""
    return (
        Assignment.objects.filter(membership__in=list(memberships), ended_at=None)
        .select_related("community", "service")
        .order_by("created_at", "pk")
    )


def open_to(membership: Membership) -> QuerySet[Community] | QuerySet[Service]:
    """The communities, or for a social worker the services, that the membership might reach too."""
    reached = Assignment.objects.filter(membership=membership, ended_at=None)
    if membership.role == Role.SOCIAL_WORKER:
        services = Service.objects.filter(organisation=membership.organisation_id)
        return services.exclude(pk__in=reached.filter(community=None).values("service"))
    communities = Community.objects.filter(cluster__organisation=membership.organisation_id)
    return communities.exclude(pk__in=reached.filter(service=None).values("community"))
