"""Would this make a child watch or report on adults? Then it is not a role for a child.

Pure: words in, the words that were found out. Source: product rule 11; domain.md §3.4 (block pattern:
children are never informants or monitors of abuse).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

# To tell on somebody, and to keep an eye on somebody who is an adult.
TELLING: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"report(?:s|ed|ing)?\s+(?:on|who\w*|those|any\w*|abuse\w*|cases?|beatings?|crimes?|offences?)",
        r"report(?:s|ed|ing)?\s+to(?:\W+\w+){1,4}?\W+(?:on|who\w*|those|any\w*|abuse\w*)",
        r"inform(?:s|ed|ing)?\s+on", r"informants?", r"(?:an|as|be|become)\s+informers?",
        r"sp(?:y|ies|ied|ying)", r"tell(?:s|ing)?\s+on", r"told\s+on",
        r"denounc\w+", r"whistle[- ]?blow\w*", r"name\s+and\s+shame",
    ),
    "fr": (
        r"dénonc\w+", r"signale(?:r|nt|z)?", r"espionn\w+",
        r"rapporte(?:r|nt|z)?\s+sur", r"indicateurs?\s+de\s+police",
    ),
}  # fmt: skip
WATCHING: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"report(?:s|ed|ing)?(?!\s+(?:back|to|progress|cards?)\b)", r"watch(?:es|ed|ing)?(?:\s+over)?",
        r"monitor(?:s|ed|ing)?", r"polic(?:es|ing)", r"check(?:s|ed|ing)?\s+(?:up\s+)?on",
        r"keep(?:s|ing)?\s+an\s+eye\s+on", r"inspect(?:s|ed|ing)?",
    ),
    "fr": (r"surveill\w+", r"contrôle(?:r|nt|z)?", r"guette(?:r|nt|z)?"),
}  # fmt: skip
ADULTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"adults?", r"parents?", r"mothers?", r"fathers?", r"famil(?:y|ies)", r"households?",
        r"teachers?", r"elders?", r"neighbou?rs?", r"husbands?", r"wives", r"uncles?", r"aunts?",
        r"men", r"women", r"caregivers?", r"guardians?", r"leaders?", r"chiefs?", r"homes",
    ),
    "fr": (
        r"adultes?", r"parents?", r"mères?", r"pères?", r"familles?", r"enseignante?s?", r"maîtres?",
        r"voisins?", r"voisines?", r"chefs?", r"hommes", r"femmes", r"anciens", r"ménages?",
    ),
}  # fmt: skip
# "Supportive, not reporting", "they tell on no one": saying that it is not so is what we hope for.
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|without|nobody|n['’]t|sans|jamais|pas|ne)\b[\s:,]+(?:\w+\s+){0,2})$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^\s+(?:on\s+)?(?:no\s?one|nobody|anything\s+to\s+no|personne)\b", re.IGNORECASE
)
# How far an adult may stand from the watching, in words.
_REACH = r"(?:\W+\w+){0,4}?\W+"


def asks_to_report(text: str) -> str:
    """The words by which `text` asks a child to watch or report on adults; empty when it does not."""
    for language in TELLING:
        telling = "|".join(TELLING[language])
        adults = "|".join(ADULTS[language])
        watching = "|".join(WATCHING[language])
        patterns = (
            rf"\b(?:{telling})(?!\w)",
            rf"\b(?:{watching}){_REACH}(?:{adults})\b",
        )
        for pattern in patterns:
            for match in re.finditer(pattern, text, re.IGNORECASE):
                if not _is_denied(text, match):
                    return match.group()
    return ""


def report_sentence(words: str) -> str:
    """Why a role is refused that makes a child watch or report on adults."""
    return _(
        "“%(words)s” asks children to watch or report on adults. That can bring them into danger "
        "and turn people against them, so it is no role for a child. Write what children do for "
        "each other instead."
    ) % {"words": words}


def first_asking(*texts: str) -> str:
    """The first words in any of `texts` that ask children to watch or report on adults."""
    return next(filter(None, map(asks_to_report, texts)), "")


def _is_denied(text: str, match: re.Match[str]) -> bool:
    before = re.split(r"[.!?;\n]", text[: match.start()])[-1]
    return bool(_DENIED.search(before) or _DENIED_AFTER.match(text[match.end() :]))
