"""When we leave: who carries on, what becomes of the records, and when is what deleted?"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, classes

from ..standing import standing_of
from ..states import LEAVING
from .agreements import Agreement, AgreementMove
from .communities import Community
from .groups import OfCommunityQuerySet, Subgroup
from .services import Service


class DataChoice(models.TextChoices):
    """What the community wants done with what is recorded about it."""

    KEEP = "keep", _("Keep it as it is")
    RETURN = "return", _("Give us a copy, and keep it")
    KEEP_AGGREGATE = "keep_aggregate_only", _("Give us a copy, keep only numbers, delete the rest")
    RETURN_AND_DELETE = "return_and_delete", _("Give us a copy, and delete it")


DELETES = frozenset({DataChoice.KEEP_AGGREGATE, DataChoice.RETURN_AND_DELETE})


# What a purge counts in `Leaving.purged`, in the order in which it is told.
PURGED = {
    "sessions": _("Dialogues"),
    "guesses": _("Guesses"),
    "terms": _("Words for what harms children"),
    "categories": _("Groups of words"),
    "plans": _("Plans"),
    "practices_talked_of": _("Practices that were talked of"),
    "by_laws": _("Rules of the community"),
    "practices": _("What protects children"),
    "visits": _("Visits while we got to know each other"),
    "rounds": _("Rounds of listening"),
    "members": _("Members of the planning group"),
    "children_in_planning": _("Parts of children in planning"),
    "handovers": _("What was handed over"),
    "contacts": _("Contacts"),
    "access_views": _("What keeps people from services"),
    "links": _("Links with services"),
    "barriers": _("What stood in the way of services"),
    "revisions": _("Earlier versions of all this"),
}


class LeavingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> LeavingQuerySet:
        reach = standing_of(user).communities(
            Permission.VIEW_COMMUNITY, prefix="agreement__community__"
        )
        return self.filter(reach).select_related("agreement__community__cluster")

    def settled_by(self, to: str) -> Leaving | None:
        """What a move to `to` settled just now about the records of an agreement, if it did."""
        latest = self.first() if to in LEAVING else None
        return latest if latest is not None and latest.data_choice else None

    def waiting(self) -> LeavingQuerySet:
        """What will be deleted, unless the community stops it; the nearest day first."""
        return self.filter(purge_on__isnull=False, stopped_at=None, purged_at=None).order_by(
            "purge_on", "pk"
        )

    def due_to_purge(self, today: date) -> LeavingQuerySet:
        return self.waiting().filter(purge_on__lte=today, agreement__status__in=LEAVING)


class Leaving(Record):
    """What was settled when a community and we parted: its records, and the day they are deleted."""

    PURGES_AFTER = timedelta(days=14)

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="leavings")
    move = models.OneToOneField(AgreementMove, models.PROTECT, related_name="leaving")
    data_choice = models.CharField(
        _("what becomes of the records"), max_length=20, choices=DataChoice, blank=True
    )  # empty: nobody asked yet
    informed = models.CharField(_("who told whom"), max_length=300, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    returned_on = models.DateField(_("copy handed over on"), null=True, blank=True)
    purge_on = models.DateField(_("deleted on"), null=True, editable=False)
    stopped_at = models.DateTimeField(null=True, editable=False)
    stopped_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    purged_at = models.DateTimeField(null=True, editable=False)
    purged = models.JSONField(default=dict, editable=False)  # kind of record → how many

    data_classes = classes(
        B="agreement move data_choice informed returned_on purge_on stopped_at purged_at purged",
        C="identifier_reason stopped_by",
    )
    objects = LeavingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(data_choice="") | Q(data_choice__in=DataChoice.values),
                name="leaving_data_choice",
            ),
            models.CheckConstraint(
                condition=Q(purge_on=None)
                | Q(data_choice__in=["keep_aggregate_only", "return_and_delete"]),
                name="leaving_purge",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False, purged_at=None),
                name="leaving_stopped",
            ),
            models.CheckConstraint(
                condition=Q(purged_at=None) | Q(purge_on__isnull=False), name="leaving_purged"
            ),
        ]

    @property
    def community(self) -> Community:
        return self.agreement.community

    @property
    def waits(self) -> bool:
        """Will something be deleted that is still there?"""
        return self.purge_on is not None and self.stopped_at is None and self.purged_at is None

    @property
    def gone(self) -> list[tuple[str, int]]:
        """What a purge deleted, in words, each with how many."""
        return [
            (str(words), self.purged[kind])
            for kind, words in PURGED.items()
            if self.purged.get(kind)
        ]

    @property
    def is_latest(self) -> bool:
        """Are we still parted as it was settled here?"""
        return self.agreement.status in LEAVING and self == self.agreement.leavings.first()

    def get_absolute_url(self) -> str:
        return reverse("participants:leaving_show", args=[self.pk])


class HandoverQuerySet(OfCommunityQuerySet):
    def for_list(self) -> HandoverQuerySet:
        return self.select_related("group")


class Handover(Record):
    """A role of ours that people of the community carry now. How many, never who."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="handovers")
    what = models.CharField(_("what they do now"), max_length=200)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    group = models.ForeignKey(
        Subgroup, models.PROTECT, related_name="+", verbose_name=_("which group carries it")
    )
    people = models.PositiveSmallIntegerField(_("how many people"), null=True, blank=True)
    under_18 = models.PositiveSmallIntegerField(_("of whom under 18"), null=True, blank=True)
    handed_on = models.DateField(_("since"))

    data_classes = classes(
        B="community what group people under_18 handed_on", C="identifier_reason"
    )
    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["handed_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(under_18=None)
                | Q(people__isnull=False, under_18__lte=models.F("people")),
                name="handover_under_18",
            )
        ]

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()


class LiveContactQuerySet(OfCommunityQuerySet):
    def for_list(self) -> LiveContactQuerySet:
        return self.select_related("service")


class LiveContact(Record):
    """A service that the community reaches by itself, and for whom to ask there."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="live_contacts")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    ask_for = models.CharField(_("for whom to ask, by role"), max_length=200, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    since_on = models.DateField(_("since"))

    data_classes = classes(B="community service ask_for since_on", C="identifier_reason")
    objects = LiveContactQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "service"], name="live_contact_once")
        ]

    def get_absolute_url(self) -> str:
        return self.community.get_absolute_url()
