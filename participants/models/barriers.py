"""What stands between a community and a service, and what became of it? Nothing about any child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes

from ..states import BarrierStatus
from .communities import Community
from .groups import OfCommunityQuerySet
from .links import ServiceLink
from .services import Service

BEHIND_US = (BarrierStatus.SOLVED, BarrierStatus.NOT_OURS)


class BarrierQuerySet(OfCommunityQuerySet):
    def visible_to(self, user: User) -> BarrierQuerySet:
        """The community's own words about a service: never for the service."""
        return self.where(user, Permission.VIEW_LINK).select_related("service", "link__service")

    def of(self, community: Community) -> BarrierQuerySet:
        return self.filter(community=community).select_related("service")

    def open(self) -> BarrierQuerySet:
        return self.exclude(status__in=BEHIND_US)

    def for_list(self) -> BarrierQuerySet:
        return self.order_by("-opened_on", "-created_at", "pk")

    def same_as(self, barrier: Barrier) -> BarrierQuerySet:
        """Those that are open for the same thing at the same service, or kind of service."""
        same = ("community", "service", "kind", "what")
        found = self.open().filter(**{name: getattr(barrier, name) for name in same})
        return found.exclude(pk=barrier.pk)


class Barrier(Record):
    """Something that keeps people here from using a service, or a kind of service."""

    class What(models.TextChoices):
        DISTANCE = "distance", _("It is too far")
        FEE = "fee", _("It costs too much")
        LANGUAGE = "language", _("They do not speak our language")
        DISRESPECT = "disrespect", _("People are not treated with respect")
        FEAR = "fear", _("People are afraid to go there")
        CORRUPTION = "corruption", _("Money is asked that is not owed")
        NO_PLACE = "no_place", _("There is no place for them")
        NOT_OPEN = "not_open", _("It is not open")
        OTHER = "other", _("Something else")

    class Source(models.TextChoices):
        COMMUNITY = "community", _("Said in the community")
        LINK = "link", _("Seen while working with the service")
        PLAN = "plan", _("Seen while planning")
        AGGREGATED = "aggregated", _("From what services of this kind answered in a quarter")

    community = models.ForeignKey(Community, models.PROTECT, related_name="barriers")
    # One service, or a kind of service wherever it is.
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind of help"), max_length=20, choices=Service.Kind, blank=True)
    link = models.ForeignKey(
        ServiceLink, models.PROTECT, null=True, blank=True, related_name="barriers",
        verbose_name=_("with whom we work on it"),
    )  # fmt: skip
    source = models.CharField(
        _("where it comes from"), max_length=20, choices=Source, default=Source.COMMUNITY,
        editable=False,
    )  # fmt: skip
    what = models.CharField(_("what stands in the way"), max_length=20, choices=What)
    words = models.CharField(_("in people’s words"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    opened_on = models.DateField(_("since"))
    status = models.CharField(
        _("status"), max_length=20, choices=BarrierStatus, default=BarrierStatus.OPEN
    )
    settled_on = models.DateField(_("day"), null=True, blank=True)
    how = models.CharField(_("what became of it"), max_length=600, blank=True)

    data_classes = classes(
        B="community service kind link source what words opened_on status settled_on how",
        C="identifier_reason",
    )
    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=BarrierStatus.values), name="barrier_status"
            ),
            models.CheckConstraint(
                condition=Q(what__in=[
                    "distance", "fee", "language", "disrespect", "fear", "corruption", "no_place",
                    "not_open", "other",
                ]),
                name="barrier_what",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["community", "link", "plan", "aggregated"]),
                name="barrier_source",
            ),
            models.CheckConstraint(
                condition=Q(service__isnull=False, kind="") | Q(service=None) & ~Q(kind=""),
                name="barrier_of_one",
            ),
            # What is made from a figure knows the kind of service and no more.
            models.CheckConstraint(
                condition=~Q(source="aggregated") | Q(service=None),
                name="barrier_aggregated",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["solved", "not_ours"], settled_on__isnull=False)
                & ~Q(how="")
                | Q(status__in=["open", "worked_on"], settled_on=None, how=""),
                name="barrier_settled",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.about}: {self.get_what_display()}"

    def get_absolute_url(self) -> str:
        return reverse("overview:barrier_show", args=[self.pk])

    @property
    def about(self) -> str:
        """The service, or the kind of service, it keeps people from."""
        return self.service.name if self.service else self.get_kind_display()

    @property
    def is_open(self) -> bool:
        return self.status not in BEHIND_US

    @property
    def symbol(self) -> str:
        drawn = {"open": "hand", "worked_on": "pencil", "solved": "check", "not_ours": "close"}
        return drawn[self.status]
