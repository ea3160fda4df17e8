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


class StartedBy(models.TextChoices):
    CLOCK = "clock", _("by itself")
    COMMAND = "command", _("by command")


class PurgeRunQuerySet(models.QuerySet):
    def latest_real(self) -> PurgeRun | None:
        """The last run that deleted, dry ones left aside."""
        return self.filter(dry_run=False).order_by("-started_at").first()


class PurgeRun(Row):
    """One run of the retention command: when, how it was started, and how many of each kind.

    Numbers only. `held` is what a legal hold kept; `failed` names kinds that are still due.
    """

    started_at = models.DateTimeField(default=clock.now, db_index=True)
    started_by = models.CharField(max_length=10, choices=StartedBy)
    dry_run = models.BooleanField(default=False)
    deleted = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    failed = models.JSONField(default=list)

    data_classes = classes(F="started_at started_by dry_run deleted held failed")
    objects = PurgeRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(started_by__in=StartedBy.values), name="purge_run_started_by"
            )
        ]


class KeyRotation(Row):
    """One run that brought what is sealed under the newest key: how much, and what no key opens."""

    at = models.DateTimeField(default=clock.now)
    renewed = models.JSONField(default=dict)  # column → how many
    unreadable = models.JSONField(default=dict)

    data_classes = classes(F="at renewed unreadable")
