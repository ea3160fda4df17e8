"""What happened to a referral, which of its times passed unmet, and who was told of that?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Row, classes
from participants.models import Service

from ..states import Channel, ReferralStatus
from .referrals import Referral


class Cause(models.TextChoices):
    """Why a service says no, or why a sender takes a referral back: chosen, never told."""

    NO_PLACE = "no_place", _("No place")
    NOT_OURS = "not_ours", _("Not our service")
    TOO_FAR = "too_far", _("Too far for us")
    CLOSED = "closed", _("Not open now")
    CONSENT = "consent", _("The child or caregiver no longer agrees")
    MISTAKE = "mistake", _("Sent by mistake")
    NOT_NEEDED = "not_needed", _("Not needed any more")


DECLINING = (Cause.NO_PLACE, Cause.NOT_OURS, Cause.TOO_FAR, Cause.CLOSED)
THE_SERVICE = "service"  # stands for the role of who answered, once its words are wiped
TAKING_BACK = (Cause.CONSENT, Cause.MISTAKE, Cause.NOT_NEEDED)


class ReferralEventQuerySet(models.QuerySet):
    def with_words(self) -> ReferralEventQuerySet:
        """Steps on which somebody's own words still stand."""
        told = ~Q(told_by="") & ~Q(by=None, told_by=THE_SERVICE)
        return self.filter(~Q(reason="") | told)

    def wipe(self) -> None:
        """Take the words out. Of a step that came by a link, that it was the service stays."""
        self.update(reason="")
        self.filter(by__isnull=False).update(told_by="")
        self.filter(by=None).update(told_by=THE_SERVICE)


class ReferralEvent(Row):
    """One step of a referral: to where, when, by whom, how it was told.

    `at` is when it was made or said, `recorded_at` when it was written down. Nobody's account took
    a step that came by the link on a slip: `by` is empty, `told_by` the role of who answered.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    to = models.CharField(max_length=20, choices=ReferralStatus)
    at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.APP)
    told_by = models.CharField(max_length=60, blank=True)
    cause = models.CharField(max_length=20, choices=Cause, blank=True)
    reason = models.CharField(max_length=600, blank=True)
    tries = models.PositiveSmallIntegerField(null=True)

    data_classes = classes(
        E="referral to at recorded_at by service channel told_by cause reason tries"
    )
    objects = ReferralEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to__in=ReferralStatus.values), name="referral_event_to"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(channel=Channel.LINK) & ~Q(told_by=""),
                name="referral_event_by",
            ),
        ]


class OverdueStep(Row):
    """A time passed unmet, and this was done about it: once for each time and service.

    First the service's backup contact is to be phoned; then the focal points are told.
    """

    class Deadline(models.TextChoices):
        ANSWER = "answer", _("the time to answer")
        ACT = "act", _("the time to act")

    class Rung(models.TextChoices):
        BACKUP = "backup", _("the sender was asked to phone the backup contact")
        FOCAL_POINT = "focal_point", _("the focal points were told")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="overdue_steps")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    deadline = models.CharField(max_length=10, choices=Deadline)
    rung = models.CharField(max_length=20, choices=Rung)
    at = models.DateTimeField(default=clock.now)

    data_classes = classes(E="referral service deadline rung at")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "service", "deadline", "rung"], name="overdue_step_once"
            )
        ]


class BackupCall(Row):
    """Somebody of the sender's side phoned the backup contact of a service, and reached them or not."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="backup_calls")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reached = models.BooleanField()

    data_classes = classes(E="referral service at by reached")

    class Meta:
        ordering = ["at", "id"]
