"""What happened in a dialogue? Groups and counts, words and ranks; never who said what."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.paging import Page, page_after
from cpfacilitate.lib.records import Record, classes
from participants.models import Channel, Community, Round, Subgroup
from participants.standing import standing_of

from ..states import SessionStatus, WaitsFor
from .noticed import Noticed
from .revisions import with_reasons
from .rows import said_twice

GROUP_STAYS = _(
    "These notes count for the group they were written for. If another group spoke, say so on the page"
    " of the session: somebody who was there puts it right."
)


class TimeBand(models.TextChoices):
    MORNING = "morning", _("Morning")
    MIDDAY = "midday", _("Midday")
    AFTER_CHORES = "after_chores", _("After chores")
    EVENING = "evening", _("Evening")


class Venue(models.TextChoices):
    OPEN_AIR = "open_air", _("In the open, under a tree")
    SCHOOL = "school", _("School")
    HALL = "hall", _("Hall or meeting place")
    WORSHIP = "worship", _("Mosque or church")
    HOMES = "homes", _("Homes")
    HEALTH_POST = "health_post", _("Health post")
    OTHER = "other", _("Another place")


class Interpreted(models.TextChoices):
    """Did everybody hear in a language of their own?"""

    NOT_NEEDED = "not_needed", _("Not needed")
    INTERPRETER = "interpreter", _("An interpreter")
    RELATIVE = "relative", _("A relative or neighbour interpreted")
    MISSING = "missing", _("Needed, and nobody was there")


class DialogueSessionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> DialogueSessionQuerySet:
        """Sessions of communities one accompanies; a draft is seen by whoever writes it only."""
        reach = standing_of(user).communities(Permission.VIEW_SESSION, prefix="community__")
        return self.filter(reach).filter(~Q(status=SessionStatus.DRAFT) | Q(created_by=user))

    def for_list(self) -> DialogueSessionQuerySet:
        return self.select_related("subgroup", "round", "community__cluster").order_by(
            "-held_on", "-id"
        )

    def for_page(self) -> DialogueSessionQuerySet:
        found = self.for_list().select_related("community__agreement", "reflection")
        return found.prefetch_related("head_counts", "strengths", "items", "quotes")

    def narrowed(self, wanted: Mapping[str, Any]) -> DialogueSessionQuerySet:
        """Those of one community (`of`), one of its groups, its round of that number, status, tool, days."""
        found = self
        if wanted.get("of"):
            found = found.filter(community=wanted["of"])
        if wanted.get("group"):
            found = found.filter(subgroup=wanted["group"])
        if wanted.get("round"):
            numbered = Round.objects.filter(community=wanted["of"], number=wanted["round"])
            found = found.filter(round=models.Subquery(numbered.order_by().values("pk")[:1]))
        if wanted.get("status"):
            found = found.filter(status=wanted["status"])
        if wanted.get("tool"):
            tools = apps.get_model("dialogues", "Tool").objects.filter(kind=wanted["tool"])
            found = found.filter(models.Exists(tools.filter(session=models.OuterRef("pk"))))
        if wanted.get("since"):
            found = found.filter(held_on__gte=wanted["since"])
        if wanted.get("until"):
            found = found.filter(held_on__lte=wanted["until"])
        return found

    def page_after(self, cursor: str, among: Collection[Community] = ()) -> Page:
        """The next page; `among` are all the communities it can be of, when there are not too many."""
        parts = [Q(community=community) for community in among] or [Q()]
        return page_after(self, cursor, by="held_on", parts=parts)

    def counted(self) -> DialogueSessionQuerySet:
        """Each with `came`: how many were counted, by box or together."""
        by_box = models.Sum("head_counts__people")
        return self.order_by().annotate(came=Coalesce(by_box, "counted_together"))

    def people_in(self, listening: Round) -> dict[uuid.UUID, int]:
        """Session → how many were counted in it, of the recorded sessions of a round."""
        counted = self.heard().filter(round=listening).counted().exclude(came=None)
        return dict(counted.values_list("pk", "came"))

    def drafts_of(self, user: User) -> DialogueSessionQuerySet:
        return self.filter(status=SessionStatus.DRAFT, created_by=user)

    def latest_begun(self) -> DialogueSession | None:
        return self.order_by("-created_at").first()

    def still_open(self) -> DialogueSessionQuerySet:
        """Recorded and not locked yet: what a mentor may still talk over with the facilitator."""
        return self.filter(status=SessionStatus.RECORDED)

    def waiting_for(self, user: User) -> DialogueSessionQuerySet:
        """What this person began to write, what they promised and did not keep, what a mentor answered."""
        unkept = Q(promise_kept_on=None) & ~Q(promise="")
        answered = Q(reflection__waits_for=WaitsFor.FACILITATOR)
        waiting = Q(status=SessionStatus.DRAFT) | unkept | answered
        return self.filter(waiting, created_by=user).select_related("reflection")

    def latest_or_promising(self, latest: int) -> DialogueSessionQuerySet:
        """The latest few, and besides them those whose promise is not kept yet."""
        newest = self.order_by("-held_on", "-id").values("pk")[:latest]
        return self.filter(Q(pk__in=newest) | Q(promise_kept_on=None) & ~Q(promise=""))

    def heard(self) -> DialogueSessionQuerySet:
        """What counts as heard: recorded or locked, never a draft."""
        return self.exclude(status=SessionStatus.DRAFT)

    def due_to_lock(self, now: datetime) -> DialogueSessionQuerySet:
        return self.filter(
            status=SessionStatus.RECORDED,
            recorded_at__lte=now - DialogueSession.LOCKS_AFTER,
        )


class DialogueSession(Noticed, Record):
    """One dialogue with one group. It shows, sorts and exports its day, never a time of day."""

    LOCKS_AFTER = timedelta(days=14)

    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="sessions")
    # That of its group, which is only ever changed for another one of it. Lists are read by it.
    community = models.ForeignKey(
        Community, models.PROTECT, related_name="+", editable=False, db_index=False
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="sessions")
    status = models.CharField(
        _("status"), max_length=20, choices=SessionStatus, default=SessionStatus.DRAFT
    )
    held_on = models.DateField(_("day"))
    time_band = models.CharField(_("time of day"), max_length=20, choices=TimeBand, blank=True)
    venue = models.CharField(_("kind of place"), max_length=20, choices=Venue, blank=True)
    channel = models.CharField(
        _("by which way"), max_length=20, choices=Channel, default=Channel.SMALL_GROUP
    )
    language = models.CharField(_("language spoken"), max_length=20, blank=True)
    more_languages = models.CharField(_("other languages spoken"), max_length=100, blank=True)
    interpreted = models.CharField(
        _("interpreting"), max_length=20, choices=Interpreted, blank=True
    )
    led_with = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("facilitated together with"),
    )
    note_taker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who took notes"),
    )
    question = models.CharField(_("the question we asked"), max_length=300, blank=True)
    counted_together = models.PositiveSmallIntegerField(
        _("everybody together"), null=True, blank=True
    )
    strengths_asked = models.BooleanField(
        _("we asked what already protects, and nothing was said"), default=False
    )
    # Home visits are counted by household; which ones they were is written nowhere.
    households = models.PositiveSmallIntegerField(_("households visited"), null=True, blank=True)
    decisions_asked = models.TextField(_("what they ask to be decided"), blank=True, max_length=600)
    promise = models.TextField(_("what we promised the group"), blank=True, max_length=600)
    promise_by = models.DateField(_("by when"), null=True)
    promise_kept_on = models.DateField(_("kept on"), null=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    locked_at = models.DateTimeField(null=True, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )  # null with locked_at: by itself after 14 days

    data_classes = classes(
        C="subgroup community round status held_on time_band venue language strengths_asked"
        " channel more_languages interpreted led_with note_taker question"
        " counted_together decisions_asked"
        " households promise promise_by promise_kept_on identifier_reason"
        " recorded_at recorded_by locked_at locked_by",
    )
    objects = DialogueSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["round", "status"]),
            models.Index(fields=["-held_on", "-id"]),
            # A page of the list is read in its order, however many sessions there are.
            models.Index(fields=["community", "-held_on", "-id"], name="session_in_community"),
            models.Index(
                fields=["community", "status", "-held_on", "-id"], name="session_by_status"
            ),
            models.Index(fields=["subgroup", "-held_on", "-id"], name="session_of_group"),
            models.Index(fields=["round", "-held_on", "-id"], name="session_in_round"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=SessionStatus.values), name="session_status"
            ),
            models.CheckConstraint(
                condition=Q(status=SessionStatus.DRAFT)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="session_recorded",
            ),
            models.CheckConstraint(
                condition=~Q(status=SessionStatus.LOCKED) | Q(locked_at__isnull=False),
                name="session_locked",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="session_channel"),
        ]

    def __str__(self) -> str:
        return str(self.subgroup)

    def get_absolute_url(self) -> str:
        return reverse("dialogues:session_show", args=[self.pk])

    @property
    def was_at_home(self) -> bool:
        """Were people visited, rather than called together?"""
        return self.channel == Channel.HOME_VISITS

    @property
    def promise_is_open(self) -> bool:
        """Was something promised to the group that is not kept yet? A draft promises nothing."""
        return bool(
            self.promise and not self.promise_kept_on and self.status != SessionStatus.DRAFT
        )

    @property
    def mentor_wrote(self) -> bool:
        """Did the mentor answer to what the facilitator thought of it, unread till now?"""
        reflection = getattr(self, "reflection", None)
        return reflection is not None and reflection.waits_for == WaitsFor.FACILITATOR

    def history(self) -> models.QuerySet:
        return with_reasons(AuditEvent.objects.about(self))

    @property
    def said_twice(self) -> list[str]:
        """Words that stand in its list more than once: the better place counts."""
        return said_twice(item.local_term for item in self.items.all())

    @property
    def was_reordered(self) -> bool:
        """Did the group rank its list otherwise than it had mentioned it?"""
        return any(
            item.mentioned and item.mentioned != place
            for place, item in enumerate(self.items.all(), start=1)
        )

    @property
    def consent_is_counted(self) -> bool:
        """Did anybody write how many were asked, agreed, declined or left?"""
        counts = (self.asked, self.agreed, self.declined, self.left_early)
        return any(count is not None for count in counts)

    @property
    def people(self) -> int | None:
        """Everybody who was counted, by box or together; None when nobody counted."""
        counted = [row.people for row in self.head_counts.all() if row.people is not None]
        return sum(counted) if counted else self.counted_together
