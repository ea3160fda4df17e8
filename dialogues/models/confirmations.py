"""Which words of a session or a plan were kept with a reason why they name nobody?"""

from __future__ import annotations

import uuid

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
from .guesses import Guess
from .plans import ActionPlan
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
        return super().for_list().annotate(reflection=found, guess=Subquery(guess))


class Confirmation(OfCommunity):
    """Words of a session, of a plan, of what became of a round, or of something within them."""

    session = models.ForeignKey(
        DialogueSession, models.CASCADE, null=True, related_name="confirmations"
    )
    plan = models.ForeignKey(ActionPlan, models.CASCADE, null=True, related_name="confirmations")
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="+")

    data_classes = classes(D="session plan round")
    reflection: uuid.UUID | None = None  # of those read by `for_list`
    guess: uuid.UUID | None = None  # the same
    objects = ConfirmationQuerySet.as_manager()

    class Meta(OfCommunity.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, plan=None, round=None)
                | Q(session=None, plan__isnull=False, round=None)
                | Q(session=None, plan=None, round__isnull=False),
                name="confirmation_place",
            )
        ]

    @property
    def label(self) -> str:
        if self.guess is not None:
            return _("Guess")
        if self.round_id is not None:
            return _("What became of what was said")
        if self.session_id is None:
            return _("Plan")
        return _("Session") if self.reflection is None else _("Reflection")

    def get_absolute_url(self) -> str:
        """The page on which the words stand; no query, as the key is enough."""
        if self.guess is not None:
            return Guess(pk=self.guess).get_absolute_url()
        if self.round_id is not None:
            return reverse("dialogues:round_trail", args=[self.round_id])
        if self.session_id is None:
            return ActionPlan(pk=self.plan_id).get_absolute_url()
        if self.reflection is not None:
            return Reflection(pk=self.reflection).get_absolute_url()
        return DialogueSession(pk=self.session_id).get_absolute_url()
