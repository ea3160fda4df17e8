"""Could this text tell somebody who a child is? It asks; a person decides.

Pure functions: the words that point to kin, to a title or to a place of belonging are passed in,
by language. Source: product rule 4, domain.md §8.2; never naming a child, nor who said what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    PHONE = "phone"
    KIN = "kin"
    PLACE = "place"
    NAME = "name"


@dataclass(frozen=True)
class Hint:
    """A stretch of text that may identify someone."""

    kind: Kind
    excerpt: str


@dataclass(frozen=True)
class Words:
    """How a language points at one person. Lower case; a space stands for any white space."""

    kin: tuple[str, ...]  # daughter (of …)
    of: tuple[str, ...]  # ends in an apostrophe where nothing stands between it and the next word
    titles: tuple[str, ...]  # before a name: teacher, uncle
    named: tuple[str, ...]  # before a name: called
    places: tuple[str, ...]  # before a number or a letter: class, house
    little: str  # may begin a sentence or stand in a title, and are nobody's name; by spaces


WORDS: Mapping[str, Words] = {
    "en": Words(
        kin=(
            "daughter", "son", "child", "wife", "husband", "sister", "brother", "mother",
            "father", "niece", "nephew", "cousin", "twin", "widow", "orphan",
        ),
        of=("of",),
        titles=(
            "mr", "mrs", "miss", "madam", "pa", "teacher", "headmaster", "headmistress", "pastor",
            "imam", "chief", "uncle", "aunt", "aunty", "auntie", "cousin", "sister", "brother",
        ),
        named=("called", "named", "name is"),
        places=(
            "class", "grade", "form", "primary", "standard", "jss", "sss", "house", "compound",
            "room", "plot", "hut",
        ),
        little=(
            "a an the this that these those some many most all each every no not one two three "
            "i we you he she it they me us him her them my our your his its their who what which "
            "when where why how if then so and or but nor yet as at by for from in into of off on "
            "out over to up with without before after since until while during under between "
            "against about also only even just now today is are was were be been do does did has "
            "have had can could may might must shall should will would let there here"
        ),
    ),
    "fr": Words(
        kin=(
            "fille", "fils", "enfant", "femme", "épouse", "mari", "sœur", "soeur", "frère",
            "mère", "père", "nièce", "neveu", "cousin", "cousine", "veuve", "orphelin",
        ),
        of=("de la", "de", "du", "des", "d'"),
        titles=(
            "m", "mme", "mlle", "monsieur", "madame", "maître", "maîtresse", "pasteur", "imam",
            "chef", "oncle", "tante", "cousin", "cousine",
        ),
        named=("appelé", "appelée", "nommé", "nommée", "s'appelle"),
        places=("classe", "maison", "concession", "chambre", "parcelle", "case"),
        little=(
            "le la les l un une des du de d ce cet cette ces je nous vous il elle ils elles on mon "
            "ma mes notre nos leur leurs son sa ses qui que quoi dont où quand comment pourquoi si "
            "et ou mais ni donc car à au aux avec sans dans sur sous par pour en entre avant après "
            "depuis pendant chez contre vers est sont était ont a pas plus aussi tous toutes"
        ),
    ),
}  # fmt: skip

# Seven digits or more with at most two signs between them, but no date.
_DATE = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)"
_PHONE = re.compile(rf"(?<!\d)(?!{_DATE})\+?\d(?:[\s()./-]{{0,2}}\d){{6,}}")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INITIALS = re.compile(r"\b[A-Z]\.(?: ?[A-Z]\.)+")
# A letter alone or a Roman number; "I" is a person.
_NUMBER = (
    r"(?:(?:number|no\.?|numéro|n°)\s?)?(?:\d+(?:[A-Za-z]| [A-Z])?|[A-HJ-Z]|II|III|IV|VI{0,3}|IX)\b"
)


def hints(
    text: str, *, words: Iterable[Words] = tuple(WORDS.values()), known: Iterable[str] = ()
) -> list[Hint]:
    """Every stretch of `text` that may identify someone, in the order it stands.

    `known` are names that identify nobody: the community's own, a service's.
    """
    words = tuple(words)
    little = frozenset(word for language in words for word in language.little.split())
    found = [(match, Kind.PHONE) for match in _PHONE.finditer(text)]
    for language in words:
        kin, named, place = _patterns(language)
        found += [(match, Kind.KIN) for match in kin.finditer(text)]
        found += [(match, Kind.PLACE) for match in place.finditer(text)]
        found += [
            (match, Kind.NAME) for match in named.finditer(text) if _is_name(match[1], little)
        ]
    open_text = _without(known, text)
    found += [(match, Kind.NAME) for match in _INITIALS.finditer(open_text)]
    at = {(match.start(), Hint(kind, match.group())) for match, kind in found}
    at |= {(start, Hint(Kind.NAME, name)) for start, name in _names(open_text, little)}
    return [hint for _, hint in sorted(at, key=lambda pair: (pair[0], pair[1].kind))]


@cache
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Kin, a title or “called” with the next word as group 1, a place with its number."""
    of = "|".join(_spaced(word) + (r"\s?" if word.endswith("'") else r"\s+") for word in words.of)
    kin = rf"\b(?:{_either(words.kin)})\s+(?:{of})\w+"
    theirs = rf"\b[^\W\d_]\w*['’]s\s+(?:{_either(words.kin)})\b"
    named = rf"\b(?:{_either((*words.titles, *words.named))})\b\.?\s+([^\W\d_][\w'’-]*)"
    place = rf"\b(?i:{_either(words.places)})\s?(?:{_NUMBER})"
    return (
        re.compile(f"{kin}|{theirs}", re.IGNORECASE),
        re.compile(named, re.IGNORECASE),
        re.compile(place),
    )


def _either(phrases: Iterable[str]) -> str:
    return "|".join(map(_spaced, phrases))


def _spaced(phrase: str) -> str:
    """The phrase as a pattern: any white space for a space, either apostrophe."""
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in phrase.split())


def _without(known: Iterable[str], text: str) -> str:
    """The text with known names blotted out, everything else where it was."""
    for name in sorted(filter(None, known), key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        text = re.sub(pattern, lambda match: "·" * len(match.group()), text, flags=re.IGNORECASE)
    return text


def _is_name(word: str, little: frozenset[str]) -> bool:
    """Written as names are, “Kadie”, and not a word that any sentence may begin with."""
    return word[0].isupper() and not word.isupper() and word.casefold() not in little


def _names(text: str, little: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where two or more words in a row are written as names are, as (place, words)."""
    begin = end = count = 0
    for match in _WORD.finditer(text):
        if not _is_name(match.group(), little):
            continue
        if count and text[end : match.start()].isspace():
            count += 1
        else:
            if count > 1:
                yield begin, text[begin:end]
            begin, count = match.start(), 1
        end = match.end()
    if count > 1:
        yield begin, text[begin:end]
