"""What did adults think children would say, and what did they say when they saw what children said?"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.records import Record, Row, classes
from participants.models import Community, Lens, Round, Subgroup, fold
from participants.models.groups import LENS_OF
from participants.standing import standing_of

from .harms import Harm
from .rows import RankedItem
from .told import OFFERED

ADULT_VOICES = frozenset(voice for voice, lens in LENS_OF.items() if lens == Lens.ADULTS)
# More than a room can lay out and look at.
MOST_GUESSED = 10


class GuessQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> GuessQuerySet:
        """Read by whoever reads the sessions there."""
        reach = standing_of(user).communities(Permission.VIEW_SESSION, prefix="community__")
        return self.filter(reach)

    def for_page(self) -> GuessQuerySet:
        return self.select_related(
            "community__cluster", "community__agreement", "round", "subgroup"
        ).prefetch_related("items")


class Guess(Record):
    """One group of adults predicts, once in a round, what the children's list will be."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="+", editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    subgroup = models.ForeignKey(Subgroup, models.PROTECT, related_name="+")
    made_on = models.DateField(_("day"))
    said_when_seen = models.TextField(
        _("what they said when they saw it"), max_length=2000, blank=True
    )
    seen_on = models.DateField(_("day they saw it"), null=True)
    identifier_reason = models.CharField(_("why this names nobody"), max_length=300, blank=True)

    data_classes = classes(
        C="community round subgroup made_on said_when_seen seen_on identifier_reason"
    )
    objects = GuessQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "subgroup"], name="guess_once"),
            models.CheckConstraint(
                condition=Q(said_when_seen="") | Q(seen_on__isnull=False), name="guess_seen"
            ),
            models.CheckConstraint(
                condition=Q(seen_on=None) | Q(seen_on__gte=F("made_on")), name="guess_days"
            ),
        ]

    @property
    def is_seen(self) -> bool:
        return self.seen_on is not None

    def get_absolute_url(self) -> str:
        return reverse("dialogues:guess_show", args=[self.pk])


class GuessedItem(Row):
    """One thing they thought children would say. A guess is no harm that anybody named."""

    guess = models.ForeignKey(Guess, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    local_term = models.CharField(_("their words"), max_length=200)
    gloss = models.CharField(_("what it means"), max_length=200, blank=True)
    # The community's own term of these words, where it has one already.
    harm = models.ForeignKey(Harm, models.PROTECT, null=True, related_name="+")

    data_classes = classes(C="guess position rank local_term gloss harm")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=Q(rank__gte=1), name="guessed_rank")]


# What is said in a row of a guess.
ITEM_FIELDS = ("local_term", "gloss", "rank")


def stored_items(guess: Guess) -> list[dict[str, Any]]:
    """The guess as it stands, as plain values in their order."""
    return list(guess.items.order_by("position", "id").values(*ITEM_FIELDS))


def texts_of_items(items: Sequence[Mapping[str, Any]]) -> list[str]:
    return [item.get(name, "") for item in items for name in ("local_term", "gloss")]


def known_harms(community: Community, terms: Iterable[str]) -> dict[str, Harm]:
    """Folded word → the community's own term of it, in its own language before any other."""
    keys = {fold(term) for term in terms}
    found = Harm.objects.filter(community=community, term_key__in=keys).order_by("pk")
    own = [harm for harm in found if harm.language == community.language]
    return {harm.term_key: harm for harm in [*found, *own]}


def groups_that_guess(listening: Round) -> QuerySet[Subgroup]:
    """The groups of adults, each with its guess in this round: `guess_id`, `guessed_on`, `seen_on`."""
    own = Guess.objects.filter(round=listening, subgroup=OuterRef("pk"))
    groups = Subgroup.objects.of(listening.community_id).filter(voice__in=ADULT_VOICES)
    return groups.annotate(
        guess_id=Subquery(own.values("pk")),
        guessed_on=Subquery(own.values("made_on")),
        seen_on=Subquery(own.values("seen_on")),
    )


def words_to_offer(community: Community) -> list[tuple[str, str]]:
    """(words, meaning) the community may hear of, what was said first first; each word once.

    As on its own page, one group of children alone in a round is not told of.
    """
    told = RankedItem.objects.told().filter(session__community=community)
    items = list(told.select_related("session__subgroup"))
    children: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for item in items:
        if item.session.subgroup.is_child:
            children[item.session.round_id].add(item.session.subgroup_id)
    words: dict[uuid.UUID, tuple[str, str]] = {}
    for item in items:
        if item.session.subgroup.is_child and len(children[item.session.round_id]) == 1:
            continue
        term, gloss = words.get(item.harm_id, (item.local_term, ""))
        words[item.harm_id] = (term, gloss or item.gloss)
    return list(words.values())[:OFFERED]
