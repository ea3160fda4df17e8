"""Which formal services are there, and what would a family need to know of each?"""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from .names import Named, NamedQuerySet


class ServiceQuerySet(NamedQuerySet):
    def visible_to(self, user: User) -> ServiceQuerySet:
        """The directory is for everybody in the field; an observer reads figures only."""
        return self if user.granted(Permission.VIEW_DIRECTORY) else self.none()

    def received_by(self, user: User) -> ServiceQuerySet:
        """The services whose referrals `user` receives."""
        return self.filter(pk__in=standing_of(user).services(Permission.RECEIVE_REFERRAL))

    def open(self) -> ServiceQuerySet:
        return self.filter(status=Service.Status.ACTIVE)

    def stale(self, today: date) -> ServiceQuerySet:
        """Those nobody confirmed for 90 days, the longest unconfirmed first."""
        confirmed = Q(assured_on__gte=today - Service.STALE_AFTER)
        return self.exclude(confirmed).order_by(F("assured_on").asc(nulls_first=True), "pk")

    def for_list(self) -> ServiceQuerySet:
        return self.select_related("organisation").by_name()

    def of(self, *, kind: str | None = None, district: str | None = None) -> ServiceQuerySet:
        """Of a kind and in a district; nothing means any."""
        wanted = {"kind": kind, "district": district}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def districts(self) -> list[str]:
        return list(self.order_by("district").values_list("district", flat=True).distinct())


class Service(Named, Record):
    """A formal service, as a family would need to know it. Shape: Open Referral HSDS 3, thin."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Open")
        INACTIVE = "inactive", _("Not open now")
        DEFUNCT = "defunct", _("Closed for good")
        TEMPORARILY_CLOSED = "temporarily closed", _("Closed for a time")

    class Kind(models.TextChoices):
        HEALTH = "health", _("Health")
        PSYCHOSOCIAL = "psychosocial", _("Someone to talk to")
        POLICE = "police", _("Police")
        LEGAL = "legal", _("Legal help")
        SOCIAL_WELFARE = "social_welfare", _("Social welfare")
        EDUCATION = "education", _("Schooling")
        DISABILITY = "disability", _("Disability and rehabilitation")
        HELPLINE = "helpline", _("Helpline")
        CASH = "cash", _("Social protection, cash")
        CARE = "care", _("Alternative care")

    STALE_AFTER = timedelta(days=90)
    ON_A_SHEET = 200  # more than that on paper is a book: print it by district

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of help"), max_length=20, choices=Kind)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)
    district = models.CharField(_("district"), max_length=100)
    description = models.TextField(_("what it does"), blank=True, max_length=2000)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    fees = models.CharField(_("what it costs"), max_length=200, blank=True)
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    backup_contact = models.CharField(_("backup contact"), max_length=200, blank=True)
    female_staff = models.BooleanField(_("women work there"), null=True)
    accepts_coded_referrals = models.BooleanField(_("takes referrals by code"), default=False)
    assured_on = models.DateField(_("last confirmed on"), null=True, blank=True)

    data_classes = classes(
        A="organisation name name_key kind status district description phone hours fees languages"
        " minimum_age maximum_age female_staff accepts_coded_referrals assured_on",
        C="backup_contact",
    )
    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["active", "inactive", "defunct", "temporarily closed"]),
                name="service_status",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age=None)
                | Q(maximum_age=None)
                | Q(minimum_age__lte=F("maximum_age")),
                name="service_ages",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:service_show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.ACTIVE

    @property
    def dial(self) -> str:
        """The phone number as a phone dials it: digits and a leading plus."""
        number = re.sub(r"[^\d+]", "", re.split(r"[,;/]", self.phone)[0])
        return number if re.fullmatch(r"\+?\d{3,15}", number) else ""

    @property
    def is_stale(self) -> bool:
        """Nobody confirmed it for 90 days: say so wherever it is offered."""
        return self.assured_on is None or clock.today() - self.assured_on > self.STALE_AFTER
