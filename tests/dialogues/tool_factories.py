"""Tools in a session, kept by the product's own actions and as a browser posts them."""

from __future__ import annotations

import uuid
from typing import Any

from cpfacilitate.accounts.models import User
from dialogues.actions import tools as actions
from dialogues.models import SHAPES, DialogueSession, Tool
from dialogues.models.tools import stored_rows_of

# Kind → two rows, as the group said them.
ROWS: dict[str, list[dict[str, Any]]] = {
    "response_mapping": [
        {"local_term": "di granma tɔk", "gloss": "the grandmother speaks to them",
         "formality": "local", "outcome": "It stops for a week.", "satisfied": "The parents",
         "barrier": "She is not asked in every house."},
        {"local_term": "go na di welfɛr", "gloss": "go to the welfare office",
         "formality": "formal", "outcome": "", "satisfied": "", "barrier": "Two hours of road"},
    ],
    "seasonal_calendar": [
        {"local_term": "angri", "gloss": "hunger", "change": "more", "first_month": 6,
         "last_month": 9},
        {"local_term": "skul", "gloss": "children in school", "change": "less",
         "first_month": 11, "last_month": 1},
    ],
    "daily_calendar": [
        {"local_term": "drɔ wata", "gloss": "carry water", "who": "girls", "from_hour": 5,
         "to_hour": 7},
        {"local_term": "slip", "gloss": "sleep", "who": "boys", "from_hour": 21, "to_hour": 5},
    ],
    "who_helps": [
        {"local_term": "granma", "gloss": "grandmother", "closeness": 1, "trust": 3},
        {"local_term": "klinik", "gloss": "clinic", "closeness": 3, "trust": 1},
    ],
    "places": [
        {"local_term": "di watasay", "gloss": "the waterside", "safety": "unsafe",
         "time_of_day": "dusk", "why": "Nobody sees us there."},
        {"local_term": "di mangro tri", "gloss": "under the mango tree", "safety": "safe",
         "time_of_day": "", "why": ""},
    ],
    "drama": [
        {"local_term": "A girl comes home late with the water, and nobody asks why.", "gloss": "",
         "theme": "heavy work"},
        {"local_term": "Her aunt goes with her on the next day.", "gloss": "", "theme": ""},
    ],
    "options": [
        {"local_term": "wata bifo skul", "gloss": "water before school", "strengths": "No cost",
         "strengths_by": "girls", "drawbacks": "Dark in the rains", "drawbacks_by": "women"},
        {"local_term": "wata bifo skul", "gloss": "", "strengths": "We share the load",
         "strengths_by": "boys", "drawbacks": "", "drawbacks_by": ""},
    ],
    "open_dialogue": [
        {"local_term": "Pikin nɔ de tɔk we big wan de", "gloss": "children do not speak then",
         "theme": "who is listened to"},
        {"local_term": "We want to be asked.", "gloss": "", "theme": ""},
    ],
}  # fmt: skip
KINDS = sorted(ROWS)


def rows(kind: str, **changes: Any) -> list[dict[str, Any]]:
    """The rows of a kind, as the action takes them; `changes` go into the first."""
    made = [{"share_scope": "facilitators", **row} for row in ROWS[kind]]
    made[0] |= changes
    return made


def add(session: DialogueSession, kind: str = "who_helps", *, by: User, **said: Any) -> Tool:
    """A tool with two rows."""
    values = {
        "question": "What happens here?", "about": "", "memo": "Everybody nodded.",
        "identifier_reason": "", "rows": rows(kind),
    }  # fmt: skip
    return actions.add_tool(
        id=uuid.uuid4(), session=session, kind=kind, by=by, **{**values, **said}
    )


def again(tool: Tool) -> Tool:
    return Tool.objects.get(pk=tool.pk)


def save(tool: Tool, *, by: User, **said: Any) -> Tool:
    """Changed as somebody would who has just opened it."""
    names = ("question", "about", "memo", "identifier_reason")
    values = {name: getattr(tool, name) for name in names} | {"rows": stored_rows_of(tool)}
    version = again(tool).version
    return actions.save_tool(tool, version=version, by=by, **{**values, **said})


def stored(tool: Tool) -> list[dict[str, Any]]:
    """The rows as they stand, without their keys."""
    names = [field.name for field in SHAPES[tool.kind].said_fields()]
    return [{name: getattr(row, name) for name in names} for row in tool.own_rows()]


def posted(client, url: str, said: list[dict[str, Any]], **changes: Any) -> dict[str, str]:
    """What a browser posts that opened `url`: hidden fields as shown, rows and words as typed."""
    notes = client.get(url).context["notes"]
    shown = {field.html_name: field.value() for field in notes.form.hidden_fields()}
    body = {
        **shown, "question": "What happens here?", "about": "", "memo": "Everybody nodded.",
        "rows-TOTAL_FORMS": len(said), "rows-INITIAL_FORMS": notes.rows.initial_form_count(),
        "go": "keep",
    }  # fmt: skip
    there = [(form["id"].value(), form["ORDER"].value()) for form in notes.rows]
    for number, row in enumerate(said):
        key, place = there[number] if number < len(there) else ("", "")
        row = {"id": key, "ORDER": place, **row}
        body |= {f"rows-{number}-{name}": value for name, value in row.items()}
    told = {name: "" if value is None else str(value) for name, value in body.items()}
    return told | {name: value for name, value in changes.items() if value is not None}
