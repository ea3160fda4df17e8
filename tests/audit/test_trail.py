"""Nobody changes the audit trail: not through the models, not through SQL, not by being early."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cpfacilitate.audit.actions import expire_events, record
from cpfacilitate.audit.models import AuditEvent, RetentionRun
from cpfacilitate.lib import clock


@pytest.fixture
def event(world) -> AuditEvent:
    return AuditEvent.objects.filter(event="agreement.agreed").first()


def test_a_model_refuses(event):
    event.event = "nothing.happened"
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()
    with pytest.raises(TypeError):
        AuditEvent.objects.update(event="nothing.happened")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditevent SET event = 'nothing.happened'", "DELETE FROM audit_auditevent"],
)
def test_the_database_refuses(event, statement):
    with (
        pytest.raises(DatabaseError, match="audit trail"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEvent.objects.filter(pk=event.pk, event="agreement.agreed").count() == 1


def test_retention_deletes_what_has_expired_and_records_itself(world):
    with clock.at(clock.now() - timedelta(days=4000)), transaction.atomic():
        old = record("community.added", world.community, by=world.coordinator)
    kept = AuditEvent.objects.count() - 1
    run = expire_events(before=clock.now() - timedelta(days=3650))
    assert run.deleted == 1
    assert not AuditEvent.objects.filter(pk=old.pk).exists()
    assert AuditEvent.objects.count() == kept
    assert RetentionRun.objects.get().finished_at is not None


def test_an_action_that_fails_leaves_no_row(world):
    before = AuditEvent.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        record("community.added", world.community, by=world.coordinator)
        raise RuntimeError
    assert AuditEvent.objects.count() == before
