"""What do people here do with children, and how do they talk of it, group by group, over time?"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.records import Record, classes
from participants.models import Community, Subgroup, fold
from participants.standing import standing_of

from .sessions import DialogueSession

# Free texts, which the identifier guard reads; a practice's own words first.
PRACTICE_TEXTS = (
    "local_term", "gloss", "who_does_it_to_whom", "since_when", "believed_benefit",
    "who_expects_it", "season", "law",
)  # fmt: skip
NORM_TEXTS = ("if_one_does_not", "who_could_change_it", "doubts", "alternatives")
SESSIONS_OFFERED = 12


class PracticeKind(models.TextChoices):
    """As those who talk of it see it; the same practice may protect and harm."""

    PROTECTIVE = "protective", _("It protects children")
    HARMFUL = "harmful", _("It harms children")
    MIXED = "mixed", _("It protects and it harms")
    CONTESTED = "contested", _("People here see it differently")


class HowMany(models.TextChoices):
    """How many a group says they are: five words and never a number."""

    NONE = "none", _("none")
    FEW = "few", _("few")
    HALF = "half", _("half")
    MOST = "most", _("most")
    ALL = "all", _("all")


class Readiness(models.TextChoices):
    """How far the talk of it has come. It may go back, and that is told as plainly."""

    UNSPOKEN = "unspoken", _("nobody speaks of it")
    QUESTIONED = "questioned_by_some", _("questioned by some")
    DEBATED = "openly_debated", _("openly debated")
    TRIED = "alternatives_tried", _("something else is tried")
    AGREEMENT = "new_agreement", _("a new agreement")
    KEPT = "kept_fairly", _("the agreement is kept fairly")
    SLID_BACK = "slid_back", _("slid back")


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the communities whose sessions one reads: facilitator and mentor, nobody else."""
        reach = standing_of(user).communities(Permission.VIEW_SESSION, prefix="community__")
        return self.filter(reach)

    def for_page(self) -> Self:
        return self.select_related("community__cluster", "community__agreement")

    def called(self, local_term: str, language: str, community: Community) -> Self:
        """What people of the community call by these words: one, or none."""
        return self.filter(community=community, language=language, term_key=fold(local_term))

    def for_list(self) -> Self:
        """In the order of their words, each with the day on which it was talked of last."""
        talked = models.Max("reflections__said_on")
        return self.annotate(talked_on=talked).order_by("local_term", "pk")


class Practice(Record):
    """Something people here do, in their words, with what it is believed to bring."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="practices")
    language = models.CharField(_("language of these words"), max_length=20)
    local_term = models.CharField(_("in their words"), max_length=200)
    term_key = models.CharField(max_length=200, editable=False)  # the term as it is looked up
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    kind = models.CharField(_("how people here see it"), max_length=20, choices=PracticeKind)
    who_does_it_to_whom = models.CharField(
        _("who does it, and to whom"), max_length=300, blank=True
    )
    since_when = models.CharField(_("since when"), max_length=300, blank=True)
    believed_benefit = models.TextField(
        _("what it is believed to bring"), max_length=2000, blank=True
    )
    who_expects_it = models.CharField(_("who expects it"), max_length=300, blank=True)
    season = models.CharField(_("in which season"), max_length=300, blank=True)
    law = models.CharField(_("what the law says of it"), max_length=600, blank=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        C="community language local_term term_key gloss kind who_does_it_to_whom since_when"
        " believed_benefit who_expects_it season law identifier_reason",
    )
    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["local_term", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PracticeKind.values), name="talked_practice_kind"
            ),
            models.UniqueConstraint(
                fields=["community", "language", "term_key"], name="talked_practice_once"
            ),
        ]

    def __str__(self) -> str:
        return self.local_term

    def get_absolute_url(self) -> str:
        return reverse("dialogues:practice_show", args=[self.pk])

    @property
    def is_there(self) -> str:
        """What a person reads who writes it down once more."""
        words = {"words": self.local_term}
        return gettext("“%(words)s” is written down already. Say more of it there.") % words

    def history(self) -> models.QuerySet:
        return AuditEvent.objects.about(self)


class NormReflectionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(practice__in=Practice.objects.visible_to(user))

    def for_page(self) -> Self:
        return self.select_related(
            "practice__community__cluster", "practice__community__agreement", "subgroup"
        )

    def about(self, practice: Practice) -> Self:
        """All that was said of a practice, by group, each group's own in the order of its days."""
        said = self.filter(practice=practice).select_related("subgroup", "session", "created_by")
        return said.order_by(
            "subgroup__position", "subgroup__label", "subgroup_id", "said_on", "created_at", "pk"
        )


class NormReflection(Record):
    """What one group said of a practice on one day. Groups are never added up."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="reflections")
    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="+")
    said_on = models.DateField(_("day"))
    session = models.ForeignKey(
        DialogueSession,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("in which dialogue"),
    )
    most_do = models.CharField(
        _("how many here do it"), max_length=10, choices=HowMany, blank=True
    )  # blank: not asked
    most_think_should = models.CharField(
        _("how many here think one should"), max_length=10, choices=HowMany, blank=True
    )
    if_one_does_not = models.TextField(
        _("what happens if one does not"), max_length=2000, blank=True
    )
    who_could_change_it = models.TextField(_("who could change it"), max_length=2000, blank=True)
    doubts = models.TextField(_("a doubt, in their words"), max_length=2000, blank=True)
    alternatives = models.TextField(_("what else could be done"), max_length=2000, blank=True)
    readiness = models.CharField(_("how they talk of it"), max_length=30, choices=Readiness)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        C="practice subgroup said_on session most_do most_think_should if_one_does_not"
        " who_could_change_it doubts alternatives readiness identifier_reason",
    )
    objects = NormReflectionQuerySet.as_manager()

    class Meta:
        ordering = ["said_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(most_do__in=["", *HowMany.values]), name="norm_most_do"
            ),
            models.CheckConstraint(
                condition=Q(most_think_should__in=["", *HowMany.values]), name="norm_most_think"
            ),
            models.CheckConstraint(
                condition=Q(readiness__in=Readiness.values), name="norm_readiness"
            ),
        ]

    @property
    def community(self) -> Community:
        return self.practice.community

    @property
    def slid_back(self) -> bool:
        return self.readiness == Readiness.SLID_BACK

    def get_absolute_url(self) -> str:
        return reverse("dialogues:practice_show", args=[self.practice_id])


def sessions_to_choose(
    community: Community, user: User, and_this: DialogueSession | None = None
) -> models.QuerySet[DialogueSession]:
    """The latest recorded dialogues, in one of which it may have been said; and the one chosen before."""
    heard = DialogueSession.objects.visible_to(user).heard().filter(community=community)
    latest = heard.order_by("-held_on", "-id").values("pk")[:SESSIONS_OFFERED]
    chosen = Q(pk=getattr(and_this, "pk", None))
    return DialogueSession.objects.filter(Q(pk__in=latest) | chosen).for_list()
