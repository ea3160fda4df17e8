"""Which words of a session or a plan were kept with a reason why they name nobody?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import classes
from participants.models.confirmations import ConfirmationQuerySet as OfCommunityQuerySet
from participants.models.confirmations import OfCommunity

from ..states import SessionStatus
from .plans import ActionPlan
from .sessions import DialogueSession


class ConfirmationQuerySet(OfCommunityQuerySet):
    def visible_to(self, user: User) -> ConfirmationQuerySet:
        """Of a session that does not count yet, nobody but its writer reads anything."""
        counts = Q(session=None) | ~Q(session__status=SessionStatus.DRAFT)
        return super().visible_to(user).filter(counts | Q(session__created_by=user))


class Confirmation(OfCommunity):
    """Words of a session, of a plan, or of something within it; gone when that is."""

    session = models.ForeignKey(
        DialogueSession, models.CASCADE, null=True, related_name="confirmations"
    )
    plan = models.ForeignKey(ActionPlan, models.CASCADE, null=True, related_name="confirmations")

    data_classes = classes(D="session plan")
    objects = ConfirmationQuerySet.as_manager()

    class Meta(OfCommunity.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(session=None, plan__isnull=False) | Q(session__isnull=False, plan=None),
                name="confirmation_place",
            )
        ]

    @property
    def label(self) -> str:
        return _("Plan") if self.session_id is None else _("Session")

    def get_absolute_url(self) -> str:
        """The page on which the words stand; no query, as the key is enough."""
        if self.session_id is None:
            return ActionPlan(pk=self.plan_id).get_absolute_url()
        return DialogueSession(pk=self.session_id).get_absolute_url()
