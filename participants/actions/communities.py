"""How does the product begin with a community?"""

from __future__ import annotations

import uuid

from django.db import transaction

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.records import create_once, lock

from .. import permissions
from ..models import Agreement, Cluster, Community, search_key
from ..standing import standing_of
from .changes import change


@transaction.atomic
def add_cluster(
    *, id: uuid.UUID, organisation: Organisation, name: str, district: str, by: User
) -> Cluster:
    """Name villages that are counted together."""
    if organisation.pk not in standing_of(by).organisations(Permission.KEEP_DIRECTORY):
        raise NotPermitted
    cluster, made = Cluster.objects.get_or_create(
        pk=id, defaults={"organisation": organisation, "name": name, "district": district}
    )
    if made:
        record("cluster.added", cluster, by=by)
    return cluster


@transaction.atomic
def add_community(
    *,
    id: uuid.UUID,
    cluster: Cluster,
    name: str,
    language: str,
    by: User,
    place_code: str = "",
) -> Community:
    """Begin with a community: it is being asked, nothing is agreed yet."""
    if not permissions.can_add_community(by, cluster):
        raise NotPermitted
    community, made = create_once(
        Community,
        id=id,
        by=by,
        cluster=cluster,
        name=name,
        name_key=search_key(name),
        language=language,
        place_code=place_code,
    )
    if made:
        Agreement.objects.create(community=community, created_by=by)
        record("community.added", community, by=by)
    return community


@transaction.atomic
def edit_community(
    community: Community, *, version: int, name: str, language: str, place_code: str, by: User
) -> Community:
    """Correct how a community is called. Its cluster stays: referrals are counted by it."""
    if not permissions.can_edit_community(by, community):
        raise NotPermitted
    community = lock(community, version=version)
    values = {"name": name, "language": language, "place_code": place_code}
    change(community, values | {"name_key": search_key(name)}, event="community.edited", by=by)
    return community
