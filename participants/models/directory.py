"""What hangs from a service: where it is, when it is open, how to reach it, what it asks of a family?

The tables and most names are those of Open Referral HSDS 3. Everything belongs to one service; what
is about one of its places only says so in `service_at_location`. These rows are written with their
service, whose version is theirs.
"""

from __future__ import annotations

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib.records import Row, classes

from .hours import in_words
from .services import Service


class Location(Row):
    """A place at which a body gives its services.

    Where a shelter is stands nowhere, not even here: the database holds no address of a secret place.
    """

    class Type(models.TextChoices):
        PHYSICAL = "physical", _("A place to go to")
        POSTAL = "postal", _("A place to write to")
        VIRTUAL = "virtual", _("By phone or on the internet")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="locations")
    location_type = models.CharField(
        _("kind of place"), max_length=10, choices=Type, default=Type.PHYSICAL
    )
    name = models.CharField(_("name of the place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    city = models.CharField(_("town or village"), max_length=100, blank=True)
    district = models.CharField(_("district"), max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1
    transportation = models.CharField(_("how to get there"), max_length=300, blank=True)
    is_secret = models.BooleanField(_("nobody may read where it is"), default=False)

    data_classes = classes(
        A="organisation location_type name address city district postal_code country"
        " transportation is_secret"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(location_type__in=["physical", "postal", "virtual"]),
                name="location_type",
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False)
                | Q(name="", address="", city="", postal_code="", transportation=""),
                name="location_secret",
            ),
        ]

    def __str__(self) -> str:
        """The address in one line; of a secret place no more than its district."""
        parts = (self.name, self.address, self.postal_code, self.city, self.district, self.country)
        return ", ".join(part for part in parts if part)


class Accessibility(Row):
    """What helps a person with a disability to use a place."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="accessibility")
    description = models.CharField(max_length=200)
    details = models.CharField(max_length=300, blank=True)

    data_classes = classes(A="location description details")

    class Meta:
        ordering = ["description", "id"]


class ServiceAtLocation(Row):
    """A service is given at a place."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="service_at_locations")
    location = models.ForeignKey(Location, models.PROTECT, related_name="service_at_locations")
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    data_classes = classes(A="service location description position")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_location_once")
        ]


def _of_service(rows: str) -> models.ForeignKey:
    return models.ForeignKey(Service, models.CASCADE, related_name=rows)


class OfService(Row):
    """A row of a service, in the order in which they were written down."""

    position = models.PositiveSmallIntegerField(default=0)

    data_classes = classes(A="position")

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Phone(OfService):
    """A number by which a family or a referrer reaches a service."""

    service = _of_service("phones")

    class Type(models.TextChoices):
        VOICE = "voice", _("Phone")
        CELL = "cell", _("Mobile phone")
        TEXT = "text", _("Text messages")
        TEXTPHONE = "textphone", _("Phone for deaf people")
        FAX = "fax", _("Fax")

    service_at_location = models.ForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    number = models.CharField(_("number"), max_length=60)
    extension = models.CharField(_("extension"), max_length=10, blank=True)
    type = models.CharField(_("kind of phone"), max_length=10, choices=Type, default=Type.VOICE)
    description = models.CharField(_("what it is for"), max_length=200, blank=True)

    data_classes = classes(A="service service_at_location number extension type description")

    class Meta(OfService.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(type__in=["voice", "cell", "text", "textphone", "fax"]),
                name="phone_type",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="phone_number"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def dial(self) -> str:
        return dialled(self.number)


def dialled(number: str) -> str:
    """A phone number as a phone dials it: digits and a leading plus; nothing of what is no number."""
    digits = re.sub(r"[^\d+]", "", re.split(r"[,;/]", number)[0])
    return digits if re.fullmatch(r"\+?\d{3,15}", digits) else ""


class Contact(OfService):
    """A person who works at a service, or a post there: nobody else's name stands here."""

    service = _of_service("contacts")

    class Role(models.TextChoices):
        FOCAL = "focal", _("Whom to ask for")
        BACKUP = "backup", _("When nobody answers")

    role = models.CharField(_("for what"), max_length=10, choices=Role)
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("post"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)

    data_classes = classes(C="service role name title phone")

    class Meta(OfService.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(role__in=["focal", "backup"]), name="contact_role"),
            models.CheckConstraint(condition=~Q(name="") | ~Q(title=""), name="contact_somebody"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.title, self.phone) if part)

    @property
    def dial(self) -> str:
        return dialled(self.phone)


class Schedule(OfService):
    """When a service is open: on days of every week, or of one week of the month; else in words.

    `byday` is as in iCalendar: "MO,TU", or with FREQ MONTHLY "1MO,1TU" (the first of the month) and
    "-1FR" (the last). An hour of closing that is not after that of opening is on the next day.
    """

    service = _of_service("schedules")

    class Freq(models.TextChoices):
        WEEKLY = "WEEKLY", _("Every week")
        MONTHLY = "MONTHLY", _("Once a month")

    service_at_location = models.ForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    freq = models.CharField(max_length=10, choices=Freq, blank=True)
    byday = models.CharField(max_length=60, blank=True)
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    description = models.CharField(_("in words"), max_length=300, blank=True)

    data_classes = classes(
        A="service service_at_location freq byday opens_at closes_at valid_from valid_to description"
    )

    class Meta(OfService.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(freq__in=["", "WEEKLY", "MONTHLY"]), name="schedule_freq"
            ),
            models.CheckConstraint(
                condition=Q(freq="", byday="", opens_at=None, closes_at=None) & ~Q(description="")
                | ~Q(freq="") & ~Q(byday="") & Q(opens_at__isnull=False, closes_at__isnull=False),
                name="schedule_days",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_to=None)
                | Q(valid_from__lte=models.F("valid_to")),
                name="schedule_valid",
            ),
        ]

    def __str__(self) -> str:
        return in_words(self)


class Language(OfService):
    """A language in which a service is given."""

    service = _of_service("languages")
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=10, blank=True)  # ISO 639
    note = models.CharField(max_length=200, blank=True)

    data_classes = classes(A="service name code note")

    def __str__(self) -> str:
        return self.name


class RequiredDocument(OfService):
    """A paper to bring; or one that may not be demanded, so that a family can say so."""

    service = _of_service("required_documents")
    document = models.CharField(max_length=200)
    may_be_demanded = models.BooleanField(default=True)

    data_classes = classes(A="service document may_be_demanded")

    def __str__(self) -> str:
        return self.document


class CostOption(OfService):
    """What one thing costs. An amount of 0 is free; no amount is one that is said in words."""

    service = _of_service("cost_options")
    option = models.CharField(_("for what"), max_length=200, blank=True)
    amount = models.DecimalField(_("how much"), max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)  # ISO 4217
    amount_description = models.CharField(_("in words"), max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    data_classes = classes(
        A="service option amount currency amount_description valid_from valid_to"
    )

    class Meta(OfService.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) | Q(amount=None) & ~Q(amount_description="", option=""),
                name="cost_amount",
            )
        ]

    def __str__(self) -> str:
        much = self.amount_description
        if self.amount is not None:
            price = f"{self.amount.normalize():f} {self.currency}".strip()
            much = " · ".join(filter(None, [price if self.amount else gettext("free"), much]))
        return f"{self.option}: {much}" if self.option and much else self.option or much


class ServiceArea(OfService):
    """A district, chiefdom or ward that a service serves, wherever it stands."""

    service = _of_service("service_areas")
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)

    data_classes = classes(A="service name description")

    def __str__(self) -> str:
        return self.name
