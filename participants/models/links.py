"""With which services does a community work, what did each side say it would do, and when do they meet?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from ..states import AgreementStatus, LinkStatus
from .communities import Community
from .groups import OfCommunityQuerySet
from .services import Service

# A service goes on seeing what it takes part in as long as nobody asked us to go.
SEEN_BY_THE_SERVICE = (AgreementStatus.AGREED, AgreementStatus.PAUSED, AgreementStatus.CONCLUDED)


class ServiceLinkQuerySet(OfCommunityQuerySet):
    def visible_to(self, user: User) -> ServiceLinkQuerySet:
        """Those of one's communities; for a service's own people what it takes part in, once it began."""
        standing = standing_of(user)
        inside = standing.communities(Permission.VIEW_LINK, prefix="community__")
        with_service = Q(
            service__in=standing.services(Permission.VIEW_LINK),
            started_on__isnull=False,
            community__agreement__status__in=SEEN_BY_THE_SERVICE,
        )
        return self.filter(inside | with_service).select_related(
            "community__cluster", "community__agreement", "service"
        )

    def of(self, community: Community) -> ServiceLinkQuerySet:
        return self.filter(community=community).select_related("service")

    def open(self) -> ServiceLinkQuerySet:
        return self.exclude(status=LinkStatus.ENDED)

    def going_on_in(self, community: Community) -> ServiceLinkQuerySet:
        """What a community carries on when we part."""
        return self.filter(community=community, status=LinkStatus.ACTIVE).order_by(
            "started_on", "pk"
        )

    def for_list(self) -> ServiceLinkQuerySet:
        """What goes on first, then what is asked for, then what ended; each with the next meeting."""
        over, begun = F("ended_on").desc(nulls_first=True), F("started_on").asc(nulls_last=True)
        return self.with_days().order_by(over, begun, "created_at", "pk")

    def with_days(self) -> ServiceLinkQuerySet:
        """Each with `meets_on`, the day of the next meeting, and `promised_for`, what is due first."""
        return self.annotate(**days_of(link=OuterRef("pk")))


class ServiceLink(Record):
    """A community and a service work together. It holds nothing about any child."""

    class Asker(models.TextChoices):
        COMMUNITY = "community", _("The community")
        SERVICE = "service", _("The service")
        ORGANISATION = "organisation", _("We, the organisation")

    class Works(models.TextChoices):
        YES = "yes", _("It works well")
        PARTLY = "partly", _("It works in part")
        NO = "no", _("It does not work")

    SOON = timedelta(days=7)  # so long before a day it is said on the first page

    community = models.ForeignKey(Community, models.PROTECT, related_name="service_links")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    purpose = models.CharField(_("what it is for"), max_length=300)
    asked_by = models.CharField(_("who asked for it"), max_length=20, choices=Asker)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=LinkStatus, default=LinkStatus.PROPOSED
    )
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True)
    # How the community finds that it works; the service does not read it.
    works = models.CharField(_("does it work?"), max_length=10, choices=Works, blank=True)
    works_words = models.CharField(_("what works, and what does not"), max_length=600, blank=True)
    works_on = models.DateField(_("said on"), null=True, blank=True)

    data_classes = classes(
        B="community service purpose asked_by status started_on ended_on ended_because works"
        " works_words works_on",
        C="identifier_reason",
    )
    objects = ServiceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=LinkStatus.values), name="service_link_status"
            ),
            models.CheckConstraint(
                condition=Q(asked_by__in=["community", "service", "organisation"]),
                name="service_link_asked_by",
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", started_on=None)
                | Q(status="active", started_on__isnull=False)
                | Q(status="ended"),
                name="service_link_started",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) & ~Q(ended_because="")
                | ~Q(status="ended") & Q(ended_on=None, ended_because=""),
                name="service_link_ended",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="service_link_days",
            ),
            models.CheckConstraint(
                condition=Q(works="", works_words="", works_on=None)
                | Q(works__in=["yes", "partly", "no"], works_on__isnull=False),
                name="service_link_works",
            ),
            models.UniqueConstraint(
                fields=["community", "service"],
                condition=~Q(status="ended"),
                name="service_link_once",
            ),
        ]

    def __str__(self) -> str:
        return self.service.name

    def get_absolute_url(self) -> str:
        return reverse("overview:link_show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != LinkStatus.ENDED

    @property
    def is_active(self) -> bool:
        return self.status == LinkStatus.ACTIVE

    @property
    def symbol(self) -> str:
        """The picture beside how it works."""
        return {"yes": "glad", "partly": "so-so", "no": "sad"}.get(self.works, "")


def days_of(**links: Any) -> dict[str, Subquery]:
    """`meets_on` and `promised_for` as columns: the nearest of each, of those links."""
    meetings = LinkMeeting.objects.set_next().filter(**links).order_by("next_on")
    waiting = LinkCommitment.objects.waiting().filter(**links).order_by("by_when")
    return {
        "meets_on": Subquery(meetings.values("next_on")[:1]),
        "promised_for": Subquery(waiting.values("by_when")[:1]),
    }


class OfLinkQuerySet(models.QuerySet):
    """What belongs to a link: seen by whoever sees the link."""

    def visible_to(self, user: User) -> OfLinkQuerySet:
        links = ServiceLink.objects.visible_to(user).order_by().values("pk")
        around = ("link__service", "link__community__cluster", "link__community__agreement")
        return self.filter(link__in=links).select_related(*around)


class LinkCommitmentQuerySet(OfLinkQuerySet):
    def waiting(self) -> LinkCommitmentQuerySet:
        """Those of which nobody has said yet what became of them."""
        return self.filter(outcome="")

    def for_page(self) -> LinkCommitmentQuerySet:
        return self.order_by("by_when", "created_at", "pk")


class LinkCommitment(Record):
    """What one side said it would do, by when, and what became of it."""

    class Side(models.TextChoices):
        COMMUNITY = "community", _("The community")
        SERVICE = "service", _("The service")

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Kept in part")
        NOT_KEPT = "not_kept", _("Not kept")

    link = models.ForeignKey(ServiceLink, models.CASCADE, related_name="commitments")
    side = models.CharField(_("who does it"), max_length=20, choices=Side)
    what = models.CharField(_("what it is"), max_length=300)
    by_when = models.DateField(_("by when"))
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=20, choices=Outcome, blank=True)
    outcome_on = models.DateField(_("said on"), null=True, blank=True)
    outcome_words = models.CharField(_("in words"), max_length=300, blank=True)

    data_classes = classes(
        B="link side what by_when outcome outcome_on outcome_words", C="identifier_reason"
    )
    objects = LinkCommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["by_when", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=["community", "service"]), name="link_commitment_side"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None, outcome_words="")
                | Q(outcome__in=["kept", "partly", "not_kept"], outcome_on__isnull=False),
                name="link_commitment_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.link.get_absolute_url()

    @property
    def community(self) -> Community:
        return self.link.community

    @property
    def is_due(self) -> bool:
        """Has its day come, and nobody said what became of it?"""
        return not self.outcome and self.by_when <= clock.today()

    @property
    def stands(self) -> str:
        """What became of it, in words; before its day nothing is asked."""
        if self.outcome:
            return self.get_outcome_display()
        return str(_("Due: what became of it?") if self.is_due else _("Not due yet"))

    @property
    def symbol(self) -> str:
        drawn = {"kept": "check", "partly": "part", "not_kept": "close"}
        return drawn.get(self.outcome, "bell" if self.is_due else "clock")


class LinkMeetingQuerySet(OfLinkQuerySet):
    def set_next(self) -> LinkMeetingQuerySet:
        """The latest of each link, where a day was set for the next one."""
        same = self.model.objects.filter(link=OuterRef("link"))
        later = same.filter(
            Q(held_on__gt=OuterRef("held_on"))
            | Q(held_on=OuterRef("held_on"), created_at__gt=OuterRef("created_at"))
        )
        return self.filter(~Exists(later), next_on__isnull=False)

    def newest_first(self) -> LinkMeetingQuerySet:
        return self.order_by("-held_on", "-created_at", "-pk")


class LinkMeeting(Record):
    """One meeting of a community with a service. Who came is said by role, never by name."""

    class Role(models.TextChoices):
        PLANNING_GROUP = "planning_group", _("The planning group")
        CHIEF = "chief", _("Chief or headman")
        ELDER = "elder", _("Elders")
        WOMENS_LEADER = "womens_leader", _("Women’s leader")
        YOUTH_LEADER = "youth_leader", _("Youth leader")
        RELIGIOUS_LEADER = "religious_leader", _("Imam, pastor or priest")
        PARENTS = "parents", _("Parents")
        CHILDREN = "children", _("Children")
        FACILITATOR = "facilitator", _("The facilitator")
        SERVICE_HEAD = "service_head", _("Whoever leads the service")
        SERVICE_STAFF = "service_staff", _("People who work at the service")
        OFFICE = "office", _("The office the service answers to")
        OTHER = "other", _("Somebody else")

    link = models.ForeignKey(ServiceLink, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("day"))
    came = models.JSONField(_("who came"), default=list)  # of Role
    agreed = models.TextField(_("what was agreed"), max_length=1000)
    next_on = models.DateField(_("the next meeting"), null=True, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(B="link held_on came agreed next_on", C="identifier_reason")
    objects = LinkMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")), name="link_meeting_days"
            )
        ]

    def get_absolute_url(self) -> str:
        return self.link.get_absolute_url()

    @property
    def community(self) -> Community:
        return self.link.community

    def came_in_words(self) -> list[str]:
        return [str(LinkMeeting.Role(role).label) for role in self.came]
