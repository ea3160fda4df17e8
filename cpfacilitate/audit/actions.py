"""How does something get into the audit trail, how does it ever leave it, and what expires by its age?"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from cpfacilitate.lib import clock, retention, sealed

from .models import AuditEvent, KeyRotation, PurgeRun, RetentionRun


def record(event: str, about: models.Model, *, by: Any, fields: Iterable[str] = ()) -> AuditEvent:
    """Write one row, inside the transaction of what it tells of. `by` is None for the clock itself."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row is written in the transaction of what it tells of.")
    return AuditEvent.objects.create(
        event=event, record_id=about.pk, by=by, fields=sorted(fields), at=clock.now()
    )


@transaction.atomic
def expire_events(*, before: datetime, but: Collection[UUID] = ()) -> RetentionRun:
    """Delete events older than `before`: the only path by which any leaves, and itself recorded.

    Those about the records `but` stay: a legal hold keeps them.
    """
    run = RetentionRun.objects.create(before=before)
    expired = AuditEvent._base_manager.filter(at__lt=before).exclude(record_id__in=but)
    run.deleted = models.QuerySet.delete(expired)[0]
    run.finished_at = clock.now()
    run.save(update_fields=["deleted", "finished_at"])
    return run


def purge(*, started_by: str, now: datetime, dry_run: bool = False) -> PurgeRun:
    """Delete everything whose time has come, rule by rule, and keep how many of each kind.

    One that fails keeps nothing else waiting. A dry run counts the same and deletes nothing.
    """
    run = PurgeRun(started_by=started_by, started_at=now, dry_run=dry_run)
    for rule in retention.rules():
        try:
            _purge_by(rule, run, now)
        except Exception:
            logging.getLogger(__name__).exception("The purge of %s failed", rule.kind)
            run.failed.append(rule.kind)
    with transaction.atomic():
        run.save(force_insert=True)
        record("purge.dry" if dry_run else "purge.run", run, by=None)
    return run


def _purge_by(rule: retention.Rule, run: PurgeRun, now: datetime) -> None:
    """Purge by one rule, or count what it would delete; write the numbers into `run`."""
    due = rule.until(now)
    held = rule.held_among(due).count()
    if held:
        run.held[rule.kind] = held
    if run.dry_run:
        outcome = retention.Outcome(deleted=rule.free_among(due).count())
    else:
        outcome = rule.purge(rule.free_among(due), now)
    if outcome.deleted:
        run.deleted[rule.kind] = outcome.deleted
    if outcome.failed:
        run.failed.append(rule.kind)


def rotate_keys() -> tuple[KeyRotation, sealed.Tally]:
    """Bring everything that is sealed under the newest key; what no key opens is left and counted."""
    tally = sealed.rotate()
    with transaction.atomic():
        rotation = KeyRotation.objects.create(
            renewed=dict(tally.renewed),
            unreadable={column: len(rows) for column, rows in tally.unreadable.items()},
        )
        record("keys.rotated", rotation, by=None)
    return rotation, tally
