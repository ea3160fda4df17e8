"""How does a list of communities come in, and go out?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db import transaction

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Cluster, Community
from participants.standing import standing_of

from ..models import ImportRun
from ..permissions import demand_move_lists
from ..rows import COLUMNS, ClusterKey, Outlook


def make_communities(run: ImportRun, found: Outlook, *, by: User) -> dict[str, int]:
    """The new communities of a list, with the clusters that are not there yet; how many of each."""
    clusters = _make_clusters(run, run.organisation, found, by)
    for row in found.new:
        participants.add_community(
            id=uuid.uuid5(run.pk, f"row {row.number}"),
            cluster=clusters[row.cluster],
            name=row.said["name"],
            language=row.said["language"],
            place_code=row.said["place_code"],
            by=by,
        )
    return {
        "communities": len(found.new),
        "clusters": len(found.new_clusters),
        "there": len(found.there),
    }


def _make_clusters(
    run: ImportRun, organisation: Organisation, found: Outlook, by: User
) -> dict[ClusterKey | None, Cluster]:
    """The clusters of the new rows, those made that are not there yet."""
    clusters: dict[ClusterKey | None, Cluster] = {
        cluster.pk: cluster for cluster in Cluster.objects.filter(organisation=organisation)
    }
    for key, row in found.new_clusters.items():
        clusters[key] = participants.add_cluster(
            id=uuid.uuid5(run.pk, f"cluster of row {row.number}"),
            organisation=organisation,
            name=row.said["cluster"],
            district=row.district,
            by=by,
        )
    return clusters


@transaction.atomic
def export_communities(*, by: User) -> Iterator[list[str]]:
    """A row of names and one for each community that this person sees; in the trail once for each NGO."""
    demand_move_lists(by)
    kept = standing_of(by).organisations(Permission.KEEP_COMMUNITY)
    for organisation in Organisation.objects.filter(pk__in=kept):
        record("communities.exported", organisation, by=by)
    seen = list(Community.objects.filter(cluster__organisation__in=kept).for_list())
    return _lines(seen)


def _lines(communities: list[Community]) -> Iterator[list[str]]:
    yield [*COLUMNS, "agreement", "agreement_date"]
    for community in communities:
        yield [
            community.cluster.name,
            community.cluster.district,
            community.name,
            community.language,
            community.place_code,
            str(community.agreement.get_status_display()),
            clock.day_of(community.agreement.status_at).isoformat(),
        ]
