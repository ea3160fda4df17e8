"""Who speaks among themselves, in which round, and which adults plan for whom?"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from .communities import Community


class Voice(models.TextChoices):
    """The six kinds of voice, each with a shape; a lens is the mean of its groups."""

    GIRLS = "girls", _("Girls")
    BOYS = "boys", _("Boys")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    ELDERS = "elders", _("Elders")
    HOME = "home", _("Home visits")


class Lens(models.TextChoices):
    CHILDREN = "children", _("Children")
    ADULTS = "adults", _("Adults")
    HOME = "home", _("Home visits")


LENS_OF: dict[str, Lens] = {
    Voice.GIRLS: Lens.CHILDREN,
    Voice.BOYS: Lens.CHILDREN,
    Voice.WOMEN: Lens.ADULTS,
    Voice.MEN: Lens.ADULTS,
    Voice.ELDERS: Lens.ADULTS,
    Voice.HOME: Lens.HOME,
}
CHILD_VOICES = frozenset(voice for voice, lens in LENS_OF.items() if lens == Lens.CHILDREN)


class OfCommunityQuerySet(models.QuerySet):
    """Records of a community: seen by whoever sees the community."""

    def visible_to(self, user: User) -> Self:
        return self.where(user, Permission.VIEW_COMMUNITY)

    def where(self, user: User, permission: Permission) -> Self:
        """Those of the communities in which `user` holds `permission`."""
        reach = standing_of(user).communities(permission, prefix="community__")
        return self.filter(reach).select_related("community__cluster")


class SubgroupQuerySet(OfCommunityQuerySet):
    def of(self, community: uuid.UUID | models.Model) -> SubgroupQuerySet:
        """The groups of one community, in the order it gave them."""
        return self.filter(community=community).order_by("position", "label", "pk")

    def by_round(self, rounds: Collection[models.Model]) -> SubgroupQuerySet:
        """The groups of each round's community, once for each of `rounds`: its key is `in_round`."""
        return (
            self.filter(community__rounds__in=rounds)
            .annotate(in_round=F("community__rounds"))
            .order_by("position", "label", "pk")
        )

    def of_adults(self) -> SubgroupQuerySet:
        return self.exclude(voice__in=CHILD_VOICES)


class Subgroup(Record):
    """People who speak among themselves. Counts, never rosters; its public label is neutral."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="subgroups")
    voice = models.CharField(_("who"), max_length=10, choices=Voice)
    label = models.CharField(_("name everybody may read"), max_length=60)
    age_from = models.PositiveSmallIntegerField(_("youngest"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("oldest"), null=True, blank=True)
    focus_code = models.CharField(_("restricted focus"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    data_classes = classes(B="community voice label age_from age_to position", D="focus_code")
    objects = SubgroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "label", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(voice__in=Voice.values), name="subgroup_voice"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=F("age_to")),
                name="subgroup_ages",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()

    @property
    def lens(self) -> Lens:
        return LENS_OF[self.voice]


class RoundQuerySet(OfCommunityQuerySet):
    def latest(self) -> RoundQuerySet:
        """The round each community is in."""
        newest = Round.objects.filter(community=models.OuterRef("community")).order_by("-number")
        return self.filter(pk=models.Subquery(newest.values("pk")[:1]))


class Round(Record):
    """A listening cycle: every group of the community speaks once more."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    began_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    data_classes = classes(B="community number began_on ended_on")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="round_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")), name="round_days"
            ),
        ]

    def __str__(self) -> str:
        return str(_("round %(number)d") % {"number": self.number})


class ProtectivePracticeQuerySet(models.QuerySet):
    def told_in(self, community: Community | uuid.UUID) -> ProtectivePracticeQuerySet:
        """Those of a community that it may hear of."""
        return self.filter(community=community, may_be_told=True)

    def read_by(self, user: User, community: Community) -> ProtectivePracticeQuerySet:
        """Those of a community: all for whoever reads its sessions, else what may be told."""
        if standing_of(user).holds(Permission.VIEW_SESSION, community):
            return self.filter(community=community)
        return self.told_in(community)


class ProtectivePractice(Record):
    """What already protects children here, in the words of those who said it."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="protective_practices")
    local_term = models.CharField(_("their words"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    term_key = models.CharField(max_length=200, editable=False)  # the term as it is looked up
    # Some group that said it lets the community hear it; until then facilitator and mentor read it.
    may_be_told = models.BooleanField(default=False, editable=False)

    data_classes = classes(B="community local_term language gloss term_key may_be_told")
    objects = ProtectivePracticeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "language", "term_key"], name="practice_once"
            )
        ]

    def __str__(self) -> str:
        return self.local_term


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
    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="planning_group_memberships"
    )
    consented_on = models.DateField(_("agreed to be recorded on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    data_classes = classes(B="community subgroup consented_on left_on", C="name user")
    objects = PlanningGroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("consented_on")), name="member_days"
            ),
            models.UniqueConstraint(
                fields=["subgroup", "user"],
                condition=Q(left_on=None, user__isnull=False),
                name="member_account_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
