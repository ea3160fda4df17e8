"""Who is to be heard in a round, and how much of what became of it may this person see?

Whoever may not see each group by itself reads of the groups of children as of one voice, and does
not learn that one of them chose not to take part: that a group was not reached and that it did not
want to look the same, whatever became of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User

from . import permissions
from .models import CHILD_VOICES, Accommodation, PlannedVoice, Round, Subgroup
from .states import VoiceStatus

NOT_HEARD = "not_heard"
_V = VoiceStatus


class ChildrenAsOne:
    """All groups of children, where no single one is told."""

    label = _("Children")
    voice = "children"
    local_name = ""

    def __str__(self) -> str:
        return str(self.label)


CHILDREN = ChildrenAsOne()
Group = Subgroup | ChildrenAsOne


def summed_up(voices: Iterable[PlannedVoice]) -> str:
    """Several ways of one group as one; a way it did not want does not count beside others."""
    said = {voice.status for voice in voices}
    wanted = said - {_V.CHOSE_NOT} or said
    return next(iter(wanted)) if len(wanted) == 1 else _V.PARTLY


def together(voices: Iterable[PlannedVoice]) -> str:
    """All groups of children as one: heard once one of them was.

    How many of them were, and why the others were not, would tell who did not want to.
    """
    return _V.HEARD if any(voice.heard_times for voice in voices) else NOT_HEARD


def by_group(
    voices: Iterable[PlannedVoice], *, each_group: bool
) -> Mapping[Group, list[PlannedVoice]]:
    """Group → its voices, in their order; the children as one unless each group may be told."""
    found: dict[Group, list[PlannedVoice]] = {}
    for voice in voices:
        withheld = voice.subgroup.voice in CHILD_VOICES and not each_group
        found.setdefault(CHILDREN if withheld else voice.subgroup, []).append(voice)
    return found


def told_status(group: Group, voices: Sequence[PlannedVoice]) -> str:
    """What became of a group by all its ways, as it may be told."""
    return together(voices) if group is CHILDREN else summed_up(voices)


@dataclass(frozen=True)
class Line:
    """One voice on the board; of the children as one, no way and no day is told."""

    group: Group
    status: str
    voice: PlannedVoice | None = None
    help: list[Accommodation] = field(default_factory=list)

    @property
    def missing(self) -> list[Accommodation]:
        """What was planned and did not come."""
        return [row for row in self.help if row.delivered is False]


@dataclass(frozen=True)
class Board:
    """The voices of a round as one person may see them."""

    lines: list[Line]
    unplanned: list[Subgroup] = field(default_factory=list)

    @classmethod
    def of(cls, listening: Round, groups: Iterable[Subgroup], user: User) -> Board:
        helped = permissions.can_see_focus(user, listening.community)
        voices = list(listening.planned_voices.for_board())
        found = by_group(
            voices, each_group=permissions.can_see_each_group(user, listening.community)
        )
        lines = []
        for group, ways in found.items():
            if group is CHILDREN:
                lines.append(Line(group, together(ways)))
            else:
                lines += [
                    Line(group, way.status, way, list(way.accommodations.all()) if helped else [])
                    for way in ways
                ]
        planned = {voice.subgroup_id for voice in voices}
        return cls(lines, [group for group in groups if group.pk not in planned])

    @property
    def follow_up(self) -> list[tuple[Line, Accommodation]]:
        """What is still owed to a group that was to be helped."""
        return [(line, row) for line in self.lines for row in line.missing]
