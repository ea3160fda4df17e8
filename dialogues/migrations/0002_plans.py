import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0001_initial"),
        ("participants", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionPlan",
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
                ("name", models.CharField(max_length=120, verbose_name="name of the plan")),
                ("goal", models.CharField(max_length=300, verbose_name="what will be different")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("with_community", "With the community"),
                            ("agreed", "Agreed"),
                            ("in_action", "In action"),
                            ("reflecting", "Reflecting"),
                            ("concluded", "Concluded"),
                            ("set_aside", "Set aside"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_at",
                    models.DateTimeField(default=cpfacilitate.lib.clock.now, editable=False),
                ),
                ("edition", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "unheard_reason",
                    models.CharField(blank=True, max_length=600, verbose_name="why now"),
                ),
                (
                    "set_aside_reason",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="whose decision it was, and why"
                    ),
                ),
                (
                    "builds_on",
                    models.ManyToManyField(
                        blank=True,
                        related_name="plans",
                        to="participants.protectivepractice",
                        verbose_name="what it builds on",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
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
                    "harm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="dialogues.harm",
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="participants.round",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Action",
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
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=160, verbose_name="what will be done")),
                ("details", models.CharField(blank=True, max_length=300, verbose_name="how")),
                (
                    "symbol",
                    models.CharField(
                        choices=[
                            ("page", "A rule or a paper"),
                            ("bucket", "Work and water"),
                            ("drama", "Drama, song, radio"),
                            ("friends", "Side by side"),
                            ("talk", "Talking together"),
                            ("calendar", "A time or a season"),
                            ("tree", "A place"),
                            ("phone", "A service"),
                        ],
                        default="page",
                        max_length=10,
                        verbose_name="picture beside it",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="ready by")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("started", "Started"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="how we know it is done"
                    ),
                ),
                ("done_at", models.DateTimeField(editable=False, null=True)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "dropped_reason",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="why we do not do it"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="participants.subgroup",
                        verbose_name="which group sees to it",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="dialogues.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ChildRole",
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
                ("role", models.CharField(max_length=200, verbose_name="what children do")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("child_led", "Children lead this"),
                            ("shared", "Children and adults together"),
                            ("adults_lead", "Adults lead, children help"),
                        ],
                        max_length=20,
                        verbose_name="who leads",
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
                    "sex",
                    models.CharField(
                        choices=[
                            ("girls", "Girls"),
                            ("boys", "Boys"),
                            ("children", "Girls and boys"),
                        ],
                        max_length=10,
                        verbose_name="who",
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[("under_10", "Under 10"), ("10_13", "10–13"), ("14_17", "14–17")],
                        max_length=10,
                        verbose_name="age",
                    ),
                ),
                ("how_many", models.PositiveSmallIntegerField(verbose_name="how many")),
                (
                    "chosen_by_children",
                    models.BooleanField(
                        default=False, verbose_name="children themselves chose who does it"
                    ),
                ),
                (
                    "safety_checked",
                    models.BooleanField(
                        default=False, verbose_name="we asked what could harm them, and saw to it"
                    ),
                ),
                (
                    "time_checked",
                    models.BooleanField(
                        default=False, verbose_name="it leaves time for school, rest and play"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="dialogues.action",
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
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("edition", models.PositiveIntegerField()),
                ("held_on", models.DateField(verbose_name="day of the gathering")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("consensus", "All came to one mind"),
                            ("vote", "By a vote"),
                            ("elders_ratify", "The elders confirmed what the groups decided"),
                            ("other", "Another way"),
                        ],
                        max_length=20,
                        verbose_name="how it was decided",
                    ),
                ),
                (
                    "present",
                    models.CharField(max_length=300, verbose_name="who was there, in numbers"),
                ),
                (
                    "dissent",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="who saw it differently, in their words",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="dialogues.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanEdition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.JSONField()),
                ("sent_at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="dialogues.actionplan",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
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
                ("edition", models.PositiveIntegerField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("agree", "Agree"),
                            ("change", "Change this"),
                            ("disagree", "Do not agree"),
                        ],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "words",
                    models.TextField(blank=True, max_length=1000, verbose_name="in their words"),
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
                ("replaced_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answered_words",
                    models.TextField(blank=True, max_length=1000, verbose_name="what became of it"),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="dialogues.actionplan",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_reviews",
                        to="participants.subgroup",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "draft",
                            "with_community",
                            "agreed",
                            "in_action",
                            "reflecting",
                            "concluded",
                            "set_aside",
                        ],
                    )
                ),
                name="plan_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "set_aside"]), ("edition__gte", 1), _connector="OR"
                ),
                name="plan_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "set_aside"), _negated=True),
                    models.Q(("set_aside_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_set_aside",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["planned", "started", "done", "dropped"])),
                name="action_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "symbol__in",
                        ["page", "bucket", "drama", "friends", "talk", "calendar", "tree", "phone"],
                    )
                ),
                name="action_symbol",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on", None),
                    ("due_on", None),
                    ("starts_on__lte", models.F("due_on")),
                    _connector="OR",
                ),
                name="action_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("done_at", None),
                        ("done_by", None),
                        ("evidence", ""),
                        models.Q(("status", "done"), _negated=True),
                    ),
                    models.Q(
                        ("done_at__isnull", False),
                        ("done_by__isnull", False),
                        ("status", "done"),
                        models.Q(("evidence", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="action_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("status", "done"),
                        models.Q(("confirmed_by", models.F("done_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="action_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "dropped"), models.Q(("dropped_reason", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("status", "dropped"), _negated=True), ("dropped_reason", "")
                    ),
                    _connector="OR",
                ),
                name="action_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="childrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["child_led", "shared", "adults_lead"])),
                name="child_role_mode",
            ),
        ),
        migrations.AddConstraint(
            model_name="childrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("started_by__in", ["children", "adults", "both"])),
                name="child_role_started_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="childrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["girls", "boys", "children"])),
                name="child_role_sex",
            ),
        ),
        migrations.AddConstraint(
            model_name="childrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_band__in", ["under_10", "10_13", "14_17"])),
                name="child_role_age_band",
            ),
        ),
        migrations.AddConstraint(
            model_name="childrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("how_many__gte", 1)), name="child_role_how_many"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("plan", "edition"), name="decision_once"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["consensus", "vote", "elders_ratify", "other"])),
                name="decision_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="planedition",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="plan_edition_once"),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("plan", "edition", "subgroup"),
                name="plan_review_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", "agree"),
                    models.Q(
                        ("answer__in", ["change", "disagree"]),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plan_review_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["in_application", "as_told"])),
                name="plan_review_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_at", None), ("replaced_by", None)),
                    models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                    _connector="OR",
                ),
                name="plan_review_replaced",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_by", None), ("answered_words", "")),
                    models.Q(
                        ("answer", "change"),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answered_words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plan_review_answered",
            ),
        ),
    ]
