"""What do all records share, and how is one read for change and written?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from . import clock
from .errors import AlreadyThere, StaleVersion


class DataClass(StrEnum):
    """Who a field's content could hurt, A to F; logs, exports, mail and retention read it."""

    PUBLIC = "A"
    COMMUNITY = "B"
    INTERNAL = "C"
    RESTRICTED = "D"
    CONFIDENTIAL = "E"
    TRAIL = "F"


def classes(**names: str) -> dict[str, DataClass]:
    """`classes(B="name language", D="focus_code")` as a field → class mapping."""
    return {
        field: DataClass(letter) for letter, fields in names.items() for field in fields.split()
    }


def data_class_of(field: models.Field) -> DataClass | None:
    """The declared class of a model field, looked up along the model's ancestors."""
    for ancestor in field.model.__mro__:
        declared = vars(ancestor).get("data_classes", {})
        if field.name in declared:
            return declared[field.name]
    return None


class Row(models.Model):
    """Anything stored: a key that may be made away from the server, and nothing countable in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    data_classes = classes(A="id")

    class Meta:
        abstract = True


class Record(Row):
    """Something people make and change: knows who made it, when, and which version it is."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    data_classes = classes(C="version created_at created_by")
    shown_in: Any = None  # the EditForm in which a person was shown this copy

    class Meta:
        abstract = True


class RevisionBase(Row):
    """What a record said before a change; an app owns its own, so that a purge can delete it."""

    record_id = models.UUIDField(db_index=True)
    version = models.PositiveIntegerField()
    values = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    data_classes = classes(C="record_id version values at by")

    class Meta:
        abstract = True


class ConfirmationBase(Row):
    """Words that looked as if they told who someone is, and why a person kept them.

    An app owns its own, so that a purge can delete it. It goes with the words: those that a record
    no longer says are in no confirmation of it.
    """

    record_id = models.UUIDField(db_index=True)
    words = models.JSONField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    data_classes = classes(D="record_id words reason at by")

    class Meta:
        abstract = True


def keep_confirmed(
    store: type[ConfirmationBase],
    record_id: uuid.UUID,
    *,
    words: Iterable[str],
    reason: str,
    by: Any,
    **of: Any,
) -> None:
    """Keep why `words`, all that a record says now of this kind, name nobody; `of` is its place.

    What was confirmed before stays as it was said then, as long as the words stand and no other
    reason is given for the same words.
    """
    words, unsaid = list(dict.fromkeys(words)), set(words)
    stood = list(store._base_manager.filter(record_id=record_id))
    covered = {word for row in stood for word in row.words}
    if reason and unsaid <= covered and reason not in {row.reason for row in stood}:
        store._base_manager.filter(record_id=record_id).delete()  # said anew, for all of them
        stood = []
    for row in stood:
        still = [word for word in row.words if word in unsaid]
        unsaid.difference_update(still)
        if not still:
            row.delete()
        elif still != row.words:
            row.words = still
            row.save(update_fields=["words"])
    new = [word for word in words if word in unsaid]
    if new and reason:
        store._base_manager.create(record_id=record_id, words=new, reason=reason, by=by, **of)


R = TypeVar("R", bound=Record)


def lock(record: R, *, version: int | None = None) -> R:
    """Read `record` again for change, holding its row until the transaction ends.

    Raises StaleVersion when `version`, the one a person was shown, is no longer the stored one, and
    Http404 when somebody took the record out meanwhile.
    """
    fresh = get_object_or_404(type(record)._base_manager.select_for_update(), pk=record.pk)
    if version is not None and fresh.version != version:
        raise StaleVersion(fresh, record.shown_in)
    fresh.shown_in = record.shown_in
    return fresh


def assign(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Set and save what differs on a locked record; returns field → value before.

    The keys go to the audit trail, the values (if they must be kept) to the owner's Revision.
    The version moves on when anything changed.
    """
    before = {
        name: getattr(record, name)
        for name, value in values.items()
        if getattr(record, name) != value
    }
    if before:
        for name in before:
            setattr(record, name, values[name])
        record.version += 1
        record.save(update_fields=[*before, "version"])
    return before


def create_once(model: type[R], *, id: uuid.UUID, by: Any, **values: Any) -> tuple[R, bool]:
    """Make a record under the key its form carried; a second arrival finds the first.

    Returns (record, made). Raises AlreadyThere when the key is another person's record, or when it
    comes with other values and nobody has changed the record since.
    """
    record, made = model._base_manager.get_or_create(pk=id, defaults={**values, "created_by": by})
    if not made and record.created_by_id != by.pk:
        raise AlreadyThere(
            _("This form was already sent by somebody else. Open a new one and try again.")
        )
    if not made and record.version == 1 and _differs(record, values):
        raise AlreadyThere(
            _("This form was sent before, with other words. Nothing is lost: keep these as new."),
            record,
        )
    return record, made


def _differs(record: Record, values: Mapping[str, Any]) -> bool:
    """Does what arrived say something else than what stands? Moments are the server's own."""
    said = {name: value for name, value in values.items() if not name.endswith("_at")}
    said.pop("position", None)
    return any(getattr(record, name) != value for name, value in said.items())
