"""What did a community decide to do about a harm, and which text of it did each group answer?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, ProtectivePractice, Round, Subgroup
from participants.standing import standing_of
from participants.states import AgreementStatus

from ..flagged import Flagged, has_rows
from ..states import PlanStatus, SessionStatus
from .answers import ANSWER_GIVEN, AnswerGiven
from .gatherings import Gathered, How, unheard_in
from .harms import Harm
from .plan_editions import agreed_text, texts_now
from .rows import TOLD
from .told import children_telling, words_of_plan

AROUND = ("community__cluster", "community__agreement", "round", "harm")
# What a person reads whose plan names nothing that protects children already.
SAY_WHY_ON_NOTHING = _(
    "Choose above what people do already, or say here why this plan builds on nothing of it."
)


def harms_raised_in(listening: Round) -> models.QuerySet[Harm]:
    """What a plan may answer: every harm of this round that a group lets the community hear."""
    heard = listening.sessions.exclude(status=SessionStatus.DRAFT)
    return Harm.objects.filter(items__session__in=heard, items__share_scope__in=TOLD).distinct()


def rounds_visible_to(user: User) -> models.QuerySet[Round]:
    """The rounds of communities whose plans `user` may see."""
    return Round.objects.filter(
        standing_of(user).communities(Permission.VIEW_PLAN, prefix="community__")
    ).select_related("community__cluster")


def rounds_prepared_by(user: User) -> models.QuerySet[Round]:
    """The newest rounds first: those a plan of `user` may answer."""
    return (
        Round.objects.filter(
            standing_of(user).communities(Permission.PREPARE_PLAN, prefix="community__")
        )
        .select_related("community")
        .order_by("community__name", "-number")
    )


def planning_subgroups(community: Community) -> models.QuerySet[Subgroup]:
    """The groups somebody of the planning group speaks for now."""
    return Subgroup.objects.filter(
        pk__in=community.planning_group.filter(left_on=None).values("subgroup")
    )


def subgroups_spoken_for(user: User, community: Community) -> models.QuerySet[Subgroup]:
    """The groups of the planning group for which `user` speaks, if any."""
    return Subgroup.objects.filter(
        pk__in=community.planning_group.filter(left_on=None, user=user).values("subgroup")
    )


class ActionPlanQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ActionPlanQuerySet:
        """The plans of one's communities; who neither writes nor mentors, from the first sending on."""
        standing = standing_of(user)

        def where(permission: Permission) -> Q:
            return standing.communities(permission, prefix="community__")

        return self.filter(where(Permission.VIEW_PLAN)).filter(
            Q(edition__gte=1) | where(Permission.PREPARE_PLAN) | where(Permission.VIEW_SESSION)
        )

    def of_community(self, community: Community) -> ActionPlanQuerySet:
        return self.filter(community=community)

    def asking(self, user: User) -> ActionPlanQuerySet:
        """Plans with the community that wait for a group for which `user` speaks."""
        spoken_for = Subgroup.objects.filter(
            spokespeople__user=user,
            spokespeople__left_on=None,
            community=models.OuterRef("community"),
        )
        answered = PlanReview.objects.standing().filter(
            plan=models.OuterRef(models.OuterRef("pk")),
            edition=models.OuterRef(models.OuterRef("edition")),
        )
        silent = spoken_for.exclude(pk__in=answered.values("subgroup"))
        waiting = self.taking_part().filter(status=PlanStatus.WITH_COMMUNITY)
        return waiting.filter(models.Exists(silent))

    def taking_part(self) -> ActionPlanQuerySet:
        """Of communities that take part now: of nobody else anything is asked."""
        return self.filter(community__agreement__status=AgreementStatus.AGREED)

    def back_from_community(self) -> ActionPlanQuerySet:
        """Plans in which a group asked for a change that nobody has answered."""
        asked = PlanReview.objects.standing().asked()
        asked = asked.filter(plan=models.OuterRef("pk"), answered_at=None)
        return self.taking_part().filter(models.Exists(asked))

    def for_list(self) -> ActionPlanQuerySet:
        return self.select_related(*AROUND).order_by("-created_at", "id")

    def for_page(self) -> ActionPlanQuerySet:
        return (
            self.select_related(*AROUND, "best_interests", "choice__option")
            .prefetch_related("builds_on", "decisions", "choice__dissents")
            .annotate(**words_of_plan(), **children_telling("round"), agreed_now=agreed_text())
            .annotate(has_flag_rows=has_rows(self.model.red_flags))
        )

    def for_cards(self) -> ActionPlanQuerySet:
        """Read card by card: with the texts, so that a card asks only for what is on it."""
        return self.select_related(*AROUND).annotate(**words_of_plan(), **texts_now())


class ActionPlan(Flagged, Record):
    """The community's own plan. What a group answers is an edition of it: its text as it was sent."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="plans")
    round = models.ForeignKey(Round, models.PROTECT, related_name="plans")
    harm = models.ForeignKey(
        Harm, models.PROTECT, related_name="plans", verbose_name=_("what it is about")
    )
    choice = models.ForeignKey(
        "dialogues.Choice", models.SET_NULL, null=True, related_name="plans"
    )  # what a gathering chose, where the plan came from it
    name = models.CharField(_("name of the plan"), max_length=120)
    goal = models.CharField(_("what will be different"), max_length=300)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    builds_on = models.ManyToManyField(
        ProtectivePractice, related_name="plans", blank=True, verbose_name=_("what it builds on")
    )
    builds_on_reason = models.CharField(
        _("why it builds on nothing that is there"), max_length=600, blank=True
    )
    status = models.CharField(
        _("status"), max_length=20, choices=PlanStatus, default=PlanStatus.DRAFT
    )
    status_at = models.DateTimeField(default=clock.now, editable=False)
    edition = models.PositiveIntegerField(default=0, editable=False)  # 0: never sent
    unheard_reason = models.CharField(_("why now"), max_length=600, blank=True)
    set_aside_reason = models.CharField(
        _("whose decision it was, and why"), max_length=600, blank=True
    )

    data_classes = classes(
        B="community round harm choice name goal builds_on builds_on_reason status status_at edition"
        " unheard_reason set_aside_reason",
        C="identifier_reason",
    )
    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="plan_status"),
            models.CheckConstraint(
                condition=Q(status__in=[PlanStatus.DRAFT, PlanStatus.SET_ASIDE])
                | Q(edition__gte=1),
                name="plan_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.SET_ASIDE) | ~Q(set_aside_reason=""),
                name="plan_set_aside",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("dialogues:plan_show", args=[self.pk])

    def unheard_groups(self) -> models.QuerySet[Subgroup]:
        """Groups to be heard in the round this plan answers, and not heard, or only in part."""
        return unheard_in(self.round)

    def answers(self) -> models.QuerySet[PlanReview]:
        """What each group says of the edition it was sent last."""
        return self.reviews.standing().filter(edition=self.edition)

    def changed_on(self) -> date | None:
        """The day of the last sending; none where it was sent once only, and may have been read before."""
        sent = self.editions.filter(number=self.edition, number__gt=1).first()
        return clock.day_of(sent.sent_at) if sent else None

    def groups_to_answer(self) -> models.QuerySet[Subgroup]:
        """Groups of the planning group that have not answered this edition. Silence is no consent."""
        return planning_subgroups(self.community).exclude(pk__in=self.answers().values("subgroup"))

    def changes_to_answer(self) -> models.QuerySet[PlanReview]:
        """Changes that were asked for, in any edition, and nobody answered."""
        return self.reviews.standing().asked().filter(answered_at=None)

    def may_be_agreed_now(self) -> bool:
        """Is there nothing left that a decision waits for?"""
        return (
            planning_subgroups(self.community).exists()
            and not self.groups_to_answer().exists()
            and not self.changes_to_answer().exists()
            and not self.open_flags
        )

    def agreed_text(self) -> dict[str, Any] | None:
        """The text the community last agreed to."""
        if "agreed_now" in self.__dict__:  # read together with the page
            return self.agreed_now
        agreed = [decision.edition for decision in self.decisions.all()]
        return self.texts[max(agreed)] if agreed else None

    def sent_text(self) -> dict[str, Any] | None:
        """The text the community was sent last."""
        if "sent_now" in self.__dict__:
            return self.sent_now
        return self.texts.get(self.edition)

    @cached_property
    def texts(self) -> dict[int, dict[str, Any]]:
        """Edition → the text that was put before the community."""
        return {edition.number: edition.text for edition in self.editions.all()}

    @cached_property
    def agreed_steps(self) -> dict[str, dict[str, Any]]:
        """Key → the words of each step the community agreed to."""
        text = self.agreed_text()
        return {step["id"]: step for step in text["actions"]} if text else {}

    @cached_property
    def seen_steps(self) -> frozenset[str]:
        """The keys of the steps that were ever put before the community."""
        return frozenset(step["id"] for text in self.texts.values() for step in text["actions"])

    def baseline(self, answered: Callable[[], Iterable[int]]) -> dict[str, Any] | None:
        """What today's text is compared with: what was agreed, or else what was answered before.

        `answered` are the editions to which a group gave an answer, asked for only where it matters.
        """
        if (agreed := self.agreed_text()) is not None:
            return agreed
        if self.status == PlanStatus.DRAFT:
            return self.sent_text()
        if self.edition < 2 or "answered_now" in self.__dict__:
            return self.__dict__.get("answered_now")  # nothing was sent before the first
        earlier = set(answered()) - {self.edition}
        return self.texts[max(earlier)] if earlier else None

    def harm_words(self) -> tuple[str, str]:
        """What it is about, in words and meaning as a group that lets the community hear them said it.

        Where no group does any more, the words that were sent stay, and nothing explains them.
        """
        if "told_term" in self.__dict__:  # read together with the page
            said = {"told_term": self.told_term, "told_gloss": self.told_gloss}
        else:
            said = ActionPlan.objects.filter(pk=self.pk).values(**words_of_plan()).get()
        return said["told_term"] or self.harm.local_term, said["told_gloss"] or ""

    def text(self, steps: Iterable[Any] | None = None) -> dict[str, Any]:
        """All a group answers when it answers this plan; progress is no part of it.

        `steps` are the plan's actions where they have been read already.
        """
        return {
            "name": self.name,
            "goal": self.goal,
            "harm": self.harm_words()[0],
            "builds_on": [str(practice) for practice in self.builds_on.all()],
            "builds_on_reason": self.builds_on_reason,
            "actions": [step.text() for step in steps or self.actions.for_page()],
            "resources": self.resources.texts(self),
        }


class PlanReviewQuerySet(models.QuerySet):
    def standing(self) -> PlanReviewQuerySet:
        """The answers that no later one of the same group to the same edition replaced."""
        return self.filter(replaced_at=None)

    def asked(self) -> PlanReviewQuerySet:
        return self.filter(answer=PlanReview.Answer.CHANGE)

    def for_page(self) -> PlanReviewQuerySet:
        rows = self.select_related("subgroup", "about")
        return rows.order_by("subgroup__position", "edition", "id")


class PlanReview(AnswerGiven, Record):
    """What one group of the planning group says of one edition. An answer changed is a new row."""

    class Answer(models.TextChoices):
        AGREE = "agree", _("Agree")
        CHANGE = "change", _("Change this")
        DISAGREE = "disagree", _("Do not agree")

    class Channel(models.TextChoices):
        IN_APPLICATION = "in_application", _("By themselves")
        AS_TOLD = "as_told", _("As told by the planning group")

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="reviews")
    edition = models.PositiveIntegerField()
    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="plan_reviews")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    words = models.TextField(_("in their words"), blank=True, max_length=1000)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    channel = models.CharField(_("how it came"), max_length=20, choices=Channel)
    replaced_at = models.DateTimeField(null=True, editable=False)
    replaced_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    answered_words = models.TextField(_("what became of it"), blank=True, max_length=1000)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )

    data_classes = classes(
        B="plan edition subgroup answer words channel answered_words",
        C="identifier_reason replaced_at replaced_by answered_at answered_by",
    )
    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            *ANSWER_GIVEN,
            models.UniqueConstraint(
                fields=["plan", "edition", "subgroup"],
                condition=Q(replaced_at=None),
                name="plan_review_once",
            ),
            models.CheckConstraint(
                condition=Q(answer="agree") | (Q(answer__in=["change", "disagree"]) & ~Q(words="")),
                name="plan_review_answer",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["in_application", "as_told"]), name="plan_review_channel"
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None, replaced_by=None)
                | Q(replaced_at__isnull=False, replaced_by__isnull=False),
                name="plan_review_replaced",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answered_words="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer="change")
                & ~Q(answered_words=""),
                name="plan_review_answered",
            ),
        ]

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()


class Decision(Gathered, Record):
    """What a gathering of the community decided about one edition of its plan."""

    How = How

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="decisions")
    edition = models.PositiveIntegerField()
    held_on = models.DateField(_("day of the gathering"))
    how = models.CharField(_("how it was decided"), max_length=20, choices=How)
    present = models.CharField(_("who was there, in numbers"), max_length=300)
    dissent = models.TextField(
        _("who saw it differently, in their words"), blank=True, max_length=1000
    )

    data_classes = classes(B="plan edition held_on how present dissent took_part review_on")

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "edition"], name="decision_once"),
            models.CheckConstraint(
                condition=Q(how__in=["consensus", "vote", "elders_ratify", "other"]),
                name="decision_how",
            ),
        ]

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()
