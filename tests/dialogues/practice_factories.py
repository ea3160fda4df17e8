"""What people here do, how groups talk of it, and their rules: reached by the product's own actions."""

from __future__ import annotations

import uuid
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.actions import by_laws, practices, process_checks
from dialogues.models import ByLaw, NormReflection, Practice, ProcessCheck
from dialogues.models.process_checks import REQUIREMENTS
from participants.models import Community, Round, Subgroup


def practice(community: Community, *, by: User, **said: Any) -> Practice:
    """A practice people see differently."""
    said = {
        "local_term": "ndoa za mapema",
        "language": "sw",
        "gloss": "early marriage",
        "kind": "contested",
        "believed_benefit": "Boys will not spoil her.",
        **said,
    }
    return practices.add_practice(id=uuid.uuid4(), community=community, by=by, **said)


def norm(practice: Practice, subgroup: Subgroup, *, by: User, **said: Any) -> NormReflection:
    """What a group says today: half do it, half think one should."""
    said = {
        "said_on": clock.today(),
        "most_do": "half",
        "most_think_should": "half",
        "readiness": "questioned_by_some",
        **said,
    }
    return practices.add_norm_reflection(
        id=uuid.uuid4(), practice=practice, subgroup=subgroup, by=by, **said
    )


def by_law(community: Community, *, by: User, **said: Any) -> ByLaw:
    """A rule in force."""
    said = {
        "local_title": "Walking together",
        "text": "Girls go to school in twos and threes.",
        "agreed_on": clock.today(),
        "who_agreed": "Women, men and elders",
        "effect_on_poorest": "An hour a week.",
        "consistent_with_law": "yes",
        **said,
    }
    return by_laws.add_by_law(id=uuid.uuid4(), community=community, by=by, **said)


def check(
    listening: Round, subgroup: Subgroup | None, *, by: User, answer: str = "yes", **said: Any
) -> ProcessCheck:
    """The same answer to all nine questions; without a group, the facilitator's own."""
    answers = {"answered_on": clock.today(), **dict.fromkeys(REQUIREMENTS, answer)}
    return process_checks.add_process_check(
        id=uuid.uuid4(), round=listening, subgroup=subgroup, by=by,
        **{**answers, **said},
    )  # fmt: skip
