"""What did a group say in a dialogue, and how many were there? Row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.records import Row, classes
from participants.models import AgeBand, Lens, ProtectivePractice, Round, Subgroup, fold

from ..states import SessionStatus
from .harms import Harm

if TYPE_CHECKING:
    from .sessions import DialogueSession


class Sex(models.TextChoices):
    FEMALE = "female", _("Girls or women")
    MALE = "male", _("Boys or men")
    OTHER = "other", _("Other, or not said")


class ShareScope(models.TextChoices):
    """What a group allows to be told of what it said; it decides, and may change its mind."""

    GROUP_ONLY = "group_only", _("Only this group")
    FACILITATORS = "facilitators", _("Facilitators")
    COMMUNITY_UNATTRIBUTED = "community_unattributed", _("“Children said”")
    COMMUNITY_ATTRIBUTED = "community_attributed", _("With the group’s name")
    EXTERNAL = "external", _("Anyone, with the group’s name")


# What a group lets the community hear at all, and what may carry the group's name.
TOLD = frozenset(
    {ShareScope.COMMUNITY_UNATTRIBUTED, ShareScope.COMMUNITY_ATTRIBUTED, ShareScope.EXTERNAL}
)
ATTRIBUTED = frozenset({ShareScope.COMMUNITY_ATTRIBUTED, ShareScope.EXTERNAL})


def scope_words(group: Subgroup) -> dict[str, str]:
    """What may be told, in the words in which this group is asked."""
    name = _("“%(group)s said”") % {"group": group.label}
    everybody = {
        Lens.CHILDREN: _("“Children said”"),
        Lens.ADULTS: _("“Adults said”"),
        Lens.HOME: _("“People at home said”"),
    }
    return {
        ShareScope.GROUP_ONLY.value: str(_("Nobody else")),
        ShareScope.FACILITATORS.value: str(_("Facilitators only")),
        ShareScope.COMMUNITY_UNATTRIBUTED.value: str(everybody[group.lens]),
        ShareScope.COMMUNITY_ATTRIBUTED.value: str(name),
        ShareScope.EXTERNAL.value: str(_("%(words)s, also elsewhere") % {"words": name}),
    }


class Told:
    """Something that a group said, of which it decides how far it may go."""

    share_scope: str
    session: DialogueSession

    @property
    def told_as(self) -> str:
        return scope_words(self.session.subgroup)[self.share_scope]


class HeadCount(Row):
    """People of one sex and age band who were there. Nothing written means nobody counted, not 0."""

    session = models.ForeignKey("DialogueSession", models.CASCADE, related_name="head_counts")
    sex = models.CharField(max_length=10, choices=Sex)
    age_band = models.CharField(max_length=10, choices=AgeBand)
    people = models.PositiveSmallIntegerField(_("people"), null=True)
    with_difficulty = models.PositiveSmallIntegerField(
        _("of whom find it hard to see, hear, walk or learn"), null=True
    )

    data_classes = classes(C="session sex age_band people with_difficulty")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "sex", "age_band"], name="head_count_once"),
        ]


class StrengthQuerySet(models.QuerySet):
    def linked(self) -> StrengthQuerySet:
        """Those of recorded sessions, with the practice they stand for."""
        return self.filter(practice__isnull=False).select_related("practice")

    def told_words_of(self, practice: ProtectivePractice) -> tuple[str, str] | None:
        """Words and meaning as the first group that lets the community hear them said them."""
        heard = self.filter(practice=practice, share_scope__in=TOLD)
        return heard.order_by("session__held_on", "id").values_list("local_term", "gloss").first()


class Strength(Told, Row):
    """What already protects children, as this group said it; asked before any harm."""

    session = models.ForeignKey("DialogueSession", models.CASCADE, related_name="strengths")
    position = models.PositiveSmallIntegerField()
    local_term = models.CharField(_("their words"), max_length=200)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    share_scope = models.CharField(
        _("what may be told"), max_length=30, choices=ShareScope, default=ShareScope.FACILITATORS
    )
    practice = models.ForeignKey(
        ProtectivePractice, models.PROTECT, null=True, related_name="+"
    )  # set when the session is recorded

    objects = StrengthQuerySet.as_manager()
    data_classes = classes(C="session position local_term gloss share_scope practice")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_scope__in=ShareScope.values), name="strength_share_scope"
            )
        ]


class RankedItemQuerySet(models.QuerySet):
    def heard_in(self, listening: Round) -> RankedItemQuerySet:
        """What was ranked in the recorded sessions of a round."""
        return (
            self.filter(session__round=listening)
            .exclude(session__status=SessionStatus.DRAFT)
            .select_related("session__subgroup")
            .order_by("session__held_on", "session_id", "rank", "position")
        )

    def told(self) -> RankedItemQuerySet:
        """What the groups of recorded sessions let the community hear, what was said first first."""
        heard = self.filter(share_scope__in=TOLD).exclude(session__status=SessionStatus.DRAFT)
        return heard.order_by("session__held_on", "id")

    def meaning_of(self, harm: Any) -> RankedItemQuerySet:
        """What a harm means, as the first group that lets the community hear it said: one, or none."""
        return self.told().filter(harm=harm).exclude(gloss="").values_list("gloss", flat=True)[:1]


class RankedItem(Told, Row):
    """One place in a group's list: rank 1 weighs most, equal ranks are ties."""

    session = models.ForeignKey("DialogueSession", models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    mentioned = models.PositiveSmallIntegerField(_("mentioned as number"), null=True, blank=True)
    local_term = models.CharField(_("their words"), max_length=200)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    # Other words that the group laid on the same pile, as it said them.
    merged = models.CharField(_("said in other words"), max_length=300, blank=True)
    why = models.CharField(_("why it weighs so much"), max_length=300, blank=True)
    share_scope = models.CharField(
        _("what may be told"), max_length=30, choices=ShareScope, default=ShareScope.FACILITATORS
    )
    harm = models.ForeignKey(
        Harm, models.PROTECT, null=True, related_name="items"
    )  # set when the session is recorded

    objects = RankedItemQuerySet.as_manager()
    data_classes = classes(
        C="session position rank mentioned local_term gloss merged why share_scope harm"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_scope__in=ShareScope.values), name="item_share_scope"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="item_rank"),
        ]


class Quote(Told, Row):
    """What somebody of the group said, in their words; who it was is written nowhere."""

    session = models.ForeignKey("DialogueSession", models.CASCADE, related_name="quotes")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(_("their words"), max_length=600)
    gloss = models.CharField(_("what it means"), max_length=600, blank=True)
    about = models.CharField(_("about which of their words"), max_length=200, blank=True)
    share_scope = models.CharField(
        _("what may be told"), max_length=30, choices=ShareScope, default=ShareScope.FACILITATORS
    )
    harm = models.ForeignKey(
        Harm, models.PROTECT, null=True, related_name="quotes"
    )  # set when the session is recorded and `about` is one of its ranked words

    data_classes = classes(C="session position words gloss about share_scope harm")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_scope__in=ShareScope.values), name="quote_share_scope"
            )
        ]


# The rows of a session as they are kept: relation → (model, what a row says).
ROWS: dict[str, tuple[type[Row], tuple[str, ...]]] = {
    "head_counts": (HeadCount, ("sex", "age_band", "people", "with_difficulty")),
    "strengths": (Strength, ("local_term", "gloss", "share_scope")),
    "items": (
        RankedItem,
        ("local_term", "gloss", "share_scope", "rank", "mentioned", "merged", "why"),
    ),
    "quotes": (Quote, ("words", "gloss", "about", "share_scope")),
}
# What of them is free text.
ROW_TEXTS: dict[str, tuple[str, ...]] = {
    "strengths": ("local_term", "gloss"),
    "items": ("local_term", "gloss", "merged", "why"),
    "quotes": ("words", "gloss", "about"),
}


def said_twice(terms: Iterable[str]) -> list[str]:
    """Of some words, those that come more than once, as they were first written."""
    first: dict[str, str] = {}
    twice: dict[str, str] = {}
    for term in filter(str.strip, terms):
        if fold(term) in first:
            twice[fold(term)] = first[fold(term)]
        first.setdefault(fold(term), term)
    return list(twice.values())


def reranked(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The list in order of rank, ranks counted anew: equal ones stay ties, none is left out."""
    placed: list[dict[str, Any]] = []
    rank, last = 0, None
    for place, item in enumerate(sorted(items, key=lambda item: item["rank"]), start=1):
        rank, last = (rank if item["rank"] == last else place), item["rank"]
        placed.append({**item, "rank": rank})
    return placed


def stored_rows(session: DialogueSession) -> dict[str, list[dict[str, Any]]]:
    """The rows of a session as plain values, in their order."""
    return {
        name: list(getattr(session, name).values(*fields)) for name, (_, fields) in ROWS.items()
    }
