"""What expires by its age? Once a day, whatever no longer may be kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from cpfacilitate.lib import clock
from cpfacilitate.lib.due import due

from .actions import purge
from .models import PurgeRun, StartedBy

AGAIN_AFTER_FAILURE = timedelta(hours=1)


@due
def purge_expired(now: datetime) -> int:
    """With the first minute of a day; a run in which something failed is made again after an hour."""
    if not _is_time(PurgeRun.objects.latest_real(), now):
        return 0
    run = purge(started_by=StartedBy.CLOCK, now=now)
    if run.failed:
        raise RuntimeError(f"still due: {', '.join(run.failed)}")
    return sum(run.deleted.values())


def _is_time(last: PurgeRun | None, now: datetime) -> bool:
    if last is None or clock.day_of(last.started_at) < clock.day_of(now):
        return True
    return bool(last.failed) and now - last.started_at >= AGAIN_AFTER_FAILURE
