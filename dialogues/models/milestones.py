"""On the way to a step: what the community wants to see, by when, and was it reached?"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import Community

from .plans import ActionPlan
from .steps import Action


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(action__in=Action.objects.visible_to(user))

    def for_form(self) -> Self:
        return self.select_related("action__plan__community__agreement")


class Milestone(Record):
    """Something on the way that everybody can see. Its words are agreed; that it is reached is told."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    what = models.CharField(_("what will be seen"), max_length=160)
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    reached_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(B="action what due_on reached_on", C="reached_by")
    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached_on=None, reached_by=None)
                | Q(reached_on__isnull=False, reached_by__isnull=False),
                name="milestone_reached",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def plan(self) -> ActionPlan:
        return self.action.plan

    @property
    def community(self) -> Community:
        return self.plan.community

    def get_absolute_url(self) -> str:
        return self.action.page

    def text(self) -> dict[str, Any]:
        return {"id": str(self.pk), "what": self.what, "due_on": str(self.due_on or "")}
