"""Which rows come next? A place in the order is remembered, so page 1 000 costs what page 1 costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

SIZE = 50


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor of those that follow; no cursor on the last page."""

    rows: list[Any]
    next: str

    def __iter__(self):
        return iter(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)


def page_after(
    queryset: QuerySet, cursor: str, *, by: str, size: int = SIZE, parts: Sequence[Q] = ()
) -> Page:
    """The rows of `queryset` after `cursor`, newest `by` first; a cursor nobody made is the start.

    `by` is a column that is never null; the key breaks ties. `parts` are filters that together let
    through everything: each part is read in the order of its own index, a page at most, so that no
    database puts all of them in order to show a few.
    """
    ordered = queryset.order_by(f"-{by}", "-pk")
    if place := _place(queryset.model, cursor, by):
        value, key = place
        # The first half says nothing new; it is by what an index finds the place.
        ordered = ordered.filter(
            Q(**{f"{by}__lte": value}), Q(**{f"{by}__lt": value}) | Q(pk__lt=key)
        )
    if parts:
        ordered = _first_of_each(ordered, parts, size + 1)
    return _cut(list(ordered[: size + 1]), by, size)


def page_of_several(
    querysets: Iterable[QuerySet], cursor: str, *, by: str, size: int = SIZE
) -> Page:
    """The rows of several tables in one order, as `page_after` has those of one."""
    found = [row for each in querysets for row in page_after(each, cursor, by=by, size=size + 1)]
    found.sort(key=lambda row: (getattr(row, by), row.pk), reverse=True)
    return _cut(found, by, size)


def _cut(rows: list[Any], by: str, size: int) -> Page:
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last._meta.get_field(by).value_to_string(last)}~{last.pk}" if last else ""
    return Page(rows[:size], following)


def _place(model: type[Model], cursor: str, by: str) -> tuple[Any, Any] | None:
    """The column and the key a cursor says; nothing of one that `_cut` would not have written.

    What is written otherwise may be a moment that no database holds, or that has no time here.
    """
    said, _, key = cursor.partition("~")
    field = model._meta.get_field(by)
    try:
        row = model(**{by: field.to_python(said), "pk": model._meta.pk.to_python(key)})
    except (ValidationError, ValueError, OverflowError):
        return None
    if f"{field.value_to_string(row)}~{row.pk}" != cursor:
        return None
    value = getattr(row, by)
    if isinstance(value, datetime) and value.utcoffset() != timedelta(0):
        return None
    return value, row.pk


def _first_of_each(ordered: QuerySet, parts: Sequence[Q], number: int) -> QuerySet:
    """The first rows of each part, found by their keys alone: no other index tempts the database."""
    rows = ordered.model._base_manager.order_by()
    plain = ordered.select_related(None)
    each = [
        rows.filter(pk__in=plain.filter(part).values("pk")[:number]).values("pk") for part in parts
    ]
    found = rows.filter(pk__in=each[0].union(*each[1:], all=True) if len(each) > 1 else each[0])
    found.query.select_related = ordered.query.select_related
    return found.order_by(*ordered.query.order_by)
