"""How did each group's talk of a practice move, forward and back?

Pure: what the groups said in, rows by group and day out. Nothing is added up: an answer is compared
with the same group's last one and with nothing else. Source: domain.md §5.2–§5.3, product rule 22.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .models import HowMany, NormReflection

_ORDER = {answer: place for place, answer in enumerate(HowMany.values)}


@dataclass(frozen=True)
class Answer:
    """One of five words, and how it stands to the one this group gave last."""

    words: str
    before: str = ""  # the word of last time, where it was another
    moved: str = ""  # "more" or "fewer", where it was another


@dataclass(frozen=True)
class Said:
    """What a group said on a day, beside what it said last."""

    reflection: NormReflection
    do: Answer | None
    should: Answer | None
    readiness_before: str = ""  # where it was another


@dataclass(frozen=True)
class GroupRow:
    """One group's voice over time: a cell for each day, empty where it did not talk of it."""

    group: Any
    cells: Sequence[tuple[date, Sequence[Said]]]


@dataclass(frozen=True)
class Timeline:
    days: Sequence[date]  # the newest first
    rows: Sequence[GroupRow]

    @property
    def latest_first(self) -> list[Said]:
        """Everything that was said, day by day, in the order of the groups."""
        return [
            said
            for place in range(len(self.days))
            for row in self.rows
            for said in row.cells[place][1]
        ]


def timeline(reflections: Iterable[NormReflection]) -> Timeline:
    """`reflections` come by group, and within it as they followed each other."""
    by_group: dict[Any, list[Said]] = {}
    for reflection in reflections:
        earlier = by_group.setdefault(reflection.subgroup, [])
        earlier.append(_said(reflection, earlier))
    days = sorted(
        {said.reflection.said_on for row in by_group.values() for said in row}, reverse=True
    )
    return Timeline(days, [GroupRow(group, _cells(said, days)) for group, said in by_group.items()])


def _cells(row: Sequence[Said], days: Sequence[date]) -> list[tuple[date, list[Said]]]:
    return [(day, [said for said in row if said.reflection.said_on == day]) for day in days]


def _said(reflection: NormReflection, earlier: Sequence[Said]) -> Said:
    before = earlier[-1].reflection if earlier else None
    changed = before is not None and before.readiness != reflection.readiness
    return Said(
        reflection,
        _answer("most_do", reflection, earlier),
        _answer("most_think_should", reflection, earlier),
        before.get_readiness_display() if before is not None and changed else "",
    )


def _answer(name: str, reflection: NormReflection, earlier: Sequence[Said]) -> Answer | None:
    """The answer beside the last one given to the same question; nothing where it was not asked."""
    now = getattr(reflection, name)
    if not now:
        return None
    words = HowMany(now).label
    given = [getattr(said.reflection, name) for said in earlier]
    before = next((answer for answer in reversed(given) if answer), now)
    if before == now:
        return Answer(words)
    moved = "more" if _ORDER[now] > _ORDER[before] else "fewer"
    return Answer(words, HowMany(before).label, moved)
