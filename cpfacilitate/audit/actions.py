"""How does something get into the audit trail, and how does it ever leave it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from cpfacilitate.lib import clock

from .models import AuditEvent, RetentionRun


def record(event: str, about: models.Model, *, by: Any, fields: Iterable[str] = ()) -> AuditEvent:
    """Write one row, inside the transaction of what it tells of. `by` is None for the clock itself."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row is written in the transaction of what it tells of.")
    return AuditEvent.objects.create(
        event=event, record_id=about.pk, by=by, fields=sorted(fields), at=clock.now()
    )


@transaction.atomic
def expire_events(*, before: datetime) -> RetentionRun:
    """Delete events older than `before`: the only path by which any leaves, and itself recorded."""
    run = RetentionRun.objects.create(before=before)
    expired = AuditEvent._base_manager.filter(at__lt=before)
    run.deleted = models.QuerySet.delete(expired)[0]
    run.finished_at = clock.now()
    run.save(update_fields=["deleted", "finished_at"])
    return run
