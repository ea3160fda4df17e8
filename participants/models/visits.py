"""Whom did we meet before anything was agreed, what did we say, and what did they hope for?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Record, classes

from .communities import Community
from .groups import OfCommunityQuerySet


class MetRole(models.TextChoices):
    """Whom one meets on the way in: by role, never by name."""

    CHIEF = "chief", _("Chief or headman")
    ELDER = "elder", _("Elders")
    WOMENS_LEADER = "womens_leader", _("Women’s leader")
    YOUTH_LEADER = "youth_leader", _("Youth leader")
    RELIGIOUS_LEADER = "religious_leader", _("Imam, pastor or priest")
    TEACHER = "teacher", _("Teacher")
    HEALTH_WORKER = "health_worker", _("Health worker")
    COMMITTEE = "committee", _("A committee that exists already")
    PARENTS = "parents", _("Parents")
    CHILDREN = "children", _("Children")
    OTHER = "other", _("Somebody else")


class EntryVisit(Record):
    """One visit while the community and we get to know each other."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="entry_visits")
    visited_on = models.DateField(_("day"))
    met = models.JSONField(_("whom we met"), default=list)  # of MetRole
    introduced = models.TextField(_("how we said who we are"), max_length=2000)
    expectations = models.TextField(_("what people hope for"), blank=True, max_length=2000)
    answers = models.TextField(_("what we answered"), blank=True, max_length=2000)
    calendar = models.CharField(
        _("when not to come: market, prayer, planting"), blank=True, max_length=300
    )
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="community visited_on met introduced expectations answers calendar",
        C="identifier_reason",
    )
    objects = OfCommunityQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-created_at", "id"]

    def get_absolute_url(self) -> str:
        return self.community.agreement.get_absolute_url()

    def met_in_words(self) -> list[str]:
        return [str(MetRole(role).label) for role in self.met]
