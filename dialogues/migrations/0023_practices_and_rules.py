import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0022_guesses_and_categories"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ByLaw",
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
                    "local_title",
                    models.CharField(max_length=200, verbose_name="what people here call it"),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what it says")),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                (
                    "who_agreed",
                    models.CharField(max_length=300, verbose_name="which groups agreed"),
                ),
                (
                    "sanctions",
                    models.TextField(
                        blank=True,
                        max_length=2000,
                        verbose_name="what follows for who does not keep it",
                    ),
                ),
                (
                    "who_enforces",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who sees that it is kept"
                    ),
                ),
                (
                    "appeal",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="whom one can ask to look at it again",
                    ),
                ),
                (
                    "effect_on_poorest",
                    models.TextField(max_length=2000, verbose_name="what it costs the poorest"),
                ),
                (
                    "consistent_with_law",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "In part"),
                            ("no", "No"),
                            ("not_known", "Nobody knows yet"),
                        ],
                        max_length=10,
                        verbose_name="does it go together with the law",
                    ),
                ),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="to look at again on"),
                ),
                (
                    "ended_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="no longer in force since"
                    ),
                ),
                (
                    "ended_because",
                    models.TextField(blank=True, max_length=600, verbose_name="why it ended"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["-agreed_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="NormReflection",
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
                ("said_on", models.DateField(verbose_name="day")),
                (
                    "most_do",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "none"),
                            ("few", "few"),
                            ("half", "half"),
                            ("most", "most"),
                            ("all", "all"),
                        ],
                        max_length=10,
                        verbose_name="how many here do it",
                    ),
                ),
                (
                    "most_think_should",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "none"),
                            ("few", "few"),
                            ("half", "half"),
                            ("most", "most"),
                            ("all", "all"),
                        ],
                        max_length=10,
                        verbose_name="how many here think one should",
                    ),
                ),
                (
                    "if_one_does_not",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what happens if one does not"
                    ),
                ),
                (
                    "who_could_change_it",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="who could change it"
                    ),
                ),
                (
                    "doubts",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="a doubt, in their words"
                    ),
                ),
                (
                    "alternatives",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what else could be done"
                    ),
                ),
                (
                    "readiness",
                    models.CharField(
                        choices=[
                            ("unspoken", "nobody speaks of it"),
                            ("questioned_by_some", "questioned by some"),
                            ("openly_debated", "openly debated"),
                            ("alternatives_tried", "something else is tried"),
                            ("new_agreement", "a new agreement"),
                            ("kept_fairly", "the agreement is kept fairly"),
                            ("slid_back", "slid back"),
                        ],
                        max_length=30,
                        verbose_name="how they talk of it",
                    ),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["said_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Practice",
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
                    "language",
                    models.CharField(max_length=20, verbose_name="language of these words"),
                ),
                ("local_term", models.CharField(max_length=200, verbose_name="in their words")),
                ("term_key", models.CharField(editable=False, max_length=200)),
                (
                    "gloss",
                    models.CharField(blank=True, max_length=200, verbose_name="what it means"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("protective", "It protects children"),
                            ("harmful", "It harms children"),
                            ("mixed", "It protects and it harms"),
                            ("contested", "People here see it differently"),
                        ],
                        max_length=20,
                        verbose_name="how people here see it",
                    ),
                ),
                (
                    "who_does_it_to_whom",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who does it, and to whom"
                    ),
                ),
                (
                    "since_when",
                    models.CharField(blank=True, max_length=300, verbose_name="since when"),
                ),
                (
                    "believed_benefit",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what it is believed to bring"
                    ),
                ),
                (
                    "who_expects_it",
                    models.CharField(blank=True, max_length=300, verbose_name="who expects it"),
                ),
                (
                    "season",
                    models.CharField(blank=True, max_length=300, verbose_name="in which season"),
                ),
                (
                    "law",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what the law says of it"
                    ),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["local_term", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProcessCheck",
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
                ("answered_on", models.DateField(verbose_name="day")),
                (
                    "transparent",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "voluntary",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "respectful",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "relevant",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "child_friendly",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "inclusive",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "supported",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "safe",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "accountable",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "A bit"), ("no", "No")],
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what they said of it"
                    ),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_on", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confirmation",
            name="confirmation_place",
        ),
        migrations.AddField(
            model_name="bylaw",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="by_laws",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="bylaw",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="by_law",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="confirmations",
                to="dialogues.bylaw",
            ),
        ),
        migrations.AddField(
            model_name="normreflection",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="normreflection",
            name="session",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dialogues.dialoguesession",
                verbose_name="in which dialogue",
            ),
        ),
        migrations.AddField(
            model_name="normreflection",
            name="subgroup",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
            ),
        ),
        migrations.AddField(
            model_name="practice",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="practices",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="practice",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="normreflection",
            name="practice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reflections",
                to="dialogues.practice",
            ),
        ),
        migrations.AddField(
            model_name="bylaw",
            name="practice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="by_laws",
                to="dialogues.practice",
                verbose_name="practice",
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="practice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="confirmations",
                to="dialogues.practice",
            ),
        ),
        migrations.AddField(
            model_name="processcheck",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="processcheck",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="process_checks",
                to="participants.round",
            ),
        ),
        migrations.AddField(
            model_name="processcheck",
            name="subgroup",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
                verbose_name="group",
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="process_check",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="confirmations",
                to="dialogues.processcheck",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("by_law__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", False),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("plan__isnull", False),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", False),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", False),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", False),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", False),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="confirmation_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["protective", "harmful", "mixed", "contested"])),
                name="talked_practice_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.UniqueConstraint(
                fields=("community", "language", "term_key"), name="talked_practice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="normreflection",
            constraint=models.CheckConstraint(
                condition=models.Q(("most_do__in", ["", "none", "few", "half", "most", "all"])),
                name="norm_most_do",
            ),
        ),
        migrations.AddConstraint(
            model_name="normreflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_think_should__in", ["", "none", "few", "half", "most", "all"])
                ),
                name="norm_most_think",
            ),
        ),
        migrations.AddConstraint(
            model_name="normreflection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "readiness__in",
                        [
                            "unspoken",
                            "questioned_by_some",
                            "openly_debated",
                            "alternatives_tried",
                            "new_agreement",
                            "kept_fairly",
                            "slid_back",
                        ],
                    )
                ),
                name="norm_readiness",
            ),
        ),
        migrations.AddConstraint(
            model_name="bylaw",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("consistent_with_law__in", ["yes", "partly", "no", "not_known"])
                ),
                name="by_law_with_law",
            ),
        ),
        migrations.AddConstraint(
            model_name="bylaw",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_because", ""), ("ended_on", None)),
                    models.Q(
                        ("ended_on__gte", models.F("agreed_on")),
                        models.Q(("ended_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="by_law_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="bylaw",
            constraint=models.CheckConstraint(
                condition=models.Q(("effect_on_poorest", ""), _negated=True), name="by_law_poorest"
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.UniqueConstraint(
                fields=("round", "subgroup"), name="process_check_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subgroup", None)),
                fields=("round",),
                name="process_check_own_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("transparent__in", ["", "yes", "partly", "no"])),
                name="process_check_transparent",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("voluntary__in", ["", "yes", "partly", "no"])),
                name="process_check_voluntary",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("respectful__in", ["", "yes", "partly", "no"])),
                name="process_check_respectful",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("relevant__in", ["", "yes", "partly", "no"])),
                name="process_check_relevant",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("child_friendly__in", ["", "yes", "partly", "no"])),
                name="process_check_child_friendly",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("inclusive__in", ["", "yes", "partly", "no"])),
                name="process_check_inclusive",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("supported__in", ["", "yes", "partly", "no"])),
                name="process_check_supported",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("safe__in", ["", "yes", "partly", "no"])),
                name="process_check_safe",
            ),
        ),
        migrations.AddConstraint(
            model_name="processcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("accountable__in", ["", "yes", "partly", "no"])),
                name="process_check_accountable",
            ),
        ),
    ]
