"""Can the tables be made from nothing, and every step be gone back and forth with people's data?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

# Of every app, ours and others'.
LATEST = MigrationLoader(None).graph.leaf_nodes()
# Each step draws every model anew, and there are many steps.
slow = pytest.mark.timeout(600)


def migrate(*targets: tuple[str, str | None]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
