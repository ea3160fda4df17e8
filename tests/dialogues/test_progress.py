"""How far a plan is follows exactly from its steps and their weights, and is said in words."""

from datetime import date
from fractions import Fraction

import pytest

from dialogues.progress import Work, leads_over_time, share, stretch


def test_steps_count_by_their_weight():
    assert share([Work(1, 100), Work(3, 0)]) == Fraction(1, 4)
    assert share([Work(1, 0), Work(3, 100)]) == Fraction(3, 4)
    assert share([Work(1, 25), Work(2, 50), Work(3, 75)]) == Fraction(7, 12)


def test_it_is_exact_where_a_float_is_not():
    assert share([Work(1, 100)] + [Work(1, 0)] * 2) == Fraction(1, 3)
    assert share([Work(1, 100)] * 3) == 1


def test_what_was_dropped_does_not_count():
    assert share([Work(1, 100), Work(3, 50, dropped=True)]) == 1
    assert share([Work(2, 0, dropped=True)]) is None
    assert share([]) is None


def test_a_step_is_as_far_as_its_parts():
    parts = (Work(1, 100), Work(1, 0), Work(3, 75, dropped=True))
    assert Work(1, 0, parts=parts).share == Fraction(1, 2)
    assert Work(1, 75, parts=parts).share == Fraction(1, 2)
    assert share([Work(2, 0, parts=parts), Work(2, 100)]) == Fraction(3, 4)


def test_parts_that_were_all_dropped_say_nothing():
    assert Work(1, 25, parts=(Work(1, 75, dropped=True),)).share == Fraction(1, 4)


def test_done_is_done_whatever_its_parts():
    assert Work(1, 100, parts=(Work(1, 0),)).share == 1


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ((0, 1), "nothing"), ((1, 100), "begun"), ((1, 8), "quarter"), ((3, 8), "half"),
        ((1, 2), "half"), ((5, 8), "three_quarters"), ((7, 8), "nearly_all"),
        ((99, 100), "nearly_all"), ((1, 1), "all"),
    ],
)  # fmt: skip
def test_what_began_is_not_nothing_and_only_all_is_all(done, words):
    assert stretch(Fraction(*done)) == words


def test_who_leads_is_as_it_was_last_said_of_each_step():
    told = [
        ("a", date(2026, 1, 5), "facilitator"),
        ("b", date(2026, 1, 9), "facilitator"),
        ("a", date(2026, 1, 30), "together"),
        ("c", date(2026, 3, 1), "community"),
        ("a", date(2026, 3, 2), "community"),
    ]
    january, march = leads_over_time(told)
    assert (january.month, dict(january.led)) == (
        date(2026, 1, 1),
        {"together": 1, "facilitator": 1},
    )
    assert (march.month, march.steps) == (date(2026, 3, 1), 3)
    assert dict(march.led) == {"community": 2, "facilitator": 1}
    assert leads_over_time([]) == []


def test_two_reports_of_one_day_stand_in_the_order_in_which_they_came():
    day = date(2026, 1, 5)
    (moment,) = leads_over_time([("a", day, "facilitator"), ("a", day, "community")])
    assert dict(moment.led) == {"community": 1}
