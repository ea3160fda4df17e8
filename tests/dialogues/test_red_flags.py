"""Which words of a rule may hurt a child? Found where they stand, left alone where they are denied."""

from __future__ import annotations

import pytest

from dialogues.red_flags import PATTERNS, Found, find, red_flag_sentence, red_flags

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
# Each as somebody may say it in a plan, in three languages: its kind must be among what is found.
SAID = {
    "pregnant": (
        "A pregnant girl leaves school until the baby walks.",
        "Girls who become pregnant are suspended.",
        "Une fille enceinte est exclue de l’école.",
        "La famille paie pour chaque grossesse.",
        "Msichana mjamzito atafukuzwa shule.",
        "Familia italipa faini kwa mimba.",
    ),
    "married_off": (
        "The man who raped her will marry her.",
        "The boy marries the one he made; marriage for who got her pregnant.",
        "La fille épouse son agresseur.",
        "Le mariage avec le violeur règle tout.",
        "Mbakaji atamuoa au aolewe naye; msichana aolewe na mbakaji.",
    ),
    "settled": (
        "A rape is talked over between the families.",
        "The abuser pays compensation to the uncle.",
        "Le viol se règle à l’amiable.",
        "Le viol est réglé en famille.",
        "Ubakaji umalizwe nyumbani kwa fidia.",
        "Kesi ya ubakaji itasuluhishwa na wazee.",
    ),
    "tested": (
        "The aunties see whether they are virgins.",
        "On vérifie la virginité des filles.",
        "Wasichana watapimwa bikira.",
    ),
    "shamed": (
        "Who is late is paraded through the market.",
        "His name is read out; they shave her head.",
        "Who is not on time is beaten.",
        "Who has no uniform gets the cane.",
        "Les retardataires sont battus.",
        "L’enfant reçoit dix coups de bâton.",
        "Mtoto atachapwa mbele ya wote.",
        "Anayechelewa anapigwa viboko.",
    ),
    "girls_only": (
        "Girls must be home before seven.",
        "Our daughters do not go out after dark.",
        "Les filles restent à la maison le soir.",
        "Couvre-feu pour les filles.",
        "Wasichana wakae nyumbani usiku.",
        "Wasichana wasitoke baada ya jua kuzama.",
    ),
    "poor_out": (
        "Children whose mothers cannot pay are sent home.",
        "The poor are not allowed to the feast.",
        "Interdire la fête aux pauvres.",
        "Watoto maskini watazuiwa kuja.",
    ),
    "reports": (
        "Children tell the chief about their parents.",
        "Les enfants dénoncent leurs parents.",
        "Watoto wataripoti wazazi wao.",
    ),
    "sent_away": (
        "Children who steal are sent back to their uncles.",
        "The boys leave the village.",
        "Chasser les enfants de la rue.",
        "Watoto wa mitaani watafukuzwa.",
    ),
    "own_hands": (
        "The youth catch and punish him.",
        "They burn his house.",
        "La justice populaire décide.",
        "Wananchi wachukue sheria mkononi.",
    ),
    "no_food": (
        "Who does not come gets no food.",
        "If a child doesn’t carry water: without food.",
        "The family loses its place, and no rations for the child.",
        "L’enfant est privé de repas.",
        "Mtoto atanyimwa chakula.",
    ),
    "forced_contraception": (
        "Every girl over twelve gets an implant.",
        "Toutes les filles prennent la contraception.",
        "Kila msichana lazima atumie uzazi wa mpango.",
    ),
}
HOPED_FOR = (
    "An end to the beating of children.",
    "Stop all flogging at school.",
    "A talk instead of the cane.",
    "No girl is sent away from school.",
    "Where no child is beaten.",
    "No child goes without food before school.",
    "They beat the drum to call everybody.",
    "Pregnant girls come back to school, and the teacher helps them.",
    "Girls and boys walk home in twos.",
    "Contre les coups de fouet.",
    "Mettre fin aux coups de bâton: sans coups de bâton.",
    "Kukomesha viboko shuleni.",
    "Hakuna mtoto atakayepigwa.",
    "First a warning, then a help day.",
    "Adults carry water before half past seven.",
)
# What looks like a denial and is none.
INSISTED = (
    "Without delay pregnant girls pay a goat.",
    "No doubt pregnant girls pay a goat.",
    "No later than Friday pregnant girls pay a goat.",
    "Without exception girls stay at home after dark.",
    "Without any further delay the child is sent away.",
    "Sans exception les filles restent à la maison.",
    "Pas plus tard que vendredi une fille enceinte paie une amende.",
    "Bila kuchelewa wasichana wakae nyumbani.",
    "Hakuna shaka msichana mjamzito atafukuzwa.",
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


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts]
)
def test_it_is_found_however_it_is_said(kind, text):
    assert kind in {found.kind for found in find(text)}


@pytest.mark.parametrize("text", HOPED_FOR)
def test_what_people_hope_for_is_left_alone(text):
    assert find(text) == []


@pytest.mark.parametrize("text", INSISTED)
def test_what_only_insists_denies_nothing(text):
    assert len(find(text)) == 1


@pytest.mark.parametrize("denied", ["Without delay, no child is beaten.", "No child is beaten."])
def test_what_is_denied_after_it_stays_denied(denied):
    assert find(denied) == []


def test_the_words_are_found_with_their_kind_and_in_their_sentence():
    text = "First a talk. Who is  late\nis flogged; twice."
    assert find(text) == [Found("shamed", "flogged", "is flogged")]
    assert find("He is flogged.", "She is flogged.", "He is flogged!") == [
        Found("shamed", "flogged", "He is flogged"),
        Found("shamed", "flogged", "She is flogged"),
    ]


def test_sentences_are_said_of_every_kind():
    assert SAID.keys() == PATTERNS.keys()
