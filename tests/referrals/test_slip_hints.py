"""Does the guard see an accusation and a story, and leave alone what is needed?"""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.slip_hints import SlipKind, slip_hints
from referrals.slip_words import SLIP_WORDS

from .slip_examples import Example, examples

EXAMPLES = list(examples())
AIMED_AT = {SlipKind.ACCUSED, SlipKind.PERSON}


def right(example: Example) -> bool:
    """Is the meant kind seen; where nothing is meant, nothing at all?"""
    seen = {hint.kind for hint in slip_hints(example.text)}
    if example.kind == "accused":
        return SlipKind.ACCUSED in seen
    return bool(seen - AIMED_AT) if example.kind else not seen


def rates(chosen: list[Example]) -> dict[str, float]:
    """Of accusations and of stories the share seen, of innocent words the share asked about."""
    found = {}
    for kind in ("accused", "told", ""):
        hits = [right(each) for each in chosen if each.kind == kind]
        share = sum(hits) / len(hits)
        found[kind or "in vain"] = share if kind else 1 - share
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her uncle beats her.", [("accused", "Her uncle beats")]),
        ("Hurt by the pastor.", [("accused", "Hurt by the pastor")]),
        ("Afraid of the teacher.", [("accused", "Afraid of the teacher")]),
        ("Lives with her uncle.", [("person", "her uncle")]),
        ("Hurt yesterday.", [("when", "yesterday")]),
        ("Waits near the mosque.", [("where", "near the mosque")]),
        ("She told me all.", [("saying", "She told")]),
        ("He came and took her.", [("story", "came")]),
        ("Son oncle la frappe.", [("accused", "Son oncle la frappe")]),
        ("Mjomba wake anampiga.", [("accused", "Mjomba wake anampiga")]),
        ("عمها يضربها", [("accused", "عمها يضربها")]),
        ("In ɔnkul de bit am.", [("accused", "In ɔnkul de bit")]),
        ("Needs a nurse. Wants to go to school.", []),
        ("", []),
    ],
)
def test_what_is_seen(text, expected):
    assert [(hint.kind, hint.excerpt) for hint in slip_hints(text)] == expected


def test_who_does_it_must_stand_near_what_is_done():
    assert slip_hints("Her grandmother asks for help because she burnt her hand.") == []


def test_a_field_asks_about_its_own_kinds():
    text = "Her uncle beats her near the river."
    assert [hint.kind for hint in slip_hints(text, {SlipKind.WHERE})] == ["where"]


def test_a_slip_is_no_letter():
    (hint,) = slip_hints("help " * 71)
    assert (hint.kind, hint.excerpt) == ("long", "help help help help …")
    assert slip_hints("help " * 70) == []


def test_there_are_examples_of_every_kind_in_every_language():
    counted = Counter((each.language, each.kind) for each in EXAMPLES)
    assert set(counted) == {(one, kind) for one in SLIP_WORDS for kind in ("accused", "told", "")}
    assert min(counted.values()) >= 8


@pytest.mark.parametrize("language", SLIP_WORDS)
def test_what_is_seen_and_what_is_asked_in_vain(language):
    found = rates([each for each in EXAMPLES if each.language == language])
    assert found["accused"] >= 0.9
    assert found["told"] >= 0.9
    assert found["in vain"] <= 0.05


def test_in_sentences_no_word_was_added_for():
    found = rates([each for each in EXAMPLES if each.held_out])
    assert (found["accused"] >= 0.8, found["told"] >= 0.8, found["in vain"] <= 0.1) == (True,) * 3


@given(st.text(max_size=600))
def test_it_never_fails(text):
    for hint in slip_hints(text):
        assert hint.why


@pytest.mark.parametrize(
    "piece",
    ["her ", "her uncle ", "beat ", "by ", "by the ", "afraid of ", "went ", "then ", "“a b ", '"a ',
     "عمها ", "mjomba ", "in ɔnkul ", "on the way to ", "a", ".", "’", "she said "],
)  # fmt: skip
def test_a_hostile_text_costs_no_time(piece):
    """The longest that a field of the slip takes."""
    text = (piece * 600)[:600]
    for whole in (text, text[:-1] + "!"):
        began = time.process_time()
        slip_hints(whole)
        assert time.process_time() - began < 0.1
