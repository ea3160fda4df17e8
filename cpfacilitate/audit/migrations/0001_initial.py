import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("before", models.DateTimeField()),
                ("started_at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("deleted", models.PositiveIntegerField(default=0, verbose_name="events deleted")),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, default=cpfacilitate.lib.clock.now)),
                ("event", models.CharField(max_length=60)),
                ("record_id", models.UUIDField(db_index=True)),
                ("fields", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
