"""What happened to a referral, and which of its times passed unmet?"""

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
TAKING_BACK = (Cause.CONSENT, Cause.MISTAKE, Cause.NOT_NEEDED)


class ReferralEvent(Row):
    """One step of a referral: to where, when, by whom, how it was told."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    to = models.CharField(max_length=20, choices=ReferralStatus)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.APP)
    cause = models.CharField(max_length=20, choices=Cause, blank=True)
    reason = models.CharField(max_length=600, blank=True)

    data_classes = classes(E="referral to at by service channel cause reason")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to__in=ReferralStatus.values), name="referral_event_to"
            )
        ]


class MissedDeadline(Row):
    """A time that passed unmet, and that those behind the service were told: once for each time."""

    class Deadline(models.TextChoices):
        ANSWER = "answer", _("the time to answer")
        ACT = "act", _("the time to act")

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="missed_deadlines")
    deadline = models.CharField(max_length=10, choices=Deadline)
    at = models.DateTimeField(default=clock.now)

    data_classes = classes(E="referral deadline at")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "deadline"], name="missed_deadline_once")
        ]
