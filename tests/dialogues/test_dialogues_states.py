"""Every status × every status × every role, against a literal list: the table may not approve itself."""

from __future__ import annotations

from itertools import product

import pytest

from dialogues.permissions.sessions import session_moves
from dialogues.states import SessionStatus

from . import factories

# (from, to) → who may.
SESSION_MOVES = {
    ("draft", "recorded"): {"facilitator"},
    ("recorded", "locked"): {"facilitator", "mentor"},
    ("locked", "recorded"): {"mentor"},
}
REACH = {"draft": factories.filled, "recorded": factories.recorded, "locked": factories.locked}


@pytest.mark.parametrize("status", REACH)
def test_session(world, status):
    session = REACH[status](world.groups["girls_10_13"], by=world.facilitator)
    for to, (name, person) in product(SessionStatus.values, world.cast.items()):
        expected = name in SESSION_MOVES.get((status, to), set())
        assert (to in session_moves(person, session)) is expected, (status, to, name)
