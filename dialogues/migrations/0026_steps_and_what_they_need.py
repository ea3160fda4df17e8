import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


def done_is_all_of_it(apps, schema_editor):
    """What was done before progress was said is done whole."""
    apps.get_model("dialogues", "Action").objects.filter(status="done").update(progress=100)


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0025_findings_of_earlier_sayings_and_tools"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Milestone",
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
                ("what", models.CharField(max_length=160, verbose_name="what will be seen")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="reached on")),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("due_on"), nulls_last=True),
                    "created_at",
                    "id",
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanResource",
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
                    "whose",
                    models.CharField(
                        choices=[
                            ("ours", "Ours"),
                            ("outside", "From outside"),
                            ("service", "A service"),
                        ],
                        max_length=10,
                        verbose_name="whose it is",
                    ),
                ),
                ("what", models.CharField(max_length=160, verbose_name="what it is")),
                ("how_much", models.CharField(blank=True, max_length=120, verbose_name="how much")),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
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
                ("reported_on", models.DateField(verbose_name="day")),
                ("steps_taken", models.TextField(max_length=2000, verbose_name="what was done")),
                (
                    "obstacle",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what stood in the way"
                    ),
                ),
                (
                    "unexpected",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what nobody expected"
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Not begun"),
                            (25, "A quarter"),
                            (50, "Half"),
                            (75, "Three quarters"),
                            (100, "Done"),
                        ],
                        null=True,
                        verbose_name="how far it is",
                    ),
                ),
                (
                    "evidence",
                    models.CharField(blank=True, max_length=600, verbose_name="how one can see it"),
                ),
                (
                    "led_by",
                    models.CharField(
                        choices=[
                            ("community", "The community"),
                            ("together", "Together with the facilitator"),
                            ("facilitator", "The facilitator"),
                        ],
                        max_length=20,
                        verbose_name="who led it",
                    ),
                ),
                (
                    "told_at",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="at which meeting it was told"
                    ),
                ),
                (
                    "obstacle_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adjust", "We do it another way"),
                            ("go_on", "We go on"),
                            ("stop", "We stop this step"),
                        ],
                        max_length=10,
                        verbose_name="what we do about it",
                    ),
                ),
                (
                    "answer_words",
                    models.CharField(blank=True, max_length=600, verbose_name="how, or why"),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="whose decision it was"
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["reported_on", "created_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="action",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="dialogues.action",
                verbose_name="part of",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="progress",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="how far"),
        ),
        migrations.AddField(
            model_name="action",
            name="weight",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "A small step"), (2, "A middle step"), (3, "A large step")],
                default=1,
                verbose_name="how much of the work",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="action_not_its_own_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__in", [1, 2, 3])), name="action_weight"
            ),
        ),
        migrations.RunPython(done_is_all_of_it, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("progress", 100), ("status", "done")),
                    models.Q(
                        models.Q(("status", "done"), _negated=True),
                        ("progress__in", [0, 25, 50, 75]),
                    ),
                    _connector="OR",
                ),
                name="action_progress",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="milestones",
                to="dialogues.action",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="reached_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planresource",
            name="brought_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
                verbose_name="which group brings it",
            ),
        ),
        migrations.AddField(
            model_name="planresource",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planresource",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="resources",
                to="dialogues.actionplan",
            ),
        ),
        migrations.AddField(
            model_name="planresource",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="dialogues.action",
            ),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="answered_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reached_by", None), ("reached_on", None)),
                    models.Q(("reached_by__isnull", False), ("reached_on__isnull", False)),
                    _connector="OR",
                ),
                name="milestone_reached",
            ),
        ),
        migrations.AddConstraint(
            model_name="planresource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("service", None), ("whose__in", ["ours", "outside"])),
                    models.Q(
                        ("brought_by", None),
                        ("how_much", ""),
                        ("service__isnull", False),
                        ("whose", "service"),
                    ),
                    _connector="OR",
                ),
                name="plan_resource_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="planresource",
            constraint=models.UniqueConstraint(
                fields=("plan", "service"), name="plan_service_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("progress", None), ("progress__in", [0, 25, 50, 75, 100]), _connector="OR"
                ),
                name="progress_report_far",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("led_by__in", ["community", "together", "facilitator"])),
                name="progress_report_led_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at", None),
                        ("answered_by", None),
                        ("obstacle_answer", ""),
                        ("answer_words", ""),
                        ("decided_by", ""),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("obstacle_answer__in", ["adjust", "go_on", "stop"]),
                        ("answered_by__isnull", False),
                        models.Q(("answer_words", ""), _negated=True),
                        models.Q(("obstacle", ""), _negated=True),
                        models.Q(
                            models.Q(("obstacle_answer", "stop"), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="progress_report_answered",
            ),
        ),
    ]
