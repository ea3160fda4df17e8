"""What did the children of Masimbaya lay out besides their lists? Kinds of people and places only."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from dialogues.actions import tools
from dialogues.models import DialogueSession, ToolKind

if TYPE_CHECKING:
    from .story import World

# Group → its tools: kind, the question, what it is about, what struck the facilitator, the rows.
LAID_OUT: dict[str, list[tuple[str, str, str, str, list[dict[str, Any]]]]] = {
    "girls_10_13": [
        (
            ToolKind.DAILY_CALENDAR,
            "What do you do from waking up until sleep?",
            "",
            "The girls counted the hours of water and wood twice; they had not added them before.",
            [
                {"local_term": "drɔ wata", "gloss": "carry water", "who": "girls",
                 "from_hour": 5, "to_hour": 7},
                {"local_term": "skul", "gloss": "school", "who": "children", "from_hour": 8,
                 "to_hour": 14},
                {"local_term": "kuk", "gloss": "cook", "who": "girls", "from_hour": 15,
                 "to_hour": 18},
                {"local_term": "ple", "gloss": "play", "who": "boys", "from_hour": 15,
                 "to_hour": 18},
            ],
        ),
        (
            ToolKind.PLACES,
            "Where do you feel safe when you go about, and where not?",
            "ambɔg na rod",
            "They drew the way to the stream first.",
            [
                {"local_term": "di mangro tri", "gloss": "under the mango tree",
                 "safety": "safe", "why": "Somebody is always there."},
                {"local_term": "di wata-say", "gloss": "the waterside", "safety": "both",
                 "time_of_day": "dusk", "why": "In the dry season the aunties are there."},
                {"local_term": "di lɔng rod", "gloss": "the long road", "safety": "unsafe",
                 "time_of_day": "dusk", "why": "Nobody walks there but us."},
            ],
        ),
    ],
    "boys_14_17": [
        (
            ToolKind.WHO_HELPS,
            "Who helps when it gets too much, how near are they, and how far do you trust them?",
            "",
            "The clinic was put far away by those who had been there.",
            [
                {"local_term": "granma", "gloss": "grandmother", "closeness": 1, "trust": 3},
                {"local_term": "big brɔda", "gloss": "elder brother", "closeness": 1, "trust": 2},
                {"local_term": "ticha", "gloss": "teacher", "closeness": 2, "trust": 2},
                {"local_term": "klinik", "gloss": "clinic", "closeness": 3, "trust": 1},
            ],
        ),
        (
            ToolKind.RESPONSE_MAPPING,
            "What happens when somebody leaves school, step by step?",
            "lɛf skul",
            "Nobody had thought of the second step as help.",
            [
                {"local_term": "di ticha aks fɔ am", "gloss": "the teacher asks after him",
                 "formality": "local", "outcome": "Sometimes he comes back for a week.",
                 "satisfied": "The parents", "barrier": "The fee is still owed."},
                {"local_term": "di kɔmiti mit", "gloss": "the school committee meets",
                 "formality": "formal", "outcome": "The fee is put off to the harvest.",
                 "satisfied": "Everybody", "barrier": "It meets once a term."},
            ],
        ),
    ],
}  # fmt: skip

# What the children let the community see.
TOLD = (ToolKind.DAILY_CALENDAR, ToolKind.RESPONSE_MAPPING)


def lay_out(world: World, group: str, session: DialogueSession) -> None:
    """Written down in the same evening as the list."""
    for kind, question, about, memo, rows in LAID_OUT.get(group, ()):
        scope = "community_unattributed" if kind in TOLD else "facilitators"
        tools.add_tool(
            id=uuid.uuid4(), session=session, kind=kind, question=question, about=about,
            memo=memo, identifier_reason="", rows=[{**row, "share_scope": scope} for row in rows],
            by=world.person("fatu.k"),
        )  # fmt: skip
