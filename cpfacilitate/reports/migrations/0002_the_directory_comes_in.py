import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_what_a_body_does"),
        ("participants", "0009_the_directory"),
        ("reports", "0001_lists_that_come_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hsds_id", models.UUIDField(unique=True)),
                ("changed_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="importrun",
            name="import_run_kind",
        ),
        migrations.AddField(
            model_name="importrun",
            name="given",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="kind",
            field=models.CharField(
                choices=[("communities", "Communities"), ("services", "Services")],
                default="communities",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["communities", "services"])),
                name="import_run_kind",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="service",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="participants.service",
            ),
        ),
    ]
