"""Which figures may be shown without telling about a few people?

Everything counted is one cube: cells by their coordinates, and the sums over its dimensions. A
small figure is hidden, and so is enough beside it that nobody gets it back by subtraction. Tables,
charts and files are cut out of one result, never suppressed each on its own.

Pure functions. Source: domain.md §4.4; the companions of a small figure are chosen by the
hypercube method (Giessing and Repsilber 2002, the one of τ-ARGUS).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import Final, Literal

from django.utils.translation import gettext as _


class Sign(Enum):
    HIDDEN = "hidden"  # one sign, whatever the reason
    ALL = "all"

    def __str__(self) -> str:
        return _("too few to show safely") if self is Sign.HIDDEN else _("all")


HIDDEN: Final = Sign.HIDDEN
ALL: Final = Sign.ALL  # a coordinate: the sum over its dimension
Key = tuple[Hashable, ...]
Count = int | None  # None: not counted, which is not 0
Hidden = Literal[Sign.HIDDEN]
Figure = Count | Hidden


def suppress(
    cells: Mapping[Key, Count],
    *,
    k: int,
    sensitive: bool = False,
    summed: Sequence[bool] | None = None,
) -> dict[Key, Figure]:
    """Every figure of the cube: as it is, None where nobody counted, or HIDDEN.

    Below `k` a figure is hidden unless it is 0; with `sensitive` a 0 is hidden too. `summed` says
    for each dimension whether its sums are published; where it is not said, all are.

    Two values of a dimension, in each summed dimension, are the corners of a box. Moving one
    corner by 1 and every other one up or down with it leaves all sums as they are, so somebody
    who sees none of the corners cannot tell the true box from the moved ones. Each small figure
    gets a box in which it can move over at least `k`, the one that hides least; so can every
    other corner of that box, which is why nothing hidden here needs a second look.
    """
    summed = tuple(summed) if summed is not None else (True,) * len(next(iter(cells), ()))
    figures = _with_sums(cells, summed)
    counts = {key: count for key, count in figures.items() if count is not None}
    small = [key for key, count in counts.items() if count < k and (count > 0 or sensitive)]
    hidden, safe = set(small), set[Key]()
    for key in small:
        if key not in safe:
            box = min(_boxes(counts, key, summed, k), key=_loss(counts, hidden))
            hidden.update(box)
            safe.update(box)
    return {key: HIDDEN if key in hidden else count for key, count in figures.items()}


def rate(numerator: Figure, denominator: Figure, *, k: int) -> Fraction | Hidden | None:
    """The share, HIDDEN when those in it or those not in it are fewer than `k` (none counts as few).

    Give it published figures: a hidden one hides the rate, None (not counted) leaves none.
    """
    if numerator is HIDDEN or denominator is HIDDEN:
        return HIDDEN
    if numerator is None or denominator is None:
        return None
    if min(numerator, denominator - numerator) < k:
        return HIDDEN
    return Fraction(numerator, denominator)


def _with_sums(cells: Mapping[Key, Count], summed: Sequence[bool]) -> dict[Key, Count]:
    """The cells and every sum over them; a sum of nothing counted is not counted."""
    counts: dict[Key, Count] = {}
    for key, count in cells.items():
        choices = ((at, ALL) if sums else (at,) for at, sums in zip(key, summed, strict=True))
        for target in product(*choices):
            before = counts.get(target)
            counts[target] = before if count is None else count + (before or 0)
    return counts


def _boxes(
    counts: Mapping[Key, int], key: Key, summed: Sequence[bool], k: int
) -> Iterator[list[Key]]:
    """The corners of every box round `key` in which it can move over at least `k`.

    There is always one: the box of `key` and its own sums, which can rise together for ever.
    """
    axes = [dict.fromkeys(at) for at in zip(*counts, strict=True)]
    choices = [
        [other for other in axis if other != at] if sums else [at]
        for axis, at, sums in zip(axes, key, summed, strict=True)
    ]
    for opposite in product(*choices):
        rises, falls = _corners(key, opposite)
        if any(corner not in counts for corner in (*rises, *falls)):
            continue
        room_up = min((counts[corner] for corner in falls), default=math.inf)
        room_down = min(counts[corner] for corner in rises)
        if room_up + room_down >= k:
            yield [*rises, *falls]


def _corners(key: Key, opposite: Key) -> tuple[list[Key], list[Key]]:
    """The corners that rise when `key` rises, and those that fall.

    Between two cells one falls as the other rises; a sum rises with its cell.
    """
    rises: list[Key] = []
    falls: list[Key] = []
    for corner in product(*map(dict.fromkeys, zip(key, opposite, strict=True))):
        turns = sum(
            at != start and ALL not in (at, start) for at, start in zip(corner, key, strict=True)
        )
        (falls if turns % 2 else rises).append(corner)
    return rises, falls


def _loss(
    counts: Mapping[Key, int], hidden: set[Key]
) -> Callable[[Iterable[Key]], tuple[int, int, int]]:
    """What a box would newly hide: sums first, then figures, then people."""

    def loss(box: Iterable[Key]) -> tuple[int, int, int]:
        new = [corner for corner in box if corner not in hidden]
        sums = sum(key.count(ALL) for key in new)
        return sums, len(new), sum(counts[key] for key in new)

    return loss
