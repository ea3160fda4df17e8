import uuid

from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyRotation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                ("renewed", models.JSONField(default=dict)),
                ("unreadable", models.JSONField(default=dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PurgeRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(db_index=True, default=cpfacilitate.lib.clock.now),
                ),
                (
                    "started_by",
                    models.CharField(
                        choices=[("clock", "by itself"), ("command", "by command")], max_length=10
                    ),
                ),
                ("dry_run", models.BooleanField(default=False)),
                ("deleted", models.JSONField(default=dict)),
                ("held", models.JSONField(default=dict)),
                ("failed", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("started_by__in", ["clock", "command"])),
                        name="purge_run_started_by",
                    )
                ],
            },
        ),
    ]
