"""Which words of a dialogue, a plan, a practice or a rule were kept with a reason why they name nobody?"""

from __future__ import annotations

import uuid
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import classes
from participants.models import Round
from participants.models.confirmations import ConfirmationQuerySet as OfCommunityQuerySet
from participants.models.confirmations import OfCommunity

from ..states import SessionStatus
from .by_laws import ByLaw
from .guesses import Guess
from .ownership import OwnershipReview
from .plans import ActionPlan
from .practices import Practice
from .process_checks import ProcessCheck
from .reflections import Reflection, ReflectionAnswer
from .sessions import DialogueSession


class ConfirmationQuerySet(OfCommunityQuerySet):
    def visible_to(self, user: User) -> ConfirmationQuerySet:
        """Of a session that does not count yet, nobody but its writer reads anything."""
        counts = Q(session=None) | ~Q(session__status=SessionStatus.DRAFT)
        return super().visible_to(user).filter(counts | Q(session__created_by=user))

    def for_list(self) -> ConfirmationQuerySet:
        """With the reflection or the guess in which the words stand, where they do."""
        own = Reflection.objects.filter(pk=OuterRef("record_id"))
        answered = ReflectionAnswer.objects.filter(pk=OuterRef("record_id"))
        found = Coalesce(
            Subquery(own.values("pk")),
            Subquery(answered.values("reflection")),
            output_field=models.UUIDField(),
        )
        guess = Guess.objects.filter(pk=OuterRef("record_id")).values("pk")
        found = super().for_list().annotate(reflection=found, guess=Subquery(guess))
        return found.select_related("process_check")


# What words may stand in, or within: exactly one for each confirmation.
PLACES = (
    "session", "plan", "round", "practice", "by_law", "process_check", "ownership_review",
)  # fmt: skip


def _in_one_place() -> Q:
    """One of the places, and none of the others."""
    alone = [Q(**{f"{other}__isnull": other != place for other in PLACES}) for place in PLACES]
    return reduce(or_, alone)


class Confirmation(OfCommunity):
    """Words of one of the places, or of something within it; gone when that is."""

    session = models.ForeignKey(
        DialogueSession, models.CASCADE, null=True, related_name="confirmations"
    )
    plan = models.ForeignKey(ActionPlan, models.CASCADE, null=True, related_name="confirmations")
    practice = models.ForeignKey(Practice, models.CASCADE, null=True, related_name="confirmations")
    by_law = models.ForeignKey(ByLaw, models.CASCADE, null=True, related_name="confirmations")
    process_check = models.ForeignKey(
        ProcessCheck, models.CASCADE, null=True, related_name="confirmations"
    )
    ownership_review = models.ForeignKey(
        OwnershipReview, models.CASCADE, null=True, related_name="confirmations"
    )
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="+")

    data_classes = classes(D="session plan practice by_law process_check ownership_review round")
    reflection: uuid.UUID | None = None  # of those read by `for_list`
    guess: uuid.UUID | None = None  # the same
    objects = ConfirmationQuerySet.as_manager()

    class Meta(OfCommunity.Meta):
        constraints = [models.CheckConstraint(condition=_in_one_place(), name="confirmation_place")]

    @property
    def place(self) -> str:
        """In which of the places the words stand."""
        return next(place for place in PLACES if getattr(self, f"{place}_id") is not None)

    @property
    def label(self) -> str:
        if self.guess is not None:
            return _("Guess")
        if self.reflection is not None:
            return _("Reflection")
        return {
            "session": _("Session"),
            "plan": _("Plan"),
            "round": _("What became of what was said"),
            "practice": _("Practice"),
            "by_law": _("Rule"),
            "process_check": _("How it was for the children"),
            "ownership_review": _("How far it is the community’s own"),
        }[self.place]

    def get_absolute_url(self) -> str:
        """The page on which the words stand; no query once it was read for a list."""
        if self.guess is not None:
            return Guess(pk=self.guess).get_absolute_url()
        if self.reflection is not None:
            return Reflection(pk=self.reflection).get_absolute_url()
        if self.round_id is not None:
            return reverse("dialogues:round_trail", args=[self.round_id])
        if self.process_check_id is not None:
            return self.process_check.get_absolute_url()
        if self.ownership_review_id is not None:
            return reverse("dialogues:ownership_review_list", args=[self.community_id])
        field = self._meta.get_field(self.place)
        return field.related_model(pk=getattr(self, field.attname)).get_absolute_url()
