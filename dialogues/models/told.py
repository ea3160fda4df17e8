"""In which words may a community hear of what its groups named in a round?"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Community, Round
from participants.standing import standing_of

from ..states import SessionStatus
from .harms import Harm
from .rows import TOLD, RankedItem


def terms_read_by(user: User, community: Community) -> models.QuerySet[Harm]:
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


def told_words(listening: Round) -> dict[uuid.UUID, tuple[str, str]]:
    """Harm → its words and meaning as a group that lets the community hear them said it."""
    items = RankedItem.objects.heard_in(listening).filter(share_scope__in=TOLD)
    words: dict[uuid.UUID, tuple[str, str]] = {}
    for item in items.order_by("session__held_on", "id"):
        term, gloss = words.get(item.harm_id, (item.local_term, ""))
        words[item.harm_id] = (term, gloss or item.gloss)
    return words
