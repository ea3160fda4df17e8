"""Does anything that a community reads tell of what its groups withhold, or who of the children spoke?

Each test takes what is withheld out of the world, or lets two groups of children change places: what
a committee member reads may not change by a letter.
"""

from __future__ import annotations

import io
import random
import re
import uuid
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from cpfacilitate.lib import clock
from dialogues.actions.findings import keep_findings
from dialogues.models import DialogueSession, Finding, Quote, RankedItem, ToolRow
from dialogues.models.rows import TOLD, reranked
from participants.models import Round, Voice

from . import factories
from . import finding_factories as found
from . import tool_factories as tools

TERMS = [
    "ebi wok",
    "bit pikin",
    "lɛf skul",
    "gɛt bɛlɛ",
    "man fɔ mɔni",
    "angri",
    "drɔgs",
    "wata far",
]
GROUPS = ("girls_10_13", "girls_14_17", "boys_10_13", "boys_14_17", "women", "men", "home_visits")
SCOPES = ("group_only", "facilitators", "community_unattributed", "community_attributed")


def spoken(world, seed: int, *, told_all: bool = False) -> Round:
    """A round in which groups rank some of the terms, each told as far as chance has it.

    What can be is carried and answered; of two findings some groups are told, or all children.
    """
    chance = random.Random(seed)
    for group in chance.sample(GROUPS, chance.randint(3, len(GROUPS))):
        terms = chance.sample(TERMS, chance.randint(1, 6))
        session = factories.recorded(
            world.groups[group], by=world.facilitator,
            harms=[(term, f"meaning of {term}") for term in terms],
            scopes={term: chance.choice(SCOPES) for term in terms},
            ranks=sorted(chance.randint(1, len(terms)) for _ in terms),
            quotes=[
                _saying(chance, f"{group} of {terms[0]}", about=terms[0]),
                _saying(chance, f"{group} of the road"),
            ],
            people=chance.choice((4, 9)),
        )  # fmt: skip
        for kind in chance.sample(list(tools.KINDS), 2):
            rows = tools.rows(kind)
            scopes = [{"share_scope": chance.choice(SCOPES)} for _ in rows]
            laid_out = [row | scope for row, scope in zip(rows, scopes, strict=True)]
            tools.add(session, kind, rows=laid_out, about=terms[0], by=world.facilitator)
    carried = list(Finding.objects.filter(round=world.round).allowed())[:4]
    if carried:
        found.presented(*carried, by=world.facilitator, shown="The story of all of it")
    for finding in carried[:3]:
        found.answered(finding, by=world.facilitator)
    for finding in carried[:2]:
        children = [group for group in world.groups.values() if group.is_child]
        some = chance.sample(list(world.groups.values()), 2)
        found.told(finding, groups=children if told_all else some, by=world.facilitator)
    return world.round


def _saying(chance: random.Random, words: str, about: str = "") -> dict[str, str]:
    scope = chance.choice(SCOPES)
    return {"words": words, "gloss": f"so {words}", "about": about, "share_scope": scope}


def read(client: Client, world) -> dict[str, str]:
    """Every page of the round as a committee member gets it, without what is new each time."""
    key, community = world.round.pk, world.community.pk
    targets = [
        reverse("home"),
        reverse("overview:community_page", args=[community]),
        reverse("overview:community_pack", args=[community]),
        reverse("participants:round_show", args=[key]),
        *(
            reverse(f"dialogues:round_{page}", args=[key])
            for page in ("findings", "trail", "tell_back")
        ),
    ]
    told = Finding.objects.visible_to(world.committee_member).order_by("pk")
    targets += [finding.get_absolute_url() for finding in told]
    return {target: _same(client.get(target)) for target in targets} | _files(client, community)


def _files(client: Client, community: uuid.UUID) -> dict[str, str]:
    """What they take along, by the name of the file."""
    taken = client.post(reverse("overview:community_pack_data", args=[community]))
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _same(response) -> str:
    assert response.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", response.text)


def take_out_what_is_withheld(listening: Round) -> int:
    """The same world without it: rows gone, and the lists close up."""
    gone = 0
    for session in DialogueSession.objects.filter(round=listening):
        gone += session.items.exclude(share_scope__in=TOLD).delete()[0]
        for row in reranked(list(session.items.values("pk", "rank"))):
            RankedItem.objects.filter(pk=row["pk"]).update(rank=row["rank"])
    for rows in (
        Quote.objects.filter(session__round=listening),
        ToolRow.objects.filter(tool__session__round=listening),
    ):
        gone += rows.exclude(share_scope__in=TOLD).delete()[0]
    return gone


@pytest.mark.parametrize("seed", range(10))
def test_what_is_withheld_changes_nothing_that_a_community_reads(world, as_user, seed):
    listening, client = spoken(world, seed), as_user(world.committee_member)
    with clock.at(clock.now()):
        before = read(client, world)
        assert take_out_what_is_withheld(listening)
        keep_findings(listening, by=world.facilitator)
        assert read(client, world) == before


@pytest.mark.parametrize("seed", range(10))
def test_nobody_reads_which_of_the_children_said_it(world, as_user, seed):
    """Two groups of children change places, with all they said: the pages stay as they were."""
    listening, client = spoken(world, seed, told_all=True), as_user(world.committee_member)
    spoke = DialogueSession.objects.filter(
        round=listening, subgroup__voice__in=(Voice.GIRLS, Voice.BOYS)
    )
    sessions = list(spoke.order_by("pk"))
    if len(sessions) < 2:
        pytest.skip("only one group of children spoke")
    first, second = sessions[0], sessions[-1]
    with clock.at(clock.now()):
        before = read(client, world)
        for session, group in ((first, second.subgroup), (second, first.subgroup)):
            DialogueSession.objects.filter(pk=session.pk).update(subgroup=group)
        assert read(client, world) == before


@pytest.mark.parametrize("seed", range(10))
def test_the_query_and_the_computed_page_agree(world, as_user, seed):
    """What may be opened by its key is what stands on the page, and the other way round."""
    listening, client = spoken(world, seed), as_user(world.committee_member)
    page = client.get(reverse("dialogues:round_findings", args=[listening.pk])).text
    named = set(re.findall(r'<tr data-harm="meaning of ([^"]+)">', page))
    told = Finding.objects.visible_to(world.committee_member)
    assert named == {str(finding) for finding in told.exclude(harm=None)}
    trail = client.get(reverse("dialogues:round_trail", args=[listening.pk])).text
    for finding in Finding.objects.filter(round=listening):
        answer = client.get(finding.get_absolute_url()).status_code
        assert answer == (200 if finding in told else 404)
        assert (finding.get_absolute_url() in trail) == (finding in told)
