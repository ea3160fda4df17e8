"""A group's answer is compared with its own last one, up and down alike, and with nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from dialogues.models import HowMany, NormReflection
from dialogues.voices_over_time import Answer, timeline
from participants.models import Subgroup

MEN, WOMEN = Subgroup(label="Men"), Subgroup(label="Women")


def said(group: Subgroup, day: int, do: str = "", should: str = "", readiness: str = "unspoken"):
    return NormReflection(
        subgroup=group, said_on=date(2026, 5, day), most_do=do, most_think_should=should,
        readiness=readiness,
    )  # fmt: skip


def test_a_row_for_each_group_and_a_column_for_each_day_the_newest_first():
    one, two, three = said(MEN, 3), said(MEN, 20), said(WOMEN, 9)
    voices = timeline([one, two, three])
    assert voices.days == [date(2026, 5, 20), date(2026, 5, 9), date(2026, 5, 3)]
    grid = [
        (row.group, [[cell.reflection for cell in cells] for _day, cells in row.cells])
        for row in voices.rows
    ]
    assert grid == [(MEN, [[two], [], [one]]), (WOMEN, [[], [three], []])]
    assert [each.reflection for each in voices.latest_first] == [two, three, one]


def test_nothing_said_is_an_empty_picture():
    voices = timeline([])
    assert (voices.days, voices.rows, voices.latest_first) == ([], [], [])


@pytest.mark.parametrize(("before", "now", "moved"), [("half", "few", "fewer"),
                         ("few", "half", "more"), ("none", "all", "more")])  # fmt: skip
def test_an_answer_that_moved_says_from_where(before, now, moved):
    (row,) = timeline([said(MEN, 3, should=before), said(MEN, 20, should=now)]).rows
    (_day, (latest,)), (_earlier, (first,)) = row.cells
    assert latest.should == Answer(HowMany(now).label, HowMany(before).label, moved)
    assert first.should == Answer(HowMany(before).label)


def test_another_groups_answer_moves_nothing():
    rows = timeline([said(MEN, 3, do="all"), said(WOMEN, 20, do="none")]).rows
    assert [cell.do for row in rows for _day, cells in row.cells for cell in cells] == [
        Answer("all"),
        Answer("none"),
    ]


def test_what_was_not_asked_once_is_compared_with_the_time_before():
    three = [said(MEN, 3, do="most"), said(MEN, 9), said(MEN, 20, do="few")]
    (row,) = timeline(three).rows
    found = [cell.do for _day, cells in row.cells for cell in cells]
    assert found == [Answer("few", "most", "fewer"), None, Answer("most")]


def test_two_words_of_a_group_on_one_day_stand_in_one_cell():
    one, two = said(MEN, 3, do="few"), said(MEN, 3, do="half")
    (row,) = timeline([one, two]).rows
    ((_day, cells),) = row.cells
    assert [cell.reflection for cell in cells] == [one, two]
    assert cells[1].do == Answer("half", "few", "more")


def test_how_they_talked_last_time_is_said_where_it_was_otherwise():
    three = [
        said(MEN, 3, readiness="new_agreement"),
        said(MEN, 9, readiness="slid_back"),
        said(MEN, 20, readiness="slid_back"),
    ]
    (row,) = timeline(three).rows
    found = [cell.readiness_before for _day, cells in row.cells for cell in cells]
    assert found == ["", "a new agreement", ""]
