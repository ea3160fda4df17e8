"""What do people here call what harms children?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Record, classes
from participants.models import Community


class Harm(Record):
    """A community's own term. No list decides what may be one; categories come later, by people.

    What it means is as whoever said it first explained it, whatever that group lets be told: those
    who facilitate compare by it, and it is neither offered nor written into what another group said.
    """

    community = models.ForeignKey(Community, models.PROTECT, related_name="harms")
    local_term = models.CharField(_("their words"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    term_key = models.CharField(max_length=200, editable=False)

    data_classes = classes(C="community local_term language gloss term_key")

    class Meta:
        ordering = ["local_term", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "language", "term_key"], name="harm_once")
        ]

    def __str__(self) -> str:
        return self.local_term
