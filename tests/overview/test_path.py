"""The path of a community: where each phase stands on the line, and what the page says of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cpfacilitate.overview.path import LABELS, path_of
from participants.models import Phase

TODAY = date(2026, 11, 23)


def phase(kind: str, began: date, ended: date | None = None) -> Phase:
    return Phase(
        kind=kind,
        began_on=began,
        ended_on=ended,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_nothing_has_begun():
    assert path_of([], TODAY) is None


def test_phases_overlap_and_come_round_again_in_the_order_in_which_they_first_came():
    path = path_of(
        [
            phase("feedback", date(2026, 7, 1), date(2026, 7, 31)),
            phase("entry", date(2026, 3, 10), date(2026, 4, 5)),
            phase("learning", date(2026, 4, 1), date(2026, 6, 30)),
            phase("learning", date(2026, 9, 1)),
        ],
        TODAY,
    )
    assert [(str(kind), len(bars)) for kind, bars in path.rows] == [
        ("Getting to know each other", 1), ("Listening and learning", 2),
        ("Telling back what was heard", 1),
    ]  # fmt: skip
    entry, learning = path.rows[0][1][0], path.rows[1][1]
    assert entry.begins + entry.width > learning[0].begins  # they overlap
    assert learning[1].begins + learning[1].width == path.today  # and goes on past today
    assert path.today + path.goes_on == 100


def test_what_lasted_a_day_is_still_seen():
    [(_, [bar])] = path_of([phase("entry", TODAY, TODAY)], TODAY).rows
    assert bar.width == 1.5


def test_a_long_way_has_no_more_names_of_months_than_fit():
    for years in (0, 1, 3, 10):
        path = path_of([phase("entry", date(2026 - years, 1, 15))], TODAY)
        assert path.months[0] == date(2026 - years, 1, 1)
        assert 1 <= len(path.months) <= LABELS
