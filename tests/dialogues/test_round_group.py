"""Local words are laid together by a person, in as many groups as it takes, and apart again."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.models import Harm, HarmCategory, HarmGrouping, RankedItem
from participants import actions as participants
from participants.models import Agreement

from . import category_factories as make
from . import factories

SAID = [("ebi wok", "heavy work"), ("bit pikin", "beating"), ("angri", "hunger")]


@pytest.fixture
def spoken(world):
    factories.recorded(world.groups["girls_10_13"], by=world.facilitator, harms=SAID)
    return world


def url(world, term: str = "") -> str:
    asked = {"harm": make.harm(world, term).pk} if term else None
    return reverse("dialogues:round_group", args=[world.round.pk], query=asked)


def page(client, world, term: str = "") -> str:
    answer = client.get(url(world, term))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def standing(page: str) -> dict[str, list[str]]:
    """Term → the groups it stands in now."""
    rows = re.findall(
        r'id="term-[\w-]+">(.*?)</li>(?=\s*(?:<li class="stack-s"|</ul>))', page, re.S
    )
    return {
        re.search(r'class="word"[^>]*>([^<]+)<', row)[1]: re.findall(r'badge us">([^<]+)<', row)
        for row in rows
    }


def test_every_term_stands_for_itself_at_first(spoken, as_user):
    found = page(as_user(spoken.facilitator), spoken)
    assert standing(found) == {"ebi wok": [], "bit pikin": [], "angri": []}
    assert found.count("Stands for itself.") == 3


@pytest.mark.parametrize(
    ("sent", "shown", "code", "name"),
    [
        ({"category": "heavy_work"}, "Heavy work", "heavy_work", ""),
        ({"name": " Loads and more "}, "Loads and more", "", "Loads and more"),
        ({"name": "heavy  WORK"}, "Heavy work", "heavy_work", ""),
    ],
)
def test_a_term_is_put_into_a_group(spoken, as_user, sent, shown, code, name):
    client = as_user(spoken.facilitator)
    before = list(RankedItem.objects.order_by("pk").values())
    harms = list(Harm.objects.order_by("pk").values())
    answer = client.post(url(spoken, "ebi wok"), sent)
    harm = make.harm(spoken, "ebi wok")
    assert answer.url == f"{url(spoken)}#term-{harm.pk}"
    grouping = HarmGrouping.objects.get()
    category = grouping.category
    assert (grouping.harm, grouping.by, grouping.ended_at) == (harm, spoken.facilitator, None)
    assert (category.code, category.name, category.community) == (code, name, spoken.community)
    assert standing(page(client, spoken))["ebi wok"] == [shown]
    assert list(RankedItem.objects.order_by("pk").values()) == before
    assert list(Harm.objects.order_by("pk").values()) == harms
    event = AuditEvent.objects.get(record_id=harm.pk, event="harm.grouped")
    assert (event.by, event.fields) == (spoken.facilitator, [])


def test_a_name_once_given_is_offered_and_stays_one_group(spoken, as_user):
    client = as_user(spoken.facilitator)
    client.post(url(spoken, "ebi wok"), {"name": "too much for us"})
    assert 'value="=too much for us"' in page(client, spoken, "angri")
    client.post(url(spoken, "angri"), {"category": "=too much for us"})
    client.post(url(spoken, "bit pikin"), {"name": "Too much  for us"})
    assert HarmCategory.objects.count() == 1
    assert {tuple(found) for found in standing(page(client, spoken)).values()} == {
        ("too much for us",)
    }


def test_a_term_in_several_groups_and_the_same_twice_is_once(spoken, as_user):
    client = as_user(spoken.facilitator)
    for category in ("heavy_work", "domestic_work", "heavy_work"):
        assert client.post(url(spoken, "ebi wok"), {"category": category}).status_code == 302
    assert standing(page(client, spoken))["ebi wok"] == ["Heavy work", "Domestic work"]
    assert AuditEvent.objects.filter(event="harm.grouped").count() == 2


def test_it_is_taken_out_and_its_history_stays_in_plain_words(spoken, as_user):
    with clock.at(clock.now() - timedelta(days=2)):
        grouping = make.grouping(spoken, "ebi wok", "loads")
        put = clock.today()
    client = as_user(spoken.facilitator)
    end = reverse("dialogues:grouping_end", args=[grouping.pk], query={"round": spoken.round.pk})
    assert end in client.get(url(spoken)).content.decode()
    for _time in range(2):
        answer = client.post(end)
        assert answer.url == f"{url(spoken)}#term-{grouping.harm_id}"
    grouping.refresh_from_db()
    assert grouping.ended_by == spoken.facilitator
    assert AuditEvent.objects.filter(event="harm.ungrouped").count() == 1
    found = page(as_user(spoken.mentor), spoken)
    assert standing(found)["ebi wok"] == []
    who, day = spoken.facilitator, "{0:%B} {0:%Y}"
    assert (
        f"{who} put it into “loads” on {put.day} {day.format(put)}; taken out on "
        f"{clock.today().day} {day.format(clock.today())} by {who}."
    ) in found
    make.grouping(spoken, "ebi wok", "loads")
    assert HarmGrouping.objects.count() == 2
    assert standing(page(client, spoken))["ebi wok"] == ["loads"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose a group of words, or give it a name"),
        ({"category": "heavy_work", "name": "mine"}, "one of the two"),
        ({"category": "no_such"}, "Select a valid choice"),
        ({"category": "=no such"}, "Select a valid choice"),
        ({"name": "z" * 121}, "at most 120"),
        ({"name": "children of Kadie Sesay"}, "may tell who someone is"),
    ],
)
def test_bad_input_is_422_with_the_words_still_there(spoken, as_user, sent, told):
    answer = as_user(spoken.facilitator).post(url(spoken, "ebi wok"), sent)
    assert answer.status_code == 422
    found = answer.content.decode()
    assert told in found
    assert sent.get("name", "") in found
    assert not HarmGrouping.objects.exists()


@pytest.mark.parametrize("asked", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_term_that_is_not_of_the_round_is_not_there(spoken, as_user, asked):
    client, bare = as_user(spoken.facilitator), url(spoken)
    assert client.post(f"{bare}?harm={asked}", {"name": "loads"}).status_code == 404
    factories.filled(spoken.groups["women"], by=spoken.facilitator, harms=[("drɔgs", "drugs")])
    assert "drɔgs" not in page(client, spoken)


@pytest.mark.parametrize(
    ("name", "shown", "written"),
    [
        ("mentor", 200, 403), ("committee_member", 404, 404), ("coordinator", 404, 404),
        ("focal_point", 404, 404), ("observer", 404, 404), ("administrator", 404, 404),
        ("outsider_facilitator", 404, 404), ("stranger", 404, 404),
    ],
)  # fmt: skip
def test_who_may(spoken, as_user, name, shown, written):
    grouping = make.grouping(spoken, "angri")
    client = as_user(getattr(spoken, name))
    assert client.get(url(spoken)).status_code == shown
    assert client.get(url(spoken, "ebi wok")).status_code == shown
    assert client.post(url(spoken, "ebi wok"), {"name": "loads"}).status_code == written
    end = reverse("dialogues:grouping_end", args=[grouping.pk], query={"round": spoken.round.pk})
    assert client.post(end).status_code == written
    assert client.get(end).status_code == 405
    assert client.put(url(spoken)).status_code == 405
    assert HarmGrouping.objects.get().ended_at is None
    if shown == 200:
        found = client.get(url(spoken, "ebi wok")).content.decode()
        assert "Put with others" not in found
        assert "Take out" not in found


def test_without_an_agreement_nothing_is_laid_together(spoken, as_user):
    grouping = make.grouping(spoken, "angri")
    participants.move_agreement(
        Agreement.objects.get(community=spoken.community), "paused", decided_on=clock.today(),
        words="", by=spoken.facilitator,
    )  # fmt: skip
    client = as_user(spoken.facilitator)
    end = reverse("dialogues:grouping_end", args=[grouping.pk], query={"round": spoken.round.pk})
    assert client.post(url(spoken, "ebi wok"), {"name": "loads"}).status_code == 409
    assert client.post(end).status_code == 409
    assert "Put with others" not in page(client, spoken)


def test_the_community_hears_its_words_as_they_were_said(spoken, as_user):
    scopes = dict.fromkeys((term for term, _gloss in SAID), "community_attributed")
    for group in ("boys_10_13", "women"):
        factories.recorded(spoken.groups[group], by=spoken.facilitator, harms=SAID, scopes=scopes)
    findings = reverse("dialogues:round_findings", args=[spoken.round.pk])
    client = as_user(spoken.committee_member)
    before = client.get(findings).context["synthesis"]
    make.grouping(spoken, "ebi wok", "loads")
    make.grouping(spoken, "angri", "loads")
    for query in ("", "?by=category"):
        assert client.get(f"{findings}{query}").context["synthesis"] == before


def test_the_table_keeps_one_live_grouping_and_its_end_together(spoken):
    grouping = make.grouping(spoken, "angri")
    other = make.end(make.grouping(spoken, "ebi wok"), by=spoken.facilitator)
    for change in (
        lambda: HarmGrouping.objects.create(
            harm=grouping.harm, category=grouping.category, by=spoken.facilitator
        ),
        lambda: HarmGrouping.objects.filter(pk=other.pk).update(ended_by=None),
        lambda: HarmCategory.objects.update(code="heavy_work"),
        lambda: HarmCategory.objects.update(name=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
