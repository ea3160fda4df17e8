"""Could this text tell somebody who a child is? It asks; a person decides.

Pure functions: the words that point to kin, to a title or to a place of belonging are passed in,
by language. Source: product rule 4, domain.md §8.1; never naming a child, nor who said what.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .identifier_names import NAMES
from .identifier_words import BODIES, CAPITALS, WORDS, Words

__all__ = ["WORDS", "Hint", "Kind", "Words", "hints"]


class Kind(TextChoices):
    """What was seen; the label says why it is asked about."""

    PHONE = "phone", _("looks like a telephone number")
    EMAIL = "email", _("looks like an e-mail address or an account")
    BIRTH = "birth", _("looks like somebody’s day of birth")
    KIN = "kin", _("points to one person through their family")
    PLACE = "place", _("points to one class, room or house")
    NAME = "name", _("may be a person’s name")


@dataclass(frozen=True)
class Hint:
    """A stretch of text that may identify someone."""

    kind: Kind
    excerpt: str

    @property
    def why(self) -> str:
        return str(Kind(self.kind).label)


# What stands in a text and may tell who someone is: (begin, end, kind).
Found = tuple[int, int, Kind]

_CASED = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isalpha()]
_UPPER = "".join(letter for letter in _CASED if letter.isupper())
_LOWER = r"[^\W\d_" + _UPPER + "]"
# Written as names are: “Kadie”, “O’Neill”; or as somebody writes who shouts: “FATU”.
_NAME = rf"(?-i:[{_UPPER}]['’]?{_LOWER}[\w'’-]*)"
_SHOUT = rf"(?-i:[{_UPPER}][{_UPPER}'’-]+(?!\w))"

_UNSEEN = re.compile(
    "[\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
# Seven digits or more with at most two signs between them, but no day, years, times or money.
_DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)"
_YEARS = r"(?:19|20)\d\d\s?[/-]\s?(?:19|20)\d\d(?!\d)"
_TIMES = r"\d{1,2}[.:h]\d\d\s?-\s?\d{1,2}[.:h]\d\d(?!\d)"
_MONEY = r"[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000(?![\s()./-]{0,2}\d)"
_PHONE = re.compile(
    rf"(?<!\d)(?!{_DAY}|{_YEARS}|{_TIMES}|{_MONEY})\+?\d(?:[\s()./-]{{0,2}}\d){{6,}}"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|(?<![\w@])@[^\W\d]\w{2,30}"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INITIALS = re.compile(r"\b[A-Z]\.(?: ?[A-Z]\.)+")
_CUT_SHORT = re.compile(rf"(?<![\w'’-])(?P<name>{_NAME}) [A-Z]\.(?=\s)")
_SHOUTED = re.compile(rf"(?<!\w){_SHOUT}(?:\s+{_SHOUT}){{1,5}}")
# A letter alone or a Roman number; "I" is a person.
_NUMBER = r"(?:\d+(?:(?-i:[A-Za-z])\b| (?-i:[A-Z])\b)?|(?-i:[A-HJ-Z]|II|III|IV|VI{0,3}|IX)\b)"
_FULL_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th|er)?[\s./-]+(?:[^\W\d_]{3,12}|\d{1,2})\.?[\s./,-]+\d{2,4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2},?\s+\d{4})"
)


def hints(
    text: str, *, words: Iterable[Words] = tuple(WORDS.values()), known: Iterable[str] = ()
) -> list[Hint]:
    """Every stretch of `text` that may identify someone, in the order it stands.

    `known` are words that identify nobody: the community's own name, a service's, a local term.
    """
    text, languages = plain(text), tuple(words)
    found = [(*match.span(), kind) for kind, match in _everywhere(text)]
    nobody = list(_stretches(known, text))
    told = [*_by_language(text, languages, nobody), *_names(_without(nobody, text), languages)]
    found += [each for each in told if not _inside(each, nobody)]
    return [Hint(kind, text[begin:end]) for begin, end, kind in _longest(found)]


def plain(text: str) -> str:
    """The text as it is read: one form for every letter, without signs that nobody sees."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def _everywhere(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """What is written alike in every language."""
    for kind, pattern in ((Kind.PHONE, _PHONE), (Kind.EMAIL, _EMAIL)):
        for match in pattern.finditer(text):
            yield kind, match


def _by_language(
    text: str, languages: tuple[Words, ...], nobody: list[tuple[int, int]]
) -> Iterator[Found]:
    """What points at one person in the words of a language."""
    said = frozenset(re.findall(r"\w+", text.lower()))
    nameless = _lists(languages).nameless
    for words in languages:
        own = _lists((words,))
        for rule in own.rules:
            if rule.begins_with and said.isdisjoint(rule.begins_with):
                continue
            for match in rule.pattern.finditer(text):
                if own.holds(rule, match, nameless, nobody):
                    yield *match.span(rule.shown), rule.kind


@dataclass(frozen=True)
class _Rule:
    kind: Kind
    pattern: re.Pattern[str]
    begins_with: frozenset[str] = frozenset()  # no use looking where none of these words stands
    shown: str | int = 0  # the group that is shown


class _Lists:
    """The words of some languages, ready to look them up."""

    def __init__(self, languages: tuple[Words, ...]):
        self.languages = languages
        self.words = languages[0]

    def _all(self, name: str) -> frozenset[str]:
        return frozenset(word for each in self.languages for word in getattr(each, name).split())

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(title for each in self.languages for title in each.titles)

    @cached_property
    def somebody(self) -> frozenset[str]:
        return self._all("somebody")

    @cached_property
    def nameless(self) -> frozenset[str]:
        """Words that may be written with a capital and are nobody's name."""
        return self._all("little") | self.somebody | self.titles | CAPITALS

    @cached_property
    def anybody(self) -> frozenset[str]:
        """After “child of”, or before “’s mother”, these point to no one."""
        return self._all("anybody")

    @cached_property
    def where(self) -> frozenset[str]:
        return self._all("where")

    @cached_property
    def rules(self) -> tuple[_Rule, ...]:
        return tuple(_rules(self.words))

    def holds(
        self,
        rule: _Rule,
        match: re.Match[str],
        nameless: frozenset[str],
        nobody: list[tuple[int, int]],
    ) -> bool:
        """Do the words around and within the match speak of one person?"""
        parts = match.groupdict()
        if name := parts.get("name"):
            if _bare(name) in nameless or _bare(name) in BODIES:
                return False
            if rule.shown == "name" and name.endswith("s") and _begins(match):
                return False  # “Neighbours told us”
            return not _inside((*match.span("name"), rule.kind), nobody)
        if owner := parts.get("owner"):
            return owner.lower() in self.titles or owner.lower() not in nameless
        if following := parts.get("next"):
            return self._points(following)
        if "list" in parts:
            names = [word for word in _WORD.findall(match.group()) if word[0].isupper()]
            real = [name for name in names if _bare(name) not in nameless | BODIES]
            where = _before(match) in self.where
            return len(real) > 1 and len(real) > len(names) - 2 and not where
        if "quoted" in parts:
            earlier = match.string[max(0, match.start() - 40) : match.start()].lower()
            return not self.somebody.isdisjoint(_WORD.findall(earlier))
        return _before(match) not in self._all("each") if rule.kind == Kind.PLACE else True

    def _points(self, following: str) -> bool:
        """Is it one person's child, rather than any child of ten, or a child that should go?"""
        if following[0].isdigit() or following.lower() in self.anybody:
            return False
        one = self._all("the")
        return not one or following.lower() in one or following[0].isupper()


@cache
def _lists(languages: tuple[Words, ...]) -> _Lists:
    return _Lists(languages)


def _rules(words: Words) -> Iterator[_Rule]:
    """What the words of a language look for."""
    kin, named = _either(words.kin), _either((*words.titles, *words.named))
    name = rf"(?P<name>{_NAME}|{_SHOUT}(?<=\w\w\w\w))"

    def rule(kind: Kind, pattern: str, firsts: Iterable[str] = (), shown: str | int = 0) -> _Rule:
        begins = frozenset(re.findall(r"\w+", first)[0] for first in firsts)
        return _Rule(kind, re.compile(pattern, re.IGNORECASE), begins, shown)

    if words.kin and words.of:
        pattern = rf"\b(?:{kin})\s+(?:{_followed(words.of)})(?P<next>\w+)"
        yield rule(Kind.KIN, pattern, words.kin)
    if named:
        pattern = rf"\b(?:{named})(?!\w)\.?\s+{name}(?:\s+{_NAME}){{0,2}}"
        yield rule(Kind.NAME, pattern, (*words.titles, *words.named))
    if words.nicknamed:
        pattern = (
            rf"\b(?:{_either(words.nicknamed)})\s*[:,]?\s*[\"“„«‘]\s?(?P<quoted>\w)[^\"”»’]{{0,40}}"
        )
        yield rule(Kind.NAME, pattern, words.nicknamed)
    if words.does:
        does = "|".join(words.does).replace(" ", r"\s+")
        doing = rf"\s+(?:{_followed(words.has)}){{0,3}}(?:{does})(?!\w)"
        yield rule(Kind.NAME, rf"(?<![\w'’-]){name}{doing}", shown="name")
        join = _either(words.joins)
        both = rf"(?P<list>)(?<![\w'’-]){_NAME}\s+(?:{join})\s+{_NAME}(?={doing})"
        yield rule(Kind.NAME, both, words.joins)
    if words.joins:
        row = rf"(?P<list>)(?<![\w'’-]){_NAME}(?:\s*,\s*{_NAME}){{1,6}}\s*,?"
        pattern = rf"{row}\s+(?:{_either(words.joins)})\s+{_NAME}"
        yield rule(Kind.NAME, pattern, words.joins)
    if words.places:
        pattern = rf"\b(?:{_either(words.places)})\s?(?:(?:{_either(words.number)})\s?)?{_NUMBER}"
        yield rule(Kind.PLACE, pattern, ())
    if words.born:
        pattern = rf"\b(?:{_either(words.born)})(?!\w)[^\d\n.!?]{{0,20}}{_FULL_DAY}"
        yield rule(Kind.BIRTH, pattern, words.born)
    for kind, pattern in words.patterns:
        yield rule(Kind(kind), pattern.replace("{kin}", kin).replace("{name}", _NAME))


def _either(phrases: Iterable[str]) -> str:
    return "|".join(map(_spaced, phrases))


def _followed(phrases: Iterable[str]) -> str:
    """One of the phrases and what parts it from the next word."""
    return "|".join(
        _spaced(phrase) + (r"\s?" if phrase.endswith("'") else r"\s+") for phrase in phrases
    )


def _spaced(phrase: str) -> str:
    """The phrase as a pattern: any white space for a space, either apostrophe."""
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in phrase.split())


def _bare(word: str) -> str:
    """“Chief’s” → “chief”, as the lists have it."""
    return re.sub("['’]s?$", "", word.lower())


def _before(match: re.Match[str]) -> str:
    """The word right before a match."""
    earlier = _WORD.findall(match.string[max(0, match.start() - 40) : match.start()].lower())
    return earlier[-1] if earlier else ""


def _begins(match: re.Match[str]) -> bool:
    """Does a sentence begin here, so that any word would have a capital?"""
    return not match.start() or match.string[: match.start()].rstrip()[-1:] in '.!?:;«“"(\n'


def _stretches(known: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where known words stand, whole."""
    low = text.lower()
    if len(low) != len(text):  # a few letters become two
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for name in _lowered(tuple(known)):
        begin = low.find(name)
        while begin >= 0:
            end = begin + len(name)
            if not (low[begin - 1 : begin].isalnum() or low[end : end + 1].isalnum()):
                yield begin, end
            begin = low.find(name, end)


@lru_cache(maxsize=32)
def _lowered(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(name).lower() for name in known if name.strip())


def _without(stretches: Iterable[tuple[int, int]], text: str) -> str:
    """The text with known words blotted out, everything else where it was."""
    letters = list(text)
    for begin, end in stretches:
        letters[begin:end] = "·" * (end - begin)
    return "".join(letters)


def _inside(found: Found, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= found[0] and found[1] <= end for begin, end in stretches)


def _longest(found: Iterable[Found]) -> Iterator[Found]:
    """In the order they stand; what lies within another is left out."""
    seen_to = -1
    for begin, end, kind in sorted(set(found), key=lambda each: (each[0], -each[1], each[2])):
        if end > seen_to:
            yield begin, end, kind
            seen_to = end


def _names(text: str, languages: tuple[Words, ...]) -> Iterator[Found]:
    """Words in a row that are written as names are, names cut short, and initials."""
    nameless = _lists(languages).nameless
    for match in _INITIALS.finditer(text):
        yield *match.span(), Kind.NAME
    for match in _CUT_SHORT.finditer(text):
        if _bare(match["name"]) not in nameless | BODIES:
            yield *match.span(), Kind.NAME
    for match in _SHOUTED.finditer(text):
        if _is_somebody_shouted(match, nameless):
            yield *match.span(), Kind.NAME
    for row in _rows(text, nameless):
        # One word with a capital is asked about where it is a common name; any other would be a
        # place as often as a person (measured: four more of a hundred seen, four more in vain).
        names = len(row) > 1 or any(_bare(word.group()) in NAMES for word in row)
        if names and not any(_bare(word.group()) in BODIES for word in row):
            yield row[0].start(), row[-1].end(), Kind.NAME


def _rows(text: str, nameless: frozenset[str]) -> Iterator[list[re.Match[str]]]:
    """Words in a row that are written as names are and are not words of every sentence."""
    row: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or word.isupper() or _bare(word) in nameless:
            continue
        if row and not text[row[-1].end() : match.start()].isspace():
            yield row
            row = []
        row.append(match)
    yield row


def _is_somebody_shouted(match: re.Match[str], nameless: frozenset[str]) -> bool:
    """“FATU KAMARA was beaten”, and not a heading or the short names of two bodies."""
    shouted = match.group().split()
    text = match.string
    line = text[text.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
    ordinary = any(word.islower() and len(word) > 1 for word in _WORD.findall(line))
    return (
        ordinary
        and len(shouted) < 4
        and max(map(len, shouted)) > 3
        and not any(_bare(word) in nameless | BODIES for word in shouted)
    )
