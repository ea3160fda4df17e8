"""May this record move there, and may this person move it?

A lifecycle is data: `TRANSITIONS[from][to]` is the permission the move asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .errors import NotPermitted, NotPossible

Transitions = Mapping[str, Mapping[str, Any]]
Holds = Callable[[Any], bool]


def moves(table: Transitions, record: Any, holds: Holds) -> list[str]:
    """The states `record` can move to now in the hands of whoever `holds` speaks for."""
    return [to for to, permission in table.get(record.status, {}).items() if holds(permission)]


def check_transition(table: Transitions, record: Any, to: str, holds: Holds) -> None:
    """Raise NotPermitted for somebody who may never move it there, NotPossible when it is not the time.

    Ask it about a locked record only.
    """
    permission = table.get(record.status, {}).get(to)
    if permission is not None:
        if holds(permission):
            return
        raise NotPermitted
    if any(to in row and holds(row[to]) for row in table.values()):
        raise NotPossible(_stands_at(record), record)
    raise NotPermitted


def _stands_at(record: Any) -> str:
    words = {"status": record.get_status_display(), "day": ""}
    moment = getattr(record, "status_at", None)
    if moment is None:
        return _("This now stands at “%(status)s”, so that step is no longer open.") % words
    words["day"] = date_format(moment, "j F")
    return _("This stands at “%(status)s” since %(day)s, so that step is no longer open.") % words
