"""What did a community decide about taking part, who was asked, and how did it come to this?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, Row, classes

from ..standing import standing_of
from ..states import ASKED_US_TO_GO, OPEN, AgreementStatus, LinkStatus
from .communities import Community
from .groups import CHILD_VOICES, Subgroup, Voice
from .links import ServiceLink, days_of


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AgreementQuerySet:
        return self.where(user, Permission.VIEW_COMMUNITY)

    def where(self, user: User, permission: Permission) -> AgreementQuerySet:
        """Those of the communities in which `user` holds `permission`."""
        reach = standing_of(user).communities(permission, prefix="community__")
        return self.filter(reach).select_related("community__cluster")

    def with_a_day(self, today: date) -> AgreementQuerySet:
        """Those to ask again by `today`, and those of which records will be deleted on `purge_on`.

        `leaving` is the key of what was settled about them. Also those that meet a service, or where
        something was promised, within days: `meets_on` and `promised_for`.
        """
        with_services = {
            "link__community": OuterRef("community"),
            "link__status": LinkStatus.ACTIVE,
        }
        soon = today + ServiceLink.SOON
        waits = {"purge_on__isnull": False, "stopped_at": None, "purged_at": None}
        waiting = models.FilteredRelation(
            "leavings", condition=Q(**{f"leavings__{name}": value for name, value in waits.items()})
        )
        return (
            self.annotate(waiting=waiting)
            .annotate(purge_on=F("waiting__purge_on"), leaving=F("waiting__pk"))
            .annotate(**days_of(**with_services))
            .filter(
                Q(purge_on__isnull=False)
                | Q(status=AgreementStatus.AGREED)
                & (Q(renew_on__lte=today) | Q(meets_on__lte=soon) | Q(promised_for__lte=soon))
            )
            .order_by("purge_on", "renew_on", "pk")
        )

    def count_by_status(self, user: User) -> dict[str, int]:
        """How many communities decided what, where `user` sees figures: counts without a name."""
        organisations = standing_of(user).organisations(Permission.VIEW_FIGURES)
        found = self.filter(community__cluster__organisation__in=organisations)
        counted = found.values("status").annotate(number=models.Count("pk"))
        return dict(counted.values_list("status", "number"))


class Decider(models.TextChoices):
    """How a community comes to a decision, and who took one."""

    GATHERING = "gathering", _("Everybody, in a gathering")
    GROUPS = "groups", _("Each group by itself, then together")
    LEADERS = "leaders", _("Leaders and elders")
    PLANNING_GROUP = "planning_group", _("The planning group")
    OTHER = "other", _("In another way")


class Agreement(Record):
    """What a community decided about taking part, as it stands now; its moves are its history."""

    community = models.OneToOneField(Community, models.PROTECT, related_name="agreement")
    status = models.CharField(
        _("status"), max_length=20, choices=AgreementStatus, default=AgreementStatus.EXPLORING
    )
    status_at = models.DateTimeField(default=clock.now, editable=False)
    we_will = models.TextField(_("what we will do"), blank=True, max_length=2000)
    we_will_not = models.TextField(_("what we will not do"), blank=True, max_length=2000)
    expectations = models.TextField(_("what people hope for from us"), blank=True, max_length=2000)
    conditions = models.TextField(_("what the community asks of us"), blank=True, max_length=2000)
    languages = models.CharField(_("languages to speak in"), blank=True, max_length=200)
    decides_by = models.CharField(
        _("how this community decides"), blank=True, max_length=20, choices=Decider
    )
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    # The community was told where the data about it is kept, and where that was.
    hosting_place = models.CharField(max_length=200, blank=True)
    hosting_shown_on = models.DateField(_("told on"), null=True, blank=True)
    renew_on = models.DateField(_("the day we ask again"), null=True, blank=True)
    # The longest time between two dialogues with a group, as the community wants it.
    listen_every_days = models.PositiveSmallIntegerField(
        _("every group is heard at least every"), null=True, blank=True
    )
    no_contact_until = models.DateField(_("no contact before"), null=True, blank=True)

    data_classes = classes(
        B="community status status_at we_will we_will_not expectations conditions languages"
        " decides_by hosting_place hosting_shown_on renew_on listen_every_days no_contact_until",
        C="identifier_reason",
    )
    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AgreementStatus.values), name="agreement_status"
            ),
            models.CheckConstraint(
                condition=Q(no_contact_until=None) | Q(status__in=ASKED_US_TO_GO),
                name="agreement_no_contact",
            ),
            models.CheckConstraint(
                condition=Q(decides_by="") | Q(decides_by__in=Decider.values),
                name="agreement_decides_by",
            ),
            models.CheckConstraint(
                condition=Q(hosting_place="", hosting_shown_on=None)
                | Q(hosting_shown_on__isnull=False) & ~Q(hosting_place=""),
                name="agreement_hosting",
            ),
            models.CheckConstraint(
                condition=Q(listen_every_days=None) | Q(listen_every_days__gte=1),
                name="agreement_listen_every",
            ),
        ]

    @property
    def is_live(self) -> bool:
        return self.status == AgreementStatus.AGREED

    @property
    def is_open(self) -> bool:
        """Still between the community and us: live, paused, or not decided yet."""
        return self.status in OPEN

    def welcomes_contact(self, today: date) -> bool:
        """May we come again by ourselves? Only after the day the community named, if it named one."""
        return self.no_contact_until is not None and self.no_contact_until <= today

    def has_service_day(self, today: date) -> bool:
        """Does it, read with its days, meet a service soon, or is something promised for these days?"""
        days = [day for day in (self.meets_on, self.promised_for) if day is not None]
        return self.is_live and bool(days) and min(days) <= today + ServiceLink.SOON

    def asks_again(self, today: date) -> bool:
        """Has the day come on which we ask whether the community wants to go on?"""
        return self.is_live and self.renew_on is not None and self.renew_on <= today

    def is_told_where(self, place: str) -> bool:
        """Was the community told that what is written about it is kept in `place`?"""
        return self.hosting_shown_on is not None and self.hosting_place == place

    def free_yes(self, phase: uuid.UUID | str | None = None) -> AgreementMove | None:
        """The groups' first yes, as long as no phase stands on it, but for `phase` itself."""
        yes = self.moves.filter(to=AgreementStatus.AGREED).select_related("phase").last()
        if yes is None or yes.renewed or not yes.answers.exists():
            return None
        stands = getattr(yes, "phase", None)
        return yes if stands is None or str(stands.pk) == str(phase) else None

    def get_absolute_url(self) -> str:
        return reverse("participants:agreement_show", args=[self.pk])


class AgreementMoveQuerySet(models.QuerySet):
    def history(self) -> AgreementMoveQuerySet:
        """Oldest first, each with the groups that were asked and the phase that stands on it."""
        answers = GroupAnswer.objects.select_related("subgroup").order_by(
            "subgroup__position", "subgroup__label", "pk"
        )
        return self.select_related("phase").prefetch_related(
            models.Prefetch("answers", queryset=answers)
        )


class AgreementMove(Row):
    """One dated step of an agreement: what was decided, on which day, how."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="moves")
    to = models.CharField(max_length=20, choices=AgreementStatus)
    decided_on = models.DateField(_("day of the decision"))
    words = models.TextField(_("in their words"), blank=True, max_length=2000)
    no_contact_until = models.DateField(_("no contact before"), null=True)
    invited = models.BooleanField(_("the community invited us"), default=False)
    # A yes said once more, while the agreement was live already.
    renewed = models.BooleanField(default=False)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    data_classes = classes(
        B="agreement to decided_on words no_contact_until invited renewed",
        C="identifier_reason at by",
    )
    objects = AgreementMoveQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to__in=AgreementStatus.values), name="agreement_move_to"
            ),
            models.CheckConstraint(
                condition=Q(renewed=False) | Q(to="agreed"), name="agreement_move_renewed"
            ),
        ]

    @property
    def voices(self) -> list[str]:
        """The kinds of voice that were asked, each once."""
        return list(dict.fromkeys(answer.subgroup.voice for answer in self.answers.all()))


class GroupAnswer(Row):
    """A group that was asked about the agreement, and how it answered."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        LATER = "later", _("Not now")
        DIVIDED = "divided", _("Voices differed")

    # With one of these a group goes on, be it not as one.
    GOES_ON = frozenset({Answer.YES, Answer.DIVIDED})

    move = models.ForeignKey(AgreementMove, models.CASCADE, related_name="answers")
    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    people = models.PositiveSmallIntegerField(null=True)  # null: not counted

    data_classes = classes(B="move subgroup answer people")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "subgroup"], name="group_asked_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["yes", "no", "later", "divided"]), name="group_answer"
            ),
        ]

    @property
    def is_child(self) -> bool:
        return self.subgroup.is_child


@dataclass(frozen=True)
class WhoWasAsked:
    """The last answer of each group since we last began to ask, and the groups nobody asked then."""

    asked: list[GroupAnswer]
    not_asked: list[Subgroup]

    @classmethod
    def of(cls, history: Iterable[AgreementMove], groups: Iterable[Subgroup]) -> WhoWasAsked:
        latest: dict[Any, GroupAnswer] = {}
        for move in history:
            # A renewal asks anew: what leaders alone say once more is not everybody's yes.
            if move.renewed or move.to == AgreementStatus.EXPLORING:
                latest.clear()
            latest |= {answer.subgroup_id: answer for answer in move.answers.all()}
        groups = list(groups)
        return cls(
            [latest[group.pk] for group in groups if group.pk in latest],
            [group for group in groups if group.pk not in latest],
        )

    @property
    def only(self) -> str:
        """Whom alone we asked while others were left out: "leaders", "men", "adults", or nobody."""
        voices = {answer.subgroup.voice for answer in self.asked}
        if not voices or not self.not_asked:
            return ""
        if voices <= {Voice.ELDERS}:
            return "leaders"
        if voices <= {Voice.ELDERS, Voice.MEN}:
            return "men"
        return "" if voices & CHILD_VOICES else "adults"

    @property
    def adults(self) -> list[GroupAnswer]:
        return [answer for answer in self.asked if not answer.is_child]

    @property
    def children(self) -> list[GroupAnswer]:
        return [answer for answer in self.asked if answer.is_child]
