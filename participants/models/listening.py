"""Who is to be heard in which round, by which way, and what became of it?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, Row, classes

from ..standing import standing_of
from ..states import AgreementStatus, VoiceStatus
from .communities import Community
from .groups import OfCommunityQuerySet, Subgroup


class RoundQuerySet(OfCommunityQuerySet):
    def taking_part(self) -> RoundQuerySet:
        """Those of communities that take part now: nobody else waits to be heard."""
        return self.filter(community__agreement__status=AgreementStatus.AGREED)

    def latest(self) -> RoundQuerySet:
        """The round each community is in."""
        newest = Round.objects.filter(community=models.OuterRef("community")).order_by("-number")
        return self.filter(pk=models.Subquery(newest.values("pk")[:1]))


class Round(Record):
    """A listening cycle: every group of the community speaks once more."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    began_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    gathering_on = models.DateField(_("the whole community meets on"), null=True, blank=True)
    # Why the whole community meets before everybody was visited at home.
    gathering_reason = models.CharField(max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="community number began_on ended_on gathering_on", C="gathering_reason identifier_reason"
    )
    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="round_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")), name="round_days"
            ),
            models.CheckConstraint(
                condition=~Q(gathering_on=None) | Q(gathering_reason=""), name="round_gathering"
            ),
        ]

    def __str__(self) -> str:
        return str(_("round %(number)d") % {"number": self.number})

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def before(self) -> Round | None:
        """The round before this one."""
        earlier = Round.objects.filter(community=self.community_id, number__lt=self.number)
        return earlier.first()

    def get_absolute_url(self) -> str:
        return reverse("participants:round_show", args=[self.pk])


class Channel(models.TextChoices):
    """The way in which a group is heard."""

    SMALL_GROUP = "small_group", _("A small group of their own")
    HOME_VISITS = "home_visits", _("Visits at home")
    WALK = "walk", _("A walk together")
    DRAMA = "drama", _("Drama or play")
    INTERVIEW = "interview", _("One by one")


class PlannedVoiceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> PlannedVoiceQuerySet:
        reach = standing_of(user).communities(
            Permission.VIEW_COMMUNITY, prefix="round__community__"
        )
        return self.filter(reach).select_related("round__community__cluster", "subgroup")

    def for_board(self) -> PlannedVoiceQuerySet:
        """In the order of the groups, each with what hinders it."""
        return (
            self.select_related("subgroup", "round")
            .prefetch_related("accommodations")
            .order_by(
                "subgroup__position", "subgroup__label", F("planned_on").asc(nulls_last=True), "pk"
            )
        )

    def of_rounds(self, rounds: Collection[Round]) -> PlannedVoiceQuerySet:
        """Those of several rounds, in the order of the groups."""
        voices = self.filter(round__in=rounds).select_related("subgroup")
        return voices.order_by("subgroup__position", "subgroup__label", "pk")

    def owing(self) -> PlannedVoiceQuerySet:
        """Each with its round, and whether something `owes`: it was planned and did not come."""
        missing = Accommodation.objects.filter(planned_voice=models.OuterRef("pk"), delivered=False)
        return self.select_related("subgroup", "round__community__cluster").annotate(
            owes=models.Exists(missing.order_by())
        )

    def not_visited_before(self, day: date) -> PlannedVoiceQuerySet:
        """People at home who are neither heard nor to be visited before that day."""
        at_home = self.filter(channel=Channel.HOME_VISITS)
        settled = at_home.exclude(status__in=[VoiceStatus.HEARD, VoiceStatus.CHOSE_NOT])
        return settled.exclude(planned_on__lt=day)

    def soonest(self) -> PlannedVoiceQuerySet:
        """The nearest day first, what has no day last."""
        return self.order_by(F("planned_on").asc(nulls_last=True), "created_at", "pk")

    def to_hear(self, listening: Round, group: Subgroup, *, channel: str) -> PlannedVoice | None:
        """As which planned voice a dialogue with the group counts, where that way was planned."""
        return self.filter(round=listening, subgroup=group, channel=channel).first()

    def missing(self) -> PlannedVoiceQuerySet:
        """Not reached, or only partly. Who chose not to take part is not missing."""
        return self.filter(status__in=[VoiceStatus.NOT_REACHED, VoiceStatus.PARTLY])


class PlannedVoice(Record):
    """A group that is to be heard in a round, by one way. It moves when its sessions are recorded."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="planned_voices")
    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="planned_voices")
    channel = models.CharField(_("by which way"), max_length=20, choices=Channel)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("how many meetings or rounds of visits"), default=1)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=VoiceStatus,
        default=VoiceStatus.NOT_REACHED,
        editable=False,
    )
    heard_times = models.PositiveSmallIntegerField(default=0, editable=False)
    heard_on = models.DateField(_("last heard on"), null=True, editable=False)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="round subgroup channel planned_on times status heard_times heard_on",
        C="identifier_reason",
    )
    objects = PlannedVoiceQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VoiceStatus.values), name="voice_status"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="voice_channel"),
            models.CheckConstraint(condition=Q(times__gte=1), name="voice_times"),
            models.CheckConstraint(
                condition=Q(heard_times=0, heard_on=None)
                | Q(heard_times__gte=1, heard_on__isnull=False),
                name="voice_heard",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["not_reached", "chose_not"]) | Q(heard_times__gte=1),
                name="voice_heard_status",
            ),
            models.UniqueConstraint(
                fields=["round", "subgroup", "channel"], name="voice_planned_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.subgroup)

    @property
    def community(self) -> Community:
        return self.round.community

    def get_absolute_url(self) -> str:
        return reverse("participants:round_show", args=[self.round_id])


class Accommodation(Row):
    """Something that hinders a group from speaking, what was planned against it, and what came."""

    class Code(models.TextChoices):
        OWN_PLACE = "own_place", _("A place where they are seen and not overheard")
        AFTER_SCHOOL = "after_school", _("Not in school hours")
        AFTER_WORK = "after_work", _("After market, farm or chores")
        DAYLIGHT = "daylight", _("Home before dark")
        SEASON = "season", _("Not in the season of planting, fasting or initiation")
        NEARER = "nearer", _("A place nearer to them, or the way paid")
        CHILDCARE = "childcare", _("Somebody minds the small ones")
        SAME_SEX = "same_sex", _("A facilitator of the same sex")
        INTERPRETER = "interpreter", _("An interpreter who is no relative")
        SIGN = "sign", _("Sign, touch or easy language")
        STEP_FREE = "step_free", _("A way without steps")
        ASSISTANT = "assistant", _("An assistant who helps and does not answer for them")
        GUARDIAN = "guardian", _("The guardian knows, and is not in the room")
        OTHER = "other", _("Something else")

    planned_voice = models.ForeignKey(PlannedVoice, models.CASCADE, related_name="accommodations")
    code = models.CharField(max_length=20, choices=Code)
    delivered = models.BooleanField(null=True)  # null: not said yet
    note = models.CharField(max_length=200, blank=True)

    data_classes = classes(C="planned_voice code delivered note")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["planned_voice", "code"], name="accommodation_once"),
        ]

    @property
    def in_words(self) -> str:
        return self.note or self.get_code_display()
