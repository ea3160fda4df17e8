"""The database itself keeps the audit trail as it was written."""

from django.db import migrations

from cpfacilitate.audit import triggers


def put(apps, schema_editor):
    triggers.put(schema_editor.connection)


def lift(apps, schema_editor):
    triggers.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(put, lift)]
