import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0028_best_interests"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LookBack",
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
                ("held_on", models.DateField(verbose_name="day of the meeting")),
                (
                    "present",
                    models.CharField(max_length=300, verbose_name="who was there, in numbers"),
                ),
                ("did", models.TextField(max_length=2000, verbose_name="what we did")),
                (
                    "changed",
                    models.TextField(blank=True, max_length=2000, verbose_name="what changed"),
                ),
                (
                    "surprised",
                    models.TextField(blank=True, max_length=2000, verbose_name="what surprised us"),
                ),
                (
                    "hindered",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what stood in the way"
                    ),
                ),
                (
                    "children_say",
                    models.TextField(blank=True, max_length=2000, verbose_name="what children say"),
                ),
                (
                    "now",
                    models.CharField(
                        choices=[
                            ("go_on", "We go on"),
                            ("adjust", "We change something"),
                            ("stop", "We stop"),
                        ],
                        max_length=10,
                        verbose_name="what we do now",
                    ),
                ),
                ("next_words", models.TextField(max_length=2000, verbose_name="in which words")),
                (
                    "meets_on",
                    models.DateField(blank=True, null=True, verbose_name="when we meet again"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="OwnershipReview",
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
                    "calls",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "decides",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "resources",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "goes_on",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "children",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "poorest",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "quarrels",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "Yes"), ("partly", "In part"), ("not_yet", "Not yet")],
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what was said of it"
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
        migrations.CreateModel(
            name="SignOfChange",
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
                    "words",
                    models.CharField(max_length=200, verbose_name="what will show that it works"),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="what is counted, and how"
                    ),
                ),
                (
                    "counted_by",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="who counts or looks"
                    ),
                ),
                (
                    "often",
                    models.CharField(
                        choices=[
                            ("weekly", "Every week"),
                            ("monthly", "Every month"),
                            ("term", "Every school term or season"),
                            ("meeting", "Whenever we meet"),
                        ],
                        max_length=10,
                        verbose_name="how often they want to look",
                    ),
                ),
                (
                    "started_by",
                    models.CharField(
                        choices=[
                            ("children", "Children"),
                            ("adults", "Adults"),
                            ("both", "Both together"),
                        ],
                        max_length=20,
                        verbose_name="whose idea it was",
                    ),
                ),
                (
                    "ended_because",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is no longer looked at"
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
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SignReading",
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
                ("seen_on", models.DateField(verbose_name="day")),
                (
                    "eyes",
                    models.CharField(
                        choices=[("adults", "Adults"), ("children", "Children")],
                        max_length=10,
                        verbose_name="who says it",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="how many"),
                ),
                (
                    "out_of",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="of how many"),
                ),
                (
                    "felt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("better", "Better than before"),
                            ("same", "The same"),
                            ("worse", "Worse than before"),
                        ],
                        max_length=10,
                        verbose_name="how it is",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="in their words"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("in_application", "By themselves"),
                            ("as_told", "As told by the planning group"),
                        ],
                        max_length=20,
                        verbose_name="how it came",
                    ),
                ),
                (
                    "told_at",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="at which meeting it was told"
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
                "ordering": ["seen_on", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confirmation",
            name="confirmation_place",
        ),
        migrations.AddField(
            model_name="lookback",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lookback",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="look_backs",
                to="dialogues.actionplan",
            ),
        ),
        migrations.AddField(
            model_name="lookback",
            name="whose_words",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
                verbose_name="whose words",
            ),
        ),
        migrations.AddField(
            model_name="ownershipreview",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ownership_reviews",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="ownershipreview",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ownershipreview",
            name="subgroup",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
                verbose_name="who answers",
            ),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="ownership_review",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="confirmations",
                to="dialogues.ownershipreview",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("by_law__isnull", True),
                        ("ownership_review__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", False),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("ownership_review__isnull", True),
                        ("plan__isnull", False),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("ownership_review__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", False),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("ownership_review__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", False),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", False),
                        ("ownership_review__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("ownership_review__isnull", True),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", False),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    models.Q(
                        ("by_law__isnull", True),
                        ("ownership_review__isnull", False),
                        ("plan__isnull", True),
                        ("practice__isnull", True),
                        ("process_check__isnull", True),
                        ("round__isnull", True),
                        ("session__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="confirmation_place",
            ),
        ),
        migrations.AddField(
            model_name="signofchange",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signofchange",
            name="judged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
                verbose_name="which group judges it",
            ),
        ),
        migrations.AddField(
            model_name="signofchange",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="signs",
                to="dialogues.actionplan",
            ),
        ),
        migrations.AddField(
            model_name="signreading",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signreading",
            name="sign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="dialogues.signofchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.CheckConstraint(
                condition=models.Q(("now__in", ["go_on", "adjust", "stop"])), name="look_back_now"
            ),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("present", ""), _negated=True),
                    models.Q(("did", ""), _negated=True),
                    models.Q(("next_words", ""), _negated=True),
                ),
                name="look_back_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("meets_on", None), ("meets_on__gt", models.F("held_on")), _connector="OR"
                ),
                name="look_back_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.UniqueConstraint(
                fields=("community", "subgroup", "answered_on"), name="ownership_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("subgroup", None)),
                fields=("community", "answered_on"),
                name="ownership_together_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("calls__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_calls",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("decides__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_decides",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("resources__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_resources",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("goes_on__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_goes_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("children__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_children",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("poorest__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_poorest",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownershipreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarrels__in", ["", "ours", "partly", "not_yet"])),
                name="ownership_quarrels",
            ),
        ),
        migrations.AddConstraint(
            model_name="signofchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("often__in", ["weekly", "monthly", "term", "meeting"])),
                name="sign_often",
            ),
        ),
        migrations.AddConstraint(
            model_name="signofchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("started_by__in", ["children", "adults", "both"])),
                name="sign_started_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="signreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("eyes__in", ["adults", "children"])), name="sign_reading_eyes"
            ),
        ),
        migrations.AddConstraint(
            model_name="signreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("felt__in", ["", "better", "same", "worse"])),
                name="sign_reading_felt",
            ),
        ),
        migrations.AddConstraint(
            model_name="signreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number__isnull", False),
                    models.Q(("felt", ""), _negated=True),
                    _connector="OR",
                ),
                name="sign_reading_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="signreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("out_of", None),
                    models.Q(("number__isnull", False), ("number__lte", models.F("out_of"))),
                    _connector="OR",
                ),
                name="sign_reading_out_of",
            ),
        ),
        migrations.AddConstraint(
            model_name="signreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "in_application"), ("told_at", "")),
                    models.Q(("channel", "as_told"), models.Q(("told_at", ""), _negated=True)),
                    _connector="OR",
                ),
                name="sign_reading_told",
            ),
        ),
    ]
