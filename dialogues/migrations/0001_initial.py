import uuid

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("participants", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DialogueSession",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("recorded", "Recorded"),
                            ("locked", "Locked"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                (
                    "time_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("morning", "Morning"),
                            ("midday", "Midday"),
                            ("after_chores", "After chores"),
                            ("evening", "Evening"),
                        ],
                        max_length=20,
                        verbose_name="time of day",
                    ),
                ),
                (
                    "venue",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open_air", "In the open, under a tree"),
                            ("school", "School"),
                            ("hall", "Hall or meeting place"),
                            ("worship", "Mosque or church"),
                            ("homes", "Homes"),
                            ("health_post", "Health post"),
                            ("other", "Another place"),
                        ],
                        max_length=20,
                        verbose_name="kind of place",
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, max_length=20, verbose_name="language spoken"),
                ),
                (
                    "limits_explained",
                    models.BooleanField(
                        default=False, verbose_name="limits of confidentiality explained"
                    ),
                ),
                (
                    "strengths_asked",
                    models.BooleanField(
                        default=False,
                        verbose_name="we asked what already protects, and nothing was said",
                    ),
                ),
                (
                    "private_note",
                    models.TextField(blank=True, max_length=2000, verbose_name="note for yourself"),
                ),
                (
                    "promise",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what we promised the group"
                    ),
                ),
                ("promise_by", models.DateField(null=True, verbose_name="by when")),
                ("promise_kept_on", models.DateField(null=True, verbose_name="kept on")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False, null=True)),
                ("locked_at", models.DateTimeField(editable=False, null=True)),
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
                    "locked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="participants.round",
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="participants.subgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Harm",
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
                ("local_term", models.CharField(max_length=200, verbose_name="their words")),
                ("language", models.CharField(max_length=20, verbose_name="language")),
                (
                    "gloss",
                    models.CharField(blank=True, max_length=200, verbose_name="what it means"),
                ),
                ("term_key", models.CharField(editable=False, max_length=200)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="harms",
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
                "ordering": ["local_term", "id"],
            },
        ),
        migrations.CreateModel(
            name="HeadCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
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
                ("people", models.PositiveSmallIntegerField(null=True, verbose_name="people")),
                (
                    "with_difficulty",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="of whom find it hard to see, hear, walk or learn"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="head_counts",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RankedItem",
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
                    "share_scope",
                    models.CharField(
                        choices=[
                            ("group_only", "Only this group"),
                            ("facilitators", "Facilitators"),
                            ("community_unattributed", "“Children said”"),
                            ("community_attributed", "With the group’s name"),
                            ("external", "Anyone, with the group’s name"),
                        ],
                        default="facilitators",
                        max_length=30,
                        verbose_name="what may be told",
                    ),
                ),
                (
                    "harm",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="dialogues.harm",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("record_id", models.UUIDField(db_index=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "values",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
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
        migrations.CreateModel(
            name="Strength",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("local_term", models.CharField(max_length=200, verbose_name="their words")),
                (
                    "gloss",
                    models.CharField(blank=True, max_length=200, verbose_name="what it means"),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.protectivepractice",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strengths",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="dialoguesession",
            index=models.Index(fields=["round", "status"], name="dialogues_d_round_i_f4e953_idx"),
        ),
        migrations.AddIndex(
            model_name="dialoguesession",
            index=models.Index(fields=["-held_on", "-id"], name="dialogues_d_held_on_f37f99_idx"),
        ),
        migrations.AddConstraint(
            model_name="dialoguesession",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "recorded", "locked"])),
                name="session_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialoguesession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="session_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="dialoguesession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "locked"), _negated=True),
                    ("locked_at__isnull", False),
                    _connector="OR",
                ),
                name="session_locked",
            ),
        ),
        migrations.AddConstraint(
            model_name="harm",
            constraint=models.UniqueConstraint(
                fields=("community", "language", "term_key"), name="harm_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="headcount",
            constraint=models.UniqueConstraint(
                fields=("session", "sex", "age_band"), name="head_count_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="headcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("with_difficulty", None),
                    ("people", None),
                    ("with_difficulty__lte", models.F("people")),
                    _connector="OR",
                ),
                name="head_count_difficulty",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankeditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "share_scope__in",
                        [
                            "group_only",
                            "facilitators",
                            "community_unattributed",
                            "community_attributed",
                            "external",
                        ],
                    )
                ),
                name="item_share_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankeditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__gte", 1)), name="item_rank"
            ),
        ),
    ]
