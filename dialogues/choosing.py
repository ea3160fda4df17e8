"""What could be done about a harm, side by side, as this reader may read it; and what was chosen?

The community reads another computation, not the same with rows taken out: made from what its groups
let it hear now, with children as one voice, so that nothing on it tells that something is missing.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Subgroup, fold

from .models import Choice, Finding, HarmOption, Kind, OptionView
from .models.gatherings import kind_of
from .models.options import Weighs
from .models.rows import ATTRIBUTED, TOLD, ShareScope
from .models.shapes import Option
from .models.told import children_telling

# Column → (mark, heading, in whose name it is said).
COLUMNS: dict[str, tuple[str, str | Promise, str | Promise]] = {
    "children": ("children", _("Children"), _("Children said")),
    "women": ("women", _("Women"), _("Women said")),
    "men": ("men", _("Men"), _("Men said")),
    "elders": ("elders", _("Elders"), _("Elders said")),
    "adults": ("adults", _("Adults"), _("Adults said")),
    "home": ("home", _("People at home"), _("People at home said")),
}


@dataclass(frozen=True)
class Column:
    """Those who spoke, as one column of the page."""

    key: str

    @property
    def mark(self) -> str:
        return COLUMNS[self.key][0]

    @property
    def label(self) -> str:
        return str(COLUMNS[self.key][1])

    @property
    def said(self) -> str:
        return str(COLUMNS[self.key][2])


@dataclass(frozen=True)
class Said:
    """One thing that speaks for an option or against it, and how far its group lets it go."""

    words: str
    weighs: str
    group: Subgroup
    scope: str
    view: OptionView | None = None  # none where it was said in a dialogue

    @property
    def is_told(self) -> bool:
        return self.scope in TOLD

    @property
    def scope_label(self) -> str:
        return str(ShareScope(self.scope).label)

    @property
    def column(self) -> str:
        """Where the community reads it: adults by their group only where the group lets them."""
        kind = kind_of(self.group.voice)
        adults = kind not in (Kind.CHILDREN, Kind.HOME)
        return "adults" if adults and self.scope not in ATTRIBUTED else str(kind)


@dataclass(frozen=True)
class Cell:
    """What one column says of one option."""

    column: Column
    strengths: tuple[Said, ...]
    drawbacks: tuple[Said, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.strengths or self.drawbacks)


@dataclass(frozen=True)
class Line:
    """One option: whose idea it is, and what is said of it column by column."""

    option: HarmOption
    idea_of: tuple[Kind, ...]
    cells: tuple[Cell, ...]
    choice: Choice | None = None
    held: str = ""  # why the community does not read it, if it does not


@dataclass
class Options:
    """The page of one harm: what could be done, and what a gathering chose."""

    finding: Finding
    reads: bool  # all of it, as whoever reads the sessions

    @cached_property
    def _all(self) -> list[HarmOption]:
        return list(HarmOption.objects.of(self.finding))

    @cached_property
    def _said(self) -> dict[uuid.UUID, list[Said]]:
        return {option.pk: list(_said_of(option)) for option in self._all}

    @cached_property
    def _chosen(self) -> list[Choice]:
        return list(Choice.objects.about(self.finding))

    @cached_property
    def children_are_told(self) -> bool:
        """Is "children said" more than one group of them?"""
        told = Finding.objects.filter(pk=self.finding.pk).annotate(**children_telling("round"))
        return told.values_list("children_telling", flat=True).get() > 1

    @cached_property
    def options(self) -> list[HarmOption]:
        return [option for option in self._all if self.reads or not self._held(option)]

    def not_taken(self, rows: Iterable[Option]) -> list[Option]:
        """Of what dialogues laid out, what stands with no option yet."""
        taken = {row.pk for option in self._all for row in option.rows.all()}
        return [row for row in rows if row.pk not in taken]

    def _held(self, option: HarmOption) -> str:
        """Why the community does not read it; what a gathering chose was said there."""
        if not option.may_be_told:
            return "decided"
        if any(choice.option_id == option.pk for choice in self._chosen):
            return ""
        if option.is_kept_back:
            return "kept"
        return "alone" if option.idea_of == [Kind.CHILDREN] and not self.children_are_told else ""

    def idea_of(self, option: HarmOption) -> tuple[Kind, ...]:
        return idea_of(option, with_children=self.reads or self.children_are_told)

    def _read(self, option: HarmOption) -> list[tuple[str, Said]]:
        """(column, what was said) as this reader may read it."""
        if self.reads:
            return [(str(kind_of(each.group.voice)), each) for each in self._said[option.pk]]
        told = [each for each in self._said[option.pk] if each.is_told]
        if not self.children_are_told:
            told = [each for each in told if not each.group.is_child]
        # In the order of the words: no trace of which group said it.
        told.sort(key=lambda each: (fold(each.words), each.words))
        return [(each.column, each) for each in told]

    @cached_property
    def columns(self) -> list[Column]:
        """Those who said something of an option, in the order in which the product names them."""
        spoke = {key for option in self.options for key, _said in self._read(option)}
        return [Column(key) for key in COLUMNS if key in spoke]

    @cached_property
    def choices(self) -> list[Choice]:
        """What was chosen, the latest gathering first; of options this reader may read."""
        shown = {option.pk for option in self.options}
        return [each for each in self._chosen if each.option_id in shown]

    @cached_property
    def lines(self) -> list[Line]:
        chosen: dict[uuid.UUID, Choice] = {}
        for choice in self.choices:
            chosen.setdefault(choice.option_id, choice)
        return [
            Line(
                option,
                self.idea_of(option),
                self._cells(option),
                chosen.get(option.pk),
                self._held(option),
            )
            for option in self.options
        ]

    def _cells(self, option: HarmOption) -> tuple[Cell, ...]:
        read = self._read(option)
        return tuple(
            Cell(
                column,
                self._once(read, column, Weighs.STRENGTH),
                self._once(read, column, Weighs.DRAWBACK),
            )
            for column in self.columns
        )

    def _once(self, read: list[tuple[str, Said]], column: Column, weighs: str) -> tuple[Said, ...]:
        said = [each for key, each in read if key == column.key and each.weighs == weighs]
        if self.reads:
            return tuple(said)
        return tuple({fold(each.words): each for each in reversed(said)}.values())[::-1]


def _said_of(option: HarmOption) -> Iterable[Said]:
    """What groups said when they were asked, and what they laid out in their dialogues."""
    for view in option.views.all():
        yield Said(view.words, view.weighs, view.subgroup, view.share_scope, view)
    for row in option.rows.all():
        group = row.tool.session.subgroup
        for weighs, words in ((Weighs.STRENGTH, row.strengths), (Weighs.DRAWBACK, row.drawbacks)):
            if words:
                yield Said(words, weighs, group, row.share_scope)


def idea_of(option: HarmOption, *, with_children: bool) -> tuple[Kind, ...]:
    """Whose idea it is, in the words in which it may be read."""
    return tuple(kind for kind in option.idea_of if with_children or kind != Kind.CHILDREN)
