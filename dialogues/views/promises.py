"""What did a community promise its children in its plan, as everybody may read it?

Whoever prints the sheet, it is made of what the community may hear: no group of children is named,
and of what children said only what their groups let be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from participants.models import CHILD_VOICES

from ..changes import DROPPED, REMOVED, MarkedItem, Text
from ..child_parts import counted
from ..trail import children_said
from .plan_page import PlanPage
from .plan_step import Step

GONE = (DROPPED, REMOVED)


@dataclass(frozen=True)
class Promise:
    """One step: what children do in it, or what adults do for them."""

    step: MarkedItem
    symbol: str
    owner: str  # nothing where a group of children sees to it
    voice: str
    said: tuple[str, ...]  # children's own words that it answers
    roles: tuple[tuple[str, Text], ...]  # how many, and what they do


class Promises:
    def __init__(self, page: PlanPage):
        self.page, self.plan = page, page.plan

    @property
    def name(self) -> str:
        """What the plan is called, as whoever prints the sheet reads it."""
        return self.plan.name if self.page.sent is None else self.page.sent["name"]

    @cached_property
    def answered(self) -> dict[UUID, list[str]]:
        """Step → what children said that it answers, in words that may be told."""
        return children_said(self.plan)

    @cached_property
    def all(self) -> list[Promise]:
        kept = (step for step in self.page.all_steps if step.marked.kind not in GONE)
        return [self._promise(step) for step in kept if not step.marked.now["dropped"]]

    def _promise(self, step: Step) -> Promise:
        action = step.record
        own = action is not None and action.owner_group.voice in CHILD_VOICES
        known = action is not None and not own
        return Promise(
            step.marked,
            "page" if action is None else action.symbol,
            step.marked.now["owner_group"] if known else "",
            action.owner_group.voice if known else "children",
            tuple(self.answered.get(action.pk, ())) if action is not None else (),
            tuple(
                (counted(role.marked.now["sex"], int(role.marked.now["how_many"])), role.marked.now)
                for role in step.roles
                if role.marked.kind not in GONE
            ),
        )

    @property
    def of_children(self) -> list[Promise]:
        """What children do."""
        return [each for each in self.all if each.roles]

    @property
    def of_adults(self) -> list[Promise]:
        """What adults do, or see to."""
        return [each for each in self.all if each.owner]

    @property
    def heard(self) -> list[Promise]:
        """What came from what children said."""
        return [each for each in self.all if each.said]
