"""Which sheets of paper carry a referral, and which links open it without an account?"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F

from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, Row, classes
from participants.models import Service

from ..slip_keys import digest, opened
from ..states import WITH_SERVICE
from .referrals import Referral


class SlipLinkQuerySet(models.QuerySet):
    def live(self, now: datetime) -> SlipLinkQuerySet:
        """Those that still speak for a service: the one the referral is with, in time, not ended."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=now,
            referral__service=F("service"),
            referral__status__in=WITH_SERVICE,
        )

    def keyed(self, key: str) -> SlipLinkQuerySet:
        """The one that `key`, as somebody typed it, belongs to."""
        return self.filter(digest=digest(key))

    def opened_by(self, mark: str) -> SlipLinkQuerySet:
        """The one whose open page carries `mark`, while that page is fresh."""
        return self.filter(pk=opened(mark))

    def for_page(self) -> SlipLinkQuerySet:
        return self.select_related(
            "referral__service", "referral__cluster", "referral__organisation",
            "referral__created_by",
        )  # fmt: skip


class SlipLink(Record):
    """Opens one slip for one service, a few times, for a few days. Its key is nowhere but on paper."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="slip_links")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    uses_left = models.PositiveSmallIntegerField()
    revoked_at = models.DateTimeField(null=True)

    data_classes = classes(
        E="referral service digest expires_at uses_left revoked_at version created_at created_by"
    )
    objects = SlipLinkQuerySet.as_manager()


class SlipPrint(Row):
    """A slip was put on paper for a service: what must be destroyed when it is taken back."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="slip_prints")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    data_classes = classes(E="referral service at by")

    class Meta:
        ordering = ["at", "id"]
