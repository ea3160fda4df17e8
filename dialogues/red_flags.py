"""Could this rule, or this plan, hurt a child? Then it is talked over; it is the community's all the same.

Pure: words in, the words that were found out. Source: domain.md §5.4 (red-flag patterns). It finds
what is often said and misses what is said otherwise: a person can always set a flag as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

# How far two words of one thing may stand apart, in one sentence.
_NEAR = r"(?:[^\w.;!?\n]+\w+){0,6}?[^\w.;!?\n]+"


def _near(one: str, other: str) -> str:
    """`one` and `other` close to each other, whichever comes first."""
    return rf"(?:{one})\b{_NEAR}(?:{other})|(?:{other})\b{_NEAR}(?:{one})"


_FINE = (
    r"fin(?:e|es|ed|ing)|pay(?:s|ing|ment)?|paid|levy|levies|penalt\w+|expel\w*|expulsion"
    r"|suspend\w*|leaves?\s+school|out\s+of\s+school|amende\w*|pai(?:e|er|ent|ement)|expuls\w+"
    r"|renv(?:o\w+|oie\w*)|exclu\w*|faini\w*|\w*lip[aei]\w*|\w*fukuz\w+"
)
_PREGNANT = r"pregnan\w+|bell[ye]|enceintes?|grossesses?|mjamzito|wajawazito|mimba"
_RAPE = (
    r"rap(?:e[sd]?|ists?)|defil\w+|abus(?:e[sd]?|ers?)|assault\w*|victims?|viol(?:s?|é\w*|eurs?|er)"
    r"|agress\w+|ubakaji|\w*bak(?:a|wa)|m?bakaji|wabakaji|waathiriwa|mwathiriwa"
)
_WED = (
    r"marr(?:y|ies|ied|iage)|wed(?:s|ding)?|épous\w+|mari(?:e|er|age|ée)s?|\w*oan?a|\w*olew[ae]"
    r"|\w*[aum]oe|ndoa"
)
_GIRLS = r"girls?|daughters?|filles?|wasichana|msichana"
_CHILD = r"child(?:ren)?|girls?|boys?|daughters?|sons?|enfants?|filles?|garçons?|mtoto|watoto"
_POOR = (
    r"poor\w*|(?:can\s?not|can['’]t|could\s+not)\s+(?:pay|afford)|pauvres?|maskini"
    r"|peu(?:t|vent)\s+pas\s+payer|wasioweza\s+kulipa"
)
_OUT = (
    r"ban(?:s|ned|ning)?|exclud\w+|shut\s+out|k(?:ee|e)pt?\s+out|turned\s+away|sent\s+home|stay\s+out"
    r"|not\s+(?:allowed|welcome|admitted)|interdi\w+|exclus?\w*|\w*zuiw\w+|\w*katazw\w+|\w*fukuz\w+"
)
_FOOD = r"food|meals?|aid|rations?|repas|nourriture|manger|chakula|msaada"
_CONTRACEPTION = (
    r"contracepti\w+|family\s+planning|implants?|injections?|uzazi\s+wa\s+mpango|planification"
)
# What it is → how it is said, in English, French and Swahili.
PATTERNS: Mapping[str, tuple[str, ...]] = {
    "pregnant": (_near(_FINE, _PREGNANT),),
    "married_off": (
        _near(_WED, _RAPE), r"\bmarr(?:y|ies)\s+(?:her|the\s+girl)\b",
        _near(_WED, r"(?:made|got|gets)\s+her\s+pregnant|impregnat\w+|spoil(?:ed|t|s)?"),
    ),
    "settled": (
        _near(
            _RAPE,
            r"settle\w*|compensat\w+|forgiv\w+|(?:with)?in\s+the\s+famil\w+|between\s+the\s+famil\w+"
            r"|(?:at|a)\s+home|à\s+l.amiable|en\s+famille|\w*suluhish\w+|kifamilia|fidia|nyumbani",
        ),
    ),
    "tested": (
        r"virginity\s+(?:test|check)\w*", r"tests?\s+de\s+virginité", r"virgin(?:s|ity)?",
        r"virginité|vierges?", r"bikira",
    ),
    "shamed": (
        r"flog\w*", r"can(?:ed|ing)\b", r"lash(?:es|ed|ing)?", r"whip(?:s|ped|ping)?",
        r"beat(?:s|en|ing)?(?!\s+(?:a|the)?\s*drums?\b)", r"stroke\w*\s+of\s+the\s+cane",
        r"the\s+cane\b", r"(?:public\w*|humili\w+)\s+sham\w+", r"sham(?:e|ed|ing)\b",
        r"humili\w+", r"parad(?:e|es|ed|ing)\s+(?:through|around|before|them|him|her|the\s+child\w*)",
        r"shav(?:e|es|ed|ing)\s+(?:his|her|their)\s+heads?", r"nam(?:e|es|ed)\s+in\s+public",
        r"strip(?:s|ped)?\s+(?:him|her|them|naked)", r"fouett\w+", r"coups\s+de", r"chicot\w+",
        r"(?:est|sont|sera|seront)\s+(?:battu\w*|frapp\w+)", r"viboko", r"\w*aibish\w+",
        r"\w*chap(?:wa|e|we)", r"\w*pigwa",
    ),
    "girls_only": (
        _near(
            r"curfew|(?:stay|stays|remain|be|kept)\s+(?:at\s+)?(?:home|indoors|inside)"
            r"|not\s+(?:go|walk|be|come)\s+out(?:side)?|not\s+leave\s+(?:the\s+)?(?:house|home|compound)"
            r"|home\s+(?:by|before)|couvre-feu|rest\w+\s+(?:à\s+la\s+maison|chez)|pas\s+sortir"
            r"|ne\s+sort\w*|\w*(?:kae|baki)\s+nyumbani|\w*sitoke\w*|\w*tokutoka|marufuku\s+kutoka",
            _GIRLS,
        ),
    ),
    "poor_out": (_near(_OUT, _POOR),),
    "reports": (
        _near(
            r"report(?:s|ed|ing)?\s+(?:on\b|their)|inform\s+on|tell\s+on|dénonc\w+"
            r"|\w*ripoti\s+(?:wazazi|watu\s+wazima)|\w*shtaki",
            _CHILD,
        ),
        _near(
            r"(?:report|tell|inform)(?:s|ed|ing)?",
            r"(?:their|his|her|own)\s+(?:parents?|mothers?|fathers?)",
        ),
    ),
    "sent_away": (
        _near(
            r"s(?:end|ends|ent)\s+(?:\w+\s+)?(?:away|back\s+to)|expel\w*|banish\w*|chas(?:e|ed)\b"
            r"|driv(?:e|en)\s+(?:away|out)|(?:leave|leaves|out\s+of|from)\s+the\s+(?:village|community)"
            r"|renv(?:o\w+|oie\w*)|chass\w+|\w*fukuz\w+|\w*rudishwe?a?\s+kwao",
            _CHILD,
        ),
    ),
    "own_hands": (
        r"vigilant\w+", r"mob\s+justice", r"lynch\w*", r"ti(?:e|es|ed)\s+(?:him|her|them)?\s*up",
        r"burn(?:s|t|ed)?\s+(?:down\s+)?(?:his|her|their|the)\s+(?:house|home)s?",
        r"(?:catch|find|hunt)\w*\s+and\s+punish\w*", r"justice\s+populaire", r"vindicte",
        r"sheria\s+mkononi", r"\w*chom\w+\s+nyumba",
    ),
    "no_food": (
        _near(r"with(?:hold|held)\w*|den(?:y|ied|ies)|without", _FOOD),
        rf"(?:get|gets|given|receive|receives|have|has|eat|eats|be|is|are)\s+no\s+(?:{_FOOD})",
        rf"no\s+(?:{_FOOD})\s+(?:for|to)\b", rf"(?:los|lose|loses)\s+(?:his|her|their|the)\s+(?:{_FOOD})",
        r"go(?:es)?\s+hungry", rf"(?:priv\w+\s+d[e’']|sans)\s*(?:{_FOOD})",
        rf"\w*nyim\w+\s+(?:{_FOOD})", rf"bila\s+(?:{_FOOD})",
    ),
    "forced_contraception": (
        _near(
            r"must|forc\w+|compulsory|mandatory|oblig\w+|doi(?:t|vent)|lazima", _CONTRACEPTION,
        ),
        _near(r"(?:all|every|each)\s+girls?|kila\s+msichana|toutes\s+les\s+filles", _CONTRACEPTION),
    ),
}  # fmt: skip
# "Nobody is beaten", "an end to the beating" is what we hope for; “who is not on time is beaten” is not.
_NOT_NEW = (
    r"(?:\s+(?!(?:is|are|was|were|gets?|will|shall|must|should|est|sont|sera|seront)\b)\w+){0,3}"
)
# “Without delay”, “no later than Friday” denies nothing of what comes after it.
_BUT = (
    r"(?!\s+(?:(?:an?|any|the|all|further|une?|le|la|aucune?|ya)\s+)*(?:(?:delays?|doubts?|exceptions?"
    r"|fail|warnings?|only|matter|(?:later|longer|earlier|more|less|fewer)\s+than|délais?|doutes?|faute"
    r"|tarder|attendre|avertissement|seulement|plus\s+(?:tard|de|que)|shaka|kuchelewa|kukawia|kukosa"
    r"|kujali|onyo)\b))"
)
_DENIED = re.compile(
    rf"(?:\b(?:not|never|no|without|n['’]t|jamais|pas|sans|aucune?|bila|hakuna)\b{_BUT}{_NOT_NEW}"
    rf"|\b(?:nobody|no\s?one|none|personne|hakuna)\b{_BUT}(?:\s+\w+){{0,3}}"
    rf"|(?:^|[,:(]|\b(?:and|so|that|but|where|et|que|na))\s*(?:no|aucune?)\b{_BUT}(?:\s+\w+){{0,3}}"
    r"|\b(?:stop(?:s|ped)?|end(?:s|ed)?|against|instead\s+of|rather\s+than|prevent\w*|contre|arrêt\w+"
    r"|fin\s+(?:de|aux?)|au\s+lieu\s+de|dhidi\s+ya|badala\s+ya|kukomesha|\w*acha)"
    r"(?:\s+(?:the|all|any|every|such|of|to|this|l[ae]s?|de|kila))*"
    r"|\b(?:haku|hata|hawata|hapa|haw)\w*)[\s“”\"'’]*$",
    re.IGNORECASE,
)
# “Who does not come …”: what follows is no denial, but what happens to such a one.
_WHO_NOT = re.compile(
    r"\b(?:who\w*|if|when|qui|si)(?:\s+\w+){0,2}?\s+(?:not|never|no|without|ne)\b[^,:]*$"
    r"|\b(?:who\w*|if)(?:\s+\w+)?\s+\w+n['’]t\b[^,:]*$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?;\n]")
_COMPILED = [
    (kind, re.compile(rf"\b(?:{said})(?!\w)", re.IGNORECASE))
    for kind, patterns in PATTERNS.items()
    for said in patterns
]


@dataclass(frozen=True)
class Found:
    """Words that may hurt a child, of which kind, and the sentence in which they stand."""

    kind: str
    words: str
    sentence: str


def find(*texts: str) -> list[Found]:
    """What in `texts` may hurt a child; the same words in two sentences are two things to talk over."""
    return list(dict.fromkeys(found for text in texts for found in _found(text)))


def red_flags(*texts: str) -> list[str]:
    """The words in `texts` that may hurt a child, each once, as they stand there."""
    return list(dict.fromkeys(found.words for found in find(*texts)))


def red_flag_sentence(words: Iterable[str]) -> str:
    """What a facilitator reads beside such a rule."""
    return _(
        "“%(words)s” can hurt a child, shame or drive one away, or leave a crime to those who settle "
        "it. The rule is the community’s own and stays as it was agreed. Talk with your mentor how to "
        "open it again in a dialogue, with those whom it would hit."
    ) % {"words": "”, “".join(words)}


def _found(text: str) -> Iterator[Found]:
    for kind, match in _matches(text):
        before = _END.split(text[: match.start()])[-1]
        if _WHO_NOT.search(before) or not _DENIED.search(before):
            after = _END.split(text[match.end() :], maxsplit=1)[0]
            yield Found(kind, match.group(), " ".join((before + match.group() + after).split()))


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """One match for each stretch: the first pattern that finds it."""
    taken: list[tuple[str, re.Match[str]]] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not any(
                match.start() < other.end() and other.start() < match.end()
                for _kind, other in taken
            ):
                taken.append((kind, match))
    return sorted(taken, key=lambda each: each[1].start())
