"""Words about a community that were kept with a reason are a row, and known words are none."""

from __future__ import annotations

import pytest

from cpfacilitate.lib.errors import NotPossible
from participants import actions
from participants.models import Confirmation
from participants.naming import named_in, naming_sentence, seen_in
from participants.standing import standing_of
from tests.factories import fresh

from . import factories
from . import listening_factories as listening

WHY = "It is a song."
NAMED = "They sang Kadie Bangura to us."


def kept() -> list[tuple[str, list[str], str]]:
    return [(row.noun, row.words, row.reason) for row in Confirmation.objects.order_by("at", "pk")]


def test_a_visit(world):
    community = factories.begun(world, "Ngiyema Landing")
    visit = factories.visit(world, community, introduced=NAMED, identifier_reason=WHY)
    assert kept() == [("visit", ["Kadie Bangura"], WHY)]
    assert Confirmation.objects.get().record_id == visit.pk
    said = {"visited_on": visit.visited_on, "met": visit.met, "by": world.facilitator}
    with pytest.raises(NotPossible, match="may be a person’s name"):
        actions.edit_visit(visit, version=visit.version, introduced=NAMED, **said)
    actions.edit_visit(visit, version=visit.version, introduced="They sang to us.", **said)
    assert kept() == []


def test_an_agreement_and_each_of_its_moves(world):
    by, agreement = world.facilitator, world.community.agreement
    agreement = actions.edit_agreement(
        agreement, version=agreement.version, we_will=NAMED, identifier_reason=WHY, by=by
    )
    actions.move_agreement(
        agreement, "paused", decided_on=agreement.status_at.date(), words="We ask Sorie Kamara",
        identifier_reason="A song, too.", by=by,
    )  # fmt: skip
    assert kept() == [
        ("agreement", ["Kadie Bangura"], WHY),
        ("agreement", ["Sorie Kamara"], "A song, too."),
    ]


def test_the_name_of_what_protects_stays_confirmed_while_the_rest_is_written(world):
    practice = factories.practice(world, local_term="Mami Wata", identifier_reason=WHY)
    assert kept() == [("practice", ["Mami Wata"], WHY)]
    actions.edit_practice(practice, version=1, who_does_it="Old women", by=world.facilitator)
    assert kept() == [("practice", ["Mami Wata"], WHY)]


def test_a_voice_that_is_taken_out(world):
    note = {"hinders": ["other"], "note": NAMED, "identifier_reason": WHY}
    voice = listening.add(world, "women", **note)
    assert kept() == [("voice", ["Kadie Bangura"], WHY)]
    actions.remove_voice(voice, by=world.facilitator)
    assert kept() == []


def test_what_people_here_call_things_names_nobody(world, django_assert_num_queries):
    """Not what needed a reason when it was written down: that spoke for one record."""
    factories.practice(world, local_term="sɛnsɛ trɔbu")
    factories.practice(world, local_term="Mami Wata", identifier_reason=WHY)
    text = "Sɛnsɛ Trɔbu keeps them from the river, says Kadie Bangura."
    community = type(world.community).objects.select_related("cluster").get(pk=world.community.pk)
    by = fresh(world.facilitator)
    standing_of(by)
    with django_assert_num_queries(1):
        found = seen_in(community, [text, f"We went to {world.service}."], by=by)
    assert [hint.excerpt for hint in found] == ["Kadie Bangura"]
    assert [hint.excerpt for hint in seen_in(community, ["They fear Mami Wata"], by=by)] == [
        "Mami Wata"
    ]
    assert seen_in(community, ["", ""], by=by) == []


def test_the_sentence_says_what_was_seen_and_why(world):
    found = named_in(world.community, "Kadie Bangura of class 5")
    assert naming_sentence(found) == (
        "This may tell who someone is: “Kadie Bangura” (may be a person’s name) and “class 5” "
        "(points to one class, room or house). Rewrite it, or say below why these words name nobody."
    )
