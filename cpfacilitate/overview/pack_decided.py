"""What does a community take with it of what it weighed and chose, and of the ten questions?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogues.choosing import Line as Way
from dialogues.choosing import Options
from dialogues.models import ActionPlan, BestInterestsCheck, Choice, Finding
from dialogues.models.best_interests import QUESTIONS
from dialogues.trail import for_all
from participants.models import Round


def weighed(listening: Round) -> list[dict[str, Any]]:
    """What could be done about each harm the community hears of: what speaks for it and against."""
    told = Finding.objects.filter(round=listening, options__isnull=False).ranked().told().distinct()
    heard = {trail.finding.pk: trail.line.term for trail in for_all(listening).all}
    return [
        _way(way, heard[finding.pk])
        for finding in told.for_list()
        if finding.pk in heard
        for way in Options(finding, reads=False).lines
    ]


def _way(way: Way, about: str) -> dict[str, Any]:
    said = {
        name: [
            f"{cell.column.said}: {each.words}"
            for cell in way.cells
            for each in getattr(cell, name)
        ]
        for name in ("strengths", "drawbacks")
    }
    return {
        "about": about,
        "what": way.option.words,
        "gloss": way.option.gloss,
        "idea_of": [str(kind.label) for kind in way.idea_of],
        "for_it": said["strengths"],
        "against_it": said["drawbacks"],
        "chosen": _choice(way.choice) if way.choice else None,
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "on": choice.held_on,
        "how": choice.get_how_display(),
        "took_part": [str(kind.label) for kind in choice.by_whom],
        "there": [f"{word}: {number}" for _mark, word, number in choice.counted],
        "not_everybody_was_heard": choice.unheard_reason,
        "differently": [
            f"{dissent.get_kind_display()}: {dissent.words}" for dissent in choice.dissents.all()
        ],
        "review_on": choice.review_on,
    }


def questions(plan: ActionPlan) -> list[dict[str, Any]]:
    """Those of the ten questions that were answered, and what the community changes because of it."""
    check: BestInterestsCheck | None = getattr(plan, "best_interests", None)
    if check is None:
        return []
    return [
        {
            "question": str(question),
            "answer": getattr(check, f"get_{name}_display")(),
            "change": getattr(check, f"{name}_change"),
        }
        for name, question in QUESTIONS.items()
        if getattr(check, name)
    ]


def tables(pack: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Name of a table → its rows; nothing in them that is not in the pack."""
    ways = [{"round": heard["round"], **way} for heard in pack["heard"] for way in heard["weighed"]]
    return {
        "weighed": [_row(way, without=("chosen",)) for way in ways],
        "chosen": [
            {
                "round": way["round"],
                "about": way["about"],
                "what": way["what"],
                **_row(way["chosen"]),
            }
            for way in ways
            if way["chosen"]
        ],
        "questions": [
            {"plan": plan["name"], **asked} for plan in pack["plans"] for asked in plan["questions"]
        ],
    }


def _row(values: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The values for one row of a table: what is several stands in one cell."""
    return {
        name: "; ".join(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name not in without
    }
