"""Where on a line of time does each phase lie? For the eye; the page says the same in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .models import Phase


@dataclass(frozen=True)
class Bar:
    """One phase, in per cent of the whole; what goes on still reaches to today."""

    start: float
    width: float
    open: bool


@dataclass(frozen=True)
class Lane:
    """All the times of one kind of phase, on a line of their own."""

    kind: str
    bars: list[Bar]


LEAST = 1.5  # a phase of one day can still be seen


def lanes(phases: Collection[Phase], today: date) -> list[Lane]:
    """A lane per kind, in the order in which the kinds first began."""
    first = min((phase.began_on for phase in phases), default=today)
    days = max((today - first).days, 1)
    found: dict[str, Lane] = {}
    for phase in phases:
        start = 100 * (phase.began_on - first).days / days
        end = 100 * ((phase.ended_on or today) - first).days / days
        width = max(end - start, LEAST)
        bar = Bar(round(min(start, 100 - width), 2), round(width, 2), phase.ended_on is None)
        found.setdefault(phase.kind, Lane(phase.get_kind_display(), [])).bars.append(bar)
    return list(found.values())
