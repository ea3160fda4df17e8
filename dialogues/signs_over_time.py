"""How did what a community sees change, in adults' eyes and in children's?

Pure: the readings of a sign in, points of a line and rows of a table out. The numbers are drawn as
they were counted, from nothing up to what they were counted of: no share, no target, no step missed.
Source: product rules 22 and 23, domain.md §9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .models import SignReading

HEIGHT, ABOVE = 150, 24  # of the drawing; room for a number over its point
IN_A_LINE = 3  # numbers where a line is all there is room for
SHOWN = 8  # numbers written beside a line; of a longer one only the first and the last


@dataclass(frozen=True)
class Point:
    """A number at its place: so far along the way, so high."""

    reading: SignReading
    x: float  # per cent
    y: float
    labelled: bool


@dataclass(frozen=True)
class Line:
    """What one pair of eyes counted over time."""

    eyes: str
    points: Sequence[Point]

    @property
    def stretches(self) -> list[tuple[Point, Point]]:
        return list(pairwise(self.points))


@dataclass(frozen=True)
class View:
    """What one pair of eyes saw, in a line: what was counted lately, and how it is."""

    latest: SignReading
    numbers: Sequence[int]
    of: int | None  # of the last one

    @property
    def earlier(self) -> Sequence[int]:
        return self.numbers[:-1]

    @property
    def last(self) -> int:
        return self.numbers[-1]


@dataclass(frozen=True)
class OverTime:
    """All that was seen of a sign."""

    readings: Sequence[SignReading]  # as they followed each other
    lines: Sequence[Line]
    of: int | None  # what all of it was counted of, where that was always the same
    differs: bool  # do children see it otherwise now?

    @property
    def is_drawn(self) -> bool:
        """A line needs two points."""
        return any(len(line.points) > 1 for line in self.lines)

    @property
    def days(self) -> tuple[date, date]:
        counted = [point.reading.seen_on for line in self.lines for point in line.points]
        return min(counted), max(counted)

    @property
    def edges(self) -> tuple[int, int]:
        """How high the whole of what is counted lies, and how high nothing."""
        return ABOVE, HEIGHT

    @property
    def views(self) -> list[View]:
        """Adults' and children's, each by itself."""
        found = [_view(eyes, self.readings) for eyes in SignReading.Eyes.values]
        return [view for view in found if view is not None]


def over_time(readings: Iterable[SignReading]) -> OverTime:
    """`readings` come as they followed each other."""
    readings = list(readings)
    counted = [reading for reading in readings if reading.number is not None]
    wholes = {reading.out_of for reading in counted}
    lines = [_line(eyes, counted) for eyes in SignReading.Eyes.values]
    return OverTime(
        readings,
        [line for line in lines if line.points],
        wholes.pop() if len(wholes) == 1 else None,
        _differs(readings),
    )


def _line(eyes: str, counted: Sequence[SignReading]) -> Line:
    """The points of one line; all lines of a sign share their days and their height."""
    own = [reading for reading in counted if reading.eyes == eyes]
    if not own:
        return Line(eyes, [])
    first, last = (pick(reading.seen_on for reading in counted) for pick in (min, max))
    days = (last - first).days or 1
    most = max(max(reading.number, reading.out_of or 0) for reading in counted) or 1
    ends = (0, len(own) - 1)
    return Line(
        eyes,
        [
            Point(
                reading,
                round((reading.seen_on - first).days / days * 100, 2),
                round(ABOVE + (1 - reading.number / most) * (HEIGHT - ABOVE), 1),
                place in ends or len(own) <= SHOWN,
            )
            for place, reading in enumerate(own)
        ],
    )


def _view(eyes: str, readings: Sequence[SignReading]) -> View | None:
    own = [reading for reading in readings if reading.eyes == eyes]
    if not own:
        return None
    counted = [reading for reading in own if reading.number is not None][-IN_A_LINE:]
    numbers = [reading.number for reading in counted]
    return View(own[-1], numbers, counted[-1].out_of if counted else None)


def _latest(readings: Sequence[SignReading], eyes: str) -> SignReading | None:
    return next((reading for reading in reversed(readings) if reading.eyes == eyes), None)


def _differs(readings: Sequence[SignReading]) -> bool:
    """Whether more is better nobody can tell from a number: their own words for it are compared.

    Or their numbers, where both counted on the same day, and counted the same.
    """
    adults, children = (_latest(readings, eyes) for eyes in SignReading.Eyes.values)
    if adults is None or children is None:
        return False
    if adults.felt and children.felt:
        return adults.felt != children.felt
    same = (adults.seen_on, adults.out_of) == (children.seen_on, children.out_of)
    both = adults.number is not None and children.number is not None
    return both and same and adults.number != children.number
