"""What did somebody tell the focal point in confidence, and who takes it up?"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Membership, Organisation, User
from cpfacilitate.accounts.roles import Permission, Role
from cpfacilitate.lib import clock
from cpfacilitate.lib.crypto import EncryptedTextField
from cpfacilitate.lib.records import Record, classes
from participants.standing import standing_of

from ..codes import concern_code
from ..states import ConcernStatus
from .referrals import Referral


def lines_of(user: User) -> frozenset[uuid.UUID]:
    """The organisations in which `user` is more than a focal point: in somebody's line there."""
    return frozenset(g.organisation_id for g in user.grants if g.role != Role.FOCAL_POINT)


def _about(user: User) -> Q:
    """Names `user`; is about all focal points where they are one, or about staff in their line.

    Whatever else they are elsewhere: who reads it there may be one of those it is about here.
    """
    focal = standing_of(user).organisations(Permission.TAKE_UP_CONCERN)
    all_of_them = Q(about_focal_point=True, kept_from=None, organisation__in=focal)
    return Q(kept_from=user) | all_of_them | Q(about_staff=True, organisation__in=lines_of(user))


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ConcernQuerySet:
        """Focal points of the organisation that keeps it, never the one it is about.

        What is about staff is seen by nobody who has another role in that organisation. Whoever
        raised it does not find it again either: their screen may be looked at.
        """
        keepers = standing_of(user).organisations(Permission.TAKE_UP_CONCERN)
        mine = Q(kept_by__in=keepers) & (Q(kept_for=None) | Q(kept_for=user))
        return self.filter(mine | Q(escalated_to__in=keepers)).exclude(_about(user))

    def withheld_from(self, user: User) -> ConcernQuerySet:
        """Those that are about `user`, or about the staff of an organisation in which they serve."""
        return self.filter(_about(user))

    def untouched(self, now: datetime) -> ConcernQuerySet:
        """Told long enough ago, and nobody took it up; or left with one who reads it no more."""
        usual, danger = (timedelta(hours=h) for h in settings.CONCERN_ESCALATES_AFTER)
        waited = Q(danger_now=False, told_at__lte=now - usual)
        waited |= Q(danger_now=True, told_at__lte=now - danger)
        return self.filter(waited & Q(status=ConcernStatus.RAISED) | self._left_alone())

    def _left_alone(self) -> Q:
        """Open, and kept for one who is no focal point there any more, or in the line by now."""
        roles = Membership.objects.live().filter(
            user=models.OuterRef("kept_for"), user__is_active=True
        )
        reads = roles.filter(organisation=models.OuterRef("kept_by"), role=Role.FOCAL_POINT)
        line = roles.filter(organisation=models.OuterRef("organisation"))
        in_line = Q(models.Exists(line.exclude(role=Role.FOCAL_POINT)), about_staff=True)
        kept_for_one = Q(kept_for__isnull=False) & ~Q(status=ConcernStatus.CLOSED)
        return kept_for_one & (~Q(models.Exists(reads)) | in_line)

    def open(self) -> ConcernQuerySet:
        return self.exclude(status=ConcernStatus.CLOSED)

    def over(self) -> ConcernQuerySet:
        return self.filter(status=ConcernStatus.CLOSED)

    def needs(self, user: User) -> ConcernQuerySet:
        """What this focal point has open, for their first page."""
        return self.visible_to(user).open()

    def for_list(self) -> ConcernQuerySet:
        """Danger first, then what is not taken up, then the oldest."""
        return self.order_by(
            "-danger_now",
            models.Case(models.When(status=ConcernStatus.RAISED, then=0), default=1),
            "created_at",
            "pk",
        )

    def for_page(self) -> ConcernQuerySet:
        return self.select_related(
            "organisation", "created_by", "taken_up_by", "closed_by", "kept_by", "kept_for"
        ).select_related("kept_from", "referral")


class Concern(Record):
    """A few words, sealed. It belongs to no session, no community and no page it was raised from."""

    code = models.CharField(max_length=8, unique=True, default=concern_code, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", editable=False
    )  # whose focal points read it: another one's, where no other is left here
    kept_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )  # the only one of them, where one is named for it or it was handed to one
    kept_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the focal point it is about
    words = EncryptedTextField(_("what you want to tell"))
    about_staff = models.BooleanField(_("about our staff or committee"), default=False)
    about_focal_point = models.BooleanField(_("about the focal point"), default=False)
    danger_now = models.BooleanField(_("somebody is in danger today"), default=False)
    told_at = models.DateTimeField(default=clock.now, editable=False)  # the last time
    escalated_at = models.DateTimeField(null=True, editable=False)
    escalated_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", editable=False
    )  # whose focal points read it too, as nobody had taken it up
    status = models.CharField(
        _("status"), max_length=20, choices=ConcernStatus, default=ConcernStatus.RAISED
    )
    status_at = models.DateTimeField(editable=False)
    taken_up_at = models.DateTimeField(null=True, editable=False)
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    closing_reason = EncryptedTextField(_("reason"), blank=True)
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the one it led to

    data_classes = classes(
        E="code organisation kept_by kept_for kept_from words about_staff about_focal_point"
        " danger_now told_at escalated_at escalated_to status status_at"
        " taken_up_at taken_up_by closed_at closed_by closing_reason referral"
        " version created_at created_by"
    )
    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kept_by", "status", "created_at"], name="concern_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ConcernStatus.values), name="concern_status"
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at=None, taken_up_by=None)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                name="concern_taken_up",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="concern_closed",
            ),
            models.CheckConstraint(
                condition=Q(kept_from=None) | Q(about_focal_point=True), name="concern_kept_from"
            ),
            models.CheckConstraint(
                condition=Q(escalated_to=None) | Q(escalated_at__isnull=False),
                name="concern_escalated",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("referrals:concern_show", args=[self.pk])
