"""The comparison by term and by category equals a slow and plain calculation made here, by itself."""

from __future__ import annotations

import random
import re
from fractions import Fraction

import pytest
from django.urls import reverse

from dialogues import synthesis
from dialogues.models.categories import categories_of
from participants.models import Lens

from . import category_factories as make
from . import factories

TERMS = [f"wɔd {letter}" for letter in "abcdefg"]
NAMES = ["laid one", "laid two", "laid three"]
GROUPS = ["girls_10_13", "girls_14_17", "boys_10_13", "women", "men", "elders", "home_visits"]
LENS = {"girls": "children", "boys": "children", "women": "adults", "men": "adults",
        "elders": "adults", "home": "home"}  # fmt: skip
Session = tuple[str, dict[str, int]]  # group, term → the place the group gave it


def scores_of(places: dict[str, int]) -> dict[str, Fraction]:
    """(L − r + 1) / L, with r the mean of the ranks that equal places would take in any order."""
    found = {}
    for name, place in places.items():
        ahead = sum(other < place for other in places.values())
        level = sum(other == place for other in places.values())
        ranks = [ahead + number for number in range(1, level + 1)]
        mean = Fraction(sum(ranks), len(ranks))
        found[name] = (len(places) - mean + 1) / len(places)
    return found


def plainly(sessions: list[Session], stands_in: dict[str, list[str]]) -> dict[str, tuple]:
    """Name → (children, adults, home), each the mean of its groups, each the mean of its sessions."""
    read = []
    for group, places in sessions:
        best: dict[str, int] = {}
        for term, place in places.items():
            for name in stands_in.get(term) or [term]:
                best[name] = min(best.get(name, place), place)
        read.append((group, scores_of(best)))
    names = {name for _group, scores in read for name in scores}
    found = {}
    for name in names:
        lenses = []
        for lens in ("children", "adults", "home"):
            groups = {group for group, _scores in read if LENS[group.split("_")[0]] == lens}
            means = []
            for group in groups:
                own = [scores.get(name, Fraction(0)) for of, scores in read if of == group]
                means.append(sum(own, Fraction(0)) / len(own))
            lenses.append(sum(means, Fraction(0)) / len(means) if means else None)
        found[name] = tuple(lenses)
    return found


def generated(dice: random.Random) -> tuple[list[Session], dict[str, list[str]]]:
    """Some groups, some of them twice, with ties; and terms in none, one or several categories."""
    sessions = []
    for group in dice.sample(GROUPS, dice.randint(2, len(GROUPS))):
        for _time in range(dice.randint(1, 2)):
            terms = dice.sample(TERMS, dice.randint(1, len(TERMS)))
            # Placed as the product re-ranks: after each tie, as many places are left out.
            wanted = sorted((dice.randint(1, len(terms)), term) for term in terms)
            places = {term: 1 + sum(w < at for w, _t in wanted) for at, term in wanted}
            sessions.append((group, places))
    stands_in = {term: dice.sample(NAMES, dice.choice([0, 0, 1, 1, 2, 3])) for term in TERMS}
    return sessions, stands_in


def found_by(read: synthesis.Synthesis) -> dict[str, tuple]:
    return {line.term: (line.row.children, line.row.adults, line.row.home) for line in read.lines}


@pytest.mark.parametrize("seed", range(10))
def test_a_generated_round_equals_the_plain_calculation(world, seed):
    sessions, stands_in = generated(random.Random(seed))
    for group, places in sessions:
        factories.recorded(
            world.groups[group], by=world.facilitator,
            harms=[(term, "") for term in places], ranks=list(places.values()),
        )  # fmt: skip
    said = {term for _group, places in sessions for term in places}
    for term in said:
        for name in stands_in[term]:
            make.grouping(world, term, name)
    assert found_by(synthesis.of_round(world.round, {})) == plainly(sessions, {})
    by_category = synthesis.by_category(
        world.round, {}, categories=categories_of(world.round.community)
    )
    assert found_by(by_category) == plainly(sessions, stands_in)
    held = {line.term: {word.term for word in line.holds} for line in by_category.lines}
    for name, terms in held.items():
        assert terms == {term for term in said if name in stands_in[term]}
    assert {lens for group in by_category.groups if (lens := group.lens)} <= set(Lens)


def page(client, world, **asked: str) -> str:
    compare = reverse("dialogues:round_compare", args=[world.round.pk], query=asked)
    answer = client.get(compare)
    assert answer.status_code == 200
    return answer.content.decode()


def table(html: str) -> dict[str, tuple[str, ...]]:
    rows = re.findall(r'<tr data-harm="([^"]+)">(.*?)</tr>', html, re.S)
    return {name: tuple(re.findall(r'data-lens="\w+">([^<]+)<', cells)) for name, cells in rows}


@pytest.fixture
def masimbaya(world):
    factories.masimbaya_round(world.groups, by=world.facilitator)
    make.grouping(world, "gɛt bɛlɛ", "grown too soon")
    make.grouping(world, "mared smɔl", "grown too soon")
    return world


@pytest.mark.parametrize("name", ["facilitator", "mentor"])
def test_the_page_says_which_local_words_stand_in_a_category(masimbaya, as_user, name):
    client = as_user(getattr(masimbaya, name))
    html = page(client, masimbaya, by="category")
    scores = table(html)
    assert len(scores) == 11
    # girls 14–17: first of five; boys 14–17: third of five; women: first of three.
    assert scores["grown too soon"] == ("0.40", "0.81", "0.00")
    assert "became pregnant" not in scores
    line = html.split("grown too soon</span>")[1].split("</p>")[0]
    words = re.findall(r'class="voice" lang="kri">([^<]+)</span> \(([^)]+)\)', line)
    assert words == [("gɛt bɛlɛ", "became pregnant"), ("mared smɔl", "married early")]
    assert "Read by groups of words" in html
    assert "Back to the local words" in html
    assert "Stays with facilitators" in html  # what stands for itself still says so


def test_in_local_words_nothing_changes(masimbaya, as_user):
    for asked in ({}, {"by": "x"}):
        html = page(as_user(masimbaya.facilitator), masimbaya, **asked)
        scores = table(html)
        assert len(scores) == 12
        assert scores["became pregnant"] == ("0.40", "0.81", "0.00")
        assert "grown too soon" not in html
        assert "?by=category" in html


def test_nobody_else_reads_by_category(masimbaya, as_user):
    compare = reverse("dialogues:round_compare", args=[masimbaya.round.pk])
    for name in ("committee_member", "coordinator", "observer", "outsider_facilitator"):
        client = as_user(getattr(masimbaya, name))
        assert client.get(f"{compare}?by=category").status_code == 404


def test_queries_do_not_grow(masimbaya, as_user, django_assert_max_num_queries):
    client = as_user(masimbaya.facilitator)
    client.get("/")
    for name in ("group", "compare"):
        target = reverse(f"dialogues:round_{name}", args=[masimbaya.round.pk])
        with django_assert_max_num_queries(13):
            client.get(f"{target}?by=category")
