"""Where do children see the way we listen otherwise than we do?

Pure: the answers on one round in, one line for each requirement out, those seen differently first.
Nothing is averaged or counted. Source: domain.md §3 (the nine requirements).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .models.process_checks import REQUIREMENTS, ProcessCheck


@dataclass(frozen=True)
class Given:
    """One answer: a word, and its value for the face; both empty where nothing was answered."""

    check: ProcessCheck
    value: str
    words: str


@dataclass(frozen=True)
class Line:
    question: Any
    children: Sequence[Given]
    own: Given | None
    differs: bool


def beside(checks: Sequence[ProcessCheck]) -> list[Line]:
    """The nine questions with every answer to each; in their order, those seen differently first."""
    lines = [_line(name, checks) for name in REQUIREMENTS]
    return sorted(lines, key=lambda line: not line.differs)


def _line(name: str, checks: Sequence[ProcessCheck]) -> Line:
    given = [
        Given(check, getattr(check, name), getattr(check, f"get_{name}_display")())
        for check in checks
    ]
    children = [each for each in given if each.check.subgroup_id is not None]
    own = next((each for each in given if each.check.subgroup_id is None), None)
    differs = bool(own and own.value) and any(
        each.value and each.value != own.value for each in children
    )
    return Line(REQUIREMENTS[name], children, own, differs)
