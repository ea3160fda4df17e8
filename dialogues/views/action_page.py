"""What does the page of one step show to this person, the newest report first?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from cpfacilitate.accounts.models import User

from ..models import Action, Milestone, ProgressReport
from ..permissions import plans as permissions
from ..states import PlanStatus
from .how_far import far_of
from .plan_page import Move, moves_of_step
from .spoken import spoken_step


class ActionPage:
    """One step, as the person may read it: `said` is None where they were never sent it."""

    def __init__(self, action: Action, user: User):
        self.action, self.user, self.plan = action, user, action.plan
        self.plan.__dict__["agreed_now"] = action.agreed_now
        action.__dict__["parts_now"] = list(action.parts.all())

    @cached_property
    def said(self) -> Mapping[str, Any] | None:
        """Its words now; for whoever does not read along while the plan is rewritten, as sent last."""
        words = self.action.text()
        if self.is_rewritten:
            sent = {step["id"]: step for step in self.plan.texts[self.plan.edition]["actions"]}
            words = sent.get(words["id"])
        return None if words is None else spoken_step(words)

    @cached_property
    def is_rewritten(self) -> bool:
        rewritten = self.plan.status in (PlanStatus.DRAFT, PlanStatus.SET_ASIDE)
        return rewritten and not permissions.reads_drafts(self.user, self.plan.community)

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
    def can_report(self) -> bool:
        return permissions.can_report(self.user, self.action)

    @cached_property
    def parts(self) -> list[Action]:
        """Those of its parts that the person reads of."""
        if not self.is_rewritten:
            return self.action.parts_now
        sent = {step["id"] for step in self.plan.texts[self.plan.edition]["actions"]}
        return [part for part in self.action.parts_now if str(part.pk) in sent]

    @cached_property
    def moves(self) -> list[Move]:
        return [] if self.is_rewritten else list(moves_of_step(self.user, self.action))
