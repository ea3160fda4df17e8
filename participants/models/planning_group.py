"""Which adults plan for whom, by their own consent, and how many children plan with them?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes

from .communities import Community
from .groups import CHILD_AGES, Children, OfCommunityQuerySet, Subgroup


class PlanningGroupMemberQuerySet(OfCommunityQuerySet):
    def current(self) -> PlanningGroupMemberQuerySet:
        """Those who have not left."""
        return self.filter(left_on=None)

    def for_list(self) -> PlanningGroupMemberQuerySet:
        return self.select_related("subgroup", "user").order_by("subgroup__position", "name", "pk")


class PlanningGroupMember(Record):
    """An adult of the planning group, recorded by their own consent, who speaks for one group."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="planning_group")
    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="spokespeople")
    # Empty once the person takes back their agreement to be recorded.
    name = models.CharField(_("name"), max_length=100, blank=True)
    chairs = models.BooleanField(_("calls and leads the meetings"), default=False)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="planning_group_memberships"
    )
    consented_on = models.DateField(_("agreed to be recorded on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    consent_withdrawn_on = models.DateField(null=True, editable=False)

    data_classes = classes(
        B="community subgroup chairs consented_on left_on consent_withdrawn_on", C="name user"
    )
    objects = PlanningGroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("consented_on")), name="member_days"
            ),
            models.CheckConstraint(
                condition=Q(consent_withdrawn_on=None) & ~Q(name="")
                | Q(consent_withdrawn_on__isnull=False, name="", user=None, left_on__isnull=False),
                name="member_consent",
            ),
            models.UniqueConstraint(
                fields=["subgroup", "user"],
                condition=Q(left_on=None, user__isnull=False),
                name="member_account_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChildrenInPlanningQuerySet(OfCommunityQuerySet):
    def current(self) -> ChildrenInPlanningQuerySet:
        return self.filter(until_on=None)

    def for_list(self) -> ChildrenInPlanningQuerySet:
        return self.order_by("part", "age_band", "sex", "pk")


class ChildrenInPlanning(Record):
    """Children who plan with the adults. How many and as what, never who."""

    class Part(models.TextChoices):
        REPRESENTATIVE = "representative", _("Speak for the children")
        CO_CHAIR = "co_chair", _("Lead the meeting with an adult")
        ADVISOR = "advisor", _("Advise the planning group")
        EVALUATOR = "evaluator", _("Look at what has changed")

    community = models.ForeignKey(Community, models.PROTECT, related_name="children_in_planning")
    part = models.CharField(_("what they do"), max_length=20, choices=Part)
    sex = models.CharField(_("who"), max_length=10, choices=Children)
    age_band = models.CharField(_("age"), max_length=10, choices=CHILD_AGES)
    how_many = models.PositiveSmallIntegerField(_("how many"))
    chosen_by_children = models.BooleanField(
        _("children themselves chose who does it"), default=False
    )
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    data_classes = classes(
        B="community part sex age_band how_many chosen_by_children since_on until_on"
    )
    objects = ChildrenInPlanningQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=["representative", "co_chair", "advisor", "evaluator"]),
                name="children_in_planning_part",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=Children.values), name="children_in_planning_sex"
            ),
            models.CheckConstraint(
                condition=Q(age_band__in=["under_10", "10_13", "14_17"]),
                name="children_in_planning_age_band",
            ),
            models.CheckConstraint(condition=Q(how_many__gte=1), name="children_in_planning_many"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="children_in_planning_days",
            ),
        ]

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()
