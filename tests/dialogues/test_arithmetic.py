"""Numbers that do not fit together are asked about; numbers that may be right are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.arithmetic import Numbers, questions, table


def cell(people: int | None, hard: int | None = None, sex="female", band="10_13") -> dict:
    return {"sex": sex, "age_band": band, "people": people, "with_difficulty": hard}


@pytest.mark.parametrize(
    "numbers",
    [
        Numbers(),
        Numbers([cell(12, 2)]),
        Numbers([cell(0)]),
        Numbers([cell(12)], together=12, asked=13, agreed=12, declined=1),
        Numbers([cell(10)], asked=13, agreed=12, declined=1, left=2),  # counted at the end
        Numbers([cell(12)], asked=13, agreed=12, declined=1, left=2),  # counted at the beginning
        Numbers([cell(12)], agreed=12),
        Numbers(together=12, asked=20),
        Numbers(asked=12, agreed=10),  # nobody wrote how many declined
        Numbers([cell(2), cell(3, sex="male")], quotes=3),
        Numbers([cell(4)]),
        Numbers(quotes=3),  # nobody counted
    ],
)
def test_numbers_that_fit_are_not_asked_about(numbers):
    assert questions(numbers) == []


@pytest.mark.parametrize(
    ("numbers", "asked"),
    [
        (
            Numbers([cell(9, 12)]),
            ("s3", "Girls, 10–13: 9 came, and 12 of them find it hard to see, hear, walk or learn. "
                   "Is it the other way round?"),
        ),
        (
            Numbers([cell(None, 2, sex="male", band="25_59")]),
            ("s3", "Men, 25–59: 2 of them find it hard to see, hear, walk or learn. How many came "
                   "in all?"),
        ),
        (
            Numbers([cell(9), cell(2, sex="male")], together=12),
            ("s3", "The boxes make 11, and together you counted 12."),
        ),
        (
            Numbers([cell(140)]),
            ("s3", "140 people are very many for one dialogue. Is the number right?"),
        ),
        (
            Numbers(asked=12, agreed=9, declined=1),
            ("s2", "12 were asked; 9 agreed and 1 declined. Is one of these numbers another?"),
        ),
        (
            Numbers(asked=9, agreed=12),
            ("s2", "9 were asked; 12 agreed and 0 declined. Is one of these numbers another?"),
        ),
        (
            Numbers(agreed=3, left=5),
            ("s2", "5 left before the end, and 3 had agreed. Is it so?"),
        ),
        (
            Numbers([cell(14)], agreed=11),
            ("s2", "11 agreed, and 14 were counted. Who were the others?"),
        ),
        (
            Numbers([cell(8)], agreed=11, left=2),
            ("s2", "11 agreed, and 8 were counted. Is somebody not counted?"),
        ),
        (
            Numbers([cell(1), cell(3, sex="male")], quotes=1),
            ("s6", "Fewer than five were there: could somebody tell who said this?"),
        ),
        (
            Numbers(together=4, quotes=2),
            ("s6", "Fewer than five were there: could somebody tell who said this?"),
        ),
        (
            Numbers(together=14, asked=10),
            ("s2", "10 were asked, and 14 were counted. Did the others agree too?"),
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_asked_where_it_was_written(numbers, asked):
    assert questions(numbers) == [asked]


NUMBER = st.none() | st.integers(0, 999)
CELLS = st.lists(
    st.builds(
        cell, NUMBER, NUMBER, st.sampled_from(["female", "male", "other"]),
        st.sampled_from(["under_10", "10_13", "14_17", "18_24", "25_59", "60_plus"]),
    ),
    max_size=8,
)  # fmt: skip


@given(CELLS, st.tuples(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, st.integers(0, 6)))
def test_any_numbers_are_answered_and_the_table_adds_up(cells, others):
    for step, question in questions(Numbers(cells, *others)):
        assert step in ("s2", "s3", "s6")
        assert question
    shown = table(cells)
    if shown is None:
        assert cells == []
        return
    counted = [one["people"] for one in cells if one["people"] is not None]
    everybody = shown.lines[-1].cells[-1][0]
    assert everybody == (sum(counted) if counted else None)
