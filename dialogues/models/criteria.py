"""By which criteria does an organisation ask about a plan, and what did a community answer?"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes
from participants.models import Community
from participants.standing import standing_of

from .plans import ActionPlan

# Offered to an organisation that begins (domain.md §1.5).
FIRST_SIX = (
    _("Children and adults here put this harm first."),
    _("It costs little."),
    _("It can go on without us."),
    _("Everybody can take part, children too."),
    _("It is linked with a formal service."),
    _("It does no harm."),
)


class CriterionAnswer(models.TextChoices):
    """What the community says. A prompt for talking: no answer stands in the way of a plan."""

    MET = "met", _("It does")
    PARTLY = "partly", _("In part")
    NOT_MET = "not_met", _("It does not")
    TALK = "talk", _("We talk about it")


class PlanCriterionQuerySet(models.QuerySet):
    def kept_by(self, user: User) -> Self:
        """Those of the organisations whose criteria `user` keeps."""
        kept = standing_of(user).organisations(Permission.KEEP_CRITERIA)
        return self.filter(organisation__in=kept).select_related("organisation")

    def in_use(self) -> Self:
        return self.filter(retired_at=None)

    def of(self, community: Community) -> Self:
        """What a community is asked about its plan, in the order of its organisation."""
        return self.in_use().filter(organisation=community.cluster.organisation_id)


class PlanCriterion(Record):
    """One criterion of one organisation. It retires, and what was answered to it stays."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="criteria")
    words = models.CharField(_("what we ask of a plan"), max_length=200)
    position = models.PositiveSmallIntegerField(editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(A="organisation words position", C="retired_at retired_by")
    objects = PlanCriterionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="plan_criterion_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("dialogues:criterion_list")


class CriteriaCheck(Record):
    """What a community says of one plan, criterion by criterion, each as it was worded then.

    `answers` is a list of {"criterion": key, "asked": words, "answer": …, "note": words}.
    """

    plan = models.OneToOneField(ActionPlan, models.CASCADE, related_name="criteria_check")
    answers = models.JSONField(default=list)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(B="plan answers", C="identifier_reason")

    @property
    def community(self) -> Community:
        return self.plan.community

    def get_absolute_url(self) -> str:
        return reverse("dialogues:best_interests_show", args=[self.plan_id])

    def rows(self) -> list[dict[str, str]]:
        """The answers with their words, for a page."""
        return [
            {**row, "said": str(CriterionAnswer(row["answer"]).label) if row["answer"] else ""}
            for row in self.answers
        ]
