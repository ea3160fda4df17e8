"""What in a plan may hurt a child, and was it talked over? Found in its words, and seen by people.

Nothing is stored of what is found until somebody writes of it: the words of the plan decide. A flag
found has a key made of what it is and the sentence it stands in, so a note is about these words.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from .red_flags import find

if TYPE_CHECKING:
    from .models import Action, ActionPlan, RedFlag

LONGEST = 600  # of a sentence that is kept


@dataclass(frozen=True)
class Flag:
    """One thing to talk over, as far as it was."""

    key: uuid.UUID
    kind: str
    words: str  # blank: seen by a person
    sentence: str
    row: RedFlag | None = None

    @property
    def is_open(self) -> bool:
        return self.row is None or self.row.settled_at is None


def has_rows(relation: Any) -> Exists:
    """Did anybody write of a flag of this plan?"""
    return Exists(relation.rel.related_model.objects.filter(plan=OuterRef("pk")))


class Flagged:
    """A plan, asked what of it waits for a dialogue."""

    has_flag_rows = True  # read together with a page, it spares looking for what is not there

    @cached_property
    def open_flags(self: ActionPlan) -> list[Flag]:
        """What of its words may hurt a child, and was not talked over by facilitator and mentor."""
        return open_flags(self, self.actions.for_page())


def open_flags(plan: ActionPlan, steps: Iterable[Action]) -> list[Flag]:
    """The same for steps that were read already."""
    return [flag for flag in flags_of(plan, plan_read(plan, steps)) if flag.is_open]


def plan_read(plan: ActionPlan, steps: Iterable[Action]) -> dict[str, Any]:
    """What is read of a plan, as `ActionPlan.text()` says it."""
    return {"name": plan.name, "goal": plan.goal, "actions": [_said(step) for step in steps]}


def _said(step: Action) -> dict[str, Any]:
    """What is read of a step, as `Action.text()` says it."""
    return {
        "what": step.what,
        "details": step.details,
        "dropped": step.dropped_reason,
        "roles": [{"role": role.role} for role in step.roles.all()],
    }


def texts_of(text: Mapping[str, Any]) -> Iterator[str]:
    """What is read of a plan's text (`ActionPlan.text()`): a step with how it is done, as one."""
    yield from (text["name"], text["goal"])
    for step in text["actions"]:
        if not step.get("dropped"):
            yield f"{step['what'].rstrip('.!?; ')}: {step['details']}"
            yield from (role["role"] for role in step["roles"])


def flags_of(plan: ActionPlan, text: Mapping[str, Any]) -> list[Flag]:
    """Every flag of this text: those found in it first, then those that people saw."""
    known = {row.pk: row for row in plan.red_flags.all()} if plan.has_flag_rows else {}
    found = [
        _flag(plan, each.kind, each.words, each.sentence[:LONGEST], known)
        for each in find(*texts_of(text))
    ]
    seen = [Flag(row.pk, row.kind, "", "", row) for row in known.values() if row.is_seen]
    return list({flag.key: flag for flag in (*found, *seen)}.values())


def _flag(
    plan: ActionPlan, kind: str, words: str, sentence: str, known: Mapping[uuid.UUID, RedFlag]
) -> Flag:
    key = key_of(plan, kind, sentence)
    return Flag(key, kind, words, sentence, known.get(key))


def key_of(plan: ActionPlan, kind: str, sentence: str) -> uuid.UUID:
    """The key of what is found: the same words of the same plan, the same key."""
    return uuid.uuid5(plan.pk, f"{kind}:{' '.join(sentence.casefold().split())}")


def flags_sentence(flags: Iterable[Flag], labels: Mapping[str, str]) -> str:
    """What a person reads whose plan waits for a dialogue."""
    words = "; ".join(f"“{flag.words}”" if flag.words else str(labels[flag.kind]) for flag in flags)
    return _(
        "To talk over first, as it may hurt a child: %(words)s. Facilitator and mentor write down "
        "what was said, or the words change."
    ) % {"words": words}
