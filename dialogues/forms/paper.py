"""What does the blank form on paper ask? The same as the screen, in its order and its words."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from django.utils.text import capfirst

from participants.models import Accommodation, AgeBand, Channel

from ..models import DialogueSession, Sex, ShareScope, TimeBand, Venue
from ..models.noticed import Answer, ConsentWay, Noticed, PowerKind
from ..models.sessions import Interpreted
from .notes import STEPS
from .sessions import SessionForm

LINES = {"s4": 4, "s5": 10, "s6": 3}  # rows to write on

ASKED = """
    held_on time_band venue channel language more_languages interpreted led_with note_taker question
    limits_explained consent_way asked agreed declined left_early before_note households
    strengths_asked space_note decisions_asked promise promise_by
"""


def label(name: str) -> Any:
    """How the screen calls a field of the session."""
    field = SessionForm.base_fields.get(name)
    return field.label if field else capfirst(DialogueSession._meta.get_field(name).verbose_name)


def blank_form() -> dict[str, Any]:
    """Everything the sheet prints: titles of steps, names of fields, what there is to tick."""
    return {
        "steps": STEPS,
        "lines": {step: range(1, number + 1) for step, number in LINES.items()},
        "label": {name: label(name) for name in ASKED.split()},
        "times": TimeBand.labels,
        "venues": Venue.labels,
        "ways": Channel.labels,
        "interpreted": Interpreted.labels,
        "consent_ways": ConsentWay.labels,
        "answers": Answer.labels,
        "before": [label(name) for name in Noticed.BEFORE],
        "space_and_voice": [label(name) for name in Noticed.SPACE_AND_VOICE],
        "sexes": Sex.labels,
        "bands": AgeBand.labels,
        "scopes": list(zip(ascii_uppercase, ShareScope.labels, strict=False)),
        "helps": Accommodation.Code.labels,
        "power": PowerKind.labels,
    }
