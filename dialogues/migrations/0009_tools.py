import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0008_the_whole_session"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ToolRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("local_term", models.CharField(max_length=600, verbose_name="their words")),
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
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Tool",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("response_mapping", "Who does what when it happens"),
                            ("seasonal_calendar", "The year, month by month"),
                            ("daily_calendar", "A day, hour by hour"),
                            ("who_helps", "Who helps, how near, how trusted"),
                            ("places", "Places where it is safe or not"),
                            ("drama", "A drama"),
                            ("options", "What could be done, for and against"),
                            ("open_dialogue", "Open talk"),
                        ],
                        max_length=30,
                        verbose_name="tool",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "question",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="the question we asked"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what it is about, in their words"
                    ),
                ),
                (
                    "memo",
                    models.TextField(blank=True, max_length=2000, verbose_name="what struck us"),
                ),
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
                        related_name="tools",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "theme",
                    models.CharField(blank=True, max_length=120, verbose_name="what it is about"),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.CreateModel(
            name="Scene",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "theme",
                    models.CharField(blank=True, max_length=120, verbose_name="what it is about"),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.AddField(
            model_name="toolrow",
            name="tool",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="dialogues.tool",
            ),
        ),
        migrations.CreateModel(
            name="DailyActivity",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("girls", "Girls"),
                            ("boys", "Boys"),
                            ("children", "Girls and boys"),
                            ("women", "Women"),
                            ("men", "Men"),
                            ("adults", "Women and men"),
                        ],
                        max_length=10,
                        verbose_name="who",
                    ),
                ),
                (
                    "from_hour",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "00:00"),
                            (1, "01:00"),
                            (2, "02:00"),
                            (3, "03:00"),
                            (4, "04:00"),
                            (5, "05:00"),
                            (6, "06:00"),
                            (7, "07:00"),
                            (8, "08:00"),
                            (9, "09:00"),
                            (10, "10:00"),
                            (11, "11:00"),
                            (12, "12:00"),
                            (13, "13:00"),
                            (14, "14:00"),
                            (15, "15:00"),
                            (16, "16:00"),
                            (17, "17:00"),
                            (18, "18:00"),
                            (19, "19:00"),
                            (20, "20:00"),
                            (21, "21:00"),
                            (22, "22:00"),
                            (23, "23:00"),
                        ],
                        verbose_name="from",
                    ),
                ),
                (
                    "to_hour",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "01:00"),
                            (2, "02:00"),
                            (3, "03:00"),
                            (4, "04:00"),
                            (5, "05:00"),
                            (6, "06:00"),
                            (7, "07:00"),
                            (8, "08:00"),
                            (9, "09:00"),
                            (10, "10:00"),
                            (11, "11:00"),
                            (12, "12:00"),
                            (13, "13:00"),
                            (14, "14:00"),
                            (15, "15:00"),
                            (16, "16:00"),
                            (17, "17:00"),
                            (18, "18:00"),
                            (19, "19:00"),
                            (20, "20:00"),
                            (21, "21:00"),
                            (22, "22:00"),
                            (23, "23:00"),
                            (24, "24:00"),
                        ],
                        verbose_name="until",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("who__in", ["girls", "boys", "children", "women", "men", "adults"])
                        ),
                        name="day_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_hour__lte", 23),
                            ("to_hour__gte", 1),
                            ("to_hour__lte", 24),
                            models.Q(("from_hour", models.F("to_hour")), _negated=True),
                        ),
                        name="day_hours",
                    ),
                ],
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.CreateModel(
            name="Helper",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "closeness",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Very near"), (2, "Not far"), (3, "Far away")],
                        verbose_name="how near",
                    ),
                ),
                (
                    "trust",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (3, "Trusted much"),
                            (2, "Trusted somewhat"),
                            (1, "Trusted little"),
                        ],
                        verbose_name="how trusted",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closeness__gte", 1), ("closeness__lte", 3)),
                        name="helper_closeness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trust__gte", 1), ("trust__lte", 3)),
                        name="helper_trust",
                    ),
                ],
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "strengths",
                    models.CharField(blank=True, max_length=300, verbose_name="what speaks for it"),
                ),
                (
                    "strengths_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("girls", "Girls"),
                            ("boys", "Boys"),
                            ("women", "Women"),
                            ("men", "Men"),
                            ("elders", "Elders"),
                            ("home", "Home visits"),
                        ],
                        max_length=10,
                        verbose_name="said by",
                    ),
                ),
                (
                    "drawbacks",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what speaks against it"
                    ),
                ),
                (
                    "drawbacks_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("girls", "Girls"),
                            ("boys", "Boys"),
                            ("women", "Women"),
                            ("men", "Men"),
                            ("elders", "Elders"),
                            ("home", "Home visits"),
                        ],
                        max_length=10,
                        verbose_name="said by",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "strengths_by__in",
                                ["", "girls", "boys", "women", "men", "elders", "home"],
                            )
                        ),
                        name="option_strengths_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "drawbacks_by__in",
                                ["", "girls", "boys", "women", "men", "elders", "home"],
                            )
                        ),
                        name="option_drawbacks_by",
                    ),
                ],
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "safety",
                    models.CharField(
                        choices=[
                            ("safe", "Safe"),
                            ("both", "Safe at times"),
                            ("unsafe", "Not safe"),
                        ],
                        max_length=10,
                        verbose_name="safe or not",
                    ),
                ),
                (
                    "time_of_day",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "By day"),
                            ("dusk", "At dusk and dawn"),
                            ("night", "At night"),
                        ],
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("safety__in", ["safe", "both", "unsafe"])),
                        name="place_safety",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("time_of_day__in", ["", "day", "dusk", "night"])),
                        name="place_time",
                    ),
                ],
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.CreateModel(
            name="ResponseStep",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "formality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("local", "People here, by themselves"),
                            ("formal", "An office or a service"),
                        ],
                        max_length=10,
                        verbose_name="people here, or a service",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=300, verbose_name="what comes of it"),
                ),
                (
                    "satisfied",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="who is content with that"
                    ),
                ),
                (
                    "barrier",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what stands in the way"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("formality__in", ["", "local", "formal"])),
                        name="response_formality",
                    )
                ],
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.CreateModel(
            name="SeasonalMark",
            fields=[
                (
                    "toolrow_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="dialogues.toolrow",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[("more", "More"), ("less", "Less")],
                        default="more",
                        max_length=10,
                        verbose_name="more or less",
                    ),
                ),
                (
                    "first_month",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "January"),
                            (2, "February"),
                            (3, "March"),
                            (4, "April"),
                            (5, "May"),
                            (6, "June"),
                            (7, "July"),
                            (8, "August"),
                            (9, "September"),
                            (10, "October"),
                            (11, "November"),
                            (12, "December"),
                        ],
                        verbose_name="from",
                    ),
                ),
                (
                    "last_month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "January"),
                            (2, "February"),
                            (3, "March"),
                            (4, "April"),
                            (5, "May"),
                            (6, "June"),
                            (7, "July"),
                            (8, "August"),
                            (9, "September"),
                            (10, "October"),
                            (11, "November"),
                            (12, "December"),
                        ],
                        verbose_name="until, if longer than a month",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("change__in", ["more", "less"])), name="season_change"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__gte", 1),
                            ("first_month__lte", 12),
                            ("last_month__gte", 1),
                            ("last_month__lte", 12),
                        ),
                        name="season_months",
                    ),
                ],
            },
            bases=("dialogues.toolrow",),
        ),
        migrations.AddConstraint(
            model_name="toolrow",
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
                name="tool_row_share_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="tool",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "response_mapping",
                            "seasonal_calendar",
                            "daily_calendar",
                            "who_helps",
                            "places",
                            "drama",
                            "options",
                            "open_dialogue",
                        ],
                    )
                ),
                name="tool_kind",
            ),
        ),
    ]
