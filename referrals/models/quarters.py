"""What is kept of the referrals of a quarter once it is over, to be told back to communities?

Counts by cluster, written once and never again: what changes later shows no difference. Small ones
are among them, so they are read through `referrals.back` only, which says which may be told.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Row, classes
from participants.models import Cluster, Service

from .choices import Outcome
from .events import Cause


class ReferralQuarterQuerySet(models.QuerySet):
    def of_organisation(self, organisation: Organisation) -> ReferralQuarterQuerySet:
        """All its clusters, the latest quarter first."""
        return (
            self.filter(organisation=organisation)
            .prefetch_related("gaps")
            .order_by("-begins_on", "cluster")
        )


class ReferralQuarter(Row):
    """The referrals first sent in one quarter for the children of one cluster, as counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="+")
    begins_on = models.DateField()
    closed_at = models.DateTimeField(default=clock.now)
    communities = models.PositiveSmallIntegerField()  # in the cluster then: one would be a village
    sent = models.PositiveIntegerField()
    answered_in_time = models.PositiveIntegerField()
    acted_in_time = models.PositiveIntegerField()
    said_no = models.PositiveIntegerField()  # declined at least once, or not available in the end

    data_classes = classes(
        E="organisation cluster begins_on closed_at communities sent answered_in_time"
        " acted_in_time said_no"
    )
    objects = ReferralQuarterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "begins_on"], name="referral_quarter_once"),
            models.CheckConstraint(
                condition=Q(answered_in_time__lte=F("sent"))
                & Q(acted_in_time__lte=F("sent"))
                & Q(said_no__lte=F("sent")),
                name="referral_quarter_parts",
            ),
        ]


class QuarterGap(Row):
    """How many of them a kind of service said no to, and why it did."""

    quarter = models.ForeignKey(ReferralQuarter, models.CASCADE, related_name="gaps")
    kind = models.CharField(max_length=20, choices=Service.Kind)
    cause = models.CharField(max_length=20)  # of Cause, or Outcome.UNAVAILABLE
    referrals = models.PositiveIntegerField()

    data_classes = classes(E="quarter kind cause referrals")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quarter", "kind", "cause"], name="quarter_gap_once")
        ]


def cause_words(cause: str) -> str | Promise:
    """Why a service said no, as a person says it."""
    return Outcome.UNAVAILABLE.label if cause == Outcome.UNAVAILABLE else Cause(cause).label
