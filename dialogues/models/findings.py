"""What became of what was heard: to whom was it carried, what did they answer, who was told of it?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes
from participants.models import CHILD_VOICES, Community, Round, Subgroup
from participants.standing import standing_of
from participants.states import OPEN, AgreementStatus

from ..states import ActionStatus, FindingStatus, PlanStatus, SessionStatus
from .harms import Harm
from .plans import ActionPlan
from .rows import Quote, RankedItem
from .steps import Action

AGREEMENT = "community__agreement__status"
FROM_CHILDREN = Q(session__subgroup__voice__in=CHILD_VOICES)


def allowed_items() -> QuerySet[RankedItem]:
    """What groups let the community hear of a finding, inside a query of findings."""
    return RankedItem.objects.told().filter(harm=OuterRef("harm"), session__round=OuterRef("round"))


def told_items() -> QuerySet[RankedItem]:
    """The same as the community's own pages tell it.

    They say nothing of one group of children alone, in any of its words: whoever read "children
    said" would know which. It can still be carried, in the form that the group chooses.
    """
    others = RankedItem.objects.told().filter(
        FROM_CHILDREN, session__round=OuterRef("session__round")
    )
    others = others.exclude(session__subgroup=OuterRef("session__subgroup"))
    return allowed_items().filter(~FROM_CHILDREN | Exists(others))


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> FindingQuerySet:
        """All to whoever reads the sessions; to the community what its groups let it hear."""
        standing = standing_of(user)
        reads = standing.communities(Permission.VIEW_SESSION, prefix="community__")
        hears = standing.communities(Permission.VIEW_FINDINGS, prefix="community__")
        return self.filter(reads | hears & Exists(told_items()))

    def told(self) -> FindingQuerySet:
        """What the community's own pages tell."""
        return self.filter(Exists(told_items()))

    def allowed(self) -> FindingQuerySet:
        """What may be carried to those who decide."""
        return self.filter(Exists(allowed_items()))

    def opened_in(self, listening: Round) -> set[uuid.UUID]:
        """The harms of which two people said that the name of the group can be told."""
        opened = self.filter(round=listening, open_with__isnull=False)
        return set(opened.order_by().values_list("harm", flat=True))

    def waiting_for(self, user: User) -> FindingQuerySet:
        """What children raised and were not told of yet, where `user` carries it.

        What was carried waits for its answer also when the group keeps it to itself since, and when
        its words were put right.
        """
        carries = standing_of(user).communities(Permission.CARRY_FINDING, prefix="community__")
        said = RankedItem.objects.filter(harm=OuterRef("harm"), session__round=OuterRef("round"))
        said = said.exclude(session__status=SessionStatus.DRAFT)
        to_carry = Q(status=FindingStatus.HEARD, **{AGREEMENT: AgreementStatus.AGREED})
        to_carry &= Exists(allowed_items().filter(FROM_CHILDREN))
        to_tell = Q(status__in=(FindingStatus.PRESENTED, FindingStatus.ANSWERED))
        to_tell &= Q(**{f"{AGREEMENT}__in": OPEN})
        to_tell &= Exists(said.filter(FROM_CHILDREN)) | ~Exists(said)
        return self.filter(carries).filter(to_carry | to_tell)

    def answered_with(self, plan: ActionPlan) -> FindingQuerySet:
        """Those answered with a step of the plan, each with `from_children`: may one say so?"""
        answers = Response.objects.filter(finding=OuterRef("pk"), action__plan=plan)
        told = told_items().filter(FROM_CHILDREN)
        found = self.filter(Exists(answers)).annotate(from_children=Exists(told))
        return (
            found.select_related("harm").prefetch_related("responses").order_by("status_at", "id")
        )

    def waits_by_round(self) -> QuerySet:
        """Rounds and where their findings stand: how many, and since when the first of them."""
        kinds = ("status", "round", "round__number", "community__name")
        waits = self.order_by().values(*kinds)
        return waits.annotate(count=Count("pk"), since=Min("status_at")).order_by("since", "round")

    def for_list(self) -> FindingQuerySet:
        return self.select_related("harm", "round__community__agreement", "community__cluster")


class Finding(Record):
    """One harm as a round heard it, from when it was said until those who said it know what came of it."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="findings")
    round = models.ForeignKey(Round, models.PROTECT, related_name="findings")
    harm = models.ForeignKey(Harm, models.PROTECT, related_name="findings")
    status = models.CharField(
        _("status"), max_length=20, choices=FindingStatus, default=FindingStatus.HEARD
    )
    status_at = models.DateTimeField(default=clock.now, editable=False)
    # Named by one group of children alone: both say that its name can do that group no harm.
    open_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    open_at = models.DateTimeField(null=True)
    open_with = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    open_with_at = models.DateTimeField(null=True)

    data_classes = classes(
        B="community round harm status status_at", C="open_by open_at open_with open_with_at"
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
        return self.harm.local_term

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

    def quotes(self) -> QuerySet[Quote]:
        """What people of the round's sessions said about it, in their words."""
        said = Quote.objects.filter(harm=self.harm_id, session__round=self.round_id)
        counted = said.exclude(session__status=SessionStatus.DRAFT)
        return counted.select_related("session__subgroup").order_by("session__held_on", "id")


class StepQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> StepQuerySet:
        """Those of findings that `user` may read of."""
        own = Finding.objects.visible_to(user)
        name = "finding" if self.model is Response else "findings"
        return self.filter(**{f"{name}__in": own}).distinct()

    def from_children(self, plan: ActionPlan) -> StepQuerySet:
        """Answers that became steps of the plan, to what the community hears that children said.

        Each with `term`, in the words of a group that lets it be heard.
        """
        said = told_items().filter(FROM_CHILDREN).order_by("session__held_on", "id")
        found = Finding.objects.filter(round=plan.round_id).annotate(
            term=models.Subquery(said.values("local_term")[:1])
        )
        terms = found.filter(pk=OuterRef("finding")).values("term")
        answers = self.filter(action__plan=plan).annotate(term=models.Subquery(terms))
        return answers.exclude(term=None).order_by("answered_on", "created_at", "id")


class Step(Record):
    """Something that became of findings; who wrote it by mistake takes it out again."""

    objects = StepQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def listening(self) -> Round:
        raise NotImplementedError

    @property
    def community(self) -> Community:
        return self.listening.community

    def get_absolute_url(self) -> str:
        return reverse("dialogues:round_trail", args=[self.listening.pk])


class Audience(models.TextChoices):
    """Those who decide, by what they are and never by name."""

    PLANNING_GROUP = "planning_group", _("The planning group")
    GATHERING = "gathering", _("The whole community")
    LEADERS = "leaders", _("Leaders")
    PARENTS = "parents", _("Parents")
    SCHOOL = "school", _("The school")
    SERVICE = "service", _("A service")
    OTHER = "other", _("Others")


class Form(models.TextChoices):
    DRAMA = "drama", _("Drama or play")
    DRAWING = "drawing", _("Drawings or pictures")
    SONG = "song", _("Song, poem or radio")
    SPOKESPERSON = "spokesperson", _("Children who spoke for the others")
    TALK = "talk", _("The facilitator told it")


class Presentation(Step):
    """Findings carried to those who decide, once, in one form."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="presentations")
    findings = models.ManyToManyField(Finding, related_name="presentations")
    presented_on = models.DateField(_("day"))
    audience = models.CharField(_("to whom"), max_length=20, choices=Audience)
    form = models.CharField(_("in which form"), max_length=20, choices=Form)
    shown = models.CharField(_("what was shown"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="round findings presented_on audience form shown", C="identifier_reason"
    )

    class Meta:
        ordering = ["presented_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="presentation_audience"
            ),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="presentation_form"),
        ]

    @property
    def listening(self) -> Round:
        return self.round


class Answered(models.TextChoices):
    """What those who decide made of it."""

    ADOPTED = "adopted", _("Yes, we do it")
    PARTLY = "partly", _("Partly")
    NOT_NOW = "not_now", _("Not now")
    REJECTED = "rejected", _("No")
    MORE_TALK = "more_talk", _("We want to talk more about it")


class Response(Step):
    """What those who decide answered to one finding, with the reason."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="responses")
    answered_on = models.DateField(_("day"))
    audience = models.CharField(_("who answered"), max_length=20, choices=Audience)
    answer = models.CharField(_("their answer"), max_length=20, choices=Answered)
    reason = models.CharField(_("why"), max_length=600)
    action = models.ForeignKey(Action, models.SET_NULL, null=True, related_name="responses")
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="finding answered_on audience answer reason action", C="identifier_reason"
    )

    class Meta:
        ordering = ["answered_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="response_audience"
            ),
            models.CheckConstraint(condition=Q(answer__in=Answered.values), name="response_answer"),
            models.CheckConstraint(condition=~Q(reason=""), name="response_reason"),
        ]

    @property
    def listening(self) -> Round:
        return self.finding.round

    @property
    def step(self) -> Action | None:
        """The step that came of it, while it stands in a plan that was before the community."""
        step = self.action
        if step is None or not step.plan.edition or step.status == ActionStatus.DROPPED:
            return None
        return None if step.plan.status == PlanStatus.SET_ASIDE else step

    def get_absolute_url(self) -> str:
        return self.finding.get_absolute_url()


class Teller(models.TextChoices):
    FACILITATOR = "facilitator", _("The facilitator")
    PLANNING_GROUP = "planning_group", _("Somebody of the planning group")
    CHILDREN = "children", _("Children who spoke for the others")
    TOGETHER = "together", _("Several of them together")


class Reaction(models.TextChoices):
    CONTENT = "content", _("Content")
    PARTLY = "partly", _("Content in part")
    NOT_CONTENT = "not_content", _("Not content")
    ASK_MORE = "ask_more", _("They want to know more")
    NOT_NOW = "not_now", _("They did not want to hear of it now")


class TellBack(Step):
    """Groups that spoke were told, once, what came of it."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="tell_backs")
    findings = models.ManyToManyField(Finding, related_name="tell_backs")
    groups = models.ManyToManyField(Subgroup, related_name="+")
    told_on = models.DateField(_("day"))
    told_by = models.CharField(_("who told them"), max_length=20, choices=Teller)
    reaction = models.CharField(_("how they took it"), max_length=20, choices=Reaction)
    words = models.CharField(_("what they said"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="round findings told_on told_by reaction", C="groups words identifier_reason"
    )

    class Meta:
        ordering = ["told_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(told_by__in=Teller.values), name="tell_back_by"),
            models.CheckConstraint(
                condition=Q(reaction__in=Reaction.values), name="tell_back_reaction"
            ),
        ]

    @property
    def listening(self) -> Round:
        return self.round


def to_be_told(spoke: Iterable[Subgroup]) -> set[Subgroup]:
    """Of those who said it: the children where children did, otherwise everybody."""
    groups = set(spoke)
    return {group for group in groups if group.is_child} or groups


def told_groups(finding: Finding) -> set[Subgroup]:
    """Those who were told since the latest answer."""
    answer = finding.answer
    return {
        group
        for telling in finding.tell_backs.all()
        if answer is None or telling.created_at >= answer.created_at
        for group in telling.groups.all()
    }


def trails(findings: Collection[Finding]) -> None:
    """Read what became of each, in a few queries for all."""
    models.prefetch_related_objects(
        list(findings), "presentations", "responses__action__plan", "tell_backs__groups"
    )
