"""Who is to be heard in a round, and how much of what became of it may this person see?

Whoever may not see each group by itself does not learn which group of children chose not to take
part: of a group of children they read “not heard”, whether it was not reached or did not want to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cpfacilitate.accounts.models import User

from . import permissions
from .models import CHILD_VOICES, Accommodation, PlannedVoice, Round, Subgroup
from .states import VoiceStatus

NOT_HEARD = "not_heard"
_SILENT = (VoiceStatus.NOT_REACHED, VoiceStatus.CHOSE_NOT)


def told_status(voice: PlannedVoice, *, each_group: bool) -> str:
    """The status as it is told to somebody who may, or may not, see each group by itself."""
    withheld = voice.subgroup.voice in CHILD_VOICES and not each_group
    if not withheld or voice.status not in _SILENT:
        return voice.status
    return VoiceStatus.PARTLY if voice.heard_times else NOT_HEARD


@dataclass(frozen=True)
class Line:
    """One voice on the board."""

    voice: PlannedVoice
    status: str
    help: list[Accommodation]

    @property
    def mark(self) -> str:
        return VoiceStatus.NOT_REACHED if self.status == NOT_HEARD else self.status

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
        each_group = permissions.can_see_each_group(user, listening.community)
        helped = permissions.can_see_focus(user, listening.community)
        voices = list(listening.planned_voices.for_board())
        lines = [
            Line(
                voice,
                told_status(voice, each_group=each_group),
                list(voice.accommodations.all()) if helped else [],
            )
            for voice in voices
        ]
        planned = {voice.subgroup_id for voice in voices}
        return cls(lines, [group for group in groups if group.pk not in planned])

    @property
    def follow_up(self) -> list[tuple[Line, Accommodation]]:
        """What is still owed to a group that was to be helped."""
        return [(line, row) for line in self.lines for row in line.missing]
