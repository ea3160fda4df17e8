"""What does a community take with it of what was heard in its rounds, and of what came of it?"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dialogues.synthesis import Line, for_community
from dialogues.trail import Trail, for_all
from participants.models import Community, Lens, Round

from . import pack_decided


def rounds(community: Community) -> list[dict[str, Any]]:
    """Each round as the community may hear it, the first of them first."""
    return [_round(listening) for listening in community.rounds.order_by("number")]


def _round(listening: Round) -> dict[str, Any]:
    found = for_community(listening)
    sets = (
        (_("Children said, adults have not yet heard"), found.adults_not_yet_heard),
        (_("Common ground"), found.common_ground),
        (_("Only home visits raised"), found.only_home_visits),
        (_("Only adults raised"), found.adults_only),
    )
    return {
        "round": str(listening),
        "began_on": listening.began_on,
        "findings": [_finding(name, line) for name, lines in sets for line in lines],
        "what_came_of_it": [_came(each) for each in for_all(listening).all if each.is_carried],
        "weighed": pack_decided.weighed(listening),
    }


def _finding(name: str, line: Line) -> dict[str, Any]:
    scores = dict(line.lenses)
    return {
        "set": name,
        "term": line.term,
        "gloss": line.gloss,
        "language": line.language,
        **{lens: scores[lens] for lens in ("children", "adults", "home")},
    }


def _came(trail: Trail) -> dict[str, Any]:
    """To whom something was carried, what they answered and why, and whether those who spoke know."""
    carried, answer = trail.finding.carried, trail.finding.answer
    return {
        "who": str(Lens(trail.voice).label),
        "term": trail.line.term,
        "gloss": trail.line.gloss,
        "language": trail.line.language,
        "carried_to": carried.get_audience_display() if carried else "",
        "carried_on": carried.presented_on if carried else None,
        "answer": answer.get_answer_display() if answer else "",
        "why": answer.reason if answer else "",
        "answered_on": answer.answered_on if answer else None,
        "stands_at": trail.status_label,
    }
