import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0006_voices_heard"),
        ("participants", "0006_reached_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter", models.DateField()),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Girls or women"),
                            ("male", "Boys or men"),
                            ("other", "Other, or not said"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("under_10", "Under 10"),
                            ("10_13", "10–13"),
                            ("14_17", "14–17"),
                            ("18_24", "18–24"),
                            ("25_59", "25–59"),
                            ("60_plus", "60 and older"),
                        ],
                        max_length=10,
                    ),
                ),
                ("people", models.PositiveIntegerField(null=True)),
                ("with_difficulty", models.PositiveIntegerField(null=True)),
                ("sessions", models.PositiveIntegerField(default=0)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_counts",
                        to="participants.community",
                    ),
                ),
            ],
            options={
                "ordering": ["quarter", "sex", "age_band", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "quarter", "sex", "age_band"), name="kept_count_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("with_difficulty", None),
                            ("people", None),
                            ("with_difficulty__lte", models.F("people")),
                            _connector="OR",
                        ),
                        name="kept_count_difficulty",
                    ),
                ],
            },
        ),
    ]
