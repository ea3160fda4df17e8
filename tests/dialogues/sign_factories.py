"""What a community sees change, what it said looking back, how far it is its own: by the actions."""

from __future__ import annotations

import uuid
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import look_backs, ownership, signs
from dialogues.models import (
    ActionPlan,
    LookBack,
    OwnershipReview,
    SignOfChange,
    SignReading,
)
from dialogues.models.ownership import QUESTIONS
from participants.models import Community, Subgroup


def sign(plan: ActionPlan, *, by: User, **said: Any) -> SignOfChange:
    """Children arrive before the bell; the school prefects count."""
    said = {
        "words": "Children arrive before the bell",
        "unit": "children, before the bell",
        "judged_by": plan.community.subgroups.get(voice="women"),
        "counted_by": "the school prefects",
        "often": "weekly",
        "started_by": "both",
        **said,
    }
    return signs.add_sign(id=uuid.uuid4(), plan=plan, by=by, **said)


def reading(sign: SignOfChange, *, by: User, told_at: str = "", **said: Any) -> SignReading:
    """What adults counted today; `told_at` where somebody told it."""
    said = {"seen_on": clock.today(), "eyes": "adults", "number": 42, "out_of": 96, **said}
    return signs.add_sign_reading(id=uuid.uuid4(), sign=sign, told_at=told_at, by=by, **said)


def look_back(plan: ActionPlan, *, by: User, **said: Any) -> LookBack:
    """Today, and something is changed."""
    said = {
        "held_on": clock.today(),
        "present": "14 women, 9 men, 6 girls",
        "did": "Women carried the water.",
        "hindered": "On market days nobody carries.",
        "children_say": "We are late on market days.",
        "now": "adjust",
        "next_words": "The young men carry on market days.",
        **said,
    }
    return look_backs.add_look_back(id=uuid.uuid4(), plan=plan, by=by, **said)


def ownership_review(
    community: Community,
    subgroup: Subgroup | None = None,
    *,
    by: User,
    answer: str = "partly",
    **said: Any,
) -> OwnershipReview:
    """The same answer to all the questions; without a group, all together."""
    answers = {"answered_on": clock.today(), **dict.fromkeys(QUESTIONS, answer)}
    return ownership.add_ownership_review(
        id=uuid.uuid4(), community=community, subgroup=subgroup, by=by, **{**answers, **said}
    )
