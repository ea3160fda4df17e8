"""What do people here call what harms children?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Record, classes
from participants.models import Community

# How many known words are offered to whoever writes.
OFFERED = 40


class HarmQuerySet(models.QuerySet):
    def offered(self, community: Community, language: str) -> HarmQuerySet:
        """What people of the community call what harms, those used most first."""
        known = self.filter(community=community, language=language)
        return known.annotate(used=models.Count("items")).order_by("-used", "local_term")[:OFFERED]


class Harm(Record):
    """A community's own term. No list decides what may be one; categories come later, by people."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="harms")
    local_term = models.CharField(_("their words"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    term_key = models.CharField(max_length=200, editable=False)

    objects = HarmQuerySet.as_manager()
    data_classes = classes(C="community local_term language gloss term_key")

    class Meta:
        ordering = ["local_term", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "language", "term_key"], name="harm_once")
        ]

    def __str__(self) -> str:
        return self.local_term
