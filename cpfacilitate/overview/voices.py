"""Whose voices were heard in a round, and whose are still missing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from cpfacilitate.accounts.models import User
from participants.board import NOT_HEARD, told_status
from participants.models import PlannedVoice, Round, Subgroup
from participants.permissions import can_see_each_group
from participants.states import VoiceStatus

_V = VoiceStatus
_MISSING = (_V.NOT_REACHED, _V.PARTLY)


@dataclass(frozen=True)
class VoicesOfRound:
    """The groups of a community beside what became of each in one round."""

    round: Round
    voices: tuple[tuple[Subgroup, str], ...]  # group, VoiceStatus
    # A group that is still to be heard → the nearest day for which that is planned, if there is one.
    planned: dict[Subgroup, date | None]

    @property
    def unheard(self) -> tuple[Subgroup, ...]:
        return tuple(group for group, status in self.voices if status in _MISSING)

    @property
    def to_hear(self) -> tuple[tuple[Subgroup, date | None], ...]:
        """Who is still to be heard, and when."""
        return tuple((group, self.planned.get(group)) for group in self.unheard)


def voices_of(rounds: Collection[Round], reader: User | None = None) -> list[VoicesOfRound]:
    """For each round, every group that is planned to be heard. One query.

    To a reader who may not see each group by itself, and where none is named, a group of children
    that chose not to take part is told as not reached.
    """
    return told(rounds, PlannedVoice.objects.of_rounds(rounds), reader)


def told(
    rounds: Iterable[Round], voices: Iterable[PlannedVoice], reader: User | None
) -> list[VoicesOfRound]:
    """These voices by their rounds, each group summed up as `reader` may know it."""
    found: dict[object, dict[Subgroup, list[PlannedVoice]]] = defaultdict(lambda: defaultdict(list))
    for voice in voices:
        found[voice.round_id][voice.subgroup].append(voice)
    summed = []
    for listening in rounds:
        whole = reader is not None and can_see_each_group(reader, listening.community)
        groups = found[listening.pk]
        statuses = {
            group: _summed_up([told_status(voice, each_group=whole) for voice in ways])
            for group, ways in groups.items()
        }
        planned = {group: _nearest(ways) for group, ways in groups.items()}
        summed.append(VoicesOfRound(listening, tuple(statuses.items()), planned))
    return summed


def _summed_up(statuses: list[str]) -> str:
    """Several ways of one group as one; a way it did not want does not count beside others."""
    said = {_V.NOT_REACHED if status == NOT_HEARD else status for status in statuses}
    wanted = said - {_V.CHOSE_NOT} or said
    return next(iter(wanted)) if len(wanted) == 1 else _V.PARTLY


def _nearest(voices: list[PlannedVoice]) -> date | None:
    days = [voice.planned_on for voice in voices if voice.status in _MISSING and voice.planned_on]
    return min(days, default=None)
