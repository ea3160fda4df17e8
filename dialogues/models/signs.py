"""By what does a community see for itself that its plan works, and what did it see so far?"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Subgroup

from .plans import ActionPlan, PlanReview
from .steps import ChildRole

# Free texts, which the identifier guard reads.
SIGN_TEXTS = ("words", "unit", "counted_by", "ended_because")
READING_TEXTS = ("words", "told_at")
MOST = 100_000  # of anything a community counts


class SignOfChangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """As the plan they belong to."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related(
            "plan__community__cluster", "plan__community__agreement", "judged_by"
        )

    def in_order(self) -> Self:
        """Those that are looked at still come first, each where it was put."""
        return self.order_by("ended_because", "created_at", "pk")


class SignOfChange(Record):
    """What will show that it works, in the community's own words. Nobody else sets it a target.

    It is no promise, so it is no part of the text that the groups agree to: another way of looking
    may be added at any time, and no group is asked again for it.
    """

    class Often(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")
        TERM = "term", _("Every school term or season")
        MEETING = "meeting", _("Whenever we meet")

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="signs")
    words = models.CharField(_("what will show that it works"), max_length=200)
    unit = models.CharField(_("what is counted, and how"), max_length=120, blank=True)
    judged_by = models.ForeignKey(
        Subgroup, models.PROTECT, related_name="+", verbose_name=_("which group judges it")
    )
    counted_by = models.CharField(_("who counts or looks"), max_length=120, blank=True)
    often = models.CharField(_("how often they want to look"), max_length=10, choices=Often)
    started_by = models.CharField(
        _("whose idea it was"), max_length=20, choices=ChildRole.Starter.choices
    )
    ended_because = models.CharField(_("why it is no longer looked at"), max_length=300, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="plan words unit judged_by counted_by often started_by ended_because",
        C="identifier_reason",
    )
    objects = SignOfChangeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(often__in=["weekly", "monthly", "term", "meeting"]), name="sign_often"
            ),
            models.CheckConstraint(
                condition=Q(started_by__in=["children", "adults", "both"]), name="sign_started_by"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("dialogues:sign_show", args=[self.pk])

    @property
    def community(self) -> Community:
        return self.plan.community

    @property
    def is_childrens(self) -> bool:
        """Did children choose by what they will see it?"""
        return self.started_by == ChildRole.Starter.CHILDREN

    def history(self) -> models.QuerySet:
        return AuditEvent.objects.about(self)


class SignReadingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(sign__in=SignOfChange.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related("sign__plan__community__agreement")

    def in_order(self) -> Self:
        """As they followed each other."""
        return self.order_by("seen_on", "created_at", "pk")


class SignReading(Record):
    """What the children, or the adults, saw of a sign on a day: counted, or in a word."""

    class Eyes(models.TextChoices):
        """Whose view it is. Children's stands for itself, beside the adults', never one group's."""

        ADULTS = "adults", _("Adults")
        CHILDREN = "children", _("Children")

    class Felt(models.TextChoices):
        BETTER = "better", _("Better than before")
        SAME = "same", _("The same")
        WORSE = "worse", _("Worse than before")

    sign = models.ForeignKey(SignOfChange, models.CASCADE, related_name="readings")
    seen_on = models.DateField(_("day"))
    eyes = models.CharField(_("who says it"), max_length=10, choices=Eyes)
    number = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    out_of = models.PositiveIntegerField(_("of how many"), null=True, blank=True)
    felt = models.CharField(_("how it is"), max_length=10, choices=Felt, blank=True)
    words = models.TextField(_("in their words"), max_length=2000, blank=True)
    channel = models.CharField(_("how it came"), max_length=20, choices=PlanReview.Channel)
    told_at = models.CharField(_("at which meeting it was told"), max_length=200, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="sign seen_on eyes number out_of felt words channel told_at", C="identifier_reason"
    )
    objects = SignReadingQuerySet.as_manager()

    class Meta:
        ordering = ["seen_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(eyes__in=["adults", "children"]), name="sign_reading_eyes"
            ),
            models.CheckConstraint(
                condition=Q(felt__in=["", "better", "same", "worse"]), name="sign_reading_felt"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(felt=""), name="sign_reading_says"
            ),
            models.CheckConstraint(
                condition=Q(out_of=None) | Q(number__isnull=False, number__lte=F("out_of")),
                name="sign_reading_out_of",
            ),
            models.CheckConstraint(
                condition=Q(channel="in_application", told_at="")
                | Q(channel="as_told") & ~Q(told_at=""),
                name="sign_reading_told",
            ),
        ]

    @property
    def community(self) -> Community:
        return self.sign.plan.community

    def get_absolute_url(self) -> str:
        return reverse("dialogues:sign_show", args=[self.sign_id])
