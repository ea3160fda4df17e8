"""Who did what to which record, and when? Names of fields, never what was in them."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, Row, classes

from .words import WORDS


class AuditEventQuerySet(models.QuerySet):
    def about(self, record: Record) -> AuditEventQuerySet:
        """The record's own history, oldest first."""
        return self.filter(record_id=record.pk).select_related("by").order_by("at", "id")

    def update(self, **_values: Any) -> int:
        raise TypeError("The audit trail is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Only the retention command deletes from the audit trail.")


class AuditEvent(Row):
    """One thing that happened. The database refuses to change it, and to delete it too early."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # null: by itself, when its time came
    event = models.CharField(max_length=60)  # "plan.agreed"
    record_id = models.UUIDField(db_index=True)
    fields = models.JSONField(default=list)

    data_classes = classes(F="at by event record_id fields")
    objects = AuditEventQuerySet.as_manager()

    @property
    def words(self) -> str:
        """What happened, as a person says it."""
        return str(WORDS[self.event])

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The audit trail is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("Only the retention command deletes from the audit trail.")


class RetentionRun(models.Model):
    """A deletion of what has expired: what it may delete, when, how much. Kept for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    before = models.DateTimeField()
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    deleted = models.PositiveIntegerField(_("events deleted"), default=0)

    data_classes = classes(F="id before started_at finished_at deleted")
