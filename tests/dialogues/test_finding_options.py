"""What could be done, side by side: all of it to those who facilitate, to others what they may hear."""

from __future__ import annotations

import random
import re

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.overview.reflection import questions
from dialogues.models import DialogueSession, HarmOption, OptionView, RankedItem
from dialogues.models.options import kept_back
from dialogues.models.rows import TOLD
from dialogues.models.shapes import Option
from participants.models import Subgroup, Voice
from tests.overview.test_reflect import facts

from . import factories, tool_factories
from . import option_factories as make

SCOPES = ("group_only", "facilitators", "community_unattributed", "community_attributed")
GROUPS = ("girls_10_13", "girls_14_17", "boys_10_13", "boys_14_17", "women", "men", "home_visits")


def page(found) -> str:
    return reverse("dialogues:finding_options", args=[found.pk])


def sheet(found) -> str:
    return reverse("dialogues:finding_sheet", args=[found.pk])


def read(client, found) -> dict[str, str]:
    return {url: _same(client.get(url)) for url in (page(found), sheet(found))}


def _same(response) -> str:
    assert response.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", response.text)


def test_facilitator_and_mentor_read_each_group_by_itself(world, as_user):
    found, by = make.finding(world), world.facilitator
    option = make.option(found, by=by)
    make.view(option, world.groups["girls_10_13"], by=by, words="Dark", share_scope="group_only")
    make.view(option, world.groups["women"], by=by, weighs="drawback", words="Late")
    for name in ("facilitator", "mentor"):
        shown = as_user(world.cast[name]).get(page(found)).content.decode()
        for words in (make.ROTA, "Dark", "Late", "Girls 10–13", "Women", "Only this group"):
            assert words in shown, (name, words)


def test_the_community_reads_children_as_one_voice_and_adults_as_they_let_it(world, as_user):
    found, by = make.finding(world), world.facilitator
    option = make.option(found, by=by)
    for group, words, scope in (
        ("girls_10_13", "Dark in the rains", "community_attributed"),
        ("boys_14_17", "We walk twice", "community_unattributed"),
        ("women", "It costs little", "community_attributed"),
        ("men", "Somebody must fetch it", "community_unattributed"),
        ("women", "Not for them", "facilitators"),
    ):
        make.view(option, world.groups[group], by=by, words=words, share_scope=scope)
    client = as_user(world.committee_member)
    for url in (page(found), sheet(found)):
        shown = client.get(url).content.decode()
        for words in ("Children said", "Women said", "Adults said", "Dark in the rains",
                      "We walk twice", "It costs little", "Somebody must fetch it"):  # fmt: skip
            assert words in shown, (url, words)
        for words in ("Girls 10–13", "Boys 14–17", "Men said", "Not for them", "Facilitators"):
            assert words not in shown, (url, words)


def test_what_children_of_one_group_alone_say_is_told_to_nobody(world, as_user):
    """Who read “children said” would know which of them."""
    found, by = make.finding(world, ["girls_10_13", "women"]), world.facilitator
    option = make.option(found, by=by, raised_by=["children", "women"])
    make.option(found, by=by, words="Their own idea", raised_by=["children"])
    make.view(option, world.groups["girls_10_13"], by=by, words="Dark in the rains")
    client = as_user(world.committee_member)
    for url in (page(found), sheet(found)):
        shown = client.get(url).content.decode()
        assert make.ROTA in shown
        for words in ("Children said", "m-children", "Dark in the rains", "Their own idea"):
            assert words not in re.sub(r"(?s)<svg[^>]*hidden.*?</svg>", "", _main(shown)), words
    shown = as_user(world.facilitator).get(page(found)).content.decode()
    assert "Their own idea" in shown
    assert shown.count("Not told: one group of children alone") == 1


def _main(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


def test_what_a_group_takes_back_in_its_dialogue_is_gone_from_the_page(world, as_user):
    found, by = make.finding(world), world.facilitator
    session = factories.recorded(world.groups["women"], by=by)
    rows = tool_factories.rows("options", share_scope="community_attributed")[:1]
    tool = tool_factories.add(session, "options", by=by, rows=rows)
    make.option(found, by=by, rows=list(tool.own_rows()))
    client = as_user(world.committee_member)
    assert "No cost" in client.get(page(found)).content.decode()
    stored = [{**row, "share_scope": "facilitators"} for row in tool_factories.stored_rows_of(tool)]
    tool_factories.save(tool, by=by, rows=stored)
    assert "No cost" not in client.get(page(found)).content.decode()
    shown = as_user(world.mentor).get(page(found)).content.decode()
    assert "No cost" in shown
    assert shown.count("Kept back by those who said it") == 1


def test_the_sheet_is_the_same_whoever_prints_it(world, as_user):
    found, by = make.finding(world), world.facilitator
    option = make.option(found, by=by)
    make.view(option, world.groups["women"], by=by, words="Not for them", share_scope="group_only")
    shown = {_main(as_user(world.cast[name]).get(sheet(found)).content.decode())
             for name in ("facilitator", "mentor", "committee_member")}  # fmt: skip
    assert len(shown) == 1
    (text,) = shown
    assert "Not for them" not in text
    for words in ("This one", "Stones or beans", "All came to one mind", "Who saw it differently"):
        assert words in text


def test_what_no_group_lets_be_told_has_no_sheet_and_no_page_for_the_community(world, as_user):
    found = make.finding(world)
    make.option(found, by=world.facilitator)
    RankedItem.objects.update(share_scope="facilitators")
    for name, on_page, on_sheet in (
        ("facilitator", 200, 404), ("mentor", 200, 404), ("committee_member", 404, 404),
        ("coordinator", 404, 404), ("outsider_committee_member", 404, 404),
    ):  # fmt: skip
        client = as_user(world.cast[name])
        assert client.get(page(found)).status_code == on_page, name
        assert client.get(sheet(found)).status_code == on_sheet, name
    assert sheet(found) not in as_user(world.facilitator).get(page(found)).content.decode()


def test_kind_when_there_is_nothing_yet(world, as_user):
    found = make.finding(world)
    for name in ("facilitator", "committee_member"):
        client = as_user(world.cast[name])
        for url in (page(found), sheet(found)):
            shown = client.get(url).content.decode()
            if url == sheet(found) or name == "committee_member":
                assert reverse("dialogues:option_add") not in shown
            assert "Nothing is written down yet" in shown


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    found, by = make.heard(world), world.facilitator

    def more():
        option = make.option(found, by=by)
        session = factories.recorded(world.groups["women"], by=by)
        rows = tool_factories.rows("options", share_scope="community_attributed")
        tool = tool_factories.add(session, "options", by=by, rows=rows)
        for group in GROUPS:
            make.view(option, world.groups[group], by=by)
        make.option(found, by=by, rows=list(tool.own_rows()))
        make.choice(option, by=by)

    more()
    clients = [as_user(world.facilitator), as_user(world.committee_member)]
    counts = []
    for client in clients:
        for url in (page(found), sheet(found)):
            client.get(url)
            with django_assert_max_num_queries(12) as taken:
                client.get(url)
            counts.append(len(taken))
    more()
    for client in clients:
        for url in (page(found), sheet(found)):
            with django_assert_max_num_queries(counts.pop(0)):
                client.get(url)


def test_a_harm_of_no_child_and_decisions_without_dissent_are_questions_for_two_alone(
    world, as_user
):
    """Facilitator and mentor are asked; the committee's pages say nothing of it."""
    by = world.facilitator
    factories.recorded(
        world.groups["men"], by=by, harms=[("vijana bure", "idle youth")],
        scopes={"vijana bure": "community_attributed"},
    )  # fmt: skip
    (found,) = world.round.findings.all()
    for words in ("a hall", "a fence"):
        option = make.option(found, by=by, words=words, raised_by=["men"])
        make.choice(option, by=by, dissents={}, unheard_reason="The chair leaves.")
    asked = questions(facts(world))
    told = [line for question in asked for line in question.because]
    assert (
        "“a hall” is about “vijana bure”. In round 1 it stands on no list of girls or boys." in told
    )
    assert "Gatherings decided 2 times, and no word of dissent is kept." in told
    words = ("had they chosen?", "where could they say so?", "no word of dissent")
    url = reverse("overview:reflect", args=[world.community.pk])
    for name in ("facilitator", "mentor"):
        shown = as_user(world.cast[name]).get(url).content.decode()
        assert [each for each in words if each not in shown] == []
    client = as_user(world.committee_member)
    for target in (page(found), sheet(found), reverse("home"), found.get_absolute_url()):
        shown = client.get(target).content.decode()
        assert [each for each in words if each in shown] == []
    make.choice(option, by=by, unheard_reason="The chair leaves.")
    assert "no word of dissent" not in " ".join(
        line for question in questions(facts(world)) for line in question.because
    )


# --- Nothing tells that something is missing -----------------------------------------------------


def said_of(world, seed: int):
    """Options with whatever groups say of them, told as far as chance has it."""
    chance, by = random.Random(seed), world.facilitator
    spoke = chance.sample(GROUPS, chance.randint(3, len(GROUPS)))
    for group in spoke:
        factories.recorded(
            world.groups[group], by=by, harms=[("ebi wok", "heavy work"), ("angri", "hunger")],
            scopes={"ebi wok": chance.choice(SCOPES), "angri": "group_only"},
        )  # fmt: skip
    factories.recorded(world.groups["elders"], by=by, scopes={"ebi wok": "community_attributed"})
    found = world.round.findings.get(harm__local_term="ebi wok")
    for number in range(chance.randint(2, 5)):
        session = factories.recorded(world.groups[chance.choice(spoke)], by=by)
        rows = tool_factories.rows("options", share_scope=chance.choice(SCOPES))
        tool = tool_factories.add(session, "options", by=by, rows=rows)
        linked = chance.sample(list(tool.own_rows()), chance.randint(0, 2))
        option = make.option(
            found, by=by, words=f"way {number}", rows=linked,
            may_be_told=chance.random() < 0.8 and not kept_back(linked),
            raised_by=chance.sample(["children", "women", "men"], chance.randint(0, 2)),
        )  # fmt: skip
        for each in range(chance.randint(0, 6)):
            make.view(
                option, world.groups[chance.choice(GROUPS)], by=by,
                weighs=chance.choice(["strength", "drawback"]), words=f"word {number} {each}",
                share_scope=chance.choice(SCOPES),
            )  # fmt: skip
        if option.may_be_told and chance.random() < 0.5:
            make.choice(option, by=by, unheard_reason="The rains come.")
        if chance.random() < 0.5:  # the group takes it back
            option.rows.update(share_scope="facilitators")
    return found


def take_out_what_is_withheld(found) -> int:
    """The same world without it."""
    gone = HarmOption.objects.filter(may_be_told=False).delete()[0]
    for option in HarmOption.objects.filter(choices=None):
        gone += option.delete()[0] if option.is_kept_back else 0
    gone += OptionView.objects.exclude(share_scope__in=TOLD).delete()[0]
    gone += Option.objects.exclude(share_scope__in=TOLD).delete()[0]
    return gone + RankedItem.objects.exclude(share_scope__in=TOLD).delete()[0]


@pytest.mark.parametrize("seed", range(12))
def test_what_is_withheld_changes_nothing_that_a_community_reads(world, as_user, seed):
    found, client = said_of(world, seed), as_user(world.committee_member)
    with clock.at(clock.now()):
        before = read(client, found)
        assert take_out_what_is_withheld(found)
        assert read(client, found) == before


@pytest.mark.parametrize("seed", range(12))
def test_nobody_reads_which_of_the_children_said_it(world, as_user, seed):
    """Two groups of children change places, with all they said: the pages stay as they were."""
    found, client = said_of(world, seed), as_user(world.committee_member)
    children = list(
        Subgroup.objects.of(world.community).filter(voice__in=(Voice.GIRLS, Voice.BOYS))
    )
    first, last = children[0], children[-1]
    with clock.at(clock.now()):
        before = read(client, found)
        for model in (DialogueSession, OptionView):
            of_first = list(model.objects.filter(subgroup=first).values_list("pk", flat=True))
            model.objects.filter(subgroup=last).update(subgroup=first)
            model.objects.filter(pk__in=of_first).update(subgroup=last)
        assert read(client, found) == before
