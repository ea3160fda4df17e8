"""In which groups of words does each term of a round stand, and how did it come there?"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from participants.models import Round

from . import synthesis
from .models import HarmGrouping
from .synthesis import Line


@dataclass(frozen=True)
class Term:
    """A local term of the round, with all that was ever done with it."""

    line: Line
    history: tuple[HarmGrouping, ...]

    @property
    def key(self) -> uuid.UUID:
        return self.line.row.harm

    @property
    def live(self) -> list[HarmGrouping]:
        return [grouping for grouping in self.history if grouping.ended_at is None]


def terms_of(listening: Round) -> list[Term]:
    """Every term that was ranked in the round, in the order of the comparison."""
    history = list(HarmGrouping.objects.of(listening.community))
    return [
        Term(line, tuple(each for each in history if each.harm_id == line.row.harm))
        for line in synthesis.of_round(listening, {}).lines
    ]
