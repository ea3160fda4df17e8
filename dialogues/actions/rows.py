"""How are the rows of a session written?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from ..models import DialogueSession
from ..models.rows import ROWS

Rows = Sequence[Mapping[str, Any]]


def whole(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with everything a row of its kind says."""
    model, fields = ROWS[name]
    blank = model()
    return {field: row.get(field, getattr(blank, field)) for field in fields}


def replace_what_differs(
    session: DialogueSession, stored: Mapping[str, Any], rows: Mapping[str, Rows]
) -> dict[str, Any]:
    """Write the kinds of rows that changed; kind → the rows before."""
    differ = [name for name in rows if stored[name] != list(rows[name])]
    for name in differ:
        if name == "quotes":
            _put_quotes(session, rows[name])
        else:
            _replace(session, name, rows[name])
    return {name: stored[name] for name in differ}


def _replace(session: DialogueSession, name: str, rows: Rows) -> None:
    model, _fields = ROWS[name]
    getattr(session, name).all().delete()
    placed = hasattr(model, "position")
    model._default_manager.bulk_create(
        model(session=session, **row, **({"position": position} if placed else {}))
        for position, row in enumerate(rows)
    )


def _put_quotes(session: DialogueSession, rows: Rows) -> None:
    """A saying keeps its key for as long as it stands, so that what came of it stays with it."""
    model, fields = ROWS["quotes"]
    stood = session.quotes.values_list("pk", "words")
    keys = keys_of(list(stood), [row["words"] for row in rows])
    session.quotes.exclude(pk__in=keys).delete()
    model._default_manager.bulk_create(
        [
            model(pk=key, session=session, position=position, **row)
            for position, (key, row) in enumerate(zip(keys, rows, strict=True))
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["position", *fields],
    )


def keys_of(stood: Sequence[tuple[uuid.UUID, str]], words: Sequence[str]) -> list[uuid.UUID]:
    """For each of `words` the key under which it stood: the same words, or else the same place."""
    left, keys = dict(stood), list[uuid.UUID | None]()
    for said in words:
        same = next((key for key, before in left.items() if before == said), None)
        left.pop(same, None)
        keys.append(same)
    for place, (key, _before) in enumerate(stood[: len(keys)]):
        if key in left and keys[place] is None:
            keys[place] = key
    return [key or uuid.uuid4() for key in keys]
