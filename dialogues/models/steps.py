"""What will be done in a plan, by which group until when, and what do children do in it?"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.records import Record, classes
from participants.models import CHILD_AGES, Barrier, Children, ServiceLink, Subgroup

from ..changes import CHECKS
from ..states import ActionStatus, PlanStatus
from .plan_editions import agreed_text
from .plans import ActionPlan

OPEN_STEPS = (ActionStatus.PLANNED, ActionStatus.STARTED)


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ActionQuerySet:
        return self.filter(plan__in=ActionPlan.objects.visible_to(user))

    def for_page(self) -> ActionQuerySet:
        return (
            self.select_related("owner_group", "link__service", "barrier__service")
            .prefetch_related("roles", "milestones")
            .order_by("position", "id")
        )

    def for_its_page(self) -> ActionQuerySet:
        """One step with all around it, and the text in which the community last agreed to it."""
        around = ("plan__community__cluster", "plan__community__agreement", "parent")
        found = self.for_page().select_related(*around).annotate(agreed_now=agreed_text("plan"))
        return found.prefetch_related("parts")

    def by_plan(self) -> ActionQuerySet:
        """Steps of several plans, each with its plan."""
        return self.select_related("plan").order_by("plan__created_at", "plan", "position", "id")

    def as_put_before_the_community(self) -> ActionQuerySet:
        """Those of plans that nobody is rewriting."""
        return self.exclude(plan__status__in=(PlanStatus.DRAFT, PlanStatus.SET_ASIDE))

    def could_hold(self, plan: ActionPlan) -> ActionQuerySet:
        """The steps of the plan that another one can be a part of: open ones that stand alone."""
        return self.filter(plan=plan, parent=None, status__in=OPEN_STEPS).order_by("position")


class Action(Record):
    """One thing the community will do. A group owns it, never a person."""

    class Symbol(models.TextChoices):
        PAGE = "page", _("A rule or a paper")
        BUCKET = "bucket", _("Work and water")
        DRAMA = "drama", _("Drama, song, radio")
        FRIENDS = "friends", _("Side by side")
        TALK = "talk", _("Talking together")
        CALENDAR = "calendar", _("A time or a season")
        TREE = "tree", _("A place")
        PHONE = "phone", _("A service")

    class Weight(models.IntegerChoices):
        """How much of the work it is; a large one counts as three small ones."""

        SMALL = 1, _("A small step")
        MIDDLE = 2, _("A middle step")
        LARGE = 3, _("A large step")

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="actions")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts",
        verbose_name=_("part of"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_("what will be done"), max_length=160)
    details = models.CharField(_("how"), max_length=300, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)
    symbol = models.CharField(
        _("picture beside it"), max_length=10, choices=Symbol, default=Symbol.PAGE
    )
    owner_group = models.ForeignKey(
        Subgroup, models.PROTECT, related_name="actions", verbose_name=_("which group sees to it")
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("ready by"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("how much of the work"), choices=Weight, default=Weight.SMALL
    )
    progress = models.PositiveSmallIntegerField(_("how far"), default=0)
    # Where it leads to a service, and what it is to clear away. No part of what is agreed: a step
    # says in its own words what is done, and what stands in the way often shows under way.
    link = models.ForeignKey(
        ServiceLink, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("with which service"),
    )  # fmt: skip
    barrier = models.ForeignKey(
        Barrier, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("what it works on"),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=20, choices=ActionStatus, default=ActionStatus.PLANNED
    )
    evidence = models.CharField(_("how we know it is done"), max_length=600, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    dropped_reason = models.CharField(_("why we do not do it"), max_length=600, blank=True)

    data_classes = classes(
        B="plan parent position what details symbol owner_group starts_on due_on weight progress link"
        " barrier status evidence dropped_reason",
        C="identifier_reason done_at done_by confirmed_at confirmed_by",
    )
    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ActionStatus.values), name="action_status"
            ),
            models.CheckConstraint(
                condition=Q(symbol__in=[
                    "page", "bucket", "drama", "friends", "talk", "calendar", "tree", "phone"
                ]),
                name="action_symbol",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(starts_on__lte=F("due_on")),
                name="action_days",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="action_not_its_own_part"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=3), name="action_weight"
            ),
            models.CheckConstraint(
                condition=Q(status="done", progress=100)
                | ~Q(status="done") & Q(progress__in=[0, 25, 50, 75]),
                name="action_progress",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, evidence="") & ~Q(status="done")
                | Q(done_at__isnull=False, done_by__isnull=False, status="done") & ~Q(evidence=""),
                name="action_done",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, status="done")
                & ~Q(confirmed_by=F("done_by")),
                name="action_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(status="dropped") & ~Q(dropped_reason="")
                | ~Q(status="dropped") & Q(dropped_reason=""),
                name="action_dropped",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#step-{self.pk}"

    @property
    def page(self) -> str:
        """Where all that was reported on it stands."""
        return reverse("dialogues:action_show", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STEPS

    @cached_property
    def parts_now(self) -> list[Action]:
        """The steps it is made of; a page that has read them already says so."""
        return list(self.parts.order_by("position", "id"))

    @property
    def has_open_parts(self) -> bool:
        return any(part.is_open for part in self.parts_now)

    def text(self) -> dict[str, Any]:
        """What is agreed about this step; how far it has come is not part of it."""
        return {
            "id": str(self.pk),
            "what": self.what,
            "details": self.details,
            "owner_group": str(self.owner_group),
            "starts_on": str(self.starts_on or ""),
            "due_on": str(self.due_on or ""),
            "weight": str(self.weight),
            "parent": str(self.parent_id or ""),
            "dropped": self.dropped_reason,
            "roles": [role.text() for role in self.roles.all()],
            "milestones": [milestone.text() for milestone in self.milestones.all()],
        }


class ChildRoleQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ChildRoleQuerySet:
        return self.filter(action__in=Action.objects.visible_to(user))


class ChildRole(Record):
    """What children do in a step, and how far it is theirs. How many, never who."""

    class Mode(models.TextChoices):
        CHILD_LED = "child_led", _("Children lead this")
        SHARED = "shared", _("Children and adults together")
        ADULTS_LEAD = "adults_lead", _("Adults lead, children help")

    class Starter(models.TextChoices):
        CHILDREN = "children", _("Children")
        ADULTS = "adults", _("Adults")
        BOTH = "both", _("Both together")

    action = models.ForeignKey(Action, models.CASCADE, related_name="roles")
    role = models.CharField(_("what children do"), max_length=200)
    mode = models.CharField(_("who leads"), max_length=20, choices=Mode)
    started_by = models.CharField(_("whose idea it was"), max_length=20, choices=Starter)
    sex = models.CharField(_("who"), max_length=10, choices=Children)
    age_band = models.CharField(_("age"), max_length=10, choices=CHILD_AGES)
    how_many = models.PositiveSmallIntegerField(_("how many"))
    chosen_by_children = models.BooleanField(
        _("children themselves chose who does it"), default=False
    )
    safety_checked = models.BooleanField(
        _("we asked what could harm them, and saw to it"), default=False
    )
    time_checked = models.BooleanField(_("it leaves time for school, rest and play"), default=False)
    support_needed = models.CharField(_("what they need for it"), max_length=300, blank=True)

    data_classes = classes(
        B="action role mode started_by sex age_band how_many chosen_by_children safety_checked"
        " time_checked support_needed"
    )
    objects = ChildRoleQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mode__in=["child_led", "shared", "adults_lead"]), name="child_role_mode"
            ),
            models.CheckConstraint(
                condition=Q(started_by__in=["children", "adults", "both"]),
                name="child_role_started_by",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["girls", "boys", "children"]), name="child_role_sex"
            ),
            models.CheckConstraint(
                condition=Q(age_band__in=["under_10", "10_13", "14_17"]), name="child_role_age_band"
            ),
            models.CheckConstraint(condition=Q(how_many__gte=1), name="child_role_how_many"),
        ]

    def __str__(self) -> str:
        return self.role

    def get_absolute_url(self) -> str:
        return self.action.get_absolute_url()

    def text(self) -> dict[str, Any]:
        names = ("role", "mode", "started_by", "sex", "age_band", "support_needed")
        return {
            "id": str(self.pk),
            **{name: getattr(self, name) for name in names},
            "how_many": str(self.how_many),
            **{name: getattr(self, name) for name in CHECKS},
        }
