"""What was done for a step, what stood in the way, who led it, and how far has it come?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import Community

from .plans import ActionPlan
from .steps import Action

# Free texts of a report, which the identifier guard reads.
REPORT_TEXTS = ("steps_taken", "obstacle", "unexpected", "evidence", "told_at")


class Far(models.IntegerChoices):
    """How far a step is, as people can judge it by looking."""

    NOT_BEGUN = 0, _("Not begun")
    QUARTER = 25, _("A quarter")
    HALF = 50, _("Half")
    THREE_QUARTERS = 75, _("Three quarters")
    DONE = 100, _("Done")


class LedBy(models.TextChoices):
    COMMUNITY = "community", _("The community")
    TOGETHER = "together", _("Together with the facilitator")
    FACILITATOR = "facilitator", _("The facilitator")


class ObstacleAnswer(models.TextChoices):
    ADJUST = "adjust", _("We do it another way")
    GO_ON = "go_on", _("We go on")
    STOP = "stop", _("We stop this step")


class ProgressReportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(action__in=Action.objects.visible_to(user))

    def for_form(self) -> Self:
        return self.select_related("action__plan__community__agreement")

    def newest_first(self) -> Self:
        return self.order_by("-reported_on", "-created_at", "-id")

    def leads(self, plan: ActionPlan) -> Iterable[tuple[UUID, date, str]]:
        """(step, day, who led it) of everything reported on the plan, in its order."""
        told = self.filter(action__plan=plan).order_by("reported_on", "created_at", "id")
        return told.values_list("action", "reported_on", "led_by")


class ProgressReport(Record):
    """One dated report about one step, by somebody of the community or as told by it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="reports")
    reported_on = models.DateField(_("day"))
    steps_taken = models.TextField(_("what was done"), max_length=2000)
    obstacle = models.TextField(_("what stood in the way"), blank=True, max_length=2000)
    unexpected = models.TextField(_("what nobody expected"), blank=True, max_length=2000)
    progress = models.PositiveSmallIntegerField(
        _("how far it is"), null=True, choices=Far
    )  # null: it was not asked, as the step has parts, or was done before
    evidence = models.CharField(_("how one can see it"), max_length=600, blank=True)
    led_by = models.CharField(_("who led it"), max_length=20, choices=LedBy)
    told_at = models.CharField(_("at which meeting it was told"), max_length=200, blank=True)
    obstacle_answer = models.CharField(
        _("what we do about it"), max_length=10, choices=ObstacleAnswer, blank=True
    )
    answer_words = models.CharField(_("how, or why"), max_length=600, blank=True)
    decided_by = models.CharField(_("whose decision it was"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="action reported_on steps_taken obstacle unexpected progress evidence led_by told_at"
        " obstacle_answer answer_words decided_by",
        C="identifier_reason answered_at answered_by",
    )
    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        ordering = ["reported_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(progress=None) | Q(progress__in=[0, 25, 50, 75, 100]),
                name="progress_report_far",
            ),
            models.CheckConstraint(
                condition=Q(led_by__in=LedBy.values), name="progress_report_led_by"
            ),
            models.CheckConstraint(
                condition=Q(obstacle_answer="", answered_at=None, answered_by=None)
                & Q(answer_words="", decided_by="")
                | Q(obstacle_answer__in=["adjust", "go_on", "stop"], answered_at__isnull=False)
                & Q(answered_by__isnull=False)
                & ~Q(answer_words="")
                & ~Q(obstacle="")
                & (~Q(obstacle_answer="stop") | ~Q(decided_by="")),
                name="progress_report_answered",
            ),
        ]

    @property
    def plan(self) -> ActionPlan:
        return self.action.plan

    @property
    def community(self) -> Community:
        return self.plan.community

    @property
    def waits(self) -> bool:
        """Does something stand in the way that nobody has said what to do about?"""
        return bool(self.obstacle) and self.answered_at is None

    @property
    def built_on(self) -> list[str]:
        """The words something stands on: what was answered, by what a step is known to be done."""
        stands = {
            "obstacle": self.answered_at is not None,
            "evidence": self.progress == Far.DONE,
            "told_at": not self.told_at,  # it was not told, but written by those who do the step
        }
        return [name for name, is_so in stands.items() if is_so]

    def get_absolute_url(self) -> str:
        return f"{self.action.page}#report-{self.pk}"
