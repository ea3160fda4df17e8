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


def change(
    record: Record,
    values: Mapping[str, Any],
    *,
    event: str,
    by: User,
    rows_before: Mapping[str, Any] | None = None,
) -> None:
    """Set `values` on a locked record, keep those before in a Revision, and leave an audit row.

    `rows_before` are the kinds of its rows that were written with it, and what they said before.
    """
    before, rows = assign(record, values), rows_before or {}
    if not before and not rows:
        return
    if not before:
        record.version += 1
        record.save(update_fields=["version"])
    fields = {name: record._meta.get_field(name) for name in before}
    Revision.objects.create(
        record_id=record.pk,
        version=record.version - 1,
        values={
            name: getattr(value, "pk", value)
            for name, value in before.items()
            if data_class_of(fields[name]) not in _NOT_KEPT
        }
        | {name: said for name, said in rows.items() if said},
        at=clock.now(),
        by=by,
    )
    record_event(event, record, by=by, fields=[*before, *rows])
