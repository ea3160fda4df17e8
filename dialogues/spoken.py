"""How does a person read the stored text of a plan: days, kinds and numbers in words?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from participants.models import CHILD_AGES, Children

from .changes import CHECKS
from .models import ChildRole


def spoken(text: Mapping[str, Any]) -> dict[str, Any]:
    """The stored text of a plan in the words a person reads: days, kinds and numbers."""
    return {**text, "actions": [spoken_step(step) for step in text["actions"]]}


def spoken_step(step: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: _spoken_day(step[name]) for name in ("starts_on", "due_on")}
    return {**step, **days, "roles": [_spoken_role(role) for role in step["roles"]]}


def _spoken_day(day: str) -> str:
    return date_format(date.fromisoformat(day), "j F") if day else ""


def _spoken_check(name: str) -> str:
    return str(capfirst(ChildRole._meta.get_field(name).verbose_name))


def _spoken_role(role: Mapping[str, Any]) -> dict[str, Any]:
    who = {
        "number": role["how_many"],
        "who": str(Children(role["sex"]).label).lower(),
        "age": dict(CHILD_AGES)[role["age_band"]],
    }
    return {
        **role,
        **{name: _spoken_check(name) if role[name] else "" for name in CHECKS if name in role},
        "mode_code": role["mode"],
        "mode": str(ChildRole.Mode(role["mode"]).label),
        "started_by": str(ChildRole.Starter(role["started_by"]).label),
        "who": _("%(number)s %(who)s, %(age)s") % who,
    }
