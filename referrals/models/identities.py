"""Who is the child? Kept apart and sealed, or not here at all."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField, Unreadable
from cpfacilitate.lib.records import Record, Row, classes
from cpfacilitate.lib.retention import days_of

from ..states import ReferralStatus
from .referrals import Referral

# From then on a name grows old: nobody needs it to help.
IDENTITY_AGES = (ReferralStatus.CLOSED, ReferralStatus.DRAFT)


class ReferralIdentity(Record):
    """Name, contact and whereabouts: ciphertext in the database, purged before the referral is."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="identity")
    name = EncryptedTextField()
    contact = EncryptedTextField(blank=True)
    whereabouts = EncryptedTextField(blank=True)
    # The service has the name in its own files: ours goes a few days later.
    handed_over_at = models.DateTimeField(null=True, editable=False)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(
        E="referral name contact whereabouts handed_over_at handed_over_by"
        " version created_at created_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_over_at=None, handed_over_by=None)
                | Q(handed_over_at__isnull=False, handed_over_by__isnull=False),
                name="identity_handed_over",
            )
        ]

    @property
    def is_readable(self) -> bool:
        """Is there a key that opens it?"""
        return not any(
            isinstance(words, Unreadable) for words in (self.name, self.contact, self.whereabouts)
        )

    @property
    def goes_on(self) -> date | None:
        """The day on which it is deleted, unless a hold keeps it; None while help is under way."""
        days = []
        if self.handed_over_at is not None:
            length = timedelta(days=days_of("handed_over_identities"))
            days.append(clock.day_of(self.handed_over_at) + length)
        if self.referral.status in IDENTITY_AGES:
            length = timedelta(days=days_of("identities"))
            days.append(clock.day_of(self.referral.status_at) + length)
        return min(days, default=None)


class IdentityView(Row):
    """One look at an identity and why. Stays when the identity is gone."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="identity_views")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField()

    data_classes = classes(E="referral at by reason")

    class Meta:
        ordering = ["at", "id"]
