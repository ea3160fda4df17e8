"""Which text is read aloud before a dialogue begins, so that people can say yes or no?

A text that was read is kept as it was: a better one gets a version of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Lens, Subgroup

from .models import CONSENT, DialogueSession


@dataclass(frozen=True)
class Script:
    title: Promise
    version: str  # stored with the consent that followed it, at most 20 letters
    written_on: date
    lines: tuple[Promise, ...]


_CHILDREN_1 = Script(
    _("Text for children, version 1"),
    "children-1",
    date(2026, 9, 1),
    (
        _("Thank you for coming. We want to hear from children what life is like here."),
        _("We talk about what keeps children safe, and about what harms them. No answer is wrong."),
        _("You decide whether you take part. You can say no, stay silent, or go at any time. Nobody "
          "asks why, and nothing is taken from you for it."),
        _("We write down what is said, never who said it, and no names. Please tell of “a girl” or "
          "“a man”, not of somebody by name."),
        _("At the end you decide together what we may tell the adults, and how."),
        _("There is one limit. When we hear that a child is in danger, we speak with somebody whose "
          "work it is to help. We tell that child first, and do as little as is needed."),
        _("When something weighs on you that is not for the whole group, come to one of us "
          "afterwards."),
        _("We cannot put everything right. We promise to come back and tell you what became of it."),
        _("Do you want to take part?"),
    ),
)  # fmt: skip
_ADULTS_1 = Script(
    _("Text for adults, version 1"),
    "adults-1",
    date(2026, 9, 1),
    (
        _("Thank you for your time. We want to hear what you think of the life of children here."),
        _("We talk about what already protects children, and about what harms them. You know this "
          "place; we came to listen."),
        _("Taking part is free. You can say no, stay silent, or go at any time. Nothing is given "
          "for it, and nothing is taken away."),
        _("We write down what is said, never who said it, and no names. Please name neither a child "
          "nor a family."),
        _("At the end you decide together what we may tell others, and how."),
        _("There is one limit. When we hear that a child is in danger, we speak with somebody whose "
          "work it is to help."),
        _("We cannot promise money or a project. We promise to come back and tell you what became "
          "of it."),
        _("Do you want to take part?"),
    ),
)  # fmt: skip

SCRIPTS = {script.version: script for script in (_CHILDREN_1, _ADULTS_1)}


def script_for(group: Subgroup) -> Script:
    """The text that is read to such a group now."""
    return _CHILDREN_1 if group.lens == Lens.CHILDREN else _ADULTS_1


def with_script(session: DialogueSession, values: Mapping[str, Any]) -> dict[str, Any]:
    """That people heard what stays private is kept with the text they heard: the one on the page."""
    stands = {name: values.get(name, getattr(session, name)) for name in CONSENT}
    if all(stands[name] == getattr(session, name) for name in CONSENT):
        return {**values, "consent_script": session.consent_script}
    group = values.get("subgroup", session.subgroup)
    shown = values.get("consent_script") or script_for(group).version
    return {**values, "consent_script": shown if stands["limits_explained"] else ""}
