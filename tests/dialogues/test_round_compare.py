"""The comparison as two people see it: whoever facilitates, and the community."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from cpfacilitate.demo.masimbaya import HARMS
from cpfacilitate.lib import clock
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession
from participants.actions import begin_round

from . import factories


@pytest.fixture
def masimbaya(world):
    factories.masimbaya_round(world.groups, by=world.facilitator)
    return world


def scores(page: str) -> dict[str, tuple[str, ...]]:
    """The table of a page: meaning → its lenses."""
    rows = re.findall(r'<tr data-harm="([^"]+)">(.*?)</tr>', page, re.S)
    return {harm: tuple(re.findall(r'data-lens="\w+">([^<]+)<', cells)) for harm, cells in rows}


def page(client, name: str, world) -> str:
    answer = client.get(reverse(f"dialogues:round_{name}", args=[world.round.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_facilitator_sees_the_published_scores(masimbaya, as_user):
    table = scores(page(as_user(masimbaya.facilitator), "compare", masimbaya))
    assert len(table) == 12
    assert table["heavy work"] == ("0.76", "0.00", "0.25")
    assert table["beating"] == ("0.63", "0.00", "0.50")
    assert table["out of school"] == ("0.69", "0.69", "0.75")
    assert table["became pregnant"] == ("0.40", "0.81", "0.00")
    assert table["used by men for money"] == ("0.21", "0.00", "0.00")
    assert table["disabled child kept hidden"] == ("0.00", "0.00", "1.00")


@pytest.mark.parametrize("name", ["committee_member", "facilitator", "mentor"])
def test_the_communitys_page_is_computed_without_what_is_withheld(masimbaya, as_user, name):
    html = page(as_user(getattr(masimbaya, name)), "findings", masimbaya)
    table = scores(html)
    assert len(table) == 11
    assert table["heavy work"][0] == "0.79"
    assert table["out of school"][0] == "0.73"
    assert table["beating"][0] == "0.65"
    words, meaning = HARMS["sexual_exploitation"]
    assert words not in html
    assert meaning not in html
    for label in ("Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17", "4 groups"):
        assert label not in html


@pytest.mark.parametrize(
    ("name", "compare", "findings"),
    [
        ("facilitator", 200, 200),
        ("mentor", 200, 200),
        ("committee_member", 404, 200),
        ("coordinator", 404, 404),
        ("focal_point", 404, 404),
        ("observer", 404, 404),
        ("social_worker", 404, 404),
        ("administrator", 404, 404),
        ("outsider_facilitator", 404, 404),
        ("outsider_committee_member", 404, 404),
        ("other_coordinator", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_may_know_of_it(masimbaya, as_user, name, compare, findings):
    client = as_user(getattr(masimbaya, name))
    for view, expected in (("compare", compare), ("findings", findings)):
        target = reverse(f"dialogues:round_{view}", args=[masimbaya.round.pk])
        assert client.get(target).status_code == expected


def test_a_draft_does_not_count(world, as_user):
    factories.filled(world.groups["girls_10_13"], by=world.facilitator)
    assert scores(page(as_user(world.facilitator), "compare", world)) == {}


def test_the_default_is_that_nothing_reaches_the_community(world, as_user):
    factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    html = page(as_user(world.committee_member), "findings", world)
    assert "ebi wok" not in html
    assert "Nothing is ready to be told yet." in html


def test_queries_do_not_grow_with_sessions(masimbaya, as_user, django_assert_max_num_queries):
    for _ in range(5):
        factories.recorded(masimbaya.groups["women"], by=masimbaya.facilitator)
    client = as_user(masimbaya.facilitator)
    client.get("/")
    for view in ("compare", "findings"):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"dialogues:round_{view}", args=[masimbaya.round.pk]))


def test_a_word_is_told_in_the_words_of_those_who_allow_it(world, as_user):
    """Girls said it first and withhold it; women use the same word for something they tell."""
    factories.recorded(
        world.groups["girls_14_17"], by=world.facilitator,
        harms=[("di well", "what happens there at dusk")], scopes={"di well": "group_only"},
    )  # fmt: skip
    factories.recorded(
        world.groups["women"], by=world.facilitator, harms=[("di well", "far to walk")],
        scopes={"di well": "community_attributed"},
    )  # fmt: skip
    html = page(as_user(world.committee_member), "findings", world)
    assert "far to walk" in html
    assert "what happens there at dusk" not in html


def test_one_group_of_children_alone_is_not_told_of(world, as_user):
    told = {"ebi wok": "community_attributed"}
    factories.recorded(world.groups["girls_14_17"], by=world.facilitator, scopes=told)
    client = as_user(world.committee_member)
    assert "ebi wok" not in page(client, "findings", world)
    factories.recorded(world.groups["boys_14_17"], by=world.facilitator, scopes=told)
    assert scores(page(client, "findings", world)) == {"heavy work": ("1.00", "–", "–")}


def test_what_protects_is_told_only_as_the_group_allows(world, as_user):
    target = reverse("overview:community_page", args=[world.community.pk])
    session = factories.draft(world.groups["girls_14_17"], by=world.facilitator)
    said = {"local_term": "we hide at the well", "gloss": "when he drinks"}

    def told(scope: str) -> bool:
        rows = [{**said, "share_scope": scope}]
        fresh = DialogueSession.objects.get(pk=session.pk)
        actions.save_session(
            fresh,
            version=fresh.version,
            values={},
            rows={
                "items": [],
                "strengths": rows,
                "head_counts": [
                    {"sex": "female", "age_band": "14_17", "people": 9, "with_difficulty": 0}
                ],
            },
            by=world.facilitator,
        )
        fresh.refresh_from_db()
        if fresh.status == "draft":
            actions.record_session(fresh, version=fresh.version, by=world.facilitator)
        pages = [as_user(person).get(target).content.decode()
                 for person in (world.committee_member, world.coordinator)]  # fmt: skip
        assert "we hide at the well" in as_user(world.facilitator).get(target).content.decode()
        return all("we hide at the well" in html for html in pages)

    assert told("facilitators") is False
    assert told("community_unattributed") is True
    assert told("group_only") is False


def test_what_counting_heads_would_hide_is_beside_it_for_who_facilitates(masimbaya, as_user):
    """Each group of the round had nine people, so here it is the mean over all lists."""
    html = page(as_user(masimbaya.facilitator), "compare", masimbaya)
    heads = dict(re.findall(r'<tr data-heads="([^"]+)">.*?</th><td class="n">([^<]+)<', html, re.S))
    assert len(heads) == 12
    assert (heads["out of school"], heads["heavy work"]) == ("0.70", "0.41")
    for name in ("facilitator", "committee_member"):
        assert "data-heads" not in page(as_user(getattr(masimbaya, name)), "findings", masimbaya)


def test_what_changed_since_the_round_before(masimbaya, as_user):
    """Men name heavy work now; what girls withhold is on no page of the community."""
    client, by = as_user(masimbaya.facilitator), masimbaya.facilitator
    assert 'id="since"' not in page(client, "compare", masimbaya)
    begin_round(id=uuid4(), community=masimbaya.community, began_on=clock.today(), by=by)
    told = {"ebi wok": "community_attributed", "di mayn": "community_attributed"}
    for group, harms in (
        ("girls_10_13", [("ebi wok", "heavy work"), ("di mayn", "the mine")]),
        ("boys_10_13", [("ebi wok", "heavy work"), ("man fɔ mɔni", "used by men for money")]),
        ("men", [("ebi wok", "heavy work")]),
    ):
        factories.recorded(masimbaya.groups[group], by=by, harms=harms, scopes=told)
    html = page(client, "compare", masimbaya)
    since = html[html.index('id="since"') : html.index('id="scores"')]
    found = re.findall(r'<h3[^>]*>.*?([A-Z][a-z, 0-9]+)</h3>|lang="kri">([^<]+)<', since, re.S)
    assert ["".join(pair) for pair in found][:4] == [
        "Adults name it now", "ebi wok", "Named now, not in round 1", "di mayn",
    ]  # fmt: skip
    community = page(as_user(masimbaya.committee_member), "findings", masimbaya)
    assert "Adults tell it now" in community
    assert "man fɔ mɔni" not in community


def test_whoever_was_counted_together_counts_by_heads(masimbaya, as_user):
    men = DialogueSession.objects.get(round=masimbaya.round, subgroup__voice="men")
    people = men.people
    before = page(as_user(masimbaya.facilitator), "compare", masimbaya)
    men.head_counts.all().delete()
    DialogueSession.objects.filter(pk=men.pk).update(counted_together=people)
    after = page(as_user(masimbaya.facilitator), "compare", masimbaya)
    weighed = [
        re.findall(r'data-heads="([^"]+)">.*?class="n">([^<]+)<', html, re.S)
        for html in (before, after)
    ]
    assert len(weighed[0]) == 12
    assert weighed[0] == weighed[1]
