"""When does the trail itself go?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import retention
from cpfacilitate.lib.retention import Outcome, Rule, register

from .actions import expire_events
from .models import AuditEvent, PurgeRun


def _expire(due: QuerySet, now: datetime) -> Outcome:
    """Through the recorded path, the only one that the database lets pass."""
    if not due.exists():
        return Outcome()
    before = now - AUDIT_EVENTS.length
    return Outcome(deleted=expire_events(before=before, but=retention.held_keys()).deleted)


AUDIT_EVENTS = register(
    Rule(
        kind="audit_events",
        label=_("Who did what, and when"),
        span="audit_events",
        moment="at",
        rows=AuditEvent.objects.all,
        purge=_expire,
        wipes=("audit.AuditEvent",),
        held=lambda events: events.filter(record_id__in=retention.held_keys()),
    )
)
register(
    Rule(
        kind="purge_runs",
        label=_("Records of what was deleted"),
        span="purge_runs",
        moment="started_at",
        rows=PurgeRun.objects.all,
        purge=retention.all_at_once,
        wipes=("audit.PurgeRun",),
    )
)
