"""How is a record of this app changed, so that what it said before is kept?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record as record_event
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import DataClass, Record, assign, data_class_of

from ..models import Revision

# What only a few may know does not outlive its correction.
_NOT_KEPT = {DataClass.RESTRICTED, DataClass.CONFIDENTIAL}


def change(record: Record, values: Mapping[str, Any], *, event: str, by: User) -> None:
    """Set `values` on a locked record, keep those before in a Revision, and leave an audit row."""
    before = assign(record, values)
    if not before:
        return
    fields = {name: record._meta.get_field(name) for name in before}
    Revision.objects.create(
        record_id=record.pk,
        version=record.version - 1,
        values={
            name: getattr(value, "pk", value)
            for name, value in before.items()
            if data_class_of(fields[name]) not in _NOT_KEPT
        },
        at=clock.now(),
        by=by,
    )
    record_event(event, record, by=by, fields=before)
