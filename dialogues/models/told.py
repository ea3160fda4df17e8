"""In which words may a community hear of what its groups said, and which may another group be offered?"""

from __future__ import annotations

import uuid

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import CHILD_VOICES, Community, ProtectivePractice, Round
from participants.standing import standing_of

from ..states import SessionStatus
from .harms import Harm
from .rows import TOLD, RankedItem, Strength
from .sessions import DialogueSession

# How many known words are offered to whoever writes.
OFFERED = 40


def terms_read_by(user: User, community: Community) -> QuerySet[Harm]:
    """What people there call what harms: all for whoever reads sessions, else what the community hears."""
    terms, standing = Harm.objects.filter(community=community), standing_of(user)
    if standing.holds(Permission.VIEW_SESSION, community):
        return terms
    if not standing.holds(Permission.VIEW_FINDINGS, community):
        return terms.none()
    told = RankedItem.objects.filter(harm=OuterRef("pk"), share_scope__in=TOLD)
    return terms.filter(Exists(told.exclude(session__status=SessionStatus.DRAFT)))


def words_of_plan() -> dict[str, Subquery]:
    """The same for the harm of each plan, as annotations: `told_term` and `told_gloss`, or none."""
    told = RankedItem.objects.filter(
        harm=OuterRef("harm"), session__round=OuterRef("round"), share_scope__in=TOLD
    ).order_by("session__held_on", "id")
    return {
        "told_term": Subquery(told.values("local_term")[:1]),
        "told_gloss": Subquery(told.exclude(gloss="").values("gloss")[:1]),
    }


def children_telling(listening: str) -> dict[str, Coalesce]:
    """How many groups of children let the community hear their lists of the round, as an annotation.

    `listening` is what the query calls the round. Of one group alone nothing is told as "children
    said": whoever read it would know which.
    """
    told = RankedItem.objects.told().filter(session__round=OuterRef(listening))
    ranked = told.filter(session__subgroup__voice__in=CHILD_VOICES).order_by()
    groups = ranked.values("session__round").annotate(
        groups=Count("session__subgroup", distinct=True)
    )
    return {"children_telling": Coalesce(Subquery(groups.values("groups")), Value(0))}


def told_words(listening: Round) -> dict[uuid.UUID, tuple[str, str]]:
    """Harm → its words and meaning as a group that lets the community hear them said it."""
    items = RankedItem.objects.heard_in(listening).filter(share_scope__in=TOLD)
    words: dict[uuid.UUID, tuple[str, str]] = {}
    for item in items.order_by("session__held_on", "id"):
        term, gloss = words.get(item.harm_id, (item.local_term, ""))
        words[item.harm_id] = (term, gloss or item.gloss)
    return words


def offered_harms(session: DialogueSession) -> QuerySet[Harm]:
    """Words for what harms, those used most first: those told, and those of this group itself.

    With what they mean where that may be told: what another group keeps to itself would leave it
    through the words of this one.
    """
    own = RankedItem.objects.filter(harm=OuterRef("pk"), session__subgroup=session.subgroup_id)
    told = RankedItem.objects.told().filter(harm=OuterRef("pk"))
    meaning = Subquery(RankedItem.objects.meaning_of(OuterRef("pk")))
    known = Harm.objects.filter(
        Exists(own) | Exists(told), community=session.community_id, language=session.language
    )
    return known.annotate(used=Count("items"), meaning=Coalesce(meaning, Value(""))).order_by(
        "-used", "local_term"
    )[:OFFERED]


def offered_practices(session: DialogueSession) -> QuerySet[ProtectivePractice]:
    """Words for what protects, newest first: as of what harms."""
    own = Strength.objects.filter(practice=OuterRef("pk"), session__subgroup=session.subgroup_id)
    known = ProtectivePractice.objects.filter(
        Exists(own) | Q(may_be_told=True),
        community=session.community_id,
        language=session.language,
    )
    meaning = Case(When(may_be_told=True, then=F("gloss")), default=Value(""))
    return known.annotate(meaning=meaning).order_by("-created_at", "-id")[:OFFERED]
