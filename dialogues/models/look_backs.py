"""What did the community say when it came together to look back on its plan?

Not a Reflection: that is a facilitator's with a mentor, and nobody else reads it. This is the
community's own meeting, and the community reads it.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Subgroup

from .plans import ActionPlan

# Free texts, which the identifier guard reads.
TEXTS = ("present", "did", "changed", "surprised", "hindered", "children_say", "next_words")


class LookBackQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """As the plan they belong to."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user))

    def for_page(self) -> Self:
        """In the order in which they were held."""
        found = self.select_related("plan__community__cluster", "plan__community__agreement")
        return found.select_related("whose_words").in_order()

    def in_order(self) -> Self:
        return self.order_by("held_on", "created_at", "pk")


class LookBack(Record):
    """One meeting: what was done, what came of it, and what the community does now."""

    class Now(models.TextChoices):
        GO_ON = "go_on", _("We go on")
        ADJUST = "adjust", _("We change something")
        STOP = "stop", _("We stop")

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="look_backs")
    held_on = models.DateField(_("day of the meeting"))
    present = models.CharField(_("who was there, in numbers"), max_length=300)
    did = models.TextField(_("what we did"), max_length=2000)
    changed = models.TextField(_("what changed"), max_length=2000, blank=True)
    surprised = models.TextField(_("what surprised us"), max_length=2000, blank=True)
    hindered = models.TextField(_("what stood in the way"), max_length=2000, blank=True)
    children_say = models.TextField(_("what children say"), max_length=2000, blank=True)
    now = models.CharField(_("what we do now"), max_length=10, choices=Now)
    next_words = models.TextField(_("in which words"), max_length=2000)
    whose_words = models.ForeignKey(
        Subgroup, models.PROTECT, null=True, related_name="+", verbose_name=_("whose words")
    )  # null: said by all together
    meets_on = models.DateField(_("when we meet again"), null=True, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="plan held_on present did changed surprised hindered children_say now next_words"
        " whose_words meets_on",
        C="identifier_reason",
    )
    objects = LookBackQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(now__in=["go_on", "adjust", "stop"]), name="look_back_now"
            ),
            models.CheckConstraint(
                condition=~Q(present="") & ~Q(did="") & ~Q(next_words=""), name="look_back_said"
            ),
            models.CheckConstraint(
                condition=Q(meets_on=None) | Q(meets_on__gt=F("held_on")), name="look_back_again"
            ),
        ]

    @property
    def community(self) -> Community:
        return self.plan.community

    def get_absolute_url(self) -> str:
        return f"{reverse('dialogues:look_back_list', args=[self.plan_id])}#on-{self.pk}"
