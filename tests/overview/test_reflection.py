"""Each question by itself: which facts it comes from, and which facts make it silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cpfacilitate.overview import reflection
from cpfacilitate.overview.reflection import ChoiceFacts, Facts, PlanFacts, questions

PLAN = PlanFacts(
    name="Rota", harm="kazi nzito", round="round 1", in_a_child_list=True, has_steps=True,
    children_lead=True, builds_on_something=True, builds_on_reason="", unheard_reason="",
    met_after_the_decision=(), answered=("women", "men"), silent=(),
)  # fmt: skip
CALM = Facts(
    chairs=("women", "men"), members=("women", "men", "elders"), children_plan=True,
    asked_only="", asked=("Women", "Girls 10–13"), not_asked=(), listening="round 1",
    visits_homes=True, plans=(PLAN,),
)  # fmt: skip
NOTHING = replace(CALM, chairs=(), members=(), asked=(), listening="", visits_homes=False, plans=())


def plan(**about) -> Facts:
    return replace(CALM, plans=(replace(PLAN, **about),))


# question → facts that bring it up and the line below it; facts near to them that do not
ASKED = [
    (
        "who_was_asked",
        replace(CALM, asked_only="men", asked=("Men", "Elders"), not_asked=("Women",)),
        "About the agreement we asked: Men and Elders. Not asked: Women.",
    ),
    (
        "who_chairs",
        replace(CALM, chairs=("men", "elders", "men")),
        "Those who call and lead the meetings speak for: Men and Elders.",
    ),
    (
        "where_are_the_women",
        replace(CALM, members=("men", "elders")),
        "Of 2 who plan, nobody speaks for the women.",
    ),
    (
        "where_are_the_women",
        replace(CALM, members=("men",) * 7 + ("women",)),
        "Of 8 who plan, one speaks for the women.",
    ),
    (
        "where_are_the_children",
        replace(CALM, children_plan=False),
        "No children plan with the adults, and no adult speaks for them.",
    ),
    (
        "where_are_the_children",
        replace(CALM, children_plan=False, members=("women", "girls")),
        "No children plan with the adults.",
    ),
    (
        "who_is_visited",
        replace(CALM, visits_homes=False),
        "In round 1 no visit at home is planned.",
    ),
    (
        "what_children_listed",
        plan(in_a_child_list=False),
        "“Rota” is about “kazi nzito”. In round 1 it stands on no list of girls or boys.",
    ),
    (
        "what_children_listed",
        replace(CALM, choices=(ChoiceFacts("a hall", "vijana", "round 1", False),)),
        "“a hall” is about “vijana”. In round 1 it stands on no list of girls or boys.",
    ),
    (
        "who_disagreed",
        replace(CALM, decisions=(False, False)),
        "Gatherings decided 2 times, and no word of dissent is kept.",
    ),
    (
        "before_they_met",
        plan(unheard_reason="The chief leaves."),
        "“Rota” went out before everybody was heard: The chief leaves.",
    ),
    (
        "before_they_met",
        plan(met_after_the_decision=("Women", "Girls 10–13")),
        "“Rota” was decided before these groups were heard: Women and Girls 10–13.",
    ),
    (
        "who_answered",
        plan(answered=("men", "elders")),
        "To “Rota” only these have answered: Men and Elders.",
    ),
    (
        "who_answered",
        plan(answered=("men",), silent=("women",)),
        "To “Rota” only these have answered: Men. Still silent: Women.",
    ),
    ("who_leads_the_steps", plan(children_lead=False), "In “Rota” adults lead every step."),
    (
        "what_was_there",
        plan(builds_on_something=False),
        "“Rota” builds on nothing that is in the register.",
    ),
    (
        "what_was_there",
        plan(builds_on_something=False, builds_on_reason="All is new."),
        "“Rota” builds on nothing that is in the register. All is new.",
    ),
]
SILENT = [
    ("who_chairs", replace(CALM, chairs=("men", "women"))),
    ("who_chairs", replace(CALM, chairs=())),
    ("where_are_the_women", replace(CALM, members=("men", "men", "women"))),
    ("where_are_the_women", replace(CALM, members=())),
    ("where_are_the_children", replace(CALM, members=(), children_plan=False)),
    ("who_is_visited", replace(CALM, listening="", visits_homes=False)),
    ("who_answered", plan(answered=())),
    ("who_answered", plan(answered=("men", "women"))),
    ("who_leads_the_steps", plan(has_steps=False, children_lead=False)),
    ("what_children_listed", replace(CALM, plans=())),
    (
        "what_children_listed",
        replace(CALM, choices=(ChoiceFacts("a rota", "ebi wok", "round 1", True),)),
    ),
    ("who_disagreed", replace(CALM, decisions=(False,))),
    ("who_disagreed", replace(CALM, decisions=(False, True))),
]


@pytest.mark.parametrize(("name", "facts", "line"), ASKED)
def test_it_is_asked_with_what_it_comes_from_and_alone(name, facts, line):
    question = getattr(reflection, name)(facts)
    assert question.because == (line,)
    assert question.words.endswith("?")
    assert questions(facts) == [question]


@pytest.mark.parametrize(("name", "facts"), SILENT)
def test_it_is_not_asked(name, facts):
    assert getattr(reflection, name)(facts) is None


@pytest.mark.parametrize("facts", [CALM, NOTHING])
def test_a_record_that_gives_no_cause_asks_nothing(facts):
    assert questions(facts) == []


def test_several_plans_are_one_question():
    two = replace(CALM, plans=(PLAN, replace(PLAN, name="A", builds_on_something=False),
                               replace(PLAN, name="B", builds_on_something=False)))  # fmt: skip
    (question,) = questions(two)
    assert [line[:4] for line in question.because] == ["“A” ", "“B” "]


def test_every_question_is_tried():
    assert {ask.__name__ for ask in reflection.ASKING} == {name for name, *_ in ASKED}
