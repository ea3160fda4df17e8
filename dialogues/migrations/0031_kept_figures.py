import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0030_answers_of_a_meeting"),
        ("participants", "0008_words_confirmed_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeopleHeard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter", models.DateField()),
                ("gone", models.BooleanField(default=False)),
                (
                    "sex",
                    models.CharField(
                        blank=True,
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
                        blank=True,
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
                ("people", models.PositiveIntegerField(default=0)),
                ("counted", models.PositiveIntegerField(default=0)),
                ("with_difficulty", models.PositiveIntegerField(default=0)),
                ("difficulty_counted", models.PositiveIntegerField(default=0)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.community",
                    ),
                ),
            ],
            options={
                "ordering": ["quarter", "sex", "age_band", "id"],
            },
        ),
        migrations.CreateModel(
            name="SessionsHeld",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter", models.DateField()),
                ("gone", models.BooleanField(default=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("small_group", "A small group of their own"),
                            ("home_visits", "Visits at home"),
                            ("walk", "A walk together"),
                            ("drama", "Drama or play"),
                            ("interview", "One by one"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sessions", models.PositiveIntegerField(default=0)),
                ("households", models.PositiveIntegerField(default=0)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.community",
                    ),
                ),
            ],
            options={
                "ordering": ["quarter", "channel", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="peopleheard",
            index=models.Index(fields=["quarter"], name="people_heard_quarter"),
        ),
        migrations.AddConstraint(
            model_name="peopleheard",
            constraint=models.UniqueConstraint(
                fields=("community", "quarter", "sex", "age_band", "gone"), name="people_heard_once"
            ),
        ),
        migrations.AddIndex(
            model_name="sessionsheld",
            index=models.Index(fields=["quarter"], name="sessions_held_quarter"),
        ),
        migrations.AddConstraint(
            model_name="sessionsheld",
            constraint=models.UniqueConstraint(
                fields=("community", "quarter", "channel", "gone"), name="sessions_held_once"
            ),
        ),
    ]
