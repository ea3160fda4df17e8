"""How is kept what a record of dialogues said before?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record

from ..models import Revision


def forget_revisions(*rows: Record) -> None:
    """What is taken out is gone with all it said before: no purge would find that any more."""
    Revision.objects.filter(record_id__in=[row.pk for row in rows]).delete()


def keep_revision(
    row: Record, before: Mapping[str, Any], *, by: User, version: int | None = None
) -> None:
    """Keep `before` (field → its value) as what the record said; at `version`, if not its own."""
    Revision.objects.create(
        record_id=row.pk,
        version=row.version if version is None else version,
        values={name: getattr(value, "pk", value) for name, value in before.items()},
        at=clock.now(),
        by=by,
    )
