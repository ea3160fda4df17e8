"""To whom was a finding carried, what did they answer, who was told of it?"""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Round, Subgroup

from ..states import ActionStatus, PlanStatus
from .findings import Finding
from .steps import Action


class StepQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> StepQuerySet:
        """Those of findings that `user` may read of."""
        own = Finding.objects.visible_to(user)
        name = "finding" if self.model is Response else "findings"
        return self.filter(**{f"{name}__in": own}).distinct()


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
