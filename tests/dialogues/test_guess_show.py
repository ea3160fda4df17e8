"""The page for the meeting: three lists, one more at each step, and never a single child group's."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from dialogues.models import Guess

from . import factories
from . import guess_factories as make

LISTS = ("guessed", "own", "children")


def page(client, guess: Guess, view: str = "show", **asked: object) -> str:
    answer = client.get(reverse(f"dialogues:guess_{view}", args=[guess.pk], query=asked))
    assert answer.status_code == 200
    return answer.content.decode()


def heaps(html: str) -> dict[str, list[tuple[str, str]]]:
    """The lists of a page: which → (place, words)."""
    found = {}
    for name in LISTS:
        section = re.search(rf'aria-labelledby="{name}">(.*?)</section>', html, re.S)
        if section:
            found[name] = re.findall(
                r'<li value="(\d+)">.*?<p class="word"[^>]*>([^<]+)<', section[1], re.S
            )
    return found


GUESSED = [("1", "nɔ de yɛri"), ("2", "drɔgs"), ("3", "Lɛf  skul")]


def test_each_step_shows_one_list_more(world, as_user):
    make.told(world)
    guess, client = make.guess(world), as_user(world.facilitator)
    assert heaps(page(client, guess)) == {"guessed": GUESSED}
    assert heaps(page(client, guess, step=2)) == {"guessed": GUESSED, "own": [("1", "lɛf skul")]}
    whole = page(client, guess, step=3)
    assert heaps(whole) == {
        "guessed": GUESSED,
        "own": [("1", "lɛf skul")],
        "children": [("1", "ebi wok"), ("2", "lɛf skul")],
    }
    children = whole.split('id="children"')[1]
    assert re.findall(r"Guessed, at place \d|Not on the guess|Said by themselves, at place \d",
                      children) == [
        "Not on the guess", "Guessed, at place 3", "Said by themselves, at place 1",
    ]  # fmt: skip
    for asked in ("0", "4", "x", "²", ""):
        assert heaps(page(client, guess, step=asked)) == {"guessed": GUESSED}
    assert 'href="?step=2"' in page(client, guess)
    assert "wrong" not in whole


def test_children_stand_as_the_community_may_hear_them(world, as_user):
    """Girls withhold one harm; boys alone tell of another; no child group's name is there."""
    client = as_user(world.facilitator)
    factories.recorded(
        world.groups["girls_14_17"], by=world.facilitator,
        harms=[("man fɔ mɔni", "used"), ("ebi wok", "heavy work"), ("angri", "hunger")],
        scopes={"ebi wok": "community_attributed", "angri": "community_unattributed"},
    )  # fmt: skip
    guess = make.guess(world)
    alone = page(client, guess, step=3)
    assert "ebi wok" not in alone
    assert "may not hear a list of the children" in alone
    factories.recorded(
        world.groups["boys_14_17"], by=world.facilitator, harms=[("ebi wok", "heavy work")],
        scopes={"ebi wok": "community_attributed"},
    )  # fmt: skip
    for view in ("show", "cards"):
        html = page(client, guess, view, step=3)
        assert "ebi wok" in html
        for word in ("man fɔ mɔni", "Girls 14–17", "Boys 14–17"):
            assert word not in html
    assert heaps(page(client, guess, step=3))["children"] == [("1", "ebi wok"), ("2", "angri")]


def test_equal_places_are_shared(world, as_user):
    for group in ("girls_10_13", "boys_10_13"):
        factories.recorded(
            world.groups[group], by=world.facilitator, ranks=[1, 1, 3],
            harms=[("ebi wok", ""), ("angri", ""), ("lɛf skul", "")],
            scopes=dict.fromkeys(("ebi wok", "angri", "lɛf skul"), "external"),
        )  # fmt: skip
    children = heaps(page(as_user(world.facilitator), make.guess(world), step=3))["children"]
    assert sorted(children) == [("1", "angri"), ("1", "ebi wok"), ("3", "lɛf skul")]


def test_its_own_list_is_whole_only_when_nobody_else_is_in_the_room(world, as_user):
    factories.recorded(
        world.groups["men"], by=world.facilitator,
        harms=[("drɔgs", "drugs"), ("angri", "hunger"), ("ebi wok", "loads")],
        scopes={"drɔgs": "group_only", "angri": "community_unattributed",
                "ebi wok": "community_attributed"},
    )  # fmt: skip
    guess, client = make.guess(world), as_user(world.mentor)
    for asked, own in (
        ({}, [("1", "ebi wok")]),
        ({"alone": 1}, [("1", "drɔgs"), ("2", "angri"), ("3", "ebi wok")]),
    ):
        assert heaps(page(client, guess, step=2, **asked))["own"] == own
        cards = page(client, guess, "cards", **asked).split('id="own"')[1]
        assert re.findall(r'class="word"[^>]*>([^<]+)<', cards) == [word for _place, word in own]
    # That something is kept back shows in nothing: the same link stands where all is told.
    bare = page(client, guess, step=2)
    assert "show its whole list" in bare
    assert "angri" not in bare


def test_a_term_that_was_named_after_the_guess_is_recognised(world, as_user):
    guess = make.guess(world)
    assert not guess.items.filter(harm__isnull=False).exists()
    make.told(world)
    children = page(as_user(world.facilitator), guess, step=3).split('id="children"')[1]
    assert "Guessed, at place 3" in children


def test_the_cards_are_three_heaps(world, as_user):
    make.told(world)
    html = page(as_user(world.mentor), make.guess(world), "cards")
    heap = {name: html.split(f'id="{name}"')[1].split("</section>")[0] for name in LISTS}
    found = {name: re.findall(r'class="word"[^>]*>([^<]+)<', each) for name, each in heap.items()}
    assert found == {
        "guessed": ["nɔ de yɛri", "drɔgs", "Lɛf  skul"],
        "own": ["lɛf skul"],
        "children": ["ebi wok", "lɛf skul"],
    }


@pytest.mark.parametrize("view", ["show", "cards"])
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("facilitator", 200), ("mentor", 200), ("committee_member", 404), ("coordinator", 404),
        ("focal_point", 404), ("observer", 404), ("administrator", 404), ("social_worker", 404),
        ("outsider_facilitator", 404), ("outsider_committee_member", 404), ("stranger", 404),
    ],
)  # fmt: skip
def test_who_may_know_of_it(world, as_user, view, name, status):
    target = reverse(f"dialogues:guess_{view}", args=[make.guess(world).pk])
    client = as_user(getattr(world, name))
    assert client.get(target).status_code == status
    assert client.post(target).status_code == 405


def test_a_mentor_reads_and_is_offered_nothing_to_write(world, as_user):
    make.told(world)
    guess = make.guess(world)
    for name, offered in (("facilitator", True), ("mentor", False)):
        html = page(as_user(getattr(world, name)), guess, step=3)
        assert ("/see/" in html, "/edit/" in html) == (offered, offered)


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    make.told(world)
    guess, client = make.guess(world), as_user(world.facilitator)
    client.get("/")
    with django_assert_max_num_queries(12):
        page(client, guess, step=3)
