"""Which words about a community were kept with a reason why they name nobody?"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import ConfirmationBase, classes

from ..standing import standing_of
from .communities import Community


class ConfirmationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ConfirmationQuerySet:
        """A mentor sees those of the communities they accompany; whoever logs there, their own."""
        standing = standing_of(user)
        mentored = standing.communities(Permission.UNLOCK_SESSION, prefix="community__")
        logged = standing.communities(Permission.LOG_SESSION, prefix="community__")
        return self.filter(mentored | Q(by=user) & logged)

    def of_community(self, key: uuid.UUID | None) -> ConfirmationQuerySet:
        """Those of one community; of all where none is chosen."""
        return self if key is None else self.filter(community=key)

    def for_list(self) -> ConfirmationQuerySet:
        return self.select_related("community__cluster", "by")


class OfCommunity(ConfirmationBase):
    """A confirmation that stands in a community; every app of the work has one."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")

    data_classes = classes(D="community")
    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["community", "-at", "-id"])]


class Confirmation(OfCommunity):
    """Words of a record of this app."""

    class Noun(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement")
        VISIT = "visit", _("Visit")
        PHASE = "phase", _("Phase")
        ROUND = "round", _("Listening round")
        VOICE = "voice", _("A planned voice")
        PRACTICE = "practice", _("What already protects children")
        LEAVING = "leaving", _("What becomes of the records")
        HANDOVER = "handover", _("Handing over")
        ACCESS = "access", _("What keeps people from a service")

    noun = models.CharField(max_length=20, choices=Noun)

    data_classes = classes(D="noun")

    class Meta(OfCommunity.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(noun__in=[
                    "agreement", "visit", "phase", "round", "voice", "practice", "leaving", "handover",
                    "access",
                ]),
                name="confirmation_noun",
            )
        ]  # fmt: skip

    @property
    def label(self) -> str:
        return self.get_noun_display()

    def get_absolute_url(self) -> str:
        """The page on which the words stand."""
        of_community = {
            "phase": "participants:phase_list",
            "visit": "participants:visit_list",
            "handover": "participants:handover_list",
        }
        own = {
            "round": "participants:round_show",
            "practice": "overview:practice_show",
            "access": "participants:access_show",
            "leaving": "participants:leaving_show",
        }
        if self.noun in own:
            return reverse(own[self.noun], args=[self.record_id])
        return reverse(
            of_community.get(self.noun, "overview:community_page"), args=[self.community_id]
        )
