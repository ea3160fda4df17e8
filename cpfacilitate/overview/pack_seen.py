"""What does a community take with it of what it saw change, and of what it said looking back?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dialogues.models import ActionPlan, LookBack, SignOfChange, SignReading
from dialogues.models.gatherings import told_of
from dialogues.ownership_path import Path, paths
from participants.models import Community


def of_plans(plans: list[ActionPlan]) -> dict[UUID, dict[str, Any]]:
    """Plan → its signs with all that was seen, and the meetings in their order."""
    signs, readings, meetings = defaultdict(list), defaultdict(list), defaultdict(list)
    for reading in SignReading.objects.filter(sign__plan__in=plans).in_order():
        readings[reading.sign_id].append(_reading(reading))
    kept = SignOfChange.objects.filter(plan__in=plans).select_related("judged_by")
    for sign in kept.in_order():
        signs[sign.plan_id].append(_sign(sign) | {"seen": readings[sign.pk]})
    for look_back in LookBack.objects.filter(plan__in=plans).for_page():
        meetings[look_back.plan_id].append(_look_back(look_back))
    return {plan.pk: {"signs": signs[plan.pk], "look_backs": meetings[plan.pk]} for plan in plans}


def _sign(sign: SignOfChange) -> dict[str, Any]:
    return {
        "words": sign.words,
        "unit": sign.unit,
        "judged_by": told_of(sign.judged_by)[1],
        "counted_by": sign.counted_by,
        "often": sign.get_often_display(),
        "started_by": sign.get_started_by_display(),
        "ended": sign.ended_because,
    }


def _reading(reading: SignReading) -> dict[str, Any]:
    return {
        "on": reading.seen_on,
        "who": reading.get_eyes_display(),
        "number": reading.number,
        "of": reading.out_of,
        "how": reading.get_felt_display(),
        "words": reading.words,
        "told_at": reading.told_at,
    }


def _look_back(look_back: LookBack) -> dict[str, Any]:
    group = look_back.whose_words
    return {
        "on": look_back.held_on,
        "present": look_back.present,
        "did": look_back.did,
        "changed": look_back.changed,
        "surprised": look_back.surprised,
        "hindered": look_back.hindered,
        "children_say": look_back.children_say,
        "now": look_back.get_now_display(),
        "words": look_back.next_words,
        "whose": _("All together") if group is None else group.label,
        "meets_on": look_back.meets_on,
    }


def ownership(community: Community) -> list[dict[str, Any]]:
    """What people answered, each beside their own earlier answers; children as children, by day."""
    reviews = community.ownership_reviews.for_page()
    return [_path(path) for path in paths(reviews, each_group=False, beside=None)]


def _path(path: Path) -> dict[str, Any]:
    who = _("Children") if path.is_children else path.group.label if path.group else ""
    return {
        "who": who or _("All together"),
        "days": [review.answered_on for review in path.reviews],
        "notes": ["" if path.is_children else review.note for review in path.reviews],
        "rows": [
            {"question": str(row.question), "answers": [str(given.words) for given in row.answers]}
            for row in path.rows
        ],
    }


def tables(pack: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Name of a table → its rows; nothing in them that is not in the pack."""
    return {
        "signs": [
            {"plan": plan["name"], "sign": sign["words"], "unit": sign["unit"], **reading}
            for plan in pack["plans"]
            for sign in plan["signs"]
            for reading in sign["seen"]
        ],
        "looking_back": [
            {"plan": plan["name"], **meeting}
            for plan in pack["plans"]
            for meeting in plan["look_backs"]
        ],
        "ownership": [
            {"who": path["who"], "on": day, "question": row["question"], "answer": answer}
            for path in pack["ownership"]
            for row in path["rows"]
            for day, answer in zip(path["days"], row["answers"], strict=True)
        ],
    }
