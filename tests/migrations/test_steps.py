"""Can the tables be made from nothing, and every step be gone back and forth?"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from tests.migrations import LATEST, migrate, slow

pytestmark = slow
OURS = ("lib", "audit", "accounts", "participants", "dialogues", "referrals", "reports")


def steps() -> list[tuple[str, str]]:
    """Our migrations in the order in which they run."""
    loader = MigrationLoader(connection)
    plan = loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
    return [step for step in plan if step[0] in OURS]


def columns() -> dict[str, list[str]]:
    """Table → its columns, of every model of ours, as the database has them."""
    with connection.cursor() as cursor:
        return {
            model._meta.db_table: sorted(
                column.name
                for column in connection.introspection.get_table_description(
                    cursor, model._meta.db_table
                )
            )
            for label in OURS
            for model in apps.get_app_config(label).get_models()
        }


def test_from_nothing_to_now(tables):
    before = columns()
    migrate(*((label, None) for label in OURS))
    with connection.cursor() as cursor:
        left = set(connection.introspection.table_names(cursor))
    assert left & set(before) == set()
    migrate(*LATEST)
    assert columns() == before


def test_the_tables_are_those_of_the_models(tables):
    expected = {
        model._meta.db_table: sorted(field.column for field in model._meta.local_concrete_fields)
        for label in OURS
        for model in apps.get_app_config(label).get_models()
    }
    assert columns() == expected


def makes_tables(step: tuple[str, str]) -> bool:
    operations = MigrationLoader(connection).graph.nodes[step].operations
    return any(type(operation).__name__ == "CreateModel" for operation in operations)


def counted(tables: set[str]) -> dict[str, int]:
    """Rows of each table, by the models as they are now."""
    return {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.db_table in tables
    }


def named() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


@pytest.mark.parametrize("far", ["to the last new table", "to the first tables"])
def test_every_step_goes_back_and_forth_with_data(tables, world, far):
    """Under the data of the world; a table that a step takes away comes back empty, as it must."""
    floor = {}
    for app, step in steps():
        if app not in floor or (far == "to the last new table" and makes_tables((app, step))):
            floor[app] = step
    here = named()
    before = counted(here)
    for target in reversed(list(floor.items())):
        executor = MigrationExecutor(connection)
        if all(back for _step, back in executor.migration_plan([target])):
            executor.migrate([target])
    kept = named()
    migrate(*LATEST)
    assert named() == here
    assert counted(kept) == {table: before[table] for table in before if table in kept}


def test_the_guards_of_the_trail_come_back(tables, world):
    """After a way back and forth the database still refuses to change what happened."""
    migrate(("audit", "0001_initial"))
    migrate(*LATEST)
    with pytest.raises(DatabaseError, match="audit trail"), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET event = 'nothing.happened'")


# --- The flush of tests/conftest.py ---------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_write_the_trail(world):
    assert AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_begins_with_nothing():
    assert not AuditEvent.objects.exists()
    assert clock.now()


@pytest.mark.django_db(transaction=True)
def test_and_the_guards_are_up_again(world):
    with pytest.raises(DatabaseError, match="audit trail"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")
