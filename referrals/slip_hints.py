"""Does a slip accuse somebody, or tell what happened instead of what is needed? It asks.

Pure functions beside `lib.identifiers`, which sees names. A service needs to know what help is
wanted; who did what, where and when is asked once, by those whose task it is, and must not lie
about on a slip (`domain.md` §6.6).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.identifiers import plain

from .slip_words import SLIP_WORDS, SlipWords


class SlipKind(TextChoices):
    """What was seen; the label says what to do about it."""

    ACCUSED = "accused", _("may accuse somebody: say what the child needs, not who did what")
    PERSON = "person", _("may point to one person: leave that person out")
    STORY = "story", _("tells what happened: say what is needed now")
    WHEN = "when", _("says when it happened: leave that out")
    WHERE = "where", _("says where it happened: leave that out")
    SAYING = "saying", _("repeats what somebody said: say what is needed")
    LONG = "long", _("is long for a slip: keep to what the service must know")


@dataclass(frozen=True)
class SlipHint:
    """A stretch of text that does not belong on a slip."""

    kind: SlipKind
    excerpt: str

    @property
    def why(self) -> str:
        return str(self.kind.label)


EVERYTHING = frozenset(SlipKind)
# How far a person may stand from what that person is said to do.
_BETWEEN = 5
MOST_WORDS = 70
_SENTENCE = re.compile(r"[^.!?؟;\n]+")
_QUOTED = re.compile(r"[“„«\"]\s?\w+(?:[^\w”“»\"]+\w+){2,}[^”»\"]{0,3}[”“»\"]")


def slip_hints(text: str, kinds: Collection[SlipKind] = EVERYTHING) -> list[SlipHint]:
    """What in `text` should be written another way, each kind at most once for each sentence."""
    text = plain(text)
    found: dict[tuple[SlipKind, str], SlipHint] = {}
    for hint in (*_in_sentences(text), *_in_all(text)):
        if hint.kind in kinds:
            found.setdefault((hint.kind, hint.excerpt), hint)
    return list(found.values())


def _in_sentences(text: str) -> Iterator[SlipHint]:
    for sentence in _SENTENCE.findall(text):
        for rules in _languages():
            accused = _first(rules.accusing, sentence)
            if accused:
                yield SlipHint(SlipKind.ACCUSED, accused)
            elif person := _first(rules.pointing, sentence):
                yield SlipHint(SlipKind.PERSON, person)
            for kind, patterns in rules.telling:
                if seen := _first(patterns, sentence):
                    yield SlipHint(kind, seen)


def _in_all(text: str) -> Iterator[SlipHint]:
    """What only shows over more than one sentence."""
    if quoted := _QUOTED.search(text):
        yield SlipHint(SlipKind.SAYING, quoted.group())
    for rules in _languages():
        done = [match.group() for match in rules.past.finditer(text)]
        goes_on = rules.then.search(text)
        if len(set(done)) > 1 or (done and goes_on):
            yield SlipHint(SlipKind.STORY, done[0])
    words = text.split()
    if len(words) > MOST_WORDS:
        yield SlipHint(SlipKind.LONG, " ".join(words[:4]) + " …")


def _first(patterns: tuple[re.Pattern[str], ...], sentence: str) -> str:
    for pattern in patterns:
        if match := pattern.search(sentence):
            return match.group().strip()
    return ""


@dataclass(frozen=True)
class _Rules:
    """The words of one language, ready to look with."""

    accusing: tuple[re.Pattern[str], ...]
    pointing: tuple[re.Pattern[str], ...]
    telling: tuple[tuple[SlipKind, tuple[re.Pattern[str], ...]], ...]
    past: re.Pattern[str]
    then: re.Pattern[str]


@cache
def _languages() -> tuple[_Rules, ...]:
    return tuple(map(_rules, SLIP_WORDS.values()))


def _rules(words: SlipWords) -> _Rules:
    someone = _someone(words, words.person)
    gap = rf"(?:[^\w]+(?!(?:{words.other})(?!\w))[\w'’-]+){{0,{_BETWEEN}}}?[^\w]+"
    acts = rf"(?:{words.act})(?!\w)"
    accusing = [rf"{someone}{gap}{acts}", words.blame]
    accusing.append(rf"(?:{words.fears})(?:\W+\w+){{0,1}}?\W+{_someone(words, words.person)}")
    by = rf"(?:{words.by})\W+(?:(?:{words.one or 'a'}|an?)\W+)?(?:{words.person})(?!\w)"
    accusing.append(rf"{acts}(?:\W+[\w'’-]+){{0,3}}?\W+{by}")
    if words.act_first:
        accusing.append(rf"{acts}(?:\W+\w+){{0,1}}?\W+{someone}")
    telling = (
        (SlipKind.WHEN, (_compiled(words.when),)),
        (SlipKind.WHERE, (_compiled(words.where),)),
        (SlipKind.SAYING, (_compiled(words.said),)),
    )
    return _Rules(
        accusing=tuple(map(_compiled, accusing)),
        pointing=(_compiled(_someone(words, words.strong)),),
        telling=telling,
        past=_compiled(words.past),
        then=_compiled(words.then),
    )


def _someone(words: SlipWords, person: str) -> str:
    """One person and no other: “her uncle”, “mjomba wake”."""
    before = rf"(?:{words.one})[^\w]*" if words.one else ""
    after = rf"(?:\s+(?:{words.one_after}))?" if words.one_after else ""
    return rf"{before}(?:{person})(?!\w){after}"


def _compiled(pattern: str) -> re.Pattern[str]:
    spaced = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)
