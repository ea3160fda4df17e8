"""May the whole community meet on a day, or would that be before all were visited at home?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import PlannedVoice, Round


def unvisited_before(listening: Round, gathering_on: date | None) -> list[PlannedVoice]:
    """Whose words from home would come after the whole community has met on that day."""
    if gathering_on is None:
        return []
    voices = listening.planned_voices.not_visited_before(gathering_on)
    return list(voices.select_related("subgroup").soonest())


def unvisited_sentence(voices: Collection[PlannedVoice], gathering_on: date) -> str:
    """What a person reads who lets everybody meet before people at home were heard."""
    words = {
        "day": date_format(gathering_on, "j F"),
        "groups": ", ".join(dict.fromkeys(str(voice.subgroup) for voice in voices)),
    }
    return (
        _(
            "The whole community would meet on %(day)s before everybody is visited at home: "
            "%(groups)s. What they say would come after all others have spoken. Choose a later "
            "day, or go on and say why."
        )
        % words
    )
