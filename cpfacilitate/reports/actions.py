"""How does a list of communities come in, and go out?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants import actions as participants
from participants.models import Cluster, Community
from participants.standing import standing_of

from .models import ImportRun
from .permissions import demand_move_lists
from .rows import COLUMNS, ClusterKey, Outlook, outlook


@transaction.atomic
def read_import(
    *,
    id: uuid.UUID,
    organisation: Organisation,
    rows: list[dict[str, Any]],
    by: User,
    left_aside: Sequence[str] = (),
) -> ImportRun:
    """Keep what was read from a file. Nothing else is written before it is brought in."""
    demand_move_lists(by, organisation)
    run, made = create_once(
        ImportRun, id=id, by=by, organisation=organisation, rows=rows, left_aside=list(left_aside)
    )
    if made:
        record("import.read", run, by=by)
    return run


@transaction.atomic
def apply_import(run: ImportRun, *, by: User) -> ImportRun:
    """Bring in all of it, or nothing: as things stand now, whatever the preview said before."""
    run = _open(run, by)
    # One list at a time: a second one waits here, and then sees what the first brought.
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=run.organisation_id)
    found = outlook(organisation, run.rows)
    if found.problems:
        raise NotPossible(
            _("There are rows that need you, so nothing was brought in. Change the file first."),
            run,
        )
    clusters = _make_clusters(run, organisation, found, by)
    for row in found.new:
        participants.add_community(
            id=uuid.uuid5(run.pk, f"row {row.number}"),
            cluster=clusters[row.cluster],
            name=row.said["name"],
            language=row.said["language"],
            place_code=row.said["place_code"],
            by=by,
        )
    made = {
        "communities": len(found.new),
        "clusters": len(found.new_clusters),
        "there": len(found.there),
    }
    changed = assign(run, {"made": made, "applied_at": clock.now(), "applied_by": by})
    record("import.applied", run, by=by, fields=changed)
    return run


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
def discard_import(run: ImportRun, *, by: User) -> None:
    """Throw away what was read."""
    run = _open(run, by)
    record("import.discarded", run, by=by)
    run.delete()


def _open(run: ImportRun, by: User) -> ImportRun:
    """Raise NotPermitted for whoever did not read it in, NotPossible when it is done."""
    demand_move_lists(by, run.organisation)
    run = lock(run)
    if run.created_by_id != by.pk:
        raise NotPermitted
    if run.applied_at is not None:
        raise NotPossible(_("This list was brought in already. Nothing was made twice."), run)
    return run


@transaction.atomic
def forget_left_lying(row: QuerySet, now: datetime) -> bool:
    """Forget a file that nobody brought in; by itself."""
    run = row.select_for_update(skip_locked=True).first()
    if run is None:
        return False
    record("import.discarded", run, by=None)
    run.delete()
    return True


@transaction.atomic
def forget_rows(row: QuerySet, now: datetime) -> bool:
    """Forget what a file said once it was brought in; that it was, and how much came of it, stays."""
    run = row.select_for_update(skip_locked=True).first()
    if run is None:
        return False
    record("import.forgotten", run, by=None, fields=assign(run, {"rows": [], "left_aside": []}))
    return True


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
