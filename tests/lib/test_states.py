"""Never, not now, or yes: does a move get its own answer?"""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.states import check_transition, moves

# Water is carried, then boiled by whoever holds the fire, then drunk.
TABLE = {
    "carried": {"boiled": "fire", "spilt": "carry"},
    "boiled": {"drunk": "drink"},
    "drunk": {},
}


def water(status: str, **more) -> SimpleNamespace:
    return SimpleNamespace(status=status, get_status_display=lambda: status.title(), **more)


def holder(*permissions: str):
    return lambda permission: permission in permissions


@pytest.mark.parametrize(
    ("status", "held", "expected"),
    [
        ("carried", ["fire"], ["boiled"]),
        ("carried", ["fire", "carry"], ["boiled", "spilt"]),
        ("carried", ["drink"], []),
        ("boiled", ["drink"], ["drunk"]),
        ("drunk", ["fire", "carry", "drink"], []),
        ("spilt", ["fire"], []),
    ],
)
def test_moves(status, held, expected):
    assert moves(TABLE, water(status), holder(*held)) == expected


def test_what_is_offered_is_what_is_allowed():
    for status in (*TABLE, "spilt"):
        for held in ("fire", "carry", "drink", ""):
            offered = moves(TABLE, water(status), holder(held))
            for to in ("carried", "boiled", "drunk", "spilt"):
                if to in offered:
                    check_transition(TABLE, water(status), to, holder(held))
                else:
                    with pytest.raises((NotPermitted, NotPossible)):
                        check_transition(TABLE, water(status), to, holder(held))


def test_not_now_is_a_sentence_with_the_day():
    cup = water("drunk", status_at=datetime(2026, 5, 3, 9, tzinfo=UTC))
    with pytest.raises(NotPossible) as refused:
        check_transition(TABLE, cup, "boiled", holder("fire"))
    assert refused.value.message == (
        "This stands at “Drunk” since 3 May, so that step is no longer open."
    )
    assert refused.value.record is cup


def test_never_is_not_permitted():
    with pytest.raises(NotPermitted):
        check_transition(TABLE, water("carried"), "boiled", holder("drink"))
    with pytest.raises(NotPermitted):
        check_transition(TABLE, water("carried"), "burnt", holder("fire", "carry", "drink"))
