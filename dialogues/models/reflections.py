"""What does a facilitator think of their own part in a dialogue? For them and their mentor only."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.paging import Page, page_after
from cpfacilitate.lib.records import Record, classes
from participants.models import Community
from participants.standing import standing_of

from ..states import SessionStatus, WaitsFor
from .sessions import DialogueSession


class Suggested(models.TextChoices):
    NO = "no", _("No")
    PERHAPS = "perhaps", _("Perhaps")
    YES = "yes", _("Yes")


class TopicSetter(models.TextChoices):
    GROUP = "group", _("The group")
    TOGETHER = "together", _("We found it together")
    FACILITATOR = "facilitator", _("I did")


class TalkShare(models.TextChoices):
    """About how much of the time the facilitator spoke: an estimate, and never a score."""

    HARDLY = "hardly", _("Hardly any")
    QUARTER = "quarter", _("About a quarter")
    HALF = "half", _("About half")
    MOST = "most", _("Most of it")


def _waits_for(user: User) -> Q:
    """Of one's own the mentor wrote; of somebody else's they want to talk."""
    own = Q(session__created_by=user)
    return (own & Q(waits_for=WaitsFor.FACILITATOR)) | (~own & Q(waits_for=WaitsFor.MENTOR))


class ReflectionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ReflectionQuerySet:
        """One's own, and as a mentor those of the communities one accompanies; nobody else's.

        A draft is its writer's alone, and so is what they think of it.
        """
        standing, path = standing_of(user), "session__subgroup__community__"
        own = standing.communities(Permission.VIEW_SESSION, prefix=path) & Q(
            session__created_by=user
        )
        accompanied = standing.communities(Permission.UNLOCK_SESSION, prefix=path) & ~Q(
            session__status=SessionStatus.DRAFT
        )
        return self.filter(own | accompanied)

    def for_list(self) -> ReflectionQuerySet:
        return self.select_related("session__subgroup__community__cluster", "created_by").order_by(
            "-kept_on", "-id"
        )

    def for_page(self) -> ReflectionQuerySet:
        answers = ReflectionAnswer.objects.select_related("created_by")
        return self.for_list().prefetch_related(models.Prefetch("answers", answers))

    def waiting_for(self, user: User) -> ReflectionQuerySet:
        """Those whose next word is this person's, the longest waiting first."""
        return self.filter(_waits_for(user)).order_by("kept_on", "id")

    def asked_of(self, mentor: User) -> ReflectionQuerySet:
        """Those of others that wait for a mentor; one's own is on one's own list."""
        return self.waiting_for(mentor).filter(waits_for=WaitsFor.MENTOR)

    def not_waiting_for(self, user: User) -> ReflectionQuerySet:
        return self.exclude(_waits_for(user))

    def page_after(self, cursor: str) -> Page:
        return page_after(self, cursor, by="kept_on")


class Reflection(Record):
    """A facilitator's own look at one session. It is in no figure, report, export or pack.

    Its mentor reads it from the moment it is kept; what it said before is not kept, and an answer
    is never changed.
    """

    session = models.OneToOneField(DialogueSession, models.CASCADE, related_name="reflection")
    # A day, as with all of a dialogue: by it the list is ordered.
    kept_on = models.DateField(default=clock.today, editable=False)
    suggested = models.CharField(
        _("did I suggest an issue or a solution?"), max_length=20, choices=Suggested, blank=True
    )
    suggested_words = models.TextField(_("what, and why"), max_length=2000, blank=True)
    topic_set_by = models.CharField(
        _("who set the topic?"), max_length=20, choices=TopicSetter, blank=True
    )
    talk_share = models.CharField(
        _("about how much of the time did I speak?"), max_length=20, choices=TalkShare, blank=True
    )
    surprised = models.TextField(_("what surprised me"), max_length=2000, blank=True)
    ask_differently = models.TextField(
        _("what I would ask differently"), max_length=2000, blank=True
    )
    note = models.TextField(_("anything else"), max_length=2000, blank=True)
    talk_over = models.BooleanField(_("to talk over with my mentor"), default=False)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    waits_for = models.CharField(max_length=20, choices=WaitsFor, blank=True, editable=False)

    data_classes = classes(
        C="session kept_on waits_for",
        D="suggested suggested_words topic_set_by talk_share surprised ask_differently note"
        " talk_over identifier_reason",
    )
    objects = ReflectionQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_on", "-id"]
        indexes = [models.Index(fields=["-kept_on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(waits_for__in=["", *WaitsFor.values]), name="reflection_waits_for"
            )
        ]

    @property
    def community(self) -> Community:
        return self.session.community

    def get_absolute_url(self) -> str:
        return reverse("dialogues:reflection_show", args=[self.pk])


class ReflectionAnswer(Record):
    """What the mentor writes back, and the facilitator to that: a dated thread, never changed."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="answers")
    words = models.TextField(_("words"), max_length=2000)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(C="reflection", D="words identifier_reason")

    class Meta:
        ordering = ["created_at", "id"]

    @property
    def answered_on(self) -> date:
        return clock.day_of(self.created_at)

    def get_absolute_url(self) -> str:
        return reverse("dialogues:reflection_show", args=[self.reflection_id])
