import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0006_reached_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("record_id", models.UUIDField(db_index=True)),
                ("words", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                (
                    "noun",
                    models.CharField(
                        choices=[
                            ("agreement", "Agreement"),
                            ("visit", "Visit"),
                            ("phase", "Phase"),
                            ("round", "Listening round"),
                            ("voice", "A planned voice"),
                            ("practice", "What already protects children"),
                            ("leaving", "What becomes of the records"),
                            ("handover", "Handing over"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participants.community",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["community", "-at", "-id"], name="participant_communi_cbe57c_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "noun__in",
                                [
                                    "agreement",
                                    "visit",
                                    "phase",
                                    "round",
                                    "voice",
                                    "practice",
                                    "leaving",
                                    "handover",
                                ],
                            )
                        ),
                        name="confirmation_noun",
                    )
                ],
            },
        ),
    ]
