"""What is on the comparison page of a round: for those who facilitate, and for the community?

The community's page is another computation, not the same one with rows taken out: the lists are
read without what a group withheld, so that no rank, count or score tells that something is missing.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language

from participants.models import Lens, Round, Subgroup

from .comparison import Comparison, Row, SpokenList, changes, compare, pooled, two_places
from .models import DialogueSession, Finding, HarmCategory, RankedItem
from .models.rows import ATTRIBUTED, TOLD

# Harm → what became of it.
Found = Mapping[uuid.UUID, Finding]
# Harm → the groups of words in which people laid it.
Categories = Mapping[uuid.UUID, tuple[HarmCategory, ...]]
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
class Words:
    """A local term as it was said."""

    term: str
    gloss: str
    language: str


@dataclass(frozen=True)
class Line:
    """One harm as the page draws it, or one category of them."""

    term: str
    gloss: str
    language: str
    row: Row[uuid.UUID]
    named_by: tuple[Subgroup, ...]
    scores: tuple[Decimal | None, ...]  # per group, in the order of `Synthesis.groups`
    told: str  # "", "stays", "unattributed"
    holds: tuple[Words, ...] = ()  # of a category: the local words that stand in it
    finding: Finding | None = None  # what became of it

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


def of_round(listening: Round, found: Found) -> Synthesis:
    """Everything that was ranked in the round, for those who may read its sessions.

    `found` are the findings of the round, of which the pages speak.
    """
    return _synthesis(listening, RankedItem.objects.heard_in(listening), found)


def by_category(listening: Round, found: Found, *, categories: Categories) -> Synthesis:
    """The same lists, with the terms that people laid together read as one; for nobody else.

    A term in two categories counts in both, a term in none stands for itself.
    """
    return _synthesis(listening, RankedItem.objects.heard_in(listening), found, categories)


def for_community(listening: Round, found: Found | None = None) -> Synthesis:
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
    return _synthesis(listening, items, found)


def lenses_naming(listening: Round, harm: uuid.UUID) -> dict[str, bool]:
    """Lens → did it name the harm, of the lenses that the community hears in `for_community`.

    Nothing where the community hears nothing of it.
    """
    items = RankedItem.objects.heard_in(listening).filter(share_scope__in=TOLD)
    said = {(item.session.subgroup.lens, item.session.subgroup_id, item.harm_id) for item in items}
    if len({group for lens, group, _harm in said if lens == Lens.CHILDREN}) == 1:
        said = {each for each in said if each[0] != Lens.CHILDREN}
    heard = {lens for lens, _group, _harm in said}
    named = {lens for lens, _group, spoken in said if spoken == harm}
    return {lens.value: lens in named for lens in Lens if lens in heard} if named else {}


def of_group(listening: Round, group: Subgroup, *, alone: bool) -> Synthesis:
    """One group's own list of the round: all of it when it is `alone`, else what may carry its name."""
    items = RankedItem.objects.heard_in(listening).filter(session__subgroup=group)
    return _synthesis(listening, items if alone else items.filter(share_scope__in=ATTRIBUTED))


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
    listening: Round,
    items: Iterable[RankedItem],
    found: Found | None = None,
    categories: Categories | None = None,
) -> Synthesis:
    """The lists as `items` say them; with `categories`, a harm stands for each of those it is in."""
    items, found, categories = list(items), found or {}, categories or {}
    subgroups = {group.pk: group for group in Subgroup.objects.of(listening.community_id)}
    scopes: dict[uuid.UUID, list[tuple[Subgroup, str]]] = defaultdict(list)
    places: dict[uuid.UUID, list[tuple[uuid.UUID, int]]] = defaultdict(list)
    group_of: dict[uuid.UUID, Subgroup] = {}
    for item in items:
        group_of[item.session_id] = group = subgroups[item.session.subgroup_id]
        for key in _keys(item, categories):
            places[item.session_id].append((key, item.rank))
            scopes[key].append((group, item.share_scope))
    lists = {
        session: SpokenList(group_of[session].pk, group_of[session].lens, tuple(spoken))
        for session, spoken in places.items()
    }
    comparison = compare(lists.values())
    groups = tuple(group for group in subgroups.values() if group.pk in comparison.groups)
    words, held = _words_of(items, categories)

    def lines(rows: Iterable[Row[uuid.UUID]]) -> tuple[Line, ...]:
        return tuple(
            _line(
                row, words[row.harm], groups, scopes[row.harm], held.get(row.harm, ()),
                found.get(row.harm),
            )
            for row in rows
        )  # fmt: skip

    return Synthesis(
        lists,
        groups,
        comparison,
        lines(comparison.adults_not_yet_heard),
        lines(comparison.common_ground),
        lines(comparison.only_home_visits),
        lines(comparison.adults_only),
    )


def _keys(item: RankedItem, categories: Categories) -> tuple[uuid.UUID, ...]:
    """What a ranked item counts for: its categories, or itself."""
    return tuple(category.pk for category in categories.get(item.harm_id, ())) or (item.harm_id,)


def _words_of(
    items: Iterable[RankedItem], categories: Categories
) -> tuple[dict[uuid.UUID, Words], dict[uuid.UUID, tuple[Words, ...]]]:
    """Key → what its line is called; and category → the local words in it, as they were first said."""
    said: dict[uuid.UUID, Words] = {}
    for item in items:
        said.setdefault(item.harm_id, Words(item.local_term, item.gloss, item.session.language))
    called, held = dict(said), defaultdict(tuple)
    for harm, words in said.items():
        for category in categories.get(harm, ()):
            called[category.pk] = Words(str(category), "", get_language() or "")
            held[category.pk] += (words,)
    return called, held


def _line(
    row: Row[uuid.UUID],
    words: Words,
    groups: tuple[Subgroup, ...],
    scopes: list[tuple[Subgroup, str]],
    holds: tuple[Words, ...],
    finding: Finding | None,
) -> Line:
    scores = tuple(
        two_places(row.by_group[group.pk]) if row.by_group[group.pk] else None for group in groups
    )
    named_by = tuple(group for group in groups if group.pk in row.named_by)
    # What may be told is decided for each local term, and never for what stands together later.
    guarded = finding is None or finding.open_with_id is None
    told = "" if holds else told_how(named_by, scopes, guarded=guarded)
    return Line(
        words.term, words.gloss, words.language, row, named_by, scores, told, holds, finding
    )


def told_how(
    named_by: tuple[Subgroup, ...], scopes: list[tuple[Subgroup, str]], *, guarded: bool
) -> str:
    """How far it may go: what one child group alone named carries no name while it is `guarded`."""
    allowed = {scope for _group, scope in scopes}
    if not allowed & TOLD:
        return "stays"
    alone = len([group for group in named_by if group.lens == Lens.CHILDREN]) == 1
    return "unattributed" if (alone and guarded) or not allowed & ATTRIBUTED else ""
