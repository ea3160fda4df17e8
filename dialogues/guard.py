"""Could what was written of a session tell somebody who a child is?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cpfacilitate.lib.identifiers import Hint, hints

from .models import DialogueSession
from .models.rows import ROW_TEXTS

SESSION_TEXTS = (
    "question", "more_languages", "before_note", "space_note", "decisions_asked", "promise",
    "private_note",
)  # fmt: skip
LISTS = ("accommodations", "power_notes")  # of which each has a note


def session_hints(session: DialogueSession) -> list[Hint]:
    """Every stretch of the session's words that may identify someone, once each."""
    texts = _texts({name: getattr(session, name) for name in SESSION_TEXTS + LISTS})
    for relation, names in ROW_TEXTS.items():
        texts += [getattr(row, name) for row in getattr(session, relation).all() for name in names]
    return _hints(session, texts)


def new_hints(session: DialogueSession, said: Mapping[str, Any]) -> list[Hint]:
    """What may identify someone in `said`, as `save_session` takes it, and did not stand before."""
    texts = _texts(said["values"])
    for relation, rows in said["rows"].items():
        texts += [row.get(name, "") for row in rows for name in ROW_TEXTS.get(relation, ())]
    stood = set(session_hints(session))
    return [hint for hint in _hints(session, texts) if hint not in stood]


def _texts(values: Mapping[str, Any]) -> list[str]:
    noted = [row["note"] for name in LISTS for row in values.get(name, ())]
    return [values.get(name, "") for name in SESSION_TEXTS] + noted


def reason_is_new(session: DialogueSession, said: Mapping[str, Any]) -> bool:
    """A reason given for earlier words does not speak for new ones."""
    reason = said.get("identifier_reason", "").strip()
    return bool(reason) and reason != session.identifier_reason


def _hints(session: DialogueSession, texts: Iterable[str]) -> list[Hint]:
    community = session.community
    known = [community.name, community.cluster.name, session.subgroup.label]
    found = (hint for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))
