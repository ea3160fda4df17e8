import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0009_tools"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reflection",
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
                ("kept_on", models.DateField(default=cpfacilitate.lib.clock.today, editable=False)),
                (
                    "suggested",
                    models.CharField(
                        blank=True,
                        choices=[("no", "No"), ("perhaps", "Perhaps"), ("yes", "Yes")],
                        max_length=20,
                        verbose_name="did I suggest an issue or a solution?",
                    ),
                ),
                (
                    "suggested_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="what, and why"),
                ),
                (
                    "topic_set_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("group", "The group"),
                            ("together", "We found it together"),
                            ("facilitator", "I did"),
                        ],
                        max_length=20,
                        verbose_name="who set the topic?",
                    ),
                ),
                (
                    "talk_share",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hardly", "Hardly any"),
                            ("quarter", "About a quarter"),
                            ("half", "About half"),
                            ("most", "Most of it"),
                        ],
                        max_length=20,
                        verbose_name="about how much of the time did I speak?",
                    ),
                ),
                (
                    "surprised",
                    models.TextField(blank=True, max_length=2000, verbose_name="what surprised me"),
                ),
                (
                    "ask_differently",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what I would ask differently"
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, max_length=2000, verbose_name="anything else"),
                ),
                (
                    "talk_over",
                    models.BooleanField(default=False, verbose_name="to talk over with my mentor"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "waits_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mentor", "Waits for the mentor"),
                            ("facilitator", "The mentor wrote"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflection",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
            options={
                "ordering": ["-kept_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReflectionAnswer",
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
                ("words", models.TextField(max_length=2000, verbose_name="words")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reflection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="dialogues.reflection",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
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
                ("said_on", models.DateField(verbose_name="day it was said")),
                (
                    "corrector",
                    models.CharField(
                        choices=[
                            ("group", "The group itself"),
                            ("facilitator", "The facilitator"),
                            ("second", "The co-facilitator or note-taker"),
                            ("interpreter", "The interpreter"),
                        ],
                        max_length=20,
                        verbose_name="who corrected",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("who_and_when", "Who and when"),
                            ("counts", "How many came"),
                            ("protects", "What already protects children"),
                            ("list", "What harms children: the list"),
                            ("quotes", "Quotes"),
                            ("consent", "Consent, and what may be told"),
                            ("promise", "What we promised"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what it is about",
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="what is right")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amendments",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrector__in", ["group", "facilitator", "second", "interpreter"])
                        ),
                        name="amendment_corrector",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                [
                                    "who_and_when",
                                    "counts",
                                    "protects",
                                    "list",
                                    "quotes",
                                    "consent",
                                    "promise",
                                    "other",
                                ],
                            )
                        ),
                        name="amendment_part",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="reflection",
            index=models.Index(fields=["-kept_on", "-id"], name="dialogues_r_kept_on_5eb9bf_idx"),
        ),
        migrations.AddConstraint(
            model_name="reflection",
            constraint=models.CheckConstraint(
                condition=models.Q(("waits_for__in", ["", "mentor", "facilitator"])),
                name="reflection_waits_for",
            ),
        ),
    ]
