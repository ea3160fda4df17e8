"""What does the page of one step show to this person, the newest report first?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cpfacilitate.accounts.models import User

from ..models import Action, Milestone, ProgressReport
from ..permissions import plans as permissions
from ..states import ActionStatus
from .how_far import far_of
from .plan_page import Move, moves_of_step
from .spoken import spoken_step


@dataclass(frozen=True)
class Part:
    """A step inside this one, as the person reads it; `stands` is empty where that is not for them."""

    what: str
    page: str
    stands: str


class ActionPage:
    """One step, as the person may read it: `said` is None where they were never sent it."""

    def __init__(self, action: Action, user: User):
        self.action, self.user, self.plan = action, user, action.plan
        self.plan.__dict__["agreed_now"] = action.agreed_now
        action.__dict__["parts_now"] = [] if self.is_rewritten else list(action.parts.all())

    @cached_property
    def said(self) -> Mapping[str, Any] | None:
        """Its words now; for whoever does not read along while the plan is rewritten, as sent last."""
        words = self.action.text()
        if self.is_rewritten:
            words = next((step for step in self.sent if step["id"] == words["id"]), None)
        return None if words is None else spoken_step(words)

    @cached_property
    def sent(self) -> list[dict[str, Any]] | None:
        """The steps as they were sent last, for whoever does not read along while they change."""
        text = permissions.sent_to(self.user, self.plan)
        return None if text is None else text["actions"]

    @property
    def is_rewritten(self) -> bool:
        return self.sent is not None

    @cached_property
    def stands(self) -> str:
        """Its status; none where it was dropped in a text that the person was never sent."""
        return _stands(self.action, self.said)

    @cached_property
    def reports(self) -> list[ProgressReport]:
        return list(self.action.reports.newest_first())

    @cached_property
    def milestones(self) -> list[tuple[Mapping[str, Any], Milestone | None]]:
        """Each as the person reads it, with the record that says whether it was reached."""
        records = {str(one.pk): one for one in self.action.milestones.all()}
        return [(one, records.get(one["id"])) for one in self.said.get("milestones", ())]

    @cached_property
    def far(self) -> str:
        return far_of(self.action)

    @cached_property
    def can_edit(self) -> bool:
        return permissions.can_edit_plan(self.user, self.plan) and self.action.is_open

    @cached_property
    def can_point(self) -> bool:
        return permissions.can_point_action(self.user, self.action)

    @cached_property
    def can_report(self) -> bool:
        return permissions.can_report(self.user, self.action)

    @cached_property
    def parts(self) -> list[Part]:
        """What it is made of, in the words the person reads."""
        if self.sent is None:
            return [_part(part, part.what, part.status) for part in self.action.parts_now]
        records = {str(step.pk): step for step in self.plan.actions.all()}
        within = [step for step in self.sent if step.get("parent") == str(self.action.pk)]
        parts = [(records[step["id"]], step) for step in within]
        return [_part(part, step["what"], _stands(part, step)) for part, step in parts]

    @cached_property
    def moves(self) -> list[Move]:
        return [] if self.is_rewritten else list(moves_of_step(self.user, self.action))


def _stands(action: Action, said: Mapping[str, Any]) -> str:
    is_dropped = action.status == ActionStatus.DROPPED
    return "" if is_dropped and not said.get("dropped") else action.status


def _part(action: Action, what: str, stands: str) -> Part:
    return Part(what, action.page, ActionStatus(stands).label if stands else "")
