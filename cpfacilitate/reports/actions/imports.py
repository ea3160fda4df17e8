"""How is what was read from a file kept, brought in, or thrown away?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from ..hsds import outlook as services
from ..models import ImportRun
from ..permissions import demand_move_lists
from ..rows import outlook as communities
from .communities import make_communities
from .services import put_services


@transaction.atomic
def read_import(
    *,
    id: uuid.UUID,
    organisation: Organisation,
    rows: list[dict[str, Any]],
    by: User,
    kind: str = ImportRun.Kind.COMMUNITIES,
    left_aside: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
) -> ImportRun:
    """Keep what was read from a file. Nothing else is written before it is brought in."""
    demand_move_lists(by, organisation, kind=kind)
    run, made = create_once(
        ImportRun,
        id=id,
        by=by,
        organisation=organisation,
        kind=kind,
        rows=rows,
        left_aside=list(left_aside),
        given=dict(given or {}),
    )
    if made:
        record("import.read", run, by=by)
    return run


def outlook(run: ImportRun) -> Any:
    """What would come of a file, as things stand now; by its kind."""
    if run.is_directory:
        return services.outlook(run.rows, run.given)
    return communities(run.organisation, run.rows)


@transaction.atomic
def apply_import(run: ImportRun, *, by: User) -> ImportRun:
    """Bring in all of it, or nothing: as things stand now, whatever the preview said before."""
    run = _open(run, by)
    # One list at a time: a second one waits here, and then sees what the first brought.
    Organisation.objects.select_for_update(no_key=True).get(pk=run.organisation_id)
    found = outlook(run)
    if found.problems:
        raise NotPossible(
            _("There are rows that need you, so nothing was brought in. Change the file first."),
            run,
        )
    bring_in = put_services if run.is_directory else make_communities
    values = {"made": bring_in(run, found, by=by), "applied_at": clock.now(), "applied_by": by}
    # What stood in the file is in its records now: it is not kept twice.
    record("import.applied", run, by=by, fields=assign(run, values | {"rows": []}))
    return run


@transaction.atomic
def discard_import(run: ImportRun, *, by: User) -> None:
    """Throw away what was read."""
    run = _open(run, by)
    record("import.discarded", run, by=by)
    run.delete()


def _open(run: ImportRun, by: User) -> ImportRun:
    """Raise NotPermitted for whoever did not read it in, NotPossible when it is done."""
    demand_move_lists(by, run.organisation, kind=run.kind)
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
def forget_applied(row: QuerySet, now: datetime) -> bool:
    """Forget what a file said once it was brought in; that it was, and how much came of it, stays."""
    run = row.select_for_update(skip_locked=True).first()
    if run is None:
        return False
    wiped = assign(run, {"rows": [], "left_aside": [], "given": {}})
    record("import.forgotten", run, by=None, fields=wiped)
    return True
