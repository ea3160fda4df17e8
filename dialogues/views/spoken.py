"""How does the stored text of a plan read: its days, kinds and numbers in a person's words?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cpfacilitate.lib import clock
from participants.models import CHILD_AGES, Children

from ..changes import CHECKS, REMOVED, MarkedItem
from ..models import Action, ChildRole, Whose
from ..models.plan_resources import brought_by_in_words


def spoken(text: Mapping[str, Any]) -> dict[str, Any]:
    """The stored text of a plan in the words a person reads."""
    said = {**text, "actions": [spoken_step(step) for step in text["actions"]]}
    if "resources" in text:
        said["resources"] = [_spoken_resource(line) for line in text["resources"]]
    return said


def spoken_step(step: Mapping[str, Any]) -> dict[str, Any]:
    """What a text says that was sent before it could say all of it stays unsaid."""
    said = {
        **step,
        **{name: _spoken_day(step[name]) for name in ("starts_on", "due_on")},
        "was_wanted": _is_over(step["due_on"]),
        "roles": [_spoken_role(role) for role in step["roles"]],
    }
    if "milestones" in step:
        said["milestones"] = [
            {**one, "due_on": _spoken_day(one["due_on"]), "was_wanted": _is_over(one["due_on"])}
            for one in step["milestones"]
        ]
    if "weight" in step:
        said["weight"] = str(Action.Weight(int(step["weight"])).label)
        said["weight_code"] = step["weight"]
    return said


def _spoken_day(day: str) -> str:
    return date_format(date.fromisoformat(day), "j F") if day else ""


def _is_over(day: str) -> bool:
    """Has the day come and gone? Then the community wanted it by then; nothing is late."""
    return bool(day) and date.fromisoformat(day) < clock.today()


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


def _spoken_resource(line: Mapping[str, Any]) -> dict[str, Any]:
    key = line["service_key"]
    return {
        **line,
        "whose": str(Whose(line["whose"]).label),
        "whose_code": line["whose"],
        "brought_by": brought_by_in_words(line["brought_by"]),
        "page": reverse("participants:service_show", args=[key]) if key else "",
    }


class WorksWith:
    """What a plan works with, what is the community's own first; lines are counted, never money."""

    def __init__(self, lines: Sequence[MarkedItem]):
        self.lines = lines

    def __bool__(self) -> bool:
        return bool(self.lines)

    def _of(self, whose: str) -> list[MarkedItem]:
        return [line for line in self.lines if line.now["whose_code"] == whose]

    @property
    def kinds(self) -> list[tuple[str, str, list[MarkedItem]]]:
        """(symbol, whose, lines), of what there is."""
        symbols = {Whose.OURS: "tree", Whose.OUTSIDE: "plus", Whose.SERVICE: "phone"}
        kinds = [(symbol, str(whose.label), self._of(whose)) for whose, symbol in symbols.items()]
        return [kind for kind in kinds if kind[2]]

    @property
    def share(self) -> str:
        """How many of the things come from here; of services nothing is counted."""
        ours, outside = (
            sum(line.kind != REMOVED for line in self._of(whose))
            for whose in (Whose.OURS, Whose.OUTSIDE)
        )
        if not ours + outside:
            return ""
        words = {"ours": ours, "all": ours + outside}
        return _("%(ours)s of %(all)s come from here.") % words
