"""What may which service be told about a child, until when, and who signed for it?"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes
from participants.models import Service
from participants.standing import standing_of

from .choices import DataPoint


class SharingAgreementQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> SharingAgreementQuerySet:
        """Those of the organisations that `user` keeps them for, or whose referrals they watch."""
        reach = standing_of(user)
        organisations = reach.organisations(Permission.KEEP_REFERRAL_RULES)
        watched = reach.organisations(Permission.WATCH_REFERRAL)
        return self.filter(organisation__in=organisations | watched)

    def valid_on(self, day: date) -> SharingAgreementQuerySet:
        """Begun, neither expired nor ended. An end counts from its own day."""
        begun = Q(starts_on__lte=day, expires_on__gte=day)
        return self.filter(begun).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def of(self, service: Service) -> SharingAgreementQuerySet:
        return self.filter(service=service)

    def for_list(self) -> SharingAgreementQuerySet:
        """What can still be used first, the one that runs out soonest before all others."""
        over = Q(ended_on__isnull=False) | Q(expires_on__lt=clock.today())
        last = models.Case(models.When(over, then=1), default=0)
        return self.select_related("service", "organisation").order_by(
            last, F("expires_on").asc(), "pk"
        )


class SharingAgreement(Record):
    """A signed paper between an organisation and a service, and what it lets them share.

    Without a valid one a service gets the code and the need, or a phone call (`domain.md` §6.6).
    """

    SOON = timedelta(days=30)

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    service = models.ForeignKey(
        Service, models.PROTECT, verbose_name=_("service"), related_name="+"
    )
    data_points = models.JSONField(_("what may be shared"), default=list)  # of DataPoint
    signed_on = models.DateField(_("signed on"))
    starts_on = models.DateField(_("from"))
    expires_on = models.DateField(_("until"))
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    signed_by = models.CharField(_("who signed, by role"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)

    data_classes = classes(
        C="organisation service data_points signed_on starts_on expires_on ended_on signed_by note"
    )
    objects = SharingAgreementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "service", "expires_on"], name="sharing_agreement_valid"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("starts_on")), name="sharing_agreement_days"
            )
        ]

    def __str__(self) -> str:
        return str(self.service)

    def get_absolute_url(self) -> str:
        return reverse("referrals:sharing_agreement_show", args=[self.pk])

    @property
    def points(self) -> list[DataPoint]:
        """What it covers, in the order of the slip."""
        return [point for point in DataPoint if point in self.data_points]

    @property
    def is_valid(self) -> bool:
        return self.standing == "valid"

    @property
    def standing(self) -> str:
        """`ended`, `expired`, `to_come` or `valid`, today."""
        today = clock.today()
        if self.ended_on is not None and self.ended_on <= today:
            return "ended"
        if self.expires_on < today:
            return "expired"
        return "to_come" if self.starts_on > today else "valid"

    @property
    def ends_soon(self) -> bool:
        return self.is_valid and self.expires_on - clock.today() <= self.SOON


def covered(organisation: Organisation, service: Service) -> frozenset[str]:
    """The data points that today's agreements between these two let be shared."""
    valid = SharingAgreement.objects.of(service).filter(organisation=organisation)
    lists = valid.valid_on(clock.today()).values_list("data_points", flat=True)
    return frozenset(point for points in lists for point in points)
