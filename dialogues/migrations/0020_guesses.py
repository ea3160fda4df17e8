import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0019_kept_as_counted"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guess",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=cpfacilitate.lib.clock.now, editable=False),
                ),
                ("made_on", models.DateField(verbose_name="day")),
                (
                    "said_when_seen",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what they said when they saw it"
                    ),
                ),
                ("seen_on", models.DateField(null=True, verbose_name="day they saw it")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="GuessedItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("rank", models.PositiveSmallIntegerField()),
                ("local_term", models.CharField(max_length=200, verbose_name="their words")),
                (
                    "gloss",
                    models.CharField(blank=True, max_length=200, verbose_name="what it means"),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confirmation",
            name="confirmation_place",
        ),
        migrations.AddField(
            model_name="guess",
            name="community",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="guess",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guess",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.round",
            ),
        ),
        migrations.AddField(
            model_name="guess",
            name="subgroup",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="guess",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="confirmations",
                to="dialogues.guess",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("guess", None), ("plan", None), ("session__isnull", False)),
                    models.Q(("guess", None), ("plan__isnull", False), ("session", None)),
                    models.Q(("guess__isnull", False), ("plan", None), ("session", None)),
                    _connector="OR",
                ),
                name="confirmation_place",
            ),
        ),
        migrations.AddField(
            model_name="guesseditem",
            name="guess",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="dialogues.guess",
            ),
        ),
        migrations.AddField(
            model_name="guesseditem",
            name="harm",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dialogues.harm",
            ),
        ),
        migrations.AddConstraint(
            model_name="guess",
            constraint=models.UniqueConstraint(fields=("round", "subgroup"), name="guess_once"),
        ),
        migrations.AddConstraint(
            model_name="guess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("said_when_seen", ""), ("seen_on__isnull", False), _connector="OR"
                ),
                name="guess_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="guess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seen_on", None), ("seen_on__gte", models.F("made_on")), _connector="OR"
                ),
                name="guess_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="guesseditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__gte", 1)), name="guessed_rank"
            ),
        ),
    ]
