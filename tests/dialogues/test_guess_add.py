"""A group of adults guesses the children's list: once in a round, and no harm is made of it."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions import guesses as actions
from dialogues.models import Confirmation, Guess, GuessedItem, Harm
from participants import actions as participants
from participants.models import Agreement

from . import factories
from . import guess_factories as make

ROWS = [
    {"local_term": "nɔ de yɛri", "gloss": "children disobey"},
    {"local_term": "drɔgs", "gloss": "drugs", "tied": "on"},
    {"local_term": "lɛf skul", "gloss": ""},
]


def url(world, group: str = "men", **changes: object) -> str:
    asked = {"round": world.round.pk, "subgroup": world.groups[group].pk, **changes}
    return reverse("dialogues:guess_add", query=asked)


def stored(guess: Guess) -> list[tuple[str, int, bool]]:
    return [(item.local_term, item.rank, item.harm is not None) for item in guess.items.all()]


def test_it_is_kept_in_order_with_ties_and_makes_no_harm(world, as_user):
    factories.recorded(
        world.groups["women"], by=world.facilitator, harms=[("lɛf skul", "out of school")]
    )
    client = as_user(world.facilitator)
    answer = client.post(url(world), make.posted(client, url(world), ROWS))
    guess = Guess.objects.get()
    assert (answer.status_code, answer.url) == (302, guess.get_absolute_url())
    assert stored(guess) == [("nɔ de yɛri", 1, False), ("drɔgs", 1, False), ("lɛf skul", 3, True)]
    assert (guess.community, guess.round, guess.subgroup) == (
        world.community, world.round, world.groups["men"]
    )  # fmt: skip
    assert (guess.made_on, guess.seen_on, guess.said_when_seen) == (clock.today(), None, "")
    assert Harm.objects.values_list("local_term", flat=True).get() == "lɛf skul"
    event = AuditEvent.objects.get(record_id=guess.pk)
    assert (event.event, event.by, event.fields) == ("guess.added", world.facilitator, [])


def test_rows_are_put_in_the_order_of_their_places(world, as_user):
    client = as_user(world.facilitator)
    rows = [{**row, "ORDER": place} for row, place in zip(ROWS, (3, 1, 2), strict=True)]
    rows.append({"local_term": "angri", "DELETE": "on"})
    client.post(url(world), make.posted(client, url(world), rows))
    assert stored(Guess.objects.get()) == [
        ("drɔgs", 1, False), ("lɛf skul", 2, False), ("nɔ de yɛri", 3, False)
    ]  # fmt: skip


def test_without_javascript_one_row_more_loses_nothing(world, as_user):
    client = as_user(world.facilitator)
    answer = client.post(url(world), make.posted(client, url(world), ROWS, go="row"))
    assert answer.status_code == 200
    assert len(answer.context["notes"].rows.forms) == 4
    assert "children disobey" in answer.content.decode()
    assert not Guess.objects.exists()


def test_only_words_that_the_community_may_hear_are_offered(world, as_user):
    said = [("ebi wok", "loads"), ("di mayn", "the mine")]
    scopes = {"ebi wok": "community_attributed", "di mayn": "facilitators"}
    factories.recorded(world.groups["women"], by=world.facilitator, harms=said, scopes=scopes)
    scopes = {"ambɔg na rod": "community_unattributed"}  # of one group of children alone
    factories.recorded(
        world.groups["girls_10_13"], by=world.facilitator, scopes=scopes,
        harms=[("ambɔg na rod", "harassed")],
    )  # fmt: skip

    def offered() -> list[str]:
        page = as_user(world.facilitator).get(url(world)).content.decode()
        return re.findall(r'<option value="([^"]+)">', page)

    assert offered() == ["ebi wok"]
    factories.recorded(
        world.groups["boys_10_13"], by=world.facilitator, scopes={"angri": "external"},
        harms=[("angri", "hunger")],
    )  # fmt: skip
    assert set(offered()) == {"ebi wok", "ambɔg na rod", "angri"}


def test_a_group_guesses_once_in_a_round(world, as_user):
    first = make.guess(world)
    client = as_user(world.facilitator)
    assert client.get(url(world)).status_code == 409
    with pytest.raises(NotPossible, match="guessed in this round before"):
        make.guess(world)
    assert Guess.objects.get() == first
    make.guess(world, "women")
    participants.begin_round(
        id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
    )
    make.guess(world)
    assert Guess.objects.count() == 3


def test_the_same_form_twice_is_one(world, as_user):
    client = as_user(world.facilitator)
    once = make.posted(client, url(world), ROWS)
    assert [client.post(url(world), once).status_code for _time in range(2)] == [302, 302]
    assert Guess.objects.count() == 1
    assert GuessedItem.objects.count() == 3
    other = once | {"rows-0-local_term": "angri"}
    assert client.post(url(world), other).status_code == 409
    assert GuessedItem.objects.filter(local_term="angri").count() == 0


@pytest.mark.parametrize(
    ("rows", "changes", "told"),
    [
        ([], {}, "Write down at least one thing"),
        ([{"local_term": "", "gloss": "loads"}], {}, "Write their words too"),
        ([{"local_term": "angri"}, {"local_term": "ANGRI "}], {}, "more than once"),
        ([{"local_term": "angri"}], {"made_on": "2999-01-01"}, "still to come"),
        ([{"local_term": "angri"}], {"made_on": "2001-01-01"}, "before the round began"),
        ([{"local_term": "z" * 201}], {}, "at most 200"),
        ([{"local_term": "son of Kadie Sesay"}], {}, "may tell who someone is"),
        ([{"local_term": f"word {n}"} for n in range(11)], {}, "at most 10"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(world, as_user, rows, changes, told):
    client = as_user(world.facilitator)
    answer = client.post(url(world), make.posted(client, url(world), rows, **changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert all(row["local_term"].strip() in page for row in rows[:10])
    assert not Guess.objects.exists()


def test_why_words_name_nobody_is_kept_and_listed(world, as_user):
    client = as_user(world.facilitator)
    rows = [{"local_term": "son of Kadie Sesay"}]
    sent = make.posted(client, url(world), rows, identifier_reason="A song.")
    assert client.post(url(world), sent).status_code == 302
    guess = Guess.objects.get()
    assert guess.identifier_reason == "A song."
    kept = Confirmation.objects.get()
    assert (kept.round, kept.record_id, kept.reason) == (world.round, guess.pk, "A song.")
    page = as_user(world.mentor).get(reverse("overview:confirmation_list")).content.decode()
    assert guess.get_absolute_url() in page


@pytest.mark.parametrize("group", ["girls_10_13", "boys_14_17", "home_visits"])
def test_only_groups_of_adults_guess(world, as_user, group):
    answer = as_user(world.facilitator).get(url(world, group))
    assert answer.status_code == 409
    assert "This group says it itself." in answer.content.decode()
    with pytest.raises(NotPossible):
        make.guess(world, group)


def test_a_group_of_another_community_is_not_there(world, as_user):
    other = world.outside_community.subgroups.get(voice="men")
    assert as_user(world.facilitator).get(url(world, subgroup=other.pk)).status_code == 404
    with pytest.raises(NotPermitted):
        actions.add_guess(
            id=uuid.uuid4(), listening=world.round, subgroup=other, made_on=clock.today(),
            items=make.ITEMS, by=world.facilitator,
        )  # fmt: skip


def test_a_group_that_pauses_guesses_nothing(world, as_user):
    group = world.groups["men"]
    participants.pause_subgroup(group, by=world.facilitator)
    answer = as_user(world.facilitator).get(url(world))
    assert answer.status_code == 409
    assert "this group pauses now" in answer.content.decode()


def test_without_an_agreement_nothing_is_guessed(world, as_user):
    client = as_user(world.facilitator)
    sent = make.posted(client, url(world), ROWS)
    agreement = Agreement.objects.get(community=world.community)
    participants.move_agreement(
        agreement, "paused", decided_on=clock.today(), words="", by=world.facilitator
    )
    assert client.get(url(world)).status_code == 409
    assert client.post(url(world), sent).status_code == 409
    assert not Guess.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("mentor", 403), ("committee_member", 404), ("coordinator", 404), ("focal_point", 404),
        ("observer", 404), ("administrator", 404), ("social_worker", 404),
        ("outsider_facilitator", 404), ("stranger", 404),
    ],
)  # fmt: skip
def test_nobody_else(world, as_user, name, status):
    client = as_user(getattr(world, name))
    assert client.get(url(world)).status_code == status
    assert client.post(url(world), {"made_on": "2026-01-01"}).status_code == status


def test_the_way_there_stands_beside_the_comparison(world, as_user):
    compare = reverse("dialogues:round_compare", args=[world.round.pk])

    def page(name: str = "facilitator") -> str:
        return as_user(getattr(world, name)).get(compare).content.decode()

    add = reverse("dialogues:guess_add")
    groups = {
        name: str(world.groups[name].pk) for name in ("women", "men", "elders", "girls_10_13")
    }

    def offered(html: str) -> set[str]:
        found = set(re.findall(rf"{add}\?round=[\w-]+&amp;subgroup=([\w-]+)", html))
        return {name for name, key in groups.items() if key in found}

    assert offered(page()) == {"women", "men", "elders"}
    assert offered(page("mentor")) == set()
    guess = make.guess(world)
    participants.pause_subgroup(world.groups["elders"], by=world.facilitator)
    assert offered(page()) == {"women"}
    assert guess.get_absolute_url() in page("mentor")
    assert as_user(world.facilitator).put(url(world)).status_code == 405
