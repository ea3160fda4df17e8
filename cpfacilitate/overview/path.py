"""How does the way of a community look, drawn on a line of months? Places are per cent of the line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from participants.models import Phase

LABELS = 12  # more names of months than this do not fit a phone
AHEAD = timedelta(days=20)  # what goes on runs a little past today


@dataclass(frozen=True)
class Bar:
    """One time that a phase lasted."""

    phase: Phase
    begins: float
    width: float


@dataclass(frozen=True)
class Path:
    """The kinds of phases in the order in which each came first, with the times of each."""

    rows: list[tuple[str, list[Bar]]]
    months: list[date]
    today: float
    goes_on: float  # the width of what is not over, past today


def path_of(phases: Iterable[Phase], today: date) -> Path | None:
    """The line from the first phase to a little after `today`; None when nothing has begun."""
    in_order = sorted(phases, key=lambda phase: (phase.began_on, phase.created_at))
    if not in_order:
        return None
    first = in_order[0].began_on.replace(day=1)
    length = (today + AHEAD - first).days

    def place(day: date) -> float:
        return round(100 * (day - first).days / length, 2)

    rows: dict[str, list[Bar]] = {}
    for phase in in_order:
        begins, ends = place(phase.began_on), place(phase.ended_on or today)
        bar = Bar(phase, begins, max(round(ends - begins, 2), 1.5))
        rows.setdefault(phase.get_kind_display(), []).append(bar)
    at = place(today)
    return Path(list(rows.items()), _months(first, today + AHEAD), at, round(100 - at, 2))


def _months(first: date, last: date) -> list[date]:
    """The beginnings of equal stretches of whole months, at most LABELS of them."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = -(-count // LABELS)
    return [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(0, count, step)
    ]
