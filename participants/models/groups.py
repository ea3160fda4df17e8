"""Who speaks among themselves here, and how are they reached?"""

from __future__ import annotations

import uuid
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


class AgeBand(models.TextChoices):
    """Bands of the dialogue; a referral has bands of its own."""

    UNDER_10 = "under_10", _("Under 10")
    FROM_10 = "10_13", _("10–13")
    FROM_14 = "14_17", _("14–17")
    FROM_18 = "18_24", _("18–24")
    FROM_25 = "25_59", _("25–59")
    FROM_60 = "60_plus", _("60 and older")


CHILD_AGES = AgeBand.choices[:3]


class Children(models.TextChoices):
    """Children are counted, never named: this is all that is said of who they are."""

    GIRLS = "girls", _("Girls")
    BOYS = "boys", _("Boys")
    CHILDREN = "children", _("Girls and boys")


class Reach(models.TextChoices):
    """A group need not be a meeting."""

    ASSEMBLED = "assembled", _("They come together")
    HOME_VISITS = "home_visits", _("We visit them at home")


class OfCommunityQuerySet(models.QuerySet):
    """Records of a community: seen by whoever sees the community."""

    def visible_to(self, user: User) -> Self:
        return self.where(user, Permission.VIEW_COMMUNITY)

    def where(self, user: User, permission: Permission) -> Self:
        """Those of the communities in which `user` holds `permission`."""
        reach = standing_of(user).communities(permission, prefix="community__")
        return self.filter(reach).select_related("community__cluster", "community__agreement")


class SubgroupQuerySet(OfCommunityQuerySet):
    def of(self, community: uuid.UUID | models.Model) -> SubgroupQuerySet:
        """The groups of one community, in the order it gave them."""
        return self.filter(community=community).order_by("position", "label", "pk")

    def taking_part(self) -> SubgroupQuerySet:
        """Those that do not pause."""
        return self.filter(paused_on=None)

    def spoken_for_by(self, user: User) -> SubgroupQuerySet:
        """The groups for which `user` speaks in a planning group now."""
        return self.filter(spokespeople__user=user, spokespeople__left_on=None).distinct()

    def of_adults(self) -> SubgroupQuerySet:
        return self.exclude(voice__in=CHILD_VOICES)


class Subgroup(Record):
    """People who speak among themselves. Counts, never rosters; its public label is neutral."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="subgroups")
    voice = models.CharField(_("who"), max_length=10, choices=Voice)
    label = models.CharField(_("name everybody may read"), max_length=60)
    local_name = models.CharField(_("what people here call them"), max_length=60, blank=True)
    reached_by = models.CharField(
        _("how they are reached"), max_length=20, choices=Reach, default=Reach.ASSEMBLED
    )
    # A group may pause for itself alone; it needs no reason, and none is kept.
    paused_on = models.DateField(_("paused on"), null=True, editable=False)
    age_from = models.PositiveSmallIntegerField(_("youngest"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("oldest"), null=True, blank=True)
    focus_code = models.CharField(_("restricted focus"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    data_classes = classes(
        B="community voice label local_name reached_by paused_on age_from age_to position",
        D="focus_code",
    )
    objects = SubgroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "label", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(voice__in=Voice.values), name="subgroup_voice"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=F("age_to")),
                name="subgroup_ages",
            ),
            models.CheckConstraint(
                condition=Q(reached_by="home_visits")
                | Q(reached_by="assembled") & ~Q(voice="home"),
                name="subgroup_reached_by",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()

    @property
    def lens(self) -> Lens:
        return LENS_OF[self.voice]

    @property
    def is_child(self) -> bool:
        return self.voice in CHILD_VOICES
