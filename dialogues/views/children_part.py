"""What do children do in a plan as a person reads it: how many lead, and what is asked about it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from participants.models import Children

from ..changes import REMOVED
from ..child_parts import asked_of, asked_of_plan, leading
from ..models import ChildRole
from .plan_step import Step


def asks_of(step: Step) -> tuple[str, ...]:
    """What is asked about children's part in one step."""
    roles = [role.record for role in step.roles if role.record]
    return tuple(sentence for role in roles for sentence in asked_of(role, roles))


class ChildrenPart:
    """Of all steps; `asks` of whoever prepares the plan."""

    def __init__(self, steps: Sequence[Step], *, asks: bool):
        self.steps, self._asks = steps, asks

    @cached_property
    def asks(self) -> list[str]:
        """About all parts together."""
        roles = [role.record for step in self.steps for role in step.roles if role.record]
        return asked_of_plan(roles) if self._asks else []

    @cached_property
    def leading(self) -> str:
        """How many children lead something in it."""
        numbers: Counter[str] = Counter()
        for step in self.steps:
            for role in step.roles:
                now, kind = role.marked.now, role.marked.kind
                if now["mode_code"] != ChildRole.Mode.CHILD_LED or kind == REMOVED:
                    continue
                if step.marked.kind != REMOVED and not step.marked.now["dropped"]:
                    numbers[now["sex"]] += int(now["how_many"])
        return leading({sex: numbers[sex] for sex in Children.values})
