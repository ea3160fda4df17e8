"""Can the tables be made from nothing, and every step be gone back and forth with people's data?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.actions import reflections as answers
from dialogues.actions import sessions as session_actions
from dialogues.models import Confirmation as InDialogues
from dialogues.models import Finding, Reflection
from participants.models import Confirmation as InParticipants
from participants.models import Leaving
from tests.dialogues import factories as dialogues
from tests.dialogues import reflection_factories as reflections
from tests.dialogues import tool_factories as tools
from tests.factories import fresh
from tests.participants import factories as communities
from tests.participants import listening_factories as listening

OURS = ("lib", "audit", "accounts", "participants", "dialogues", "referrals", "reports")
# Of every app, ours and others'.
LATEST = MigrationLoader(None).graph.leaf_nodes()


def migrate(*targets: tuple[str, str | None]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))


def steps() -> list[tuple[str, str]]:
    """Our migrations in the order in which they run."""
    loader = MigrationLoader(connection)
    plan = loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
    return [step for step in plan if step[0] in OURS]


@pytest.fixture
def tables(transactional_db) -> Iterator[None]:
    """A database whose tables a test may take away; whole again after it."""
    yield
    migrate(*LATEST)


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


@pytest.mark.timeout(400)
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


@pytest.mark.timeout(400)
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


@pytest.mark.parametrize("status", ["declined", "withdrawn", "stepped_back"])
def test_a_community_that_left_before_is_asked_about_its_records(tables, world, status):
    """The step asks for each once, and for nobody with whom we go on."""
    agreement = communities.agreement_at(world, status)
    Leaving.objects.all().delete()
    for _time in range(2 if status == "declined" else 1):
        migrate(("participants", "0004_a_community_decides"))
        migrate(*LATEST)
        leaving, move = Leaving.objects.get(), agreement.moves.last()
        assert (leaving.move, leaving.created_by, leaving.created_at) == (move, move.by, move.at)
        assert (leaving.data_choice, leaving.is_latest) == ("", True)


def test_a_note_for_oneself_becomes_a_reflection_and_a_note_again(tables, world):
    """Each with its writer and its words; who wrote nothing has thought nothing."""
    groups, by = world.groups, world.facilitator
    noted = dialogues.recorded(groups["women"], by=by)
    dialogues.recorded(groups["men"], by=by)
    kept = reflections.reflection(noted, by=by, note="The tree was too near the road.")
    migrate(("dialogues", "0010_reflections_and_amendments"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT private_note FROM dialogues_dialoguesession ORDER BY private_note")
        assert cursor.fetchall() == [("",), (kept.note,)]
        cursor.execute("DELETE FROM dialogues_reflection")
    migrate(*LATEST)
    assert list(Reflection.objects.values_list("session", "note", "created_by", "kept_on")) == [
        (noted.pk, kept.note, by.pk, noted.held_on)
    ]


def test_what_was_laid_out_before_is_found_too(tables, world):
    """The step finds every word that the actions find, and what was found before stays found."""
    session = dialogues.recorded(world.groups["women"], by=world.facilitator)
    own = list(session.words.values_list("word", flat=True))
    for kind in tools.KINDS:
        tools.add(session, kind, by=world.facilitator)
    every = set(session.words.values_list("word", flat=True))
    migrate(("dialogues", "0015_confirmations"))
    session.words.exclude(word__in=own).delete()
    migrate(*LATEST)
    assert set(session.words.values_list("word", flat=True)) == every
    assert len(every) > len(own) + 60


def test_words_kept_with_a_reason_before_there_was_a_list_stand_in_it(tables, world):
    """Of every record, once; with who gave the reason, and where the words stand."""
    by, named = world.facilitator, "We ask Kadie Bangura"
    why = {"identifier_reason": "A well."}
    session = dialogues.filled(world.groups["women"], by=by, promise=named)
    session = session_actions.record_session(session, version=session.version, by=by, **why)
    tools.add(session, "places", rows=tools.rows("places", why=named), by=by, **why)
    note = reflections.reflection(session, by=by, note=named, **why)
    answers.answer_reflection(
        id=uuid.uuid4(), reflection=note, words=named, by=fresh(world.mentor), **why
    )
    reflections.amendment(session, by=by, words=named, **why)
    session_actions.lock_session(session, by=by)
    session_actions.unlock_session(session, reason=named, by=fresh(world.mentor), **why)
    communities.practice(world, who_does_it=named, **why)
    listening.add(world, "women", hinders=["other"], note=named, **why)
    communities.agreement_at(world, "withdrawn", words=named, **why)
    stores = (InDialogues, InParticipants)
    names = ("record_id", "words", "reason", "by", "community")
    kept = [sorted(store.objects.values_list(*names), key=str) for store in stores]
    assert [len(rows) for rows in kept] == [6, 3]
    for _time in range(2):
        migrate(("dialogues", "0014_sessions_in_their_order"), ("participants", "0006_reached_by"))
        migrate(*LATEST)
        assert [sorted(each.objects.values_list(*names), key=str) for each in stores] == kept
    again = InDialogues.objects.for_list().get(record_id=note.pk)
    assert again.get_absolute_url() == note.get_absolute_url()


def test_the_guards_of_the_trail_come_back(tables, world):
    """After a way back and forth the database still refuses to change what happened."""
    from django.db import DatabaseError

    migrate(("audit", "0001_initial"))
    migrate(*LATEST)
    with pytest.raises(DatabaseError, match="audit trail"), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET event = 'nothing.happened'")


def test_no_step_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


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
    from django.db import DatabaseError

    with pytest.raises(DatabaseError, match="audit trail"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")


def test_what_was_said_before_can_be_carried(tables, world):
    """A saying and what was laid out, of sessions recorded before both were findings; no draft's."""
    by, said = world.facilitator, {**dialogues.QUOTE, "about": ""}
    recorded = dialogues.recorded(world.groups["girls_10_13"], by=by, quotes=[said])
    tools.add(recorded, "places", by=by)
    draft = dialogues.filled(world.groups["women"], by=by, quotes=[said])
    tools.add(draft, "places", by=by)
    migrate(("dialogues", "0023_practices_and_rules"))
    migrate(*LATEST)
    made = Finding.objects.filter(harm=None)
    assert {each.kind: each.of for each in made} == {
        "quote": recorded.quotes.get().pk,
        "places": recorded.tools.get().pk,
    }
