"""Who is the child? Kept apart and sealed, or not here at all."""

from django.conf import settings
from django.db import models

from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField
from cpfacilitate.lib.records import Record, Row, classes

from .referrals import Referral


class ReferralIdentity(Record):
    """Name, contact and whereabouts: ciphertext in the database, purged before the referral is."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="identity")
    name = EncryptedTextField()
    contact = EncryptedTextField(blank=True)
    whereabouts = EncryptedTextField(blank=True)

    data_classes = classes(E="referral name contact whereabouts version created_at created_by")


class IdentityView(Row):
    """One look at an identity and why. Stays when the identity is gone."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="identity_views")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField()

    data_classes = classes(E="referral at by reason")

    class Meta:
        ordering = ["at", "id"]
