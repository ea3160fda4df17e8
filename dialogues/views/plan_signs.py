"""What of its signs of change, and of looking back together, does the page of a plan show?"""

from __future__ import annotations

from functools import cached_property

from cpfacilitate.accounts.models import User

from ..models import ActionPlan, LookBack, SignOfChange
from ..models.seen import look_backs_of, signs_of
from ..permissions import plans as plan_permissions
from ..permissions import signs as permissions
from ..signs_over_time import OverTime, over_time


class PlanSigns:
    """The last lines of the plan: by what people see that it works, and when they looked back."""

    def __init__(self, plan: ActionPlan, user: User):
        self.plan, self.user = plan, user

    @cached_property
    def lines(self) -> list[tuple[SignOfChange, OverTime]]:
        return [(sign, over_time(seen)) for sign, seen in signs_of(self.plan).items()]

    @cached_property
    def look_backs(self) -> list[LookBack]:
        return look_backs_of(self.plan)

    @cached_property
    def latest(self) -> LookBack | None:
        return self.look_backs[-1] if self.look_backs else None

    @cached_property
    def may_add(self) -> bool:
        return permissions.keeps_signs(self.user, self.plan)

    @cached_property
    def may_look_back(self) -> bool:
        return permissions.looks_back(self.user, self.plan)

    @cached_property
    def to_change(self) -> bool:
        """Did they want to change something, and can it be written into the plan now?"""
        wanted = self.latest is not None and self.latest.now == LookBack.Now.ADJUST
        return wanted and plan_permissions.can_edit_plan(self.user, self.plan)
