"""Which words of a rule may hurt a child? Found where they stand, left alone where they are denied."""

from __future__ import annotations

import pytest

from dialogues.red_flags import PATTERNS, red_flag_sentence, red_flags

# One of each kind of domain.md §5.4, and the same in another language.
FLAGGED = {
    "The family of a pregnant girl pays a goat.": "pregnant girl pays",
    "A girl who is pregnant is fined.": "pregnant is fined",
    "He must marry the girl he raped.": "marry the girl he raped",
    "Rape is settled within the family.": "Rape is settled",
    "The women do a virginity test.": "virginity test",
    "Twelve strokes of the cane.": "strokes of the cane",
    "He is flogged at the market.": "flogged",
    "Girls must stay at home after dark.": "Girls must stay at home",
    "Poor children are banned from the feast.": "Poor children are banned",
    "Children report on their parents.": "Children report on",
    "The child is sent away.": "child is sent away",
    "Vigilantes watch the road.": "Vigilantes",
    "Who is late goes without food.": "without food",
    "Every girl must take contraception.": "must take contraception",
    "faini kwa msichana mjamzito": "faini kwa msichana mjamzito",
    "La fille enceinte paie une amende.": "enceinte paie",
}
CALM = (
    "A warning, then a day of help at the school.",
    "A family pays two chickens.",
    "Nobody is beaten.",
    "No child is sent away.",
    "They pay the teacher; pregnant girls come back to school.",
    "Who rapes goes to the police.",
    "Girls go to school in twos and threes.",
    "Children report back to the gathering.",
    "",
)


@pytest.mark.parametrize(("text", "words"), FLAGGED.items())
def test_what_may_hurt_a_child_is_found(text, words):
    assert red_flags(text) == [words]


@pytest.mark.parametrize("text", CALM)
def test_what_hurts_nobody_is_left_alone(text):
    assert red_flags(text) == []


def test_every_kind_of_the_domain_has_a_pattern():
    assert len(PATTERNS) == 12


def test_each_is_said_once_in_one_sentence():
    found = red_flags("He is flogged.", "He is flogged. The child is sent away.")
    assert found == ["flogged", "child is sent away"]
    sentence = red_flag_sentence(found)
    assert "“flogged”, “child is sent away” can hurt a child" in sentence
    assert "Talk with your mentor" in sentence


def test_a_long_text_is_read_at_once():
    assert red_flags("lipa" * 500, "a " * 1000, "pay " * 500) == []
