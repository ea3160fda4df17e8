"""The arithmetic of rule 6: exact, equal weight, ties, merged terms, four sets that do not overlap."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpfacilitate.demo.masimbaya import LISTS, PEOPLE, TOLD
from dialogues.comparison import (
    Change,
    SpokenList,
    changes,
    compare,
    list_scores,
    pooled,
    two_places,
)
from participants.models import LENS_OF

VOICE = {"home_visits": "home"}


def spoken(lists: dict[str, list[str]]) -> list[SpokenList]:
    return [
        SpokenList(
            group,
            str(LENS_OF[VOICE.get(group, group.split("_")[0])]),
            tuple((harm, place) for place, harm in enumerate(harms, start=1)),
        )
        for group, harms in lists.items()
    ]


@pytest.fixture(scope="module")
def masimbaya():
    return compare(spoken(LISTS))


# Children, adults, home visits, as published with the data.
PUBLISHED = {
    "heavy_work": (".76", ".00", ".25"),
    "out_of_school": (".69", ".69", ".75"),
    "beating": (".63", ".00", ".50"),
    "teenage_pregnancy": (".40", ".81", ".00"),
    "sexual_exploitation": (".21", ".00", ".00"),
    "disability_hidden": (".00", ".00", "1.00"),
    "disobedience": (".00", ".50", ".00"),
}


@pytest.mark.parametrize(("harm", "scores"), PUBLISHED.items())
def test_masimbaya_gives_the_published_scores(masimbaya, harm, scores):
    row = next(row for row in masimbaya.rows if row.harm == harm)
    shown = tuple(two_places(score) for score in (row.children, row.adults, row.home))
    assert shown == tuple(Decimal(score) for score in scores)


def test_masimbaya_falls_into_the_four_sets(masimbaya):
    assert [row.harm for row in masimbaya.adults_not_yet_heard] == [
        "heavy_work", "beating", "sexual_exploitation", "harassment_on_road", "hunger",
    ]  # fmt: skip
    assert {row.harm for row in masimbaya.common_ground} == {
        "out_of_school", "teenage_pregnancy", "early_marriage", "drugs",
        "maltreated_not_with_parents",
    }  # fmt: skip
    assert [row.harm for row in masimbaya.only_home_visits] == ["disability_hidden"]
    assert [row.harm for row in masimbaya.adults_only] == ["disobedience"]


def test_what_is_withheld_is_taken_out_before_counting():
    permitted = {
        group: [harm for harm in harms if TOLD.get(harm) != "facilitators"]
        for group, harms in LISTS.items()
    }
    children = {row.harm: two_places(row.children) for row in compare(spoken(permitted)).rows}
    assert len(children) == 11
    assert children["heavy_work"] == Decimal(".79")
    assert children["out_of_school"] == Decimal(".73")
    assert children["beating"] == Decimal(".65")


def test_counting_heads_would_hide_what_the_published_data_says_it_hides():
    came = {group: sum(row[2] for row in rows) for group, rows in PEOPLE.items()}
    lists = [(one, came[one.group]) for one in spoken(LISTS)]
    assert sum(came.values()) == 92
    shown = {harm: two_places(score) for harm, score in pooled(lists).items()}
    assert [(harm, shown[harm]) for harm in sorted(shown, key=shown.get, reverse=True)][:2] == [
        ("out_of_school", Decimal(".73")), ("teenage_pregnancy", Decimal(".55")),
    ]  # fmt: skip
    named = ("heavy_work", "beating", "disability_hidden", "sexual_exploitation")
    assert [shown[harm] for harm in named] == [
        Decimal(".36"), Decimal(".33"), Decimal(".14"), Decimal(".10"),
    ]  # fmt: skip


def test_where_nobody_came_heads_say_nothing():
    assert pooled([]) == pooled([(one, 0) for one in spoken(LISTS)]) == {}


def test_what_changed_from_round_to_round():
    before = compare(spoken({"girls": ["work", "beating", "hunger"], "men": ["drugs", "hunger"]}))
    now = compare(spoken({"girls": ["work", "beating", "mines"], "men": ["work", "hunger"]}))
    found = {
        change: [(now or was).harm for was, now in rows]
        for change, rows in changes(before, now).items()
    }
    assert found == {
        Change.ADULTS_NOW: ["work"],
        Change.NEW: ["mines"],
        Change.NO_LONGER: ["drugs"],
    }
    assert list(changes(now, before)) == ["adults_no_longer", "new", "no_longer"]
    assert changes(now, now) == {}


def test_adults_name_nothing_anew_where_they_were_not_asked_before():
    before = compare(spoken({"girls": ["work"]}))
    now = compare(spoken({"girls": ["work"], "men": ["work"]}))
    assert changes(before, now) == {}


def test_ties_share_the_mean_rank():
    # Places 2 and 3 are tied in a list of four: both rank 2.5, so (4 − 2.5 + 1) / 4.
    scores = list_scores([("a", 1), ("b", 2), ("c", 2), ("d", 4)])
    assert scores == {
        "a": Fraction(1),
        "b": Fraction(5, 8),
        "c": Fraction(5, 8),
        "d": Fraction(1, 4),
    }


def test_two_terms_of_one_harm_take_the_better_place_and_the_list_closes_up():
    assert list_scores([("a", 1), ("b", 2), ("a", 3), ("c", 4)]) == {
        "a": Fraction(1),
        "b": Fraction(2, 3),
        "c": Fraction(1, 3),
    }


def test_a_groups_score_is_the_mean_over_its_sessions():
    comparison = compare(
        [
            SpokenList("girls", "children", (("work", 1),)),
            SpokenList("girls", "children", (("hunger", 1), ("work", 2))),
        ]
    )
    scores = {row.harm: row.by_group["girls"] for row in comparison.rows}
    assert scores == {"work": Fraction(3, 4), "hunger": Fraction(1, 2)}


def test_a_lens_that_has_not_spoken_has_no_score():
    (row,) = compare([SpokenList("girls", "children", (("work", 1),))]).rows
    assert (row.children, row.adults, row.home) == (Fraction(1), None, None)


def test_a_session_that_ranked_nothing_does_not_weigh():
    with_empty = [
        SpokenList("girls", "children", (("work", 1),)),
        SpokenList("boys", "children", ()),
    ]
    assert compare(with_empty).groups_of("children") == 1


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        (Fraction(1, 8), "0.13"),
        (Fraction(1, 200), "0.01"),
        (Fraction(2, 3), "0.67"),
        (Fraction(1, 3), "0.33"),
        (Fraction(1), "1.00"),
    ],
)
def test_scores_are_rounded_half_up(score, shown):
    assert two_places(score) == Decimal(shown)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["girls", "boys", "women", "men", "home"]),
            st.lists(st.sampled_from("abcdef"), unique=True, max_size=6),
        ),
        max_size=12,
    )
)
def test_every_harm_is_in_exactly_one_set_and_every_score_between_0_and_1(sessions):
    lens = {"girls": "children", "boys": "children", "women": "adults", "men": "adults"}
    comparison = compare(
        SpokenList(group, lens.get(group, "home"), tuple((h, i) for i, h in enumerate(harms)))
        for group, harms in sessions
    )
    named = {harm for _group, harms in sessions for harm in harms}
    assert sorted(row.harm for row in comparison.rows) == sorted(named)
    for row in comparison.rows:
        for score in (row.children, row.adults, row.home):
            assert score is None or 0 <= score <= 1


def test_more_people_in_a_group_never_change_a_score():
    """There is nowhere to say how many came."""
    assert not {"people", "attendance", "weight", "count"} & set(SpokenList.__dataclass_fields__)
