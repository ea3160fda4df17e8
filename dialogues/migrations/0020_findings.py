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
            name="Finding",
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
                            ("heard", "Heard"),
                            ("presented", "Carried"),
                            ("answered", "Answered"),
                            ("told_back", "Told back"),
                            ("withdrawn_by_group", "Taken back by the group"),
                        ],
                        default="heard",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_at",
                    models.DateTimeField(default=cpfacilitate.lib.clock.now, editable=False),
                ),
                ("open_at", models.DateTimeField(null=True)),
                ("open_with_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["status_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Presentation",
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
                ("presented_on", models.DateField(verbose_name="day")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("planning_group", "The planning group"),
                            ("gathering", "The whole community"),
                            ("leaders", "Leaders"),
                            ("parents", "Parents"),
                            ("school", "The school"),
                            ("service", "A service"),
                            ("other", "Others"),
                        ],
                        max_length=20,
                        verbose_name="to whom",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("drama", "Drama or play"),
                            ("drawing", "Drawings or pictures"),
                            ("song", "Song, poem or radio"),
                            ("spokesperson", "Children who spoke for the others"),
                            ("talk", "The facilitator told it"),
                        ],
                        max_length=20,
                        verbose_name="in which form",
                    ),
                ),
                (
                    "shown",
                    models.CharField(blank=True, max_length=600, verbose_name="what was shown"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["presented_on", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Response",
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
                    "audience",
                    models.CharField(
                        choices=[
                            ("planning_group", "The planning group"),
                            ("gathering", "The whole community"),
                            ("leaders", "Leaders"),
                            ("parents", "Parents"),
                            ("school", "The school"),
                            ("service", "A service"),
                            ("other", "Others"),
                        ],
                        max_length=20,
                        verbose_name="who answered",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("adopted", "Yes, we do it"),
                            ("partly", "Partly"),
                            ("not_now", "Not now"),
                            ("rejected", "No"),
                            ("more_talk", "We want to talk more about it"),
                        ],
                        max_length=20,
                        verbose_name="their answer",
                    ),
                ),
                ("reason", models.CharField(max_length=600, verbose_name="why")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["answered_on", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="TellBack",
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
                ("told_on", models.DateField(verbose_name="day")),
                (
                    "told_by",
                    models.CharField(
                        choices=[
                            ("facilitator", "The facilitator"),
                            ("planning_group", "Somebody of the planning group"),
                            ("children", "Children who spoke for the others"),
                            ("together", "Several of them together"),
                        ],
                        max_length=20,
                        verbose_name="who told them",
                    ),
                ),
                (
                    "reaction",
                    models.CharField(
                        choices=[
                            ("content", "Content"),
                            ("partly", "Content in part"),
                            ("not_content", "Not content"),
                            ("ask_more", "They want to know more"),
                            ("not_now", "They did not want to hear of it now"),
                        ],
                        max_length=20,
                        verbose_name="how they took it",
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=600, verbose_name="what they said"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["told_on", "created_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confirmation",
            name="confirmation_place",
        ),
        migrations.AddField(
            model_name="confirmation",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="participants.round",
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("plan", None), ("round", None), ("session__isnull", False)),
                    models.Q(("plan__isnull", False), ("round", None), ("session", None)),
                    models.Q(("plan", None), ("round__isnull", False), ("session", None)),
                    _connector="OR",
                ),
                name="confirmation_place",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="harm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="dialogues.harm",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="open_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="open_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="participants.round",
            ),
        ),
        migrations.AddField(
            model_name="presentation",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presentation",
            name="findings",
            field=models.ManyToManyField(related_name="presentations", to="dialogues.finding"),
        ),
        migrations.AddField(
            model_name="presentation",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="presentations",
                to="participants.round",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="action",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="responses",
                to="dialogues.action",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="finding",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="responses",
                to="dialogues.finding",
            ),
        ),
        migrations.AddField(
            model_name="tellback",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tellback",
            name="findings",
            field=models.ManyToManyField(related_name="tell_backs", to="dialogues.finding"),
        ),
        migrations.AddField(
            model_name="tellback",
            name="groups",
            field=models.ManyToManyField(related_name="+", to="participants.subgroup"),
        ),
        migrations.AddField(
            model_name="tellback",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tell_backs",
                to="participants.round",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("round", "harm"), name="finding_once"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["heard", "presented", "answered", "told_back", "withdrawn_by_group"],
                    )
                ),
                name="finding_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("open_at", None), ("open_by", None)),
                    models.Q(("open_at__isnull", False), ("open_by__isnull", False)),
                    _connector="OR",
                ),
                name="finding_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("open_with", None), ("open_with_at", None)),
                    models.Q(
                        ("open_by__isnull", False),
                        ("open_with__isnull", False),
                        ("open_with_at__isnull", False),
                        models.Q(("open_with", models.F("open_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="finding_open_with",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "audience__in",
                        [
                            "planning_group",
                            "gathering",
                            "leaders",
                            "parents",
                            "school",
                            "service",
                            "other",
                        ],
                    )
                ),
                name="presentation_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("form__in", ["drama", "drawing", "song", "spokesperson", "talk"])
                ),
                name="presentation_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "audience__in",
                        [
                            "planning_group",
                            "gathering",
                            "leaders",
                            "parents",
                            "school",
                            "service",
                            "other",
                        ],
                    )
                ),
                name="response_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer__in", ["adopted", "partly", "not_now", "rejected", "more_talk"])
                ),
                name="response_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="response_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="tellback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_by__in", ["facilitator", "planning_group", "children", "together"])
                ),
                name="tell_back_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="tellback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reaction__in", ["content", "partly", "not_content", "ask_more", "not_now"])
                ),
                name="tell_back_reaction",
            ),
        ),
    ]
