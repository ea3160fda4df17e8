"""Which words of a session, a plan or a guess were kept with a reason why they name nobody?"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import classes
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
        """With the reflection in which the words stand, where they do."""
        own = Reflection.objects.filter(pk=OuterRef("record_id"))
        answered = ReflectionAnswer.objects.filter(pk=OuterRef("record_id"))
        found = Coalesce(
            Subquery(own.values("pk")),
            Subquery(answered.values("reflection")),
            output_field=models.UUIDField(),
        )
        return super().for_list().annotate(reflection=found)


class Confirmation(OfCommunity):
    """Words of a session, of a plan, of a guess, or of something within it; gone when that is."""

    session = models.ForeignKey(
        DialogueSession, models.CASCADE, null=True, related_name="confirmations"
    )
    plan = models.ForeignKey(ActionPlan, models.CASCADE, null=True, related_name="confirmations")
    guess = models.ForeignKey(Guess, models.CASCADE, null=True, related_name="confirmations")

    data_classes = classes(D="session plan guess")
    reflection: uuid.UUID | None = None  # of those read by `for_list`
    objects = ConfirmationQuerySet.as_manager()

    class Meta(OfCommunity.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, plan=None, guess=None)
                | Q(session=None, plan__isnull=False, guess=None)
                | Q(session=None, plan=None, guess__isnull=False),
                name="confirmation_place",
            )
        ]

    @property
    def label(self) -> str:
        if self.guess_id is not None:
            return _("Guess")
        if self.session_id is None:
            return _("Plan")
        return _("Session") if self.reflection is None else _("Reflection")

    def get_absolute_url(self) -> str:
        """The page on which the words stand; no query, as the key is enough."""
        if self.guess_id is not None:
            return Guess(pk=self.guess_id).get_absolute_url()
        if self.session_id is None:
            return ActionPlan(pk=self.plan_id).get_absolute_url()
        if self.reflection is not None:
            return Reflection(pk=self.reflection).get_absolute_url()
        return DialogueSession(pk=self.session_id).get_absolute_url()
