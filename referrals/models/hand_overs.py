"""Who took a referral along to another system, and why?"""

from django.conf import settings
from django.db import models

from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField
from cpfacilitate.lib.records import Row, classes

from .referrals import Referral


class ReferralExport(Row):
    """One time that a referral was taken along as a file, and why. It held no name."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="exports")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField()

    data_classes = classes(E="referral at by reason")

    class Meta:
        ordering = ["at", "id"]
