"""What does one dialogue add to the figures of its community?

Figures are cells: for people (quarter, sex, age band), for dialogues (quarter, way). Pure functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cpfacilitate.lib.clock import quarter_of

Key = tuple[Any, ...]
Cells = dict[Key, Counter[str]]
TOGETHER = ("", "")  # the sex and age band of people who were counted all together


def people_heard(
    held_on: date, head_counts: Iterable[Mapping[str, Any]], together: int | None
) -> Cells:
    """Who was counted, box by box, or all together where no box says how many."""
    quarter = quarter_of(held_on)
    cells: Cells = {}
    for row in head_counts:
        said = {"people": row["people"], "with_difficulty": row["with_difficulty"]}
        cells[quarter, row["sex"], row["age_band"]] = _counted(said)
    if together is not None and not any(cell["counted"] for cell in cells.values()):
        cells[quarter, *TOGETHER] = _counted({"people": together, "with_difficulty": None})
    return {key: cell for key, cell in cells.items() if any(cell.values())}


def sessions_held(held_on: date, channel: str, households: int | None) -> Cells:
    """One dialogue, and the households it visited."""
    return {(quarter_of(held_on), channel): Counter(sessions=1, households=households or 0)}


def change(was: Cells, now: Cells) -> Cells:
    """What must be added to get from `was` to `now`; a cell that stays is left out."""
    cells: Cells = {}
    for key in was.keys() | now.keys():
        moved = Counter(now.get(key, {}))
        moved.subtract(was.get(key, {}))
        if any(moved.values()):
            cells[key] = moved
    return cells


def _counted(said: Mapping[str, int | None]) -> Counter[str]:
    """The numbers, and how many dialogues said one: none said is not 0."""
    people, difficulty = said["people"], said["with_difficulty"]
    return Counter(
        people=people or 0,
        counted=int(people is not None),
        with_difficulty=difficulty or 0,
        difficulty_counted=int(difficulty is not None),
    )
