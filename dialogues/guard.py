"""Could what was written of a session tell somebody who a child is?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cpfacilitate.lib.identifiers import Hint, hints

from .models import DialogueSession

# Free texts of a session, by the step of the form in which they stand.
SESSION_TEXTS = ("promise",)
ROW_TEXTS = ("local_term", "gloss")


def session_hints(session: DialogueSession) -> list[Hint]:
    """Every stretch of the session's words that may identify someone, once each."""
    rows = [*session.strengths.all(), *session.items.all()]
    texts = [getattr(session, name) for name in SESSION_TEXTS]
    texts += [getattr(row, name) for row in rows for name in ROW_TEXTS]
    return _hints(session, texts)


def new_hints(session: DialogueSession, values: Mapping[str, Any]) -> list[Hint]:
    """What may identify someone in `values`, as `save_session` takes them, and did not stand before."""
    texts = [values["values"].get(name, "") for name in SESSION_TEXTS]
    for rows in ("strengths", "items"):
        texts += [row[name] for row in values[rows] for name in ROW_TEXTS]
    stood = set(session_hints(session))
    return [hint for hint in _hints(session, texts) if hint not in stood]


def reason_is_new(session: DialogueSession, said: Mapping[str, Any]) -> bool:
    """A reason given for earlier words does not speak for new ones."""
    reason = said.get("identifier_reason", "").strip()
    return bool(reason) and reason != session.identifier_reason


def _hints(session: DialogueSession, texts: Iterable[str]) -> list[Hint]:
    community = session.community
    known = [community.name, community.cluster.name, session.subgroup.label]
    found = (hint for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))
