"""What facilitator and mentor think of a session, and what was put right, by the actions."""

from __future__ import annotations

import uuid
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import amendments, reflections
from dialogues.models import Amendment, DialogueSession, Reflection, ReflectionAnswer


def reflection(session: DialogueSession, *, by: User, **said: Any) -> Reflection:
    """Two minutes after a session; `talk_over=True` asks the mentor."""
    said = {"surprised": "How calm they were.", **said}
    return reflections.add_reflection(id=uuid.uuid4(), session=session, by=by, **said)


def answer(reflection: Reflection, *, by: User, words: str = "What came next?") -> ReflectionAnswer:
    """A word back."""
    return reflections.answer_reflection(id=uuid.uuid4(), reflection=reflection, words=words, by=by)


def amendment(session: DialogueSession, *, by: User, **said: Any) -> Amendment:
    """Something put right by the group itself, today."""
    said = {
        "said_on": clock.today(),
        "corrector": "group",
        "part": "list",
        "words": "The water came before the work.",
        **said,
    }
    return amendments.add_amendment(id=uuid.uuid4(), session=session, by=by, **said)
