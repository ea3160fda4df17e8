"""What the tests of migrations share: a way there and back, and tables that are whole after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.migrations import LATEST, migrate


@pytest.fixture
def tables(transactional_db) -> Iterator[None]:
    """A database whose tables a test may take away; whole again after it."""
    yield
    migrate(*LATEST)
