"""What does a plan work with: of the community's own, from outside, and which services?"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Service, Subgroup

from ..states import PlanStatus
from .gatherings import Kind
from .plans import ActionPlan

# In these the plan works with what was agreed: a change of it sends the plan back.
AS_AGREED = (
    PlanStatus.AGREED, PlanStatus.IN_ACTION, PlanStatus.REFLECTING, PlanStatus.CONCLUDED,
)  # fmt: skip


class Whose(models.TextChoices):
    OURS = "ours", _("Ours")
    OUTSIDE = "outside", _("From outside")
    SERVICE = "service", _("A service")


class PlanResourceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=ActionPlan.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related("service", "brought_by")

    def texts(self, plan: ActionPlan) -> list[dict[str, Any]]:
        """What is agreed about them; under way nothing else stands, so a page need not ask for it."""
        if plan.status in AS_AGREED and (agreed := plan.__dict__.get("agreed_now")):
            return list(agreed.get("resources", ()))
        return [line.text() for line in self.filter(plan=plan).for_page()]

    def for_form(self) -> Self:
        return self.for_page().select_related("plan__community__agreement")


class PlanResource(Record):
    """One thing a plan works with. How much of it is said in words; money is never added up."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="resources")
    whose = models.CharField(_("whose it is"), max_length=10, choices=Whose)
    what = models.CharField(_("what it is"), max_length=160)  # of a service: what for
    how_much = models.CharField(_("how much"), max_length=120, blank=True)
    brought_by = models.ForeignKey(
        Subgroup, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("which group brings it"),
    )  # fmt: skip
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")

    data_classes = classes(B="plan whose what how_much brought_by service")
    objects = PlanResourceQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(whose__in=["ours", "outside"], service=None)
                | Q(whose="service", service__isnull=False, brought_by=None, how_much=""),
                name="plan_resource_whose",
            ),
            models.UniqueConstraint(fields=["plan", "service"], name="plan_service_once"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def community(self) -> Community:
        return self.plan.community

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#works-with"

    def _who_brings_it(self) -> str:
        """What everybody reads names no group of children, in whatever language."""
        group = self.brought_by
        if group is None:
            return ""
        return Kind.CHILDREN.value if group.is_child else group.label

    def text(self) -> dict[str, Any]:
        return {
            "id": str(self.pk),
            "whose": self.whose,
            "what": self.what,
            "how_much": self.how_much,
            "brought_by": self._who_brings_it(),
            "service": str(self.service or ""),
            "service_key": str(self.service_id or ""),
        }


def brought_by_in_words(said: str) -> str:
    """Who brings it, as a text that was sent says it, in a person's words."""
    return str(Kind.CHILDREN.label) if said == Kind.CHILDREN else said
