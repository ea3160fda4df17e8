"""Whose voices were heard in a round, and whose are still missing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from dialogues.models import DialogueSession
from participants.models import Round, Subgroup


@dataclass(frozen=True)
class VoicesOfRound:
    """The groups of a community beside what became of each in one round."""

    round: Round
    voices: tuple[tuple[Subgroup, str], ...]  # group, "heard" or "not_reached"

    @property
    def unheard(self) -> tuple[Subgroup, ...]:
        return tuple(group for group, state in self.voices if state == "not_reached")


def voices_of(rounds: Collection[Round]) -> list[VoicesOfRound]:
    """For each round, every group of its community: heard once a session is recorded. One query."""
    voices: dict[object, list[tuple[Subgroup, str]]] = defaultdict(list)
    sessions = DialogueSession.objects.heard().filter(
        round=OuterRef("in_round"), subgroup=OuterRef("pk")
    )
    groups = Subgroup.objects.by_round(rounds).annotate(was_heard=Exists(sessions.order_by()))
    for group in groups:
        voices[group.in_round].append((group, "heard" if group.was_heard else "not_reached"))
    return [VoicesOfRound(listening, tuple(voices[listening.pk])) for listening in rounds]
