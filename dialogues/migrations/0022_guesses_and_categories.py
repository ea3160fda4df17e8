import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0021_findings_of_earlier_rounds"),
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
                (
                    "community",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.community",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.round",
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.subgroup",
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
                (
                    "guess",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dialogues.guess",
                    ),
                ),
                (
                    "harm",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dialogues.harm",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="HarmCategory",
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
                (
                    "code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("out_of_school", "Out of school"),
                            ("teenage_pregnancy", "Pregnancy before adulthood"),
                            ("early_marriage", "Early marriage"),
                            ("early_sex", "Early sex"),
                            ("sexual_exploitation", "Sexual exploitation"),
                            ("sexual_violence", "Sexual violence"),
                            ("harassment_on_road", "Harassment on the way"),
                            ("heavy_work", "Heavy work"),
                            ("child_mining", "Work in mines and quarries"),
                            ("domestic_work", "Domestic work"),
                            ("corporal_punishment", "Beating"),
                            ("maltreated_not_with_parents", "Treated badly away from parents"),
                            ("neglect_hunger", "Hunger and neglect"),
                            ("disability", "Children with a disability hidden or left out"),
                            ("fgm_initiation", "Cutting and initiation"),
                            ("drugs_alcohol", "Drugs and alcohol"),
                            ("trafficking_migration", "Sent or taken away"),
                            ("birth_registration", "Not registered at birth"),
                            ("orphan_care", "Care of orphans"),
                            ("stigma_young_mothers", "Shaming of young mothers"),
                            ("injury", "Drowning and injury"),
                            ("conflict_recruitment", "Taken into armed groups"),
                        ],
                        max_length=40,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("name_key", models.CharField(blank=True, editable=False, max_length=400)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.community",
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
            ],
            options={
                "ordering": ["name", "code", "id"],
            },
        ),
        migrations.CreateModel(
            name="HarmGrouping",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now, editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groupings",
                        to="dialogues.harmcategory",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "harm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groupings",
                        to="dialogues.harm",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
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
        migrations.AddConstraint(
            model_name="harmcategory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), models.Q(("name", ""), _negated=True)),
                    models.Q(
                        (
                            "code__in",
                            [
                                "out_of_school",
                                "teenage_pregnancy",
                                "early_marriage",
                                "early_sex",
                                "sexual_exploitation",
                                "sexual_violence",
                                "harassment_on_road",
                                "heavy_work",
                                "child_mining",
                                "domestic_work",
                                "corporal_punishment",
                                "maltreated_not_with_parents",
                                "neglect_hunger",
                                "disability",
                                "fgm_initiation",
                                "drugs_alcohol",
                                "trafficking_migration",
                                "birth_registration",
                                "orphan_care",
                                "stigma_young_mothers",
                                "injury",
                                "conflict_recruitment",
                            ],
                        ),
                        ("name", ""),
                    ),
                    _connector="OR",
                ),
                name="category_code_or_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="harmcategory",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True),
                fields=("community", "code"),
                name="category_code_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="harmcategory",
            constraint=models.UniqueConstraint(
                condition=models.Q(("name", ""), _negated=True),
                fields=("community", "name_key"),
                name="category_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="harmgrouping",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("harm", "category"),
                name="grouping_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="harmgrouping",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="grouping_ended",
            ),
        ),
    ]
