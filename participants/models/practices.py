"""What already protects children here: who does it, for whom, when, and what puts it at risk?"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from .communities import Community
from .names import fold


class ProtectivePracticeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ProtectivePracticeQuerySet:
        """All of the communities whose sessions `user` reads; of others, what the community may read."""
        standing = standing_of(user)
        read = standing.communities(Permission.VIEW_SESSION, prefix="community__")
        seen = standing.communities(Permission.VIEW_COMMUNITY, prefix="community__")
        told = Q(may_be_told=True) & seen
        details = Case(When(read | Q(details_may_be_told=True), then=True), default=False)
        return (
            self.filter(read | told)
            .annotate(details_are_read=details)
            .select_related("community__cluster", "community__agreement")
        )

    def called(
        self, local_term: str, language: str, community: Community
    ) -> ProtectivePracticeQuerySet:
        """What people of the community call by these words: one, or none."""
        return self.filter(community=community, language=language, term_key=fold(local_term))

    def told_in(self, community: Community | uuid.UUID) -> ProtectivePracticeQuerySet:
        """Those of a community that it may hear of."""
        told = self.filter(community=community, may_be_told=True)
        return told.annotate(details_are_read=F("details_may_be_told"))

    def read_by(self, user: User, community: Community) -> ProtectivePracticeQuerySet:
        """Those of a community: all for whoever reads its sessions, else what may be told."""
        if standing_of(user).holds(Permission.VIEW_SESSION, community):
            return self.filter(community=community).annotate(details_are_read=Value(True))
        return self.told_in(community)


# What is known beyond the words and what they mean.
DETAILS = ("who_does_it", "which_children", "works_when", "gaps", "at_risk", "risk")


class ProtectivePractice(Record):
    """What already protects children here, in the words of those who said it."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="protective_practices")
    local_term = models.CharField(_("their words"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    term_key = models.CharField(max_length=200, editable=False)  # the term as it is looked up
    who_does_it = models.CharField(_("who does it"), max_length=300, blank=True)
    which_children = models.CharField(_("for which children"), max_length=300, blank=True)
    works_when = models.CharField(_("when it works"), max_length=300, blank=True)
    gaps = models.CharField(
        _("whom it does not reach, or when it fails"), max_length=300, blank=True
    )
    at_risk = models.BooleanField(_("something from outside puts it at risk"), null=True)
    risk = models.CharField(_("what puts it at risk"), max_length=300, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    # Some group that said it lets the community hear it; until then facilitator and mentor read it.
    may_be_told = models.BooleanField(_("the community may read it"), default=False, editable=False)
    # A group that tells the words says nothing of the rest: whoever writes that down asks for it.
    details_may_be_told = models.BooleanField(
        _("the community may read the details"), default=False, editable=False
    )
    # Said in a dialogue first: its groups alone decide whether its words are told.
    from_dialogue = models.BooleanField(default=False, editable=False)

    data_classes = classes(
        B="community local_term language gloss term_key who_does_it which_children works_when gaps"
        " at_risk risk may_be_told details_may_be_told from_dialogue",
        C="identifier_reason",
    )
    objects = ProtectivePracticeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "language", "term_key"], name="practice_once"
            ),
            models.CheckConstraint(condition=Q(risk="") | Q(at_risk=True), name="practice_risk"),
        ]

    def __str__(self) -> str:
        return self.local_term

    @property
    def details(self) -> dict[str, Any]:
        """What is known of it, as far as whoever it was fetched for may read; unasked fields are left out.

        Fetched for nobody (by none of the methods above that ask who reads) it tells nothing.
        """
        if not getattr(self, "details_are_read", False):
            return {}
        said = {name: getattr(self, name) for name in DETAILS}
        return {name: value for name, value in said.items() if value not in ("", None)}

    @property
    def is_there(self) -> str:
        """What a person reads who enters it once more."""
        words = {"words": self.local_term}
        return gettext("“%(words)s” is in the register already. Say more of it there.") % words

    def get_absolute_url(self) -> str:
        return reverse("overview:practice_show", args=[self.pk])
