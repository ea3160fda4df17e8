"""What is on the comparison page of a round: for those who facilitate, and for the community?

The community's page is another computation, not the same one with rows taken out: the lists are
read without what a group withheld, so that no rank, count or score tells that something is missing.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from participants.models import Lens, Round, Subgroup

from .comparison import Comparison, Row, SpokenList, changes, compare, pooled, two_places
from .models import DialogueSession, RankedItem
from .models.rows import ATTRIBUTED, TOLD

# Marks closer than this would cover each other on the line.
CLOSE = Fraction(4, 100)


@dataclass(frozen=True)
class Mark:
    """One lens on a harm's line: where it stands, in per cent, and above or below it when crowded."""

    lens: str
    score: Decimal
    place: Decimal
    y: Decimal


@dataclass(frozen=True)
class Line:
    """One harm as the page draws it."""

    term: str
    gloss: str
    language: str
    row: Row[uuid.UUID]
    named_by: tuple[Subgroup, ...]
    scores: tuple[Decimal | None, ...]  # per group, in the order of `Synthesis.groups`
    told: str  # "", "stays", "unattributed"

    @property
    def lenses(self) -> tuple[tuple[str, Decimal | None], ...]:
        """(lens, score to two places), absent for a lens that has not spoken."""
        pairs = (
            ("children", self.row.children),
            ("adults", self.row.adults),
            ("home", self.row.home),
        )
        return tuple((lens, None if score is None else two_places(score)) for lens, score in pairs)

    @property
    def marks(self) -> tuple[Mark, ...]:
        placed = [(lens, score) for lens, score in self.lenses if score is not None]
        return tuple(
            Mark(lens, score, score * 100, _height(index, placed))
            for index, (lens, score) in enumerate(placed)
        )

    @property
    def gap(self) -> tuple[Decimal, Decimal] | None:
        """From the lesser to the greater of children and adults, in per cent."""
        if self.row.children is None or self.row.adults is None:
            return None
        low, high = sorted((self.row.children, self.row.adults))
        return two_places(low) * 100, two_places(high) * 100


def _height(index: int, placed: list[tuple[str, Decimal]]) -> Decimal:
    """On the line, or above and below it where marks would share a place."""
    near = [
        other for other, (_, score) in enumerate(placed) if abs(score - placed[index][1]) < CLOSE
    ]
    if len(near) == 1:
        return Decimal(18)
    return (Decimal("9.5"), Decimal("26.5"), Decimal(18))[near.index(index)]


@dataclass(frozen=True)
class Synthesis:
    """A round, ready to be shown: the groups that spoke and the harms in their four sets."""

    spoken: Mapping[uuid.UUID, SpokenList[uuid.UUID]]  # by session
    groups: tuple[Subgroup, ...]
    comparison: Comparison[uuid.UUID]
    adults_not_yet_heard: tuple[Line, ...]
    common_ground: tuple[Line, ...]
    only_home_visits: tuple[Line, ...]
    adults_only: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return (
            *self.adults_not_yet_heard,
            *self.common_ground,
            *self.only_home_visits,
            *self.adults_only,
        )

    @property
    def children_groups(self) -> int:
        return self.comparison.groups_of(Lens.CHILDREN)

    @property
    def adult_groups(self) -> int:
        return self.comparison.groups_of(Lens.ADULTS)

    @property
    def home_visits(self) -> int:
        return self.comparison.groups_of(Lens.HOME)


def of_round(listening: Round, opened: Collection[uuid.UUID]) -> Synthesis:
    """Everything that was ranked in the round, for those who may read its sessions.

    `opened` are the harms of which the name of a single group of children can be told.
    """
    return _synthesis(listening, RankedItem.objects.heard_in(listening), opened)


def for_community(listening: Round) -> Synthesis:
    """The round as its groups allow the community to hear it.

    In the words of those who allow it. One group of children alone is not told of: a mean of one
    would be that group's own list.
    """
    items = list(RankedItem.objects.heard_in(listening).filter(share_scope__in=TOLD))
    children = {
        item.session.subgroup_id for item in items if item.session.subgroup.lens == Lens.CHILDREN
    }
    if len(children) == 1:
        items = [item for item in items if item.session.subgroup_id not in children]
    return _synthesis(listening, items)


def weighed_by_heads(listening: Round, synthesis: Synthesis) -> list[tuple[Line, Decimal]]:
    """The harms as counting heads would have ranked them, heaviest first; uncounted lists left out."""
    came = DialogueSession.objects.people_in(listening)
    scores = pooled(
        (spoken, came[session]) for session, spoken in synthesis.spoken.items() if session in came
    )
    lines = [line for line in synthesis.lines if line.row.harm in scores]
    lines.sort(key=lambda line: -scores[line.row.harm])
    return [(line, two_places(scores[line.row.harm])) for line in lines]


def since(before: Synthesis, now: Synthesis) -> list[tuple[str, list[Line]]] | None:
    """Change → the harms it happened to, in the words of the round that names them.

    None where one of the two rounds has no list to compare.
    """
    if not before.lines or not now.lines:
        return None
    earlier, later = (
        {line.row.harm: line for line in synthesis.lines} for synthesis in (before, now)
    )
    return [
        (change, [later[now.harm] if now else earlier[was.harm] for was, now in rows])
        for change, rows in changes(before.comparison, now.comparison).items()
    ]


def _synthesis(
    listening: Round, items: Iterable[RankedItem], opened: Collection[uuid.UUID] = ()
) -> Synthesis:
    subgroups = {group.pk: group for group in Subgroup.objects.of(listening.community_id)}
    scopes: dict[uuid.UUID, list[tuple[Subgroup, str]]] = defaultdict(list)
    places: dict[uuid.UUID, list[tuple[uuid.UUID, int]]] = defaultdict(list)
    group_of: dict[uuid.UUID, Subgroup] = {}
    words: dict[uuid.UUID, RankedItem] = {}
    for item in items:
        group_of[item.session_id] = group = subgroups[item.session.subgroup_id]
        places[item.session_id].append((item.harm_id, item.rank))
        scopes[item.harm_id].append((group, item.share_scope))
        words.setdefault(item.harm_id, item)
    lists = {
        session: SpokenList(group_of[session].pk, group_of[session].lens, tuple(spoken))
        for session, spoken in places.items()
    }
    comparison = compare(lists.values())
    groups = tuple(group for group in subgroups.values() if group.pk in comparison.groups)

    def lines(rows: Iterable[Row[uuid.UUID]]) -> tuple[Line, ...]:
        return tuple(
            _line(row, words[row.harm], groups, scopes[row.harm], guarded=row.harm not in opened)
            for row in rows
        )

    return Synthesis(
        lists,
        groups,
        comparison,
        lines(comparison.adults_not_yet_heard),
        lines(comparison.common_ground),
        lines(comparison.only_home_visits),
        lines(comparison.adults_only),
    )


def _line(
    row: Row[uuid.UUID],
    said: RankedItem,
    groups: tuple[Subgroup, ...],
    scopes: list[tuple[Subgroup, str]],
    *,
    guarded: bool,
) -> Line:
    scores = tuple(
        two_places(row.by_group[group.pk]) if row.by_group[group.pk] else None for group in groups
    )
    named_by = tuple(group for group in groups if group.pk in row.named_by)
    term, gloss, language = said.local_term, said.gloss, said.session.language
    return Line(term, gloss, language, row, named_by, scores, _told(named_by, scopes, guarded))


def _told(named_by: tuple[Subgroup, ...], scopes: list[tuple[Subgroup, str]], guarded: bool) -> str:
    """How far it may go: what one child group alone named carries no name while it is `guarded`."""
    allowed = {scope for _group, scope in scopes}
    if not allowed & TOLD:
        return "stays"
    alone = len([group for group in named_by if group.lens == Lens.CHILDREN]) == 1
    return "unattributed" if (alone and guarded) or not allowed & ATTRIBUTED else ""
