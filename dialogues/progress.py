"""How far has the community come with its plan, and who leads the steps as time goes on?

Pure: what was reported of the steps in, exact shares and counts out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

DONE = 100


@dataclass(frozen=True)
class Work:
    """A step as it counts: how much of the work it is, how far it is, what it is made of."""

    weight: int
    percent: int
    dropped: bool = False
    parts: tuple[Work, ...] = ()

    @property
    def share(self) -> Fraction:
        """How far it is: done is done; otherwise as far as its parts are, where it has any left."""
        made_of = share(self.parts) if self.percent < DONE else None
        return Fraction(self.percent, DONE) if made_of is None else made_of


def share(works: Iterable[Work]) -> Fraction | None:
    """How much of the work is done, each step by its weight; nothing where every step was dropped."""
    counted = [work for work in works if not work.dropped]
    whole = sum(work.weight for work in counted)
    if not whole:
        return None
    return sum((work.weight * work.share for work in counted), Fraction()) / whole


# How far, as people say it → from which share on. What began is not nothing; only all is all.
STRETCHES = {
    "nearly_all": Fraction(7, 8),
    "three_quarters": Fraction(5, 8),
    "half": Fraction(3, 8),
    "quarter": Fraction(1, 8),
}


def stretch(done: Fraction) -> str:
    """In which words a share is said."""
    if done in (0, 1):
        return "all" if done else "nothing"
    return next((word for word, least in STRETCHES.items() if done >= least), "begun")


@dataclass(frozen=True)
class Moment:
    """A month in which something was reported, and who led each step as it was last said by then."""

    month: date
    led: Counter[str]

    @property
    def steps(self) -> int:
        return self.led.total()


def leads_over_time(reports: Iterable[tuple[Hashable, date, str]]) -> list[Moment]:
    """Month by month, of all steps reported on so far, how many were led by whom.

    `reports` are (step, day, who led), in the order in which they were made.
    """
    latest: dict[Hashable, str] = {}
    moments: dict[date, Moment] = {}
    for step, day, led_by in sorted(reports, key=lambda report: report[1]):
        latest[step] = led_by
        month = day.replace(day=1)
        moments[month] = Moment(month, Counter(latest.values()))
    return list(moments.values())
