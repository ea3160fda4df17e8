"""What could be done about a harm, what does each group see in it, and which did a gathering choose?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, Row, classes
from participants.models import Community, Subgroup, fold
from participants.standing import standing_of

from ..states import SessionStatus
from .findings import Finding
from .gatherings import Gathered, How, Kind, in_order
from .rows import TOLD, ShareScope
from .shapes import Option

# Who can be counted at a gathering; nobody counted is not nobody there.
COUNTED = ("girls", "boys", "women", "men", "elders")
HEADS = (*COUNTED, "with_difficulty")


def rows_said_in(finding: Finding) -> list[Option]:
    """What groups of the round laid out as options, about this harm or about nothing in particular."""
    rows = Option.objects.filter(tool__session__round=finding.round_id)
    rows = rows.exclude(tool__session__status=SessionStatus.DRAFT)
    rows = rows.select_related("tool__session__subgroup").order_by(
        "tool__session__subgroup__position", "tool__session__held_on", "tool__position",
        "position", "id",
    )  # fmt: skip
    return [row for row in rows if fold(row.tool.about) in ("", finding.harm.term_key)]


def kept_back(rows: Iterable[Option]) -> bool:
    """Does something stand on what was said in dialogues, and no group lets any of it be heard now?"""
    scopes = {row.share_scope for row in rows}
    return bool(scopes) and scopes.isdisjoint(TOLD)


class HarmOptionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """By itself for whoever reads the sessions; the community reads what it may on one page."""
        standing = standing_of(user)
        return self.filter(
            standing.communities(Permission.VIEW_SESSION, prefix="finding__community__")
        )

    def of(self, finding: Finding) -> Self:
        """Those about one harm, with all that is said of each, in a few queries for all."""
        views = OptionView.objects.select_related("subgroup").order_by(
            "subgroup__position", "created_at", "id"
        )
        rows = Option.objects.select_related("tool__session__subgroup")
        found = self.filter(finding=finding).order_by("created_at", "id")
        return found.prefetch_related(
            models.Prefetch("views", views), models.Prefetch("rows", rows)
        )

    def for_page(self) -> Self:
        return self.select_related(
            "finding__harm", "finding__round", "finding__community__agreement",
            "finding__community__cluster",
        )  # fmt: skip


class HarmOption(Record):
    """Something that could be done about one harm of a round, in the community's words."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="options")
    words = models.CharField(_("what could be done"), max_length=200)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    raised_by = models.JSONField(_("whose idea it was"), default=list)  # of Kind
    may_be_told = models.BooleanField(_("the community may read it"), default=True)
    rows = models.ManyToManyField(
        Option, related_name="+", blank=True, verbose_name=_("what was said of it in dialogues")
    )  # read where they stand, so that each goes only as far as its group lets it go now
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        C="finding words gloss raised_by may_be_told rows", D="identifier_reason"
    )
    objects = HarmOptionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.words

    @property
    def community(self) -> Community:
        return self.finding.community

    @property
    def is_kept_back(self) -> bool:
        return kept_back(self.rows.all())

    @property
    def idea_of(self) -> list[Kind]:
        return in_order(self.raised_by)

    def get_absolute_url(self) -> str:
        return f"{reverse('dialogues:finding_options', args=[self.finding_id])}#option-{self.pk}"


class OptionViewQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(option__in=HarmOption.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related(
            "subgroup", "option__finding__harm", "option__finding__round",
            "option__finding__community__agreement", "option__finding__community__cluster",
        )  # fmt: skip


class Weighs(models.TextChoices):
    STRENGTH = "strength", _("It speaks for it")
    DRAWBACK = "drawback", _("It speaks against it")


class OptionView(Record):
    """What one group says for an option, or against it, and how far the group lets it go."""

    option = models.ForeignKey(HarmOption, models.CASCADE, related_name="views")
    subgroup = models.ForeignKey(
        Subgroup, models.PROTECT, related_name="+", verbose_name=_("group")
    )
    weighs = models.CharField(_("for or against"), max_length=10, choices=Weighs)
    words = models.CharField(_("in their words"), max_length=300)
    share_scope = models.CharField(
        _("what may be told"), max_length=30, choices=ShareScope, default=ShareScope.FACILITATORS
    )
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(C="option subgroup weighs words share_scope", D="identifier_reason")
    objects = OptionViewQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weighs__in=["strength", "drawback"]), name="option_view_weighs"
            ),
            models.CheckConstraint(
                condition=Q(share_scope__in=ShareScope.values), name="option_view_scope"
            ),
        ]

    @property
    def community(self) -> Community:
        return self.option.community

    def get_absolute_url(self) -> str:
        return self.option.get_absolute_url()


class ChoiceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(option__in=HarmOption.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related(
            "option__finding__harm", "option__finding__round",
            "option__finding__community__agreement", "option__finding__community__cluster",
        )  # fmt: skip

    def about(self, finding: Finding) -> Self:
        """What was chosen about it, the latest gathering first."""
        found = self.filter(option__finding=finding).select_related("option")
        return found.prefetch_related("dissents").order_by("-held_on", "-created_at", "id")


class Choice(Gathered, Record):
    """Which option a gathering of the community chose, and who saw it differently."""

    option = models.ForeignKey(HarmOption, models.PROTECT, related_name="choices")
    held_on = models.DateField(_("day of the gathering"))
    how = models.CharField(_("how it was decided"), max_length=20, choices=How)
    girls = models.PositiveSmallIntegerField(_("girls"), null=True)  # null: nobody counted
    boys = models.PositiveSmallIntegerField(_("boys"), null=True)
    women = models.PositiveSmallIntegerField(_("women"), null=True)
    men = models.PositiveSmallIntegerField(_("men"), null=True)
    elders = models.PositiveSmallIntegerField(_("elders"), null=True)
    with_difficulty = models.PositiveSmallIntegerField(
        _("of whom find it hard to see, hear, walk or learn"), null=True
    )
    after_rounds = models.PositiveSmallIntegerField()  # how many rounds had begun until that day
    unheard_reason = models.CharField(_("why now"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        B="option held_on how took_part girls boys women men elders with_difficulty after_rounds"
        " unheard_reason review_on",
        D="identifier_reason",
    )
    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=How.values), name="choice_how"),
        ]

    @property
    def community(self) -> Community:
        return self.option.community

    @property
    def differently(self) -> dict[str, str]:
        """Kind → what was said against it."""
        return {dissent.kind: dissent.words for dissent in self.dissents.all()}

    @property
    def counted(self) -> list[tuple[str, Any, int]]:
        """(mark, word, how many) for those who were counted."""
        counts = ((name, getattr(self, name)) for name in COUNTED)
        return [
            (name, self._meta.get_field(name).verbose_name, number)
            for name, number in counts
            if number is not None
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('dialogues:finding_options', args=[self.option.finding_id])}#choice"


class Dissent(Row):
    """What those said who saw it differently, by the kind of group it came from and never a name."""

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="dissents")
    kind = models.CharField(_("who saw it differently"), max_length=10, choices=Kind)
    words = models.TextField(_("in their words"), max_length=600)

    data_classes = classes(B="choice kind words")

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["choice", "kind"], name="dissent_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="dissent_kind"),
        ]
