"""What of its referrals may come back to a community? Sums of a quarter, by cluster or wider.

Three things are told of the referrals of an area: how many got a first answer in time, how many
were acted on in time, and to how many a service said no. Each is a table of area × yes or no with
its sums, hidden by `lib.suppression`; a nought is hidden too. The three share how many there were:
where one of them must hide that, all three hide everything of the area (or of the sum over all),
so that none tells what another keeps back. Which kind of service said no, and why, is named only
where it did to at least `k`, and only beside a number of noes that is itself told.

Pure functions. Sources: domain.md §4.4, §6.7; product rules 19 and 20.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.functional import Promise

from cpfacilitate.lib.suppression import ALL, HIDDEN, Figure, Hidden, rate, suppress
from participants.models import Service

from .models import ReferralQuarter
from .models.quarters import cause_words
from .quarters import following

TABLES = ("answered_in_time", "acted_in_time", "said_no")
OTHERS = "others"  # the clusters of one community each, together
SMALLEST_AREA = 2  # communities


@dataclass(frozen=True)
class Gap:
    """A kind of service that said no, and why."""

    kind: str
    cause: str

    @property
    def kind_words(self) -> str | Promise:
        return Service.Kind(self.kind).label

    @property
    def cause_words(self) -> str | Promise:
        return cause_words(self.cause)


@dataclass(frozen=True)
class Told:
    """What may be told of one area in one quarter."""

    sent: Figure = HIDDEN
    answered_in_time: Figure = HIDDEN
    acted_in_time: Figure = HIDDEN
    said_no: Figure = HIDDEN
    gaps: tuple[Gap, ...] = ()
    answered_share: Fraction | Hidden | None = HIDDEN
    acted_share: Fraction | Hidden | None = HIDDEN

    @property
    def tells(self) -> bool:
        """Is there anything at all that is not hidden?"""
        return self.sent is not HIDDEN


@dataclass(frozen=True)
class Quarter:
    """One quarter: what is told of each cluster, and of all clusters together."""

    begins_on: date
    clusters: dict[Hashable, Told]
    all: Told

    def of(self, cluster: Hashable) -> Told:
        """What is told of a cluster; of one that is a single village, nothing."""
        return self.clusters.get(cluster, Told())


def last_day(quarter: date) -> date:
    """The last day of the quarter that begins on this day."""
    return following(quarter) - timedelta(days=1)


def quarters(rows: Iterable[ReferralQuarter], *, k: int) -> list[Quarter]:
    """What is told of each quarter, in the order of `rows`: all those of one organisation."""
    by_quarter: dict[date, list[ReferralQuarter]] = defaultdict(list)
    for row in rows:
        by_quarter[row.begins_on].append(row)
    return [_quarter(begins_on, kept, k) for begins_on, kept in by_quarter.items()]


def _quarter(begins_on: date, rows: Sequence[ReferralQuarter], k: int) -> Quarter:
    areas = _areas(rows)
    told = _told(areas, k) if areas else {}
    shown = {area: one for area, one in told.items() if area not in (ALL, OTHERS)}
    return Quarter(begins_on, shown, told.get(ALL, Told()))


def _areas(rows: Sequence[ReferralQuarter]) -> dict[Hashable, list[ReferralQuarter]]:
    """Area → its rows. A cluster of one community is a village: it counts with others like it.

    Where there is only one such, what is left of the sum would be it: then nothing smaller than
    all clusters together is told; where they are one village in all, nothing is.
    """
    small = [row for row in rows if row.communities < SMALLEST_AREA]
    large = {row.cluster_id: [row] for row in rows if row.communities >= SMALLEST_AREA}
    if not small:
        return large
    if len(small) >= SMALLEST_AREA:
        return {**large, OTHERS: small}
    return {OTHERS: list(rows)} if large else {}


def _told(areas: dict[Hashable, list[ReferralQuarter]], k: int) -> dict[Hashable, Told]:
    tables = {name: _table(areas, name, k) for name in TABLES}
    told = {}
    for area in (*areas, ALL):
        if all(table[area, ALL] is not HIDDEN for table in tables.values()):
            rows = areas.get(area) or [row for rows in areas.values() for row in rows]
            told[area] = _open({name: table[area, True] for name, table in tables.items()},
                               tables["said_no"][area, ALL], rows, k)  # fmt: skip
        else:
            told[area] = Told()
    return told


def _table(areas: dict[Hashable, list[ReferralQuarter]], name: str, k: int) -> dict:
    cells = {}
    for area, rows in areas.items():
        yes = sum(getattr(row, name) for row in rows)
        cells[area, True] = yes
        cells[area, False] = sum(row.sent for row in rows) - yes
    return suppress(cells, k=k, sensitive=True)


def _open(
    figures: dict[str, Figure], sent: Figure, rows: Iterable[ReferralQuarter], k: int
) -> Told:
    """What is told of an area whose number of referrals is told."""
    counts: Counter[Gap] = Counter()
    for row in rows:
        for gap in row.gaps.all():
            counts[Gap(gap.kind, gap.cause)] += gap.referrals
    large = [gap for gap, number in counts.most_common() if number >= k]
    return Told(
        sent,
        **figures,
        gaps=tuple(large) if figures["said_no"] is not HIDDEN else (),
        answered_share=rate(figures["answered_in_time"], sent, k=k),
        acted_share=rate(figures["acted_in_time"], sent, k=k),
    )
