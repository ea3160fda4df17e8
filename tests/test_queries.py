"""Do the pages ask the database as little as quality.md says, however many rows there are?"""

from __future__ import annotations

import pytest

from bench import _world

from .things import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.timeout(600)  # every list and page there is, twice
def test_every_page_keeps_its_bar_and_no_row_costs_a_query(stage: Stage):
    few = {page: _world.queries(stage.world, stage.things, page) for page in _world.PAGES}
    _world.grow(stage.world, stage.things, 50)
    many = {page: _world.queries(stage.world, stage.things, page) for page in _world.PAGES}
    over = {
        f"{page.target} as {page.person}": (few[page], count)
        for page, count in many.items()
        if count > page.queries or count > few[page]
    }
    assert over == {}
