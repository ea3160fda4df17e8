"""Which formal services are there, and what would a family need to know of each?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Q, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from .hours import open_at
from .names import Named, NamedQuerySet


class Kind(models.TextChoices):
    """What a family comes for. The words of Primero's list of services, said plainly, and a few more."""

    HEALTH = "health", _("Health")
    PSYCHOSOCIAL = "psychosocial", _("Someone to talk to")
    SHELTER = "shelter", _("Safe house")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    POLICE = "police", _("Police")
    LEGAL = "legal", _("Legal help")
    SOCIAL_WELFARE = "social_welfare", _("Social welfare")
    CARE = "care", _("Alternative care")
    MEDIATION = "mediation", _("Making peace in a family")
    REUNIFICATION = "reunification", _("Finding a family again")
    EDUCATION = "education", _("Schooling")
    LIVELIHOODS = "livelihoods", _("Learning a trade, earning a living")
    CASH = "cash", _("Social protection, cash")
    FOOD = "food", _("Food")
    NFI = "nfi", _("Blankets, soap, things for the house")
    WASH = "wash", _("Water and toilets")
    REGISTRATION = "registration", _("Birth registration and papers")
    DISABILITY = "disability", _("Disability and rehabilitation")
    SRH = "srh", _("Sexual and reproductive health")
    HELPLINE = "helpline", _("Helpline")
    OTHER = "other", _("Something else")


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

    def with_phones(self) -> ServiceQuerySet:
        """With the numbers to dial, for a line of a list."""
        return self.prefetch_related("phones")

    def for_list(self) -> ServiceQuerySet:
        return self.select_related("organisation").with_phones().by_name()

    def of(self, *, kind: str | None = None, area: str | None = None) -> ServiceQuerySet:
        """Of a kind, and in or for an area; nothing means any."""
        found = self.filter(kind=kind) if kind else self
        if area:
            serves = Service.objects.filter(service_areas__name=area)
            found = found.filter(Q(district=area) | Q(pk__in=serves.values("pk")))
        return found

    def for_age(self, age: int | None) -> ServiceQuerySet:
        """Those that help a child of this age; where no age is said, they do."""
        if age is None:
            return self
        youngest = Q(minimum_age=None) | Q(minimum_age__lte=age)
        return self.filter(youngest, Q(maximum_age=None) | Q(maximum_age__gte=age))

    def wanted(
        self,
        now: datetime,
        *,
        begins: str = "",
        kind: str = "",
        area: str = "",
        age: int | None = None,
        open_now: bool = False,
        female_staff: bool = False,
        accepts_coded_referrals: bool = False,
        after: Any = None,
    ) -> ServiceQuerySet:
        """What the filter of the directory leaves; nothing means any. `after` is the page's own."""
        found = self.begins(begins or "").of(kind=kind, area=area).for_age(age)
        if open_now:
            found = found.open_now(now)
        if female_staff:
            found = found.filter(female_staff=True)
        if accepts_coded_referrals:
            found = found.filter(accepts_coded_referrals=True)
        return found.with_open_now(now)

    def for_page(self) -> ServiceQuerySet:
        return self.select_related("organisation", "assured_by")

    def in_use(self) -> ServiceQuerySet:
        """All but those that closed for good."""
        return self.exclude(status=Service.Status.DEFUNCT)

    def with_open_now(self, now: datetime) -> ServiceQuerySet:
        """Each says `open_now`: True, False, or None where nobody wrote down the hours."""
        return self.annotate(
            open_now=Case(
                When(~Q(status=Service.Status.ACTIVE), then=Value(False)),
                When(_open(now), then=Value(True)),
                When(Exists(_schedules().exclude(schedules__freq="")), then=Value(False)),
                default=Value(None),
                output_field=models.BooleanField(null=True),
            )
        )

    def open_now(self, now: datetime) -> ServiceQuerySet:
        return self.open().filter(_open(now))

    def areas(self) -> list[str]:
        """Where services are, and whom they serve, by name."""
        here = self.order_by()
        served = here.exclude(service_areas=None).values_list("service_areas__name")
        return sorted({name for (name,) in here.values_list("district").union(served)})


def _schedules() -> models.QuerySet:
    """The service itself once more, to ask for its schedules."""
    return Service._base_manager.filter(pk=models.OuterRef("pk"), schedules__isnull=False)


def _open(now: datetime) -> Q:
    return Q(open_24h=True) | Q(Exists(_schedules().filter(open_at(now, "schedules__"))))


class Service(Named, Record):
    """A formal service, as a family would need to know it. Shape: Open Referral HSDS 3.

    What only a child needs of it (who has the mandate, who is trained, whom to phone when nobody
    answers) is of domain.md §6.2.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", _("Open")
        INACTIVE = "inactive", _("Not open now")
        DEFUNCT = "defunct", _("Closed for good")
        TEMPORARILY_CLOSED = "temporarily closed", _("Closed for a time")

    class Channel(models.TextChoices):
        """How a referral reaches it safely."""

        APP = "app", _("Here")
        PHONE = "phone", _("By phone")
        IN_PERSON = "in_person", _("In person")

    class Capacity(models.TextChoices):
        OPEN = "open", _("Has room")
        LIMITED = "limited", _("Little room")
        FULL = "full", _("Full")

    Kind = Kind
    STALE_AFTER = timedelta(days=90)
    ON_A_SHEET = 200  # more than that on paper is a book: print it by district

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of help"), max_length=20, choices=Kind)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ACTIVE)
    district = models.CharField(_("district"), max_length=100)
    description = models.TextField(_("what it does"), blank=True, max_length=2000)
    alert = models.CharField(_("what is different just now"), max_length=200, blank=True)
    url = models.URLField(_("page on the internet"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    application_process = models.TextField(_("how to get help there"), blank=True, max_length=600)
    eligibility_description = models.TextField(_("for whom it is"), blank=True, max_length=600)
    interpretation_services = models.CharField(_("who interprets"), max_length=200, blank=True)
    fees_description = models.CharField(_("what it costs"), max_length=200, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    open_24h = models.BooleanField(_("open day and night"), default=False)

    mandated_authority = models.BooleanField(_("has the mandate by law"), null=True)
    female_staff = models.BooleanField(_("women work there"), null=True)
    survivor_centred = models.BooleanField(_("trained to put the child first"), null=True)
    accepts_coded_referrals = models.BooleanField(_("takes referrals by code"), default=False)
    secure_channels = models.JSONField(_("how a referral reaches it safely"), default=list)
    capacity = models.CharField(_("room"), max_length=10, choices=Capacity, blank=True)
    capacity_on = models.DateField(_("room, as of"), null=True, blank=True)
    answers_high = models.PositiveSmallIntegerField(_("hours until it answers: high"), null=True)
    answers_medium = models.PositiveSmallIntegerField(
        _("hours until it answers: medium"), null=True
    )
    answers_low = models.PositiveSmallIntegerField(_("hours until it answers: low"), null=True)
    escort_needed = models.BooleanField(_("a child needs somebody to go with"), null=True)
    known_risks = models.TextField(_("known risks"), max_length=600, blank=True)

    assured_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    assured_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False,
        verbose_name=_("last confirmed by"),
    )  # fmt: skip

    data_classes = classes(
        A="organisation name name_key kind status district description alert url email"
        " application_process eligibility_description interpretation_services fees_description"
        " minimum_age maximum_age open_24h mandated_authority female_staff survivor_centred"
        " accepts_coded_referrals secure_channels capacity capacity_on answers_high"
        " answers_medium answers_low escort_needed assured_on",
        C="known_risks assured_by",
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
            models.CheckConstraint(
                condition=Q(capacity="", capacity_on=None)
                | Q(capacity__in=["open", "limited", "full"], capacity_on__isnull=False),
                name="service_capacity",
            ),
            models.CheckConstraint(
                condition=Q(assured_by=None) | Q(assured_on__isnull=False),
                name="service_assured",
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
    def is_shelter(self) -> bool:
        """Where it is stands nowhere."""
        return self.kind == Kind.SHELTER

    @property
    def phone(self) -> Any | None:
        """The number to try first."""
        return next(iter(self.phones.all()), None)

    @property
    def numbers(self) -> str:
        """Every number, in one line of a copy."""
        return ", ".join(phone.number for phone in self.phones.all())

    @property
    def backup_contacts(self) -> list[Any]:
        """Whom to phone when nobody answers; each has a name or a post, and mostly a number."""
        return [one for one in self.contacts.all() if one.role == "backup"]

    @property
    def papers(self) -> dict[str, list[Any]]:
        """What to bring, and what may not be demanded."""
        papers = list(self.required_documents.all())
        return {
            "bring": [paper for paper in papers if paper.may_be_demanded],
            "not_to_demand": [paper for paper in papers if not paper.may_be_demanded],
        }

    @property
    def channels(self) -> list[str]:
        """How a referral reaches it safely, in words."""
        return [str(self.Channel(channel).label) for channel in self.secure_channels]

    @property
    def answers_within(self) -> list[tuple[str, int]]:
        """How urgent, and within how many hours it answers then, as far as that is known."""
        norms = (
            (_("Most urgent"), self.answers_high),
            (_("Urgent"), self.answers_medium),
            (_("Otherwise"), self.answers_low),
        )
        return [(str(urgency), hours) for urgency, hours in norms if hours is not None]

    def offered_as(self) -> str:
        """A line of a choice: what it is, where, and what to know before choosing it."""
        said = [self.name, str(self.get_kind_display()), self.district]
        if self.capacity == self.Capacity.FULL:
            said.append(gettext("full on %(day)s") % {"day": date_format(self.capacity_on, "j F")})
        if self.is_stale:
            said.append(gettext("not confirmed for 90 days: phone first"))
        return " · ".join(said)

    @property
    def is_stale(self) -> bool:
        """Nobody confirmed it for 90 days: say so wherever it is offered."""
        return self.assured_on is None or clock.today() - self.assured_on > self.STALE_AFTER
