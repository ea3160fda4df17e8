"""Where does each of a person's roles reach? Read once per request, asked by every lock."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from cpfacilitate.accounts.roles import Permission, Scope

if TYPE_CHECKING:
    from cpfacilitate.accounts.models import Grant, User

    from .models import Community


@dataclass(frozen=True)
class Standing:
    """A person's live memberships with what each is assigned to."""

    grants: tuple[Grant, ...]
    assigned_communities: dict[uuid.UUID, frozenset[uuid.UUID]]  # membership → communities
    assigned_services: dict[uuid.UUID, frozenset[uuid.UUID]]

    def communities(self, permission: Permission, prefix: str = "") -> Q:
        """The communities in which `permission` is held, as a filter on a path to Community.

        `prefix` is that path with its double underscore: "community__", or nothing on Community.
        """
        organisations, communities = self._reach(permission)
        reach = Q(**{f"{prefix}pk__in": communities})
        if organisations:
            reach |= Q(**{f"{prefix}cluster__organisation__in": organisations})
        return reach

    def holds(self, permission: Permission, community: Community) -> bool:
        """Is `permission` held in this very community?"""
        organisations, communities = self._reach(permission)
        return community.pk in communities or (
            bool(organisations) and community.cluster.organisation_id in organisations
        )

    def services(self, permission: Permission) -> frozenset[uuid.UUID]:
        """The services for which `permission` is held, by key."""
        return frozenset(
            service
            for grant in self.grants
            if grant.gives(permission)
            for service in self.assigned_services.get(grant.membership_id, ())
        )

    def organisations(self, permission: Permission) -> frozenset[uuid.UUID]:
        """The organisations in the whole of which `permission` is held, by key."""
        return self._reach(permission)[0]

    def _reach(self, permission: Permission) -> tuple[frozenset, frozenset]:
        organisations, communities = set(), set()
        for grant in self.grants:
            if not grant.gives(permission):
                continue
            if grant.scope == Scope.ASSIGNED:
                communities |= self.assigned_communities.get(grant.membership_id, frozenset())
            elif grant.scope == Scope.ORGANISATION:
                organisations.add(grant.organisation_id)
        return frozenset(organisations), frozenset(communities)


def standing_of(user: User) -> Standing:
    """The person's standing, kept on the user object for as long as the request lives."""
    kept = user.__dict__.get("_standing")
    if kept is None:
        kept = user.__dict__["_standing"] = _read(user)
    return kept


def _read(user: User) -> Standing:
    if not user.is_authenticated:
        return Standing((), {}, {})
    communities, services = defaultdict(set), defaultdict(set)
    live = apps.get_model("participants", "Assignment").objects.filter(
        membership__in=[grant.membership_id for grant in user.grants], ended_at=None
    )
    for membership, community, service in live.values_list(
        "membership_id", "community_id", "service_id"
    ):
        if community:
            communities[membership].add(community)
        else:
            services[membership].add(service)
    return Standing(
        user.grants,
        {key: frozenset(value) for key, value in communities.items()},
        {key: frozenset(value) for key, value in services.items()},
    )
