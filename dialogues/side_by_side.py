"""What did a group of adults guess, what does it say itself, and what did children say, side by side?"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from participants.models import Round, fold

from . import synthesis
from .models import Guess, GuessedItem
from .synthesis import Line


@dataclass(frozen=True)
class Said:
    """One thing on a list, and at which place the same thing stands on the other two, if it does."""

    place: int
    term: str
    gloss: str
    language: str = ""
    harm: uuid.UUID | None = None
    guessed: int | None = None
    own: int | None = None

    def is_same(self, other: Said) -> bool:
        """By the community's own term, or by the very word: it may have become one only later."""
        known = self.harm is not None and self.harm == other.harm
        return known or fold(self.term) == fold(other.term)


@dataclass(frozen=True)
class SideBySide:
    """Three lists, each as it may be told to whoever is in the room."""

    guessed: tuple[Said, ...]
    own: tuple[Said, ...] = ()
    children: tuple[Said, ...] = ()


def guessed_list(guess: Guess) -> tuple[Said, ...]:
    return tuple(_of_item(item, guess.community.language) for item in guess.items.all())


def told_by_children(listening: Round) -> tuple[Said, ...]:
    """What children said as the community may hear it, heaviest first: never a single group's list."""
    return _placed(synthesis.for_community(listening).lines, lambda line: line.row.children)


def own_list(guess: Guess, *, alone: bool) -> tuple[Said, ...]:
    """What this group itself said in the round: whole when nobody else is in the room."""
    found = synthesis.of_group(guess.round, guess.subgroup, alone=alone)
    return _placed(found.lines, lambda line: line.row.by_group[guess.subgroup_id])


def lay_out(guess: Guess, *, step: int, alone: bool) -> SideBySide:
    """The lists that are shown at a step: 1 the guess, 2 their own as well, 3 what children said, too."""
    guessed = guessed_list(guess)
    own = own_list(guess, alone=alone) if step > 1 else ()
    if step < 3:
        return SideBySide(guessed, own)
    children = (
        Said(**{**vars(said), "guessed": _place_of(said, guessed), "own": _place_of(said, own)})
        for said in told_by_children(guess.round)
    )
    return SideBySide(guessed, own, tuple(children))


def _of_item(item: GuessedItem, language: str) -> Said:
    return Said(item.rank, item.local_term, item.gloss, language, item.harm_id)


def _placed(lines: Iterable[Line], score_of: Callable[[Line], Fraction | None]) -> tuple[Said, ...]:
    """Those with a score, heaviest first; equal scores share their place, in the order of the words."""
    scored = [(score, line) for line in lines if (score := score_of(line))]
    scored.sort(key=lambda pair: (-pair[0], fold(pair[1].term)))
    return tuple(
        Said(
            1 + sum(other > score for other, _line in scored),
            line.term, line.gloss, line.language, line.row.harm,
        )
        for score, line in scored
    )  # fmt: skip


def _place_of(said: Said, on: Iterable[Said]) -> int | None:
    return next((other.place for other in on if said.is_same(other)), None)
