"""What did a round hear that is carried to those who decide, and how far may it go?

A finding is made of a harm that groups ranked, of one saying that is about none of them, or of what
a group laid out with a tool.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, Row, classes
from participants.models import CHILD_VOICES, Community, Round, Subgroup
from participants.standing import standing_of
from participants.states import OPEN, AgreementStatus

from ..states import FindingStatus, SessionStatus
from .harms import Harm
from .plans import ActionPlan
from .rows import TOLD, Quote, RankedItem
from .sessions import DialogueSession
from .shapes import ToolKind, ToolRow
from .tools import Tool

if TYPE_CHECKING:
    from .carried import Presentation, Response

AGREEMENT = "community__agreement__status"
# Of fewer people, whoever was there knows who said it.
MANY = 5
# What can be carried of all that a group lays out: a drama is a way to carry, and options are weighed
# with the plan.
CARRIED_TOOLS = (
    ToolKind.RESPONSE_MAPPING,
    ToolKind.SEASONAL_CALENDAR,
    ToolKind.DAILY_CALENDAR,
    ToolKind.WHO_HELPS,
    ToolKind.PLACES,
    ToolKind.OPEN_DIALOGUE,
)
# The kind of row and the way from it to its session, with "__" at the end → a condition.
Where = Callable[[type[Row], str], Q]


def _said(where: Where) -> Q:
    """Was something said of a finding, in what was recorded, of which `where` holds?"""
    rows: tuple[tuple[QuerySet, str], ...] = (
        (
            RankedItem.objects.filter(harm=OuterRef("harm"), session__round=OuterRef("round")),
            "session__",
        ),
        (Quote.objects.filter(pk=OuterRef("quote")), "session__"),
        (ToolRow.objects.filter(tool=OuterRef("tool")), "tool__session__"),
    )
    said = Q()
    for found, session in rows:
        counted = found.exclude(**{f"{session}status": SessionStatus.DRAFT})
        said |= Q(Exists(counted.filter(where(found.model, session))))
    return said


def _from_children(rows: type[Row], session: str) -> Q:
    return Q(**{f"{session}subgroup__voice__in": CHILD_VOICES})


def _allowed(rows: type[Row], session: str) -> Q:
    """A group lets the community hear it."""
    return Q(share_scope__in=TOLD)


def _told(rows: type[Row], session: str) -> Q:
    """The community's own pages tell it.

    They say nothing of children where one group of them alone lets its list be told, in any of its
    words: whoever read "children said" would know which; and besides the lists nothing of a few
    people. It can still be carried, in the form that the group chooses.
    """
    lists = RankedItem.objects.told().filter(_from_children(RankedItem, "session__")).order_by()
    lists = lists.filter(session__round=OuterRef(f"{session}round")).values("session__round")
    groups = lists.annotate(groups=Count("session__subgroup", distinct=True)).filter(groups__gte=2)
    told = _allowed(rows, session) & (~_from_children(rows, session) | Q(Exists(groups)))
    if rows is not RankedItem:
        spoken = DialogueSession.objects.counted().filter(pk=OuterRef(session.removesuffix("__")))
        told &= Q(Exists(spoken.filter(came__gte=MANY)))
    return told


def told_rows(model: type[Row], session: str) -> QuerySet:
    """Rows of recorded sessions, one by one, as far as the community's own pages tell them."""
    counted = model._default_manager.exclude(**{f"{session}status": SessionStatus.DRAFT})
    return counted.filter(_told(model, session))


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> FindingQuerySet:
        """All to whoever reads the sessions; to the community what its groups let it hear."""
        standing = standing_of(user)
        reads = standing.communities(Permission.VIEW_SESSION, prefix="community__")
        hears = standing.communities(Permission.VIEW_FINDINGS, prefix="community__")
        return self.filter(reads | hears & _said(_told))

    def told(self) -> FindingQuerySet:
        """What the community's own pages tell."""
        return self.filter(_said(_told))

    def allowed(self) -> FindingQuerySet:
        """What may be carried to those who decide."""
        return self.filter(_said(_allowed))

    def ranked(self) -> FindingQuerySet:
        """Those of harms that groups ranked: of these, options are weighed."""
        return self.filter(kind=FindingKind.HARM)

    def by_harm(self, listening: Round) -> dict[uuid.UUID, Finding]:
        """Harm that the round ranked → its finding."""
        return {each.harm_id: each for each in self.filter(round=listening, harm__isnull=False)}

    def waiting_for(self, user: User) -> FindingQuerySet:
        """What children raised and were not told of yet, where `user` carries it.

        What was carried waits for its answer also when the group keeps it to itself since, and when
        its words were put right.
        """
        carries = standing_of(user).communities(Permission.CARRY_FINDING, prefix="community__")
        to_carry = Q(status=FindingStatus.HEARD, **{AGREEMENT: AgreementStatus.AGREED})
        to_carry &= _said(lambda *rows: _allowed(*rows) & _from_children(*rows))
        to_tell = Q(status__in=(FindingStatus.PRESENTED, FindingStatus.ANSWERED))
        to_tell &= Q(**{f"{AGREEMENT}__in": OPEN})
        to_tell &= _said(_from_children) | ~_said(lambda *rows: Q())
        return self.filter(carries).filter(to_carry | to_tell)

    def answered_with(self, plan: ActionPlan) -> FindingQuerySet:
        """Those answered with a step of the plan, each with `from_children`: may one say so?"""
        found = self.filter(responses__action__plan=plan).distinct()
        found = found.annotate(
            from_children=_said(lambda *rows: _told(*rows) & _from_children(*rows))
        )
        return found.for_words().prefetch_related("responses").order_by("status_at", "id")

    def waits_by_round(self) -> QuerySet:
        """Rounds and where their findings stand: how many, and since when the first of them."""
        kinds = ("status", "round", "round__number", "community__name")
        waits = self.order_by().values(*kinds)
        return waits.annotate(count=Count("pk"), since=Min("since")).order_by("since", "round")

    def for_words(self) -> FindingQuerySet:
        """With what it is called by."""
        return self.select_related("harm", "quote__session__subgroup", "tool__session__subgroup")

    def for_list(self) -> FindingQuerySet:
        """Each with `is_told`: do the community's own pages tell it?"""
        found = self.for_words().annotate(is_told=_said(_told))
        return found.select_related("round__community__agreement", "community__cluster")


class FindingKind(models.TextChoices):
    """What it is made of; besides these, a tool by its kind."""

    HARM = "harm", _("What groups ranked")
    QUOTE = "quote", _("A saying")


FINDING_KINDS = [*FindingKind.choices, *((kind.value, kind.label) for kind in CARRIED_TOOLS)]


class Finding(Record):
    """One thing that a round heard, from when it was said until those who said it know what came of it."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="findings")
    round = models.ForeignKey(Round, models.PROTECT, related_name="findings")
    kind = models.CharField(
        _("what it is made of"), max_length=30, choices=FINDING_KINDS, default=FindingKind.HARM
    )
    harm = models.ForeignKey(Harm, models.PROTECT, null=True, related_name="findings")
    # Null once it was taken out of the notes: what came of it stays.
    quote = models.OneToOneField(Quote, models.SET_NULL, null=True, related_name="+")
    tool = models.OneToOneField(Tool, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(
        _("status"), max_length=20, choices=FindingStatus, default=FindingStatus.HEARD
    )
    status_at = models.DateTimeField(default=clock.now, editable=False)
    # The day of what it waits for the next of, which may be written down much later.
    since = models.DateField(default=clock.today, editable=False)
    # Its words when it was carried: those in the notes may be put right, or taken out.
    carried_words = models.CharField(max_length=600, blank=True, editable=False)
    carried_gloss = models.CharField(max_length=600, blank=True, editable=False)
    # Named by one group of children alone: both say that its name can do that group no harm.
    open_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    open_at = models.DateTimeField(null=True)
    open_with = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    open_with_at = models.DateTimeField(null=True)

    data_classes = classes(
        B="community round kind harm quote tool status status_at since",
        C="carried_words carried_gloss open_by open_at open_with open_with_at",
    )
    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["status_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "harm"], name="finding_once"),
            models.CheckConstraint(
                condition=Q(status__in=FindingStatus.values), name="finding_status"
            ),
            models.CheckConstraint(
                condition=Q(kind="harm", harm__isnull=False, quote=None, tool=None)
                | Q(kind="quote", harm=None, tool=None)
                | Q(kind__in=[kind.value for kind in CARRIED_TOOLS], harm=None, quote=None),
                name="finding_kind",
            ),
            models.CheckConstraint(
                condition=Q(open_by=None, open_at=None)
                | Q(open_by__isnull=False, open_at__isnull=False),
                name="finding_open",
            ),
            models.CheckConstraint(
                condition=Q(open_with=None, open_with_at=None)
                | Q(open_with__isnull=False, open_with_at__isnull=False, open_by__isnull=False)
                & ~Q(open_with=F("open_by")),
                name="finding_open_with",
            ),
        ]

    def __str__(self) -> str:
        if self.harm is not None:
            return self.harm.local_term
        return self.quote.words if self.quote else self.carried_words or self.get_kind_display()

    @property
    def of(self) -> uuid.UUID | None:
        """The key of what it is made of, as far as that stands."""
        return self.harm_id or self.quote_id or self.tool_id

    @property
    def language(self) -> str:
        """In which it was said, where it stands in words that were said."""
        if self.harm is not None:
            return self.harm.language
        return self.quote.session.language if self.quote else ""

    def get_absolute_url(self) -> str:
        return reverse("dialogues:finding_show", args=[self.pk])

    @property
    def carried(self) -> Presentation | None:
        """When it was carried last, read with the others by `trails`."""
        return next(reversed(list(self.presentations.all())), None)

    @property
    def answer(self) -> Response | None:
        """What was answered last, read with the others by `trails`."""
        return next(reversed(list(self.responses.all())), None)

    def quotes(self, *, told: bool = False) -> QuerySet[Quote]:
        """What people of the round's sessions said about its harm; only what may be `told`, in an
        order that tells nothing of when they did."""
        about = Q(harm=self.harm_id, harm__isnull=False, session__round=self.round_id)
        if told:
            said = told_rows(Quote, "session__").filter(about).order_by("id")
        else:
            said = Quote.objects.filter(about).exclude(session__status=SessionStatus.DRAFT)
            said = said.order_by("session__held_on", "id")
        return said.select_related("session__subgroup")


def to_be_told(spoke: Iterable[Subgroup]) -> set[Subgroup]:
    """Of those who said it: the children where children did, otherwise everybody."""
    groups = set(spoke)
    return {group for group in groups if group.is_child} or groups
