"""Could this rule hurt a child? Then it is talked over; it is the community's rule all the same.

Pure: words in, the words that were found out. Source: domain.md §5.4 (red-flag patterns).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

# How far two words of one thing may stand apart, in one sentence.
_NEAR = r"(?:[^\w.;!?\n]+\w+){0,6}?[^\w.;!?\n]+"


def _near(one: str, other: str) -> str:
    """`one` and `other` close to each other, whichever comes first."""
    return rf"(?:{one})\b{_NEAR}(?:{other})|(?:{other})\b{_NEAR}(?:{one})"


_FINE = (
    r"fin(?:e|es|ed|ing)|pay(?:s|ing|ment)?|paid|levy|levies|expel\w*|expulsion|amende\w*"
    r"|pai(?:e|er|ent|ement)|faini\w*|\w*lipa\w*"
)
_PREGNANT = r"pregnan\w+|bell[ye]|enceintes?|grossesses?|mjamzito|wajawazito|mimba"
_RAPE = (
    r"rap(?:e[sd]?|ists?)|defil\w+|abus(?:e[sd]?|ers?)|assault\w*|viols?|violée?s?|ubakaji|\w*baka"
)
_WED = (
    r"marr(?:y|ies|ied|iage)|wed(?:s|ding)?|épous\w+|mari(?:e|er|age|ée)s?|\w*oana?|\w*olewa|ndoa"
)
_GIRLS = r"girls?|daughters?|filles?|wasichana|msichana"
_CHILD = r"child(?:ren)?|girls?|boys?|daughters?|sons?|enfants?|filles?|garçons?|mtoto|watoto"
# What it is → how it is said, in English, French and Swahili.
PATTERNS: Mapping[str, tuple[str, ...]] = {
    "pregnant": (_near(_FINE, _PREGNANT),),
    "married_off": (_near(_WED, _RAPE), r"\bmarr(?:y|ies)\s+(?:her|the\s+girl)\b"),
    "settled": (
        _near(_RAPE, r"settle\w*|compensat\w+|within\s+the\s+famil\w+|à\s+l.amiable|\w*suluhish\w+"),
    ),
    "tested": (r"virginity\s+(?:test|check)\w*", r"tests?\s+de\s+virginité", r"bikira"),
    "shamed": (
        r"flog\w*", r"can(?:ed|ing)\b", r"lash(?:es|ed|ing)?", r"whip(?:s|ped|ping)?",
        r"beat(?:s|en|ing)?", r"stroke\w*\s+of\s+the\s+cane", r"(?:public\w*|humili\w+)\s+sham\w+",
        r"sham(?:e|ed|ing)\b", r"humili\w+", r"fouett\w+", r"coups\s+de", r"viboko", r"\w*aibish\w+",
    ),
    "girls_only": (_near(r"curfew|stay\s+(?:at\s+)?home|not\s+go\s+out|couvre-feu", _GIRLS),),
    "poor_out": (
        _near(r"ban(?:s|ned)?|exclud\w+|shut\s+out|kept\s+out|interdi\w+", r"poor\w*|pauvres?|maskini"),
    ),
    "reports": (_near(r"report(?:s|ed)?\s+(?:on\b|their)|inform\s+on|dénonc\w+", _CHILD),),
    "sent_away": (
        _near(
            r"s(?:end|ends|ent)\s+away|expel\w*|banish\w*|chas(?:e|ed)|driv(?:e|en)\s+(?:away|out)"
            r"|renvo\w+",
            _CHILD,
        ),
    ),
    "own_hands": (r"vigilant\w+", r"mob\s+justice", r"burn(?:s|t|ed)?\s+(?:his|her|their)\s+house"),
    "no_food": (
        _near(r"with(?:hold|held)\w*|no|den(?:y|ied)|without", r"food|meals?|aid|rations?"),
        r"go(?:es)?\s+hungry", r"priv\w+\s+de\s+(?:repas|nourriture)",
    ),
    "forced_contraception": (
        _near(r"must|forc\w+|compulsory|mandatory|oblig\w+|lazima", r"contracepti\w+|family\s+planning"),
    ),
}  # fmt: skip
# "Nobody is beaten" is what we hope for.
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|no\s?one|without|n['’]t|jamais|pas|sans|aucune?)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_COMPILED = [
    re.compile(rf"\b(?:{said})(?!\w)", re.IGNORECASE) for each in PATTERNS.values() for said in each
]


def red_flags(*texts: str) -> list[str]:
    """The words in `texts` that may hurt a child, each once, as they stand there."""
    found = (
        match.group() for text in texts for match in _matches(text) if not _is_denied(text, match)
    )
    return list(dict.fromkeys(found))


def red_flag_sentence(words: Iterable[str]) -> str:
    """What a facilitator reads beside such a rule."""
    return _(
        "“%(words)s” can hurt a child, shame or drive one away, or leave a crime to those who settle "
        "it. The rule is the community’s own and stays as it was agreed. Talk with your mentor how to "
        "open it again in a dialogue, with those whom it would hit."
    ) % {"words": "”, “".join(words)}


def _matches(text: str) -> list[re.Match[str]]:
    """One match for each stretch: the first pattern that finds it."""
    taken: list[re.Match[str]] = []
    for pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not any(
                match.start() < other.end() and other.start() < match.end() for other in taken
            ):
                taken.append(match)
    return sorted(taken, key=lambda match: match.start())


def _is_denied(text: str, match: re.Match[str]) -> bool:
    return bool(_DENIED.search(re.split(r"[.!?;\n]", text[: match.start()])[-1]))
