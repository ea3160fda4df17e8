"""What of its signs, of looking back, and of who leads it, does a plan bring along when it is read?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet

from cpfacilitate.lib.rows import Rows

from .look_backs import LookBack
from .plans import ActionPlan
from .progress_reports import ProgressReport
from .signs import SignOfChange, SignReading

# What a line tells of a sign, of each reading of it, and of a meeting.
SIGN = ("pk", "created_at", "words", "unit", "started_by", "ended_because")
READING = ("pk", "created_at", "seen_on", "eyes", "number", "out_of", "felt")
MEETING = ("pk", "created_at", "held_on", "now", "next_words", "meets_on")
ROWS = ("seen_rows", "look_back_rows", "led_rows")


def with_seen(plans: QuerySet) -> QuerySet:
    """Plans with what was seen of them, in the query that reads them."""
    signs = SignOfChange.objects.filter(plan=OuterRef("pk"))
    meetings = LookBack.objects.filter(plan=OuterRef("pk"))
    told = ProgressReport.objects.filter(action__plan=OuterRef("pk"))
    readings = {f"seen_{name}": f"readings__{name}" for name in READING}
    return plans.annotate(
        seen_rows=Rows(signs, **{name: name for name in SIGN}, **readings),
        look_back_rows=Rows(meetings, **{name: name for name in MEETING}),
        led_rows=Rows(
            told, at="created_at", pk="pk", day="reported_on", step="action", by="led_by"
        ),
    )


def _rows(plan: ActionPlan, name: str) -> list[dict[str, Any]]:
    if name not in plan.__dict__:  # read without them, as where a step was reported
        read = with_seen(ActionPlan.objects.filter(pk=plan.pk)).get()
        plan.__dict__.update({each: getattr(read, each) for each in ROWS})
    return plan.__dict__[name] or []


def signs_of(plan: ActionPlan) -> dict[SignOfChange, list[SignReading]]:
    """Its signs, those still looked at first, each with what was seen as it followed."""
    found: dict[SignOfChange, list[tuple[Any, SignReading]]] = {}
    rows = _rows(plan, "seen_rows")
    for row in sorted(rows, key=lambda row: (row["ended_because"], row["created_at"], row["pk"])):
        sign = _made(SignOfChange(plan=plan), row, SIGN)
        readings = found.setdefault(sign, [])
        if row["seen_pk"] is not None:
            said = {name: row[f"seen_{name}"] for name in READING}
            place = (said["seen_on"], said["created_at"], said["pk"])
            readings.append((place, _made(SignReading(sign=sign), said, READING)))
    return {
        sign: [reading for _place, reading in sorted(readings, key=lambda one: one[0])]
        for sign, readings in found.items()
    }


def look_backs_of(plan: ActionPlan) -> list[LookBack]:
    """The meetings about it, in the order in which they were held."""
    rows = _rows(plan, "look_back_rows")
    rows = sorted(rows, key=lambda row: (row["held_on"], row["created_at"], row["pk"]))
    return [_made(LookBack(plan=plan), row, MEETING) for row in rows]


def leads_of(plan: ActionPlan) -> list[tuple[uuid.UUID, date, str]]:
    """(step, day, who led it) of everything reported on it, in its order."""
    told = sorted(_rows(plan, "led_rows"), key=lambda row: (row["day"], row["at"], row["pk"]))
    return [(uuid.UUID(row["step"]), date.fromisoformat(row["day"]), row["by"]) for row in told]


def _made(record: Any, row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """A record to be shown, never to be saved."""
    for name in names:
        value = row[name]
        if name == "pk":
            value = uuid.UUID(value)
        elif name.endswith("_on") and value is not None:
            value = date.fromisoformat(value)
        if name != "created_at":  # only for the order
            setattr(record, name, value)
    return record
