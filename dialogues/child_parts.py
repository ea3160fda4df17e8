"""What is asked about the part children have in a plan, and how many of them lead?

Asked, never refused: dancing can be what children want, and a small group can be the right one.
Watching or reporting on adults is refused elsewhere (`safeguards`). Source: product rule 11,
domain.md §3.4. Pure: roles in, sentences out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# To be looked at, and to look after: what adults like to give to children, and to girls.
SHOWING: Mapping[str, str] = {
    "en": r"perform\w*|welcom\w+|greet\w*|march\w*|parad\w+|danc\w+|sing(?:s|ing)?|songs?|recit\w+"
    r"|clap\w*|wav(?:e|es|ing)|escort\w*|(?:hold|carry|wear)\w*\s+(?:\w+\s+){0,2}(?:banners?|flags?|"
    r"flowers?|signs?|t-?shirts?)",
    "fr": r"accueil\w+|défil\w+|dans(?:e|es|er|ent)|chant\w*|récit\w+|applaudi\w+|saluer|salue\w*"
    r"|port\w+\s+(?:\w+\s+)?(?:banderoles?|drapeaux?|fleurs?)",
}
SHAPING: Mapping[str, str] = {
    "en": r"writ\w+|wrote|mak(?:e|es|ing)|decid\w+|choos\w+|plan(?:s|ning)?|lead\w*|teach\w*|ask\w*"
    r"|speak\w*|explain\w*|discuss\w*|draw\w*|invent\w*|direct\w*|organi[sz]\w+|tell\w*|drama",
    "fr": r"écri\w+|fai(?:re|t|tes)|font|décid\w+|choisi\w+|prépar\w+|mèn\w+|mener|enseign\w+"
    r"|demand\w+|parl\w+|expliqu\w+|discut\w+|dessin\w+|organis\w+|racont\w+",
}
CARING: Mapping[str, str] = {
    "en": r"cook\w*|clean\w*|sweep\w*|wash\w*|laundry|bab(?:y|ies)|infants?|toddlers?|child\s?care"
    r"|(?:fetch|carry|draw)\w*\s+(?:\w+\s+)?(?:water|wood|firewood)|serv(?:e|es|ing)\s+(?:\w+\s+)?"
    r"(?:food|meals?|tea|guests?)|(?:look|looks|looking)\s+after|car(?:e|es|ing)\s+(?:for|of)"
    r"|nurs(?:e|es|ing)|dishes",
    "fr": r"cuisin\w+|nettoy\w+|balay\w+|lav(?:e|er|ent)|bébés?|vaisselle|s['’]occup\w+"
    r"|(?:cherch|port|puis)\w+\s+(?:de\s+)?(?:l['’]\s?)?(?:eau|bois)|gard\w+\s+(?:des?\s+|les\s+)?enfants"
    r"|serv(?:ir|ent)\s+(?:\w+\s+)?(?:repas|nourriture)",
}
FEW = 5  # so many children at the most can be always the same ones


class Part(Protocol):
    """What a role says of itself; `models.ChildRole` is one."""

    role: str
    mode: str
    sex: str
    age_band: str
    how_many: int
    chosen_by_children: bool


def _says(patterns: Mapping[str, str], text: str) -> bool:
    return any(re.search(rf"\b(?:{each})(?!\w)", text, re.IGNORECASE) for each in patterns.values())


def is_shown_only(part: Part) -> bool:
    """Are children only looked at in it: perform, welcome, march?"""
    shown = _says(SHOWING, part.role) and not _says(SHAPING, part.role)
    return shown and part.mode != "child_led"


def is_girls_caring(part: Part, beside: Iterable[Part] = ()) -> bool:
    """Do girls, and no boys beside them, look after others in it?"""
    if part.sex != "girls" or not _says(CARING, part.role):
        return False
    return not any(each.sex != "girls" and _says(CARING, each.role) for each in beside)


def asked_of(part: Part, beside: Sequence[Part] = ()) -> list[str]:
    """What is asked about one part, in sentences; `beside` are the others of the same step."""
    asked = []
    if is_shown_only(part):
        asked.append(
            _("Here children are looked at. What would they decide or make themselves? Ask them.")
        )
    if is_girls_caring(part, beside):
        asked.append(
            _("Here girls look after others, as at home. Ask the girls, and ask what boys can do.")
        )
    return asked


def asked_of_plan(parts: Iterable[Part]) -> list[str]:
    """What is asked about all parts together: is it always the same few children?"""
    few = [part for part in parts if part.how_many <= FEW and not part.chosen_by_children]
    alike = Counter((part.sex, part.age_band, part.how_many) for part in few)
    if not any(times > 1 for times in alike.values()):
        return []
    return [
        _(
            "The same few children may be meant more than once. Who is not asked yet? Let children "
            "choose who takes part."
        )
    ]


def counted(sex: str, number: int) -> str:
    """“9 girls”: how many, never who."""
    words = {
        "girls": ngettext("%(number)d girl", "%(number)d girls", number),
        "boys": ngettext("%(number)d boy", "%(number)d boys", number),
    }.get(sex, _("%(number)d girls and boys"))
    return words % {"number": number}


def leading(numbers: Mapping[str, int]) -> str:
    """“16 children lead: 9 girls, 7 boys”, of how many lead by sex; nothing where none do."""
    total = sum(numbers.values())
    if not total:
        return ""
    who = ", ".join(counted(sex, number) for sex, number in numbers.items() if number)
    lead = ngettext("%(number)d child leads: %(who)s", "%(number)d children lead: %(who)s", total)
    return lead % {"number": total, "who": who}
