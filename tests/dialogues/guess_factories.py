"""What groups of adults guess before they hear, by the product's own actions."""

from __future__ import annotations

import uuid
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.demo import masimbaya
from cpfacilitate.lib import clock
from dialogues.actions import guesses
from dialogues.models import Guess

from . import factories

ITEMS = [
    {"local_term": "nɔ de yɛri", "gloss": "children disobey", "rank": 1},
    {"local_term": "drɔgs", "gloss": "drugs", "rank": 2},
    {"local_term": "Lɛf  skul", "gloss": "", "rank": 3},
]


def guess(world: Any, group: str = "men", **said: Any) -> Guess:
    """The men guess, today, in the round the community is in."""
    said = {"made_on": clock.today(), "items": ITEMS, "by": world.facilitator, **said}
    return guesses.add_guess(
        id=uuid.uuid4(), listening=world.round, subgroup=world.groups[group], **said
    )


def told(world: Any) -> None:
    """Two groups of children and the men said what the community may hear."""
    scopes = {"ebi wok": "community_attributed", "lɛf skul": "community_attributed"}
    for group in ("girls_10_13", "boys_10_13", "men"):
        harms = [masimbaya.HARMS["heavy_work"], masimbaya.HARMS["out_of_school"]]
        if group == "men":
            harms = harms[1:]
        factories.recorded(world.groups[group], by=world.facilitator, harms=harms, scopes=scopes)


def again(guess: Guess) -> Guess:
    return Guess.objects.get(pk=guess.pk)


def seen(guess: Guess, *, by: User, **said: Any) -> Guess:
    """They have seen what children said."""
    said = {"seen_on": clock.today(), "said_when_seen": "So heavy?", **said}
    return guesses.see_guess(guess, version=again(guess).version, by=by, **said)


def posted(client: Any, url: str, rows: list[dict[str, Any]], **changes: Any) -> dict[str, str]:
    """What a browser posts that opened `url`: hidden fields as shown, rows and day as typed."""
    notes = client.get(url).context["notes"]
    shown = {field.html_name: field.value() for field in notes.form.hidden_fields()}
    body = {
        **shown, "made_on": clock.today().isoformat(), "go": "keep",
        "rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": notes.rows.initial_form_count(),
    }  # fmt: skip
    for number, row in enumerate(rows):
        row = {"ORDER": number + 1, **row}
        body |= {f"rows-{number}-{name}": value for name, value in row.items()}
    told = {name: "" if value is None else str(value) for name, value in body.items()}
    return told | {name: value for name, value in changes.items() if value is not None}
