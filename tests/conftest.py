"""What every test may ask for: the cast, a browser of each person, the database's own guards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client

from cpfacilitate.accounts.models import User
from cpfacilitate.audit import triggers

from . import factories
from .things import Stage, things


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all", action="store_true", help="every page × role × mode, and the long runs"
    )


CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
IN_CI = os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say by name what cannot run here; in CI a missing browser fails where it is used."""
    sqlite = connection.vendor == "sqlite"
    for item in items:
        if item.get_closest_marker("postgres") and sqlite:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: bin/test --postgres"))
        if item.get_closest_marker("browser") and not CHROMIUM.exists() and not IN_CI:
            item.add_marker(pytest.mark.skip(reason=f"needs Chromium: {CHROMIUM} is not there"))


@pytest.fixture(scope="session")
def _first_world() -> list[tuple[factories.World, list[list[Model]]]]:
    """The world as the first test of a worker made it, with the rows it left in each table."""
    return []


@pytest.fixture
def world(db, _first_world) -> factories.World:
    """The cast and their communities, made by the product's actions.

    Only once in a worker: for every later test the same rows are put back as they were.
    """
    if not _first_world:
        made = factories.world()
        labels = ("accounts", "audit", "participants")
        models = [model for model in apps.get_models() if model._meta.app_label in labels]
        rows = [list(model._base_manager.all()) for model in models]
        _first_world.append((deepcopy(made), rows))
        return made
    made, rows = deepcopy(_first_world[0])
    with transaction.atomic():
        for table in filter(None, rows):
            type(table[0])._base_manager.bulk_create(table)
    return made


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """The world with one of everything in it, made once for tests that undo whatever they write."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = factories.world()
        yield Stage(world, things(world))
        transaction.set_rollback(True)


@pytest.fixture
def as_user() -> Callable[[User | None], Client]:
    """`as_user(world.facilitator).get(...)`: a client signed in as that person, or nobody."""

    def sign_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture(autouse=True, scope="session")
def _flush_past_triggers() -> Iterator[None]:
    """A transactional test ends with a flush, which the audit trail would refuse.

    For the whole session: the flush comes after the test's own patches are undone.
    """
    from django.core.management.commands import flush

    whole = flush.Command.handle

    def handle(self, **options):
        triggers.lift(connection)
        try:
            return whole(self, **options)
        finally:
            triggers.put(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield
