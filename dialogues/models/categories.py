"""Which of a community's own terms did a person lay together afterwards, and who took what out again?"""

from __future__ import annotations

import uuid
from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, Row, classes
from participants.models import Community
from participants.standing import standing_of

from .harms import Harm


class CategoryCode(models.TextChoices):
    """A list to begin with, in the words of people from outside (domain.md §2.5). It decides nothing."""

    OUT_OF_SCHOOL = "out_of_school", _("Out of school")
    TEENAGE_PREGNANCY = "teenage_pregnancy", _("Pregnancy before adulthood")
    EARLY_MARRIAGE = "early_marriage", _("Early marriage")
    EARLY_SEX = "early_sex", _("Early sex")
    SEXUAL_EXPLOITATION = "sexual_exploitation", _("Sexual exploitation")
    SEXUAL_VIOLENCE = "sexual_violence", _("Sexual violence")
    HARASSMENT_ON_ROAD = "harassment_on_road", _("Harassment on the way")
    HEAVY_WORK = "heavy_work", _("Heavy work")
    CHILD_MINING = "child_mining", _("Work in mines and quarries")
    DOMESTIC_WORK = "domestic_work", _("Domestic work")
    CORPORAL_PUNISHMENT = "corporal_punishment", _("Beating")
    MALTREATED_NOT_WITH_PARENTS = (
        "maltreated_not_with_parents",
        _("Treated badly away from parents"),
    )
    NEGLECT_HUNGER = "neglect_hunger", _("Hunger and neglect")
    DISABILITY = "disability", _("Children with a disability hidden or left out")
    FGM_INITIATION = "fgm_initiation", _("Cutting and initiation")
    DRUGS_ALCOHOL = "drugs_alcohol", _("Drugs and alcohol")
    TRAFFICKING_MIGRATION = "trafficking_migration", _("Sent or taken away")
    BIRTH_REGISTRATION = "birth_registration", _("Not registered at birth")
    ORPHAN_CARE = "orphan_care", _("Care of orphans")
    STIGMA_YOUNG_MOTHERS = "stigma_young_mothers", _("Shaming of young mothers")
    INJURY = "injury", _("Drowning and injury")
    CONFLICT_RECRUITMENT = "conflict_recruitment", _("Taken into armed groups")


class HarmCategoryQuerySet(models.QuerySet):
    def own_names(self, community: Community) -> HarmCategoryQuerySet:
        """Those a person there named, by name."""
        return self.filter(community=community).exclude(name="").order_by("name", "pk")


class HarmCategory(Record):
    """A group of terms in one community: one of the list to begin with, or one with a name of its own."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, choices=CategoryCode, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    name_key = models.CharField(max_length=400, blank=True, editable=False)

    data_classes = classes(C="community code name name_key")
    objects = HarmCategoryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code="") & ~Q(name="") | Q(code__in=CategoryCode.values, name=""),
                name="category_code_or_name",
            ),
            models.UniqueConstraint(
                fields=["community", "code"], condition=~Q(code=""), name="category_code_once"
            ),
            models.UniqueConstraint(
                fields=["community", "name_key"], condition=~Q(name=""), name="category_name_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_code_display()) if self.code else self.name


class HarmGroupingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> HarmGroupingQuerySet:
        """Seen by whoever reads the sessions there; a community hears its words as they were said."""
        path = "harm__community__"
        return self.filter(standing_of(user).communities(Permission.VIEW_SESSION, prefix=path))

    def for_page(self) -> HarmGroupingQuerySet:
        return self.select_related("harm__community__cluster", "category", "by", "ended_by")

    def live(self) -> HarmGroupingQuerySet:
        return self.filter(ended_at=None)

    def of(self, community: Community) -> HarmGroupingQuerySet:
        """All of a community, ended ones too, in the order in which it happened."""
        return self.filter(harm__community=community).for_page().order_by("at", "pk")


class HarmGrouping(Row):
    """A term was put into a category, by a person, on a day; and perhaps taken out again."""

    harm = models.ForeignKey(Harm, models.CASCADE, related_name="groupings")
    category = models.ForeignKey(HarmCategory, models.CASCADE, related_name="groupings")
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(C="harm category at by ended_at ended_by")
    objects = HarmGroupingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["harm", "category"], condition=Q(ended_at=None), name="grouping_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="grouping_ended",
            ),
        ]


def categories_of(community: Community) -> dict[uuid.UUID, tuple[HarmCategory, ...]]:
    """Term → the categories it stands in now; a term in none is not there."""
    found: dict[uuid.UUID, list[HarmCategory]] = defaultdict(list)
    for grouping in HarmGrouping.objects.of(community).live():
        found[grouping.harm_id].append(grouping.category)
    return {harm: tuple(categories) for harm, categories in found.items()}
