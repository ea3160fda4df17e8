"""Whose voices were heard in a round, and whose are still missing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from cpfacilitate.accounts.models import User
from participants.board import Group, by_group, told_status
from participants.models import PlannedVoice, Round
from participants.permissions import can_see_each_group
from participants.states import VoiceStatus

_MISSING = (VoiceStatus.NOT_REACHED, VoiceStatus.PARTLY)


@dataclass(frozen=True)
class VoicesOfRound:
    """The groups of a community beside what became of each in one round."""

    round: Round
    voices: tuple[tuple[Group, str], ...]  # group, VoiceStatus or NOT_HEARD
    # A group that is still to be heard → the nearest day for which that is planned, if there is one.
    planned: dict[Group, date | None]

    @property
    def unheard(self) -> tuple[Group, ...]:
        return tuple(group for group, status in self.voices if status in _MISSING)

    @property
    def to_hear(self) -> tuple[tuple[Group, date | None], ...]:
        """Who is still to be heard, and when."""
        return tuple((group, self.planned.get(group)) for group in self.unheard)


def voices_of(rounds: Collection[Round], reader: User) -> list[VoicesOfRound]:
    """For each round, every group that is planned to be heard, as `reader` may know it. One query."""
    return told(rounds, PlannedVoice.objects.of_rounds(rounds), reader)


def told(
    rounds: Iterable[Round], voices: Iterable[PlannedVoice], reader: User
) -> list[VoicesOfRound]:
    """These voices by their rounds, each group summed up as `reader` may know it."""
    found: dict[object, list[PlannedVoice]] = defaultdict(list)
    for voice in voices:
        found[voice.round_id].append(voice)
    summed = []
    for listening in rounds:
        each_group = can_see_each_group(reader, listening.community)
        groups = by_group(found[listening.pk], each_group=each_group)
        statuses = {group: told_status(group, ways) for group, ways in groups.items()}
        planned = {group: _nearest(ways) for group, ways in groups.items()}
        summed.append(VoicesOfRound(listening, tuple(statuses.items()), planned))
    return summed


def _nearest(voices: list[PlannedVoice]) -> date | None:
    days = [voice.planned_on for voice in voices if voice.status in _MISSING and voice.planned_on]
    return min(days, default=None)
