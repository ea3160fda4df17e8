"""What in a plan may hurt a child, and was it talked over? Found in its words, and seen by people.

Nothing is stored of what is found until somebody writes of it: the words of the plan decide. A flag
found has a key made of what it is and the sentence it stands in, so a note is about these words.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from .red_flags import find

if TYPE_CHECKING:
    from .models import ActionPlan, RedFlag

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
        text = plans_read([self])[self.pk]
        return [flag for flag in flags_of(self, text) if flag.is_open]


def plans_read(plans: Sequence[ActionPlan]) -> dict[uuid.UUID, dict[str, Any]]:
    """Plan → what is read of it, as `ActionPlan.text()` says it: two queries for all of them."""
    texts: dict[uuid.UUID, dict[str, Any]] = {
        plan.pk: {
            **{name: getattr(plan, name) for name in ("name", "goal", "builds_on_reason")},
            "actions": {},
            "resources": [],
        }
        for plan in plans
    }
    if not plans:
        return {}
    steps, resources = (
        relation.model.objects.filter(plan__in=plans)
        for relation in (plans[0].actions, plans[0].resources)
    )
    said = ("plan", "pk", "what", "details", "dropped_reason")
    inside = ("roles__role", "roles__support_needed", "milestones__what")
    for plan, key, what, details, dropped, role, needs, milestone in steps.order_by(
        "position", "pk", "roles__created_at", "milestones__pk"
    ).values_list(*said, *inside):
        blank = {"what": what, "details": details, "dropped": dropped}
        step = texts[plan]["actions"].setdefault(key, {**blank, "roles": [], "milestones": []})
        step["roles"] += [{"role": role, "support_needed": needs}] if role else []
        step["milestones"] += [{"what": milestone}] if milestone else []
    for plan, what, how_much in resources.values_list("plan", "what", "how_much"):
        texts[plan]["resources"].append({"what": what, "how_much": how_much})
    return {key: {**text, "actions": list(text["actions"].values())} for key, text in texts.items()}


def texts_of(text: Mapping[str, Any]) -> Iterator[str]:
    """What is read of a plan's text (`ActionPlan.text()`): a step with how it is done, as one."""
    yield from (text["name"], text["goal"], text.get("builds_on_reason", ""))
    for step in text["actions"]:
        if not step.get("dropped"):
            yield f"{step['what'].rstrip('.!?; ')}: {step['details']}"
            for role in step["roles"]:
                yield from (role["role"], role.get("support_needed", ""))
            yield from (each["what"] for each in step.get("milestones", ()))
    for resource in text.get("resources", ()):
        yield f"{resource['what']}: {resource['how_much']}"


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


def flags_sentence(flags: Iterable[Flag], labels: Mapping[str, str], *, writing: bool) -> str:
    """What a person reads whose plan waits for a dialogue, while it is written or after it was sent."""
    words = "; ".join(f"“{flag.words}”" if flag.words else str(labels[flag.kind]) for flag in flags)
    if writing:
        sentence = _(
            "To talk over first, as it may hurt a child: %(words)s. Facilitator and mentor write "
            "down what was said, or the words change."
        )
    else:
        sentence = _(
            "To talk over first, as it may hurt a child: %(words)s. Facilitator and mentor write "
            "down what was said, or a group asks to change it."
        )
    return sentence % {"words": words}
