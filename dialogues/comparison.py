"""What did each group say weighs most on children, and what have adults not yet heard?

Pure: lists in, exact fractions out. Every group weighs the same, however many came:
score = (L − r + 1) / L for the item at rank r in a list of L, absent = 0, ties share their mean
rank; a group's score is the mean over its sessions, a lens the unweighted mean of its groups.
Source: Smith's salience; nothing is ever pooled by head count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import floor
from typing import Generic, TypeVar

Harm = TypeVar("Harm", bound=Hashable)
Group = Hashable


@dataclass(frozen=True)
class SpokenList(Generic[Harm]):
    """One session's list: (harm, place) as the group ranked; equal places are ties."""

    group: Group
    lens: str
    places: tuple[tuple[Harm, int], ...]


@dataclass(frozen=True)
class Row(Generic[Harm]):
    """One harm: its score by group and by lens. A lens that has not spoken has none."""

    harm: Harm
    by_group: Mapping[Group, Fraction]
    children: Fraction | None
    adults: Fraction | None
    home: Fraction | None

    @property
    def named_by(self) -> frozenset[Group]:
        return frozenset(group for group, score in self.by_group.items() if score)

    @property
    def weight(self) -> Fraction:
        """The most any lens gives it: what the page is sorted by."""
        return max(score or Fraction(0) for score in (self.children, self.adults, self.home))


@dataclass(frozen=True)
class Comparison(Generic[Harm]):
    """The harms of a round in four sets that never overlap, each heaviest first."""

    groups: Mapping[Group, str]  # group → lens, only those that spoke
    common_ground: tuple[Row[Harm], ...]
    adults_not_yet_heard: tuple[Row[Harm], ...]
    only_home_visits: tuple[Row[Harm], ...]
    adults_only: tuple[Row[Harm], ...]

    @property
    def rows(self) -> tuple[Row[Harm], ...]:
        return (
            *self.adults_not_yet_heard,
            *self.common_ground,
            *self.only_home_visits,
            *self.adults_only,
        )

    def groups_of(self, lens: str) -> int:
        return sum(1 for spoken in self.groups.values() if spoken == lens)


def list_scores(places: Iterable[tuple[Harm, int]]) -> dict[Harm, Fraction]:
    """The score of each harm in one list.

    Two terms of one harm take the better of their places, and the list closes up behind them.
    """
    best: dict[Harm, int] = {}
    for harm, place in places:
        best[harm] = min(place, best.get(harm, place))
    length, scores, before = len(best), {}, 0
    for _place, tied in groupby(sorted(best, key=best.__getitem__), key=best.__getitem__):
        harms = list(tied)
        rank = before + Fraction(len(harms) + 1, 2)
        scores.update({harm: (length - rank + 1) / length for harm in harms})
        before += len(harms)
    return scores


def compare(lists: Iterable[SpokenList[Harm]]) -> Comparison[Harm]:
    """Lay the lists of a round side by side. A session that ranked nothing says nothing here."""
    lens_of: dict[Group, str] = {}
    sessions: dict[Group, list[dict[Harm, Fraction]]] = defaultdict(list)
    for spoken in lists:
        if spoken.places:
            lens_of[spoken.group] = spoken.lens
            sessions[spoken.group].append(list_scores(spoken.places))
    harms = {harm for scored in sessions.values() for scores in scored for harm in scores}
    by_group = {
        group: {harm: _mean([scores.get(harm, Fraction(0)) for scores in scored]) for harm in harms}
        for group, scored in sessions.items()
    }
    rows = [_row(harm, by_group, lens_of) for harm in harms]
    return _sorted_into_sets(rows, lens_of)


def pooled(counted: Iterable[tuple[SpokenList[Harm], int]]) -> dict[Harm, Fraction]:
    """What counting heads would have made of (list, people who came): used for nothing.

    It is shown beside the comparison as what it would have hidden.
    """
    heads, weighed = 0, defaultdict(Fraction)
    for spoken, people in counted:
        if spoken.places:
            heads += people
            for harm, score in list_scores(spoken.places).items():
                weighed[harm] += score * people
    return {harm: weight / heads for harm, weight in weighed.items()} if heads else {}


class Change(StrEnum):
    """What became of a harm from one round to the next."""

    ADULTS_NOW = "adults_now"
    ADULTS_NO_LONGER = "adults_no_longer"
    NEW = "new"
    NO_LONGER = "no_longer"


def changes(
    before: Comparison[Harm], now: Comparison[Harm]
) -> dict[Change, tuple[tuple[Row[Harm] | None, Row[Harm] | None], ...]]:
    """Change → (row before, row now), heaviest first. What adults named is compared only where
    both rounds heard adults; a set that did not change is not there.
    """
    earlier, later = ({row.harm: row for row in round.rows} for round in (before, now))
    found: dict[Change, list] = defaultdict(list)
    for harm in [*later, *(harm for harm in earlier if harm not in later)]:
        was, stands = earlier.get(harm), later.get(harm)
        change = _change(was, stands)
        if change:
            found[change].append((was, stands))
    return {change: tuple(found[change]) for change in Change if change in found}


def _change(was: Row | None, stands: Row | None) -> Change | None:
    if was is None:
        return Change.NEW
    if stands is None:
        return Change.NO_LONGER
    if was.adults is None or stands.adults is None or bool(was.adults) == bool(stands.adults):
        return None
    return Change.ADULTS_NOW if stands.adults else Change.ADULTS_NO_LONGER


def _row(harm: Harm, by_group: Mapping, lens_of: Mapping[Group, str]) -> Row[Harm]:
    scores = {group: by_group[group][harm] for group in by_group}
    lenses = {
        lens: _mean([score for group, score in scores.items() if lens_of[group] == lens])
        for lens in set(lens_of.values())
    }
    return Row(harm, scores, *(lenses.get(lens) for lens in ("children", "adults", "home")))


def _sorted_into_sets(rows: Iterable[Row[Harm]], lens_of: Mapping) -> Comparison[Harm]:
    sets: dict[str, list[Row[Harm]]] = defaultdict(list)
    for row in rows:
        sets[_set_of(row)].append(row)
    for found in sets.values():
        found.sort(key=lambda row: (-row.weight, -(row.children or 0), str(row.harm)))
    return Comparison(
        lens_of,
        *(
            tuple(sets[name])
            for name in ("common_ground", "adults_not_yet_heard", "only_home_visits", "adults_only")
        ),
    )


def _set_of(row: Row[Harm]) -> str:
    if row.children and row.adults:
        return "common_ground"
    if row.children:
        return "adults_not_yet_heard"
    return "adults_only" if row.adults else "only_home_visits"


def _mean(scores: list[Fraction]) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)


def two_places(score: Fraction) -> Decimal:
    """An exact score as it is shown: rounded half up."""
    return Decimal(floor(score * 100 + Fraction(1, 2))).scaleb(-2)
