"""What is left to somebody who holds every page of a quarter and a computer? No small number."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest
from scipy.optimize import linprog

from cpfacilitate.lib.suppression import HIDDEN
from referrals import back
from referrals.back import OTHERS, Told

QUARTER = date(2026, 7, 1)
K = 5


class Kept:
    """A kept row as `back` reads it, without a database."""

    def __init__(self, cluster, sent, answered, acted, said_no, *, communities=3, gaps=()):
        self.cluster_id, self.begins_on, self.communities = cluster, QUARTER, communities
        self.sent, self.said_no = sent, said_no
        self.answered_in_time, self.acted_in_time = answered, acted
        self.gaps = self
        self._gaps = [_Gap(*gap) for gap in gaps]

    def all(self):
        return self._gaps


class _Gap:
    def __init__(self, kind, cause, referrals):
        self.kind, self.cause, self.referrals = kind, cause, referrals


def told(*rows: Kept) -> back.Quarter:
    (quarter,) = back.quarters(rows, k=K)
    return quarter


def test_large_sums_are_told_with_what_they_mean():
    gaps = [("education", "no_place", 6), ("health", "too_far", 4)]
    quarter = told(
        Kept("a", 40, 30, 20, 10, gaps=gaps), Kept("b", 50, 40, 30, 20), Kept("c", 60, 50, 40, 30)
    )
    assert quarter.of("a") == Told(
        40, 30, 20, 10, (back.Gap("education", "no_place"),),
        back.Fraction(3, 4), back.Fraction(1, 2),
    )  # fmt: skip
    assert (quarter.all.sent, quarter.all.said_no) == (150, 60)
    assert quarter.all.gaps == (back.Gap("education", "no_place"),)


def test_a_kind_of_service_is_named_by_the_sum_of_all_where_no_cluster_can():
    gaps = [("education", "no_place", 3)]
    quarter = told(Kept("a", 40, 30, 20, 10, gaps=gaps), Kept("b", 50, 40, 30, 20, gaps=gaps))
    assert quarter.of("a").gaps == quarter.of("b").gaps == ()
    assert quarter.all.gaps == (back.Gap("education", "no_place"),)


def test_what_one_table_hides_no_other_tells():
    """Where too few were sent, nothing of that cluster is told, and it cannot be subtracted."""
    quarter = told(Kept("a", 4, 2, 2, 2), Kept("b", 40, 20, 20, 20), Kept("c", 41, 20, 20, 20))
    assert quarter.of("a") == Told()
    closed = [name for name in "bc" if quarter.of(name) == Told()]
    assert len(closed) == 1 or quarter.all == Told()


def test_too_few_who_waited_hide_those_who_did_not():
    quarter = told(Kept("a", 12, 9, 6, 6), Kept("b", 40, 20, 20, 20), Kept("c", 40, 20, 20, 20))
    one = quarter.of("a")
    assert (one.sent, one.acted_in_time, one.said_no) == (12, 6, 6)
    assert (one.answered_in_time, one.answered_share) == (HIDDEN, HIDDEN)


def test_a_nought_is_hidden_like_a_few():
    for late in (0, 1, 4):
        quarter = told(Kept("a", 40, 40 - late, 20, 20), Kept("b", 40, 20, 20, 20))
        assert quarter.of("a").answered_in_time is HIDDEN
    assert told(Kept("a", 0, 0, 0, 0)) == told(Kept("a", 3, 1, 0, 2))


def test_a_cluster_of_one_village_is_told_with_the_others_only():
    rows = [Kept("a", 40, 20, 20, 20), Kept("b", 40, 20, 20, 20)]
    villages = [Kept(name, 40, 20, 20, 20, communities=1) for name in ("v", "w")]
    quarter = told(*rows, *villages)
    assert set(quarter.clusters) == {"a", "b"}
    assert quarter.of("v") == Told()
    assert quarter.all.sent == 160


def test_one_village_alone_is_not_what_is_left_of_the_sum():
    quarter = told(
        Kept("a", 40, 20, 20, 20),
        Kept("b", 40, 20, 20, 20),
        Kept("v", 40, 20, 20, 20, communities=1),
    )
    assert quarter.clusters == {}
    assert quarter.all.sent == 120
    assert OTHERS not in quarter.clusters


def test_one_village_in_all_is_told_nothing():
    quarter = told(Kept("v", 400, 200, 200, 200, communities=1))
    assert (quarter.clusters, quarter.all) == ({}, Told())


# --- The attacker ---------------------------------------------------------------------------------

PARTS = list(product((True, False), repeat=3))  # answered, acted, said no
NAMES = ("answered_in_time", "acted_in_time", "said_no")


def organisation(seed: int) -> list[Kept]:
    """The referrals of a quarter as the field has them: many small clusters, some without any."""
    chance = random.Random(seed)
    usual = chance.choice([6, 15, 40, 90])
    rows = []
    for number in range(chance.randint(1, 5)):
        sent = max(0, int(chance.triangular(-3, usual, usual / 3)))
        rows.append(
            Kept(
                f"c{number}",
                sent,
                *(chance.randint(0, sent) for _ in NAMES),
                communities=chance.choice([1, 2, 3, 3, 5]),
            )
        )
    return rows


def published(quarter: back.Quarter, rows: list[Kept]) -> list[tuple[str | None, str, int]]:
    """Every figure that stands on any page: where (None: all), which, how many."""
    areas = {row.cluster_id: quarter.of(row.cluster_id) for row in rows} | {None: quarter.all}
    return [
        (area, name, figure)
        for area, one in areas.items()
        for name in ("sent", *NAMES)
        if isinstance(figure := getattr(one, name), int)
    ]


def reach(rows: list[Kept], figures: list, area: str | None, name: str, *, yes: bool) -> float:
    """How wide is the range of a figure, given everything that is published?"""
    cells = [(row.cluster_id, part) for row in rows for part in PARTS]

    def weights(where: str | None, what: str, wanted: bool) -> list[int]:
        place = NAMES.index(what) if what in NAMES else None
        return [
            int(where in (None, at) and (place is None or part[place] == wanted))
            for at, part in cells
        ]

    equations = {
        "A_eq": [weights(where, what, True) for where, what, _ in figures] or None,
        "b_eq": [number for *_, number in figures] or None,
    }
    aim = weights(area, name, yes)
    low = linprog(aim, **equations, method="highs")
    high = linprog([-weight for weight in aim], **equations, method="highs")
    return float("inf") if high.status in (3, 4) else -high.fun - low.fun


def hidden(rows: list[Kept], figures: list) -> list[tuple[str | None, str, bool]]:
    """Every figure of one village, and every small one, of a cluster or of all."""
    shown = {(area, name) for area, name, _ in figures}
    found = []
    for area, part in [*((row.cluster_id, [row]) for row in rows), (None, rows)]:
        for name in ("sent", *NAMES):
            number = sum(getattr(row, name) for row in part)
            rest = sum(row.sent for row in part) - number
            village = sum(row.communities for row in part) < 2
            if number < K or village:
                assert (area, name) not in shown, (area, name, number)
            found += [(area, name, True)] if number < K or village else []
            found += [(area, name, False)] if name != "sent" and (rest < K or village) else []
    return found


def test_the_attacker_can_subtract():
    rows = [Kept("a", 40, 20, 20, 20), Kept("b", 40, 38, 20, 20)]
    everything = [(area, name, getattr(row, name)) for row in rows for name in ("sent", *NAMES)
                  for area in [row.cluster_id]]  # fmt: skip
    assert reach(rows, everything, "b", "answered_in_time", yes=False) == pytest.approx(0)


def test_the_attacker_is_left_with_a_range(request):
    attacked = told_at_all = 0
    for seed in range(600 if request.config.getoption("--all") else 50):
        rows = organisation(seed)
        quarter = told(*rows)
        figures = published(quarter, rows)
        told_at_all += len(figures)
        for area, name, yes in hidden(rows, figures):
            attacked += 1
            width = reach(rows, figures, area, name, yes=yes)
            assert width >= K - 1e-6, f"{seed}: {area} {name} {yes} is known to within {width}"
    assert attacked > 100
    assert told_at_all > 100


def test_what_is_told_is_true():
    for seed in range(200):
        rows = organisation(seed)
        for area, name, figure in published(told(*rows), rows):
            part = [row for row in rows if area in (None, row.cluster_id)]
            assert figure == sum(getattr(row, name) for row in part)


def test_rows_of_several_quarters_stay_apart():
    first, second = Kept("a", 40, 20, 20, 20), Kept("a", 50, 20, 20, 20)
    second.begins_on = date(2026, 4, 1)
    found = back.quarters([first, second], k=K)
    assert [(one.begins_on, one.all.sent) for one in found] == [
        (QUARTER, 40),
        (date(2026, 4, 1), 50),
    ]
