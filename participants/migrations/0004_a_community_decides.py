import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0003_may_be_told"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Accommodation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("own_place", "A place where they are seen and not overheard"),
                            ("after_school", "Not in school hours"),
                            ("after_work", "After market, farm or chores"),
                            ("daylight", "Home before dark"),
                            ("season", "Not in the season of planting, fasting or initiation"),
                            ("nearer", "A place nearer to them, or the way paid"),
                            ("childcare", "Somebody minds the small ones"),
                            ("same_sex", "A facilitator of the same sex"),
                            ("interpreter", "An interpreter who is no relative"),
                            ("sign", "Sign, touch or easy language"),
                            ("step_free", "A way without steps"),
                            ("assistant", "An assistant who helps and does not answer for them"),
                            ("guardian", "The guardian knows, and is not in the room"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("delivered", models.BooleanField(null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ChildrenInPlanning",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("representative", "Speak for the children"),
                            ("co_chair", "Lead the meeting with an adult"),
                            ("advisor", "Advise the planning group"),
                            ("evaluator", "Look at what has changed"),
                        ],
                        max_length=20,
                        verbose_name="what they do",
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
                ("since_on", models.DateField(verbose_name="since")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "ordering": ["since_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="EntryVisit",
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
                ("visited_on", models.DateField(verbose_name="day")),
                ("met", models.JSONField(default=list, verbose_name="whom we met")),
                (
                    "introduced",
                    models.TextField(max_length=2000, verbose_name="how we said who we are"),
                ),
                (
                    "expectations",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what people hope for"
                    ),
                ),
                (
                    "answers",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we answered"),
                ),
                (
                    "calendar",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="when not to come: market, prayer, planting",
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
                "ordering": ["-visited_on", "-created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("what", models.CharField(max_length=200, verbose_name="what they do now")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "people",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="how many people"
                    ),
                ),
                (
                    "under_18",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="of whom under 18"
                    ),
                ),
                ("handed_on", models.DateField(verbose_name="since")),
            ],
            options={
                "ordering": ["handed_on", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Leaving",
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
                    "data_choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep it as it is"),
                            ("return", "Give us a copy, and keep it"),
                            (
                                "keep_aggregate_only",
                                "Give us a copy, keep only numbers, delete the rest",
                            ),
                            ("return_and_delete", "Give us a copy, and delete it"),
                        ],
                        max_length=20,
                        verbose_name="what becomes of the records",
                    ),
                ),
                (
                    "informed",
                    models.CharField(blank=True, max_length=300, verbose_name="who told whom"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "returned_on",
                    models.DateField(blank=True, null=True, verbose_name="copy handed over on"),
                ),
                (
                    "purge_on",
                    models.DateField(editable=False, null=True, verbose_name="deleted on"),
                ),
                ("stopped_at", models.DateTimeField(editable=False, null=True)),
                ("purged_at", models.DateTimeField(editable=False, null=True)),
                ("purged", models.JSONField(default=dict, editable=False)),
            ],
            options={
                "ordering": ["-created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LiveContact",
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
                    "ask_for",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="for whom to ask, by role"
                    ),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                ("since_on", models.DateField(verbose_name="since")),
            ],
            options={
                "ordering": ["since_on", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
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
                            ("entry", "Getting to know each other"),
                            ("learning", "Listening and learning"),
                            ("feedback", "Telling back what was heard"),
                            ("agreement", "Deciding to work together"),
                            ("inclusive_planning", "Choosing what to work on"),
                            ("action_planning", "Planning what to do"),
                            ("action", "Doing it"),
                            ("reflection", "Looking back together"),
                            ("transition", "Handing over"),
                            ("self_led", "Going on without us"),
                        ],
                        max_length=20,
                        verbose_name="what it is about",
                    ),
                ),
                ("began_on", models.DateField(verbose_name="began on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "decision",
                    models.CharField(blank=True, max_length=600, verbose_name="what was decided"),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gathering", "Everybody, in a gathering"),
                            ("groups", "Each group by itself, then together"),
                            ("leaders", "Leaders and elders"),
                            ("planning_group", "The planning group"),
                            ("other", "In another way"),
                        ],
                        max_length=20,
                        verbose_name="who decided",
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
                "ordering": ["began_on", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlannedVoice",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("small_group", "A small group of their own"),
                            ("home_visits", "Visits at home"),
                            ("walk", "A walk together"),
                            ("drama", "Drama or play"),
                            ("interview", "One by one"),
                        ],
                        max_length=20,
                        verbose_name="by which way",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                (
                    "times",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="how many meetings or rounds of visits"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_reached", "Not yet reached"),
                            ("partly", "Partly heard"),
                            ("heard", "Heard"),
                            ("chose_not", "Chose not to take part"),
                        ],
                        default="not_reached",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("heard_times", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "heard_on",
                    models.DateField(editable=False, null=True, verbose_name="last heard on"),
                ),
            ],
            options={
                "ordering": ["planned_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="conditions",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="what the community asks of us"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="decides_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gathering", "Everybody, in a gathering"),
                    ("groups", "Each group by itself, then together"),
                    ("leaders", "Leaders and elders"),
                    ("planning_group", "The planning group"),
                    ("other", "In another way"),
                ],
                max_length=20,
                verbose_name="how this community decides",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="expectations",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="what people hope for from us"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="hosting_place",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="agreement",
            name="hosting_shown_on",
            field=models.DateField(blank=True, null=True, verbose_name="told on"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="languages",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="languages to speak in"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="listen_every_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="every group is heard at least every"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="renew_on",
            field=models.DateField(blank=True, null=True, verbose_name="the day we ask again"),
        ),
        migrations.AddField(
            model_name="agreementmove",
            name="renewed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="community",
            name="place_code",
            field=models.CharField(blank=True, max_length=20, verbose_name="place code"),
        ),
        migrations.AddField(
            model_name="planninggroupmember",
            name="chairs",
            field=models.BooleanField(default=False, verbose_name="calls and leads the meetings"),
        ),
        migrations.AddField(
            model_name="planninggroupmember",
            name="consent_withdrawn_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="at_risk",
            field=models.BooleanField(
                null=True, verbose_name="something from outside puts it at risk"
            ),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="gaps",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="whom it does not reach, or when it fails"
            ),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="risk",
            field=models.CharField(blank=True, max_length=300, verbose_name="what puts it at risk"),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="which_children",
            field=models.CharField(blank=True, max_length=300, verbose_name="for which children"),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="who_does_it",
            field=models.CharField(blank=True, max_length=300, verbose_name="who does it"),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="works_when",
            field=models.CharField(blank=True, max_length=300, verbose_name="when it works"),
        ),
        migrations.AddField(
            model_name="round",
            name="gathering_on",
            field=models.DateField(
                blank=True, null=True, verbose_name="the whole community meets on"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="gathering_reason",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AddField(
            model_name="subgroup",
            name="local_name",
            field=models.CharField(
                blank=True, max_length=60, verbose_name="what people here call them"
            ),
        ),
        migrations.AddField(
            model_name="subgroup",
            name="paused_on",
            field=models.DateField(editable=False, null=True, verbose_name="paused on"),
        ),
        migrations.AddField(
            model_name="subgroup",
            name="reached_by",
            field=models.CharField(
                choices=[
                    ("assembled", "They come together"),
                    ("home_visits", "We visit them at home"),
                ],
                default="assembled",
                max_length=20,
                verbose_name="how they are reached",
            ),
        ),
        migrations.AlterField(
            model_name="planninggroupmember",
            name="name",
            field=models.CharField(blank=True, max_length=100, verbose_name="name"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decides_by", ""),
                    (
                        "decides_by__in",
                        ["gathering", "groups", "leaders", "planning_group", "other"],
                    ),
                    _connector="OR",
                ),
                name="agreement_decides_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hosting_place", ""), ("hosting_shown_on", None)),
                    models.Q(
                        ("hosting_shown_on__isnull", False),
                        models.Q(("hosting_place", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreement_hosting",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("listen_every_days", None), ("listen_every_days__gte", 1), _connector="OR"
                ),
                name="agreement_listen_every",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("renewed", False), ("to", "agreed"), _connector="OR"),
                name="agreement_move_renewed",
            ),
        ),
        migrations.AddConstraint(
            model_name="planninggroupmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent_withdrawn_on", None), models.Q(("name", ""), _negated=True)),
                    models.Q(
                        ("consent_withdrawn_on__isnull", False),
                        ("left_on__isnull", False),
                        ("name", ""),
                        ("user", None),
                    ),
                    _connector="OR",
                ),
                name="member_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="protectivepractice",
            constraint=models.CheckConstraint(
                condition=models.Q(("risk", ""), ("at_risk", True), _connector="OR"),
                name="practice_risk",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gathering_on", None), _negated=True),
                    ("gathering_reason", ""),
                    _connector="OR",
                ),
                name="round_gathering",
            ),
        ),
        migrations.AddField(
            model_name="childreninplanning",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children_in_planning",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="childreninplanning",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="entryvisit",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entry_visits",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="entryvisit",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handovers",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.subgroup",
                verbose_name="which group carries it",
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leavings",
                to="participants.agreement",
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="move",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leaving",
                to="participants.agreementmove",
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="stopped_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="livecontact",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="live_contacts",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="livecontact",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="livecontact",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phases",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="consent",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phase",
                to="participants.agreementmove",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedvoice",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedvoice",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="planned_voices",
                to="participants.round",
            ),
        ),
        migrations.AddField(
            model_name="plannedvoice",
            name="subgroup",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned_voices",
                to="participants.subgroup",
            ),
        ),
        migrations.AddField(
            model_name="accommodation",
            name="planned_voice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="accommodations",
                to="participants.plannedvoice",
            ),
        ),
        migrations.AddConstraint(
            model_name="childreninplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part__in", ["representative", "co_chair", "advisor", "evaluator"])
                ),
                name="children_in_planning_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="childreninplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["girls", "boys", "children"])),
                name="children_in_planning_sex",
            ),
        ),
        migrations.AddConstraint(
            model_name="childreninplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_band__in", ["under_10", "10_13", "14_17"])),
                name="children_in_planning_age_band",
            ),
        ),
        migrations.AddConstraint(
            model_name="childreninplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(("how_many__gte", 1)), name="children_in_planning_many"
            ),
        ),
        migrations.AddConstraint(
            model_name="childreninplanning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on", None), ("until_on__gte", models.F("since_on")), _connector="OR"
                ),
                name="children_in_planning_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("under_18", None),
                    models.Q(("people__isnull", False), ("under_18__lte", models.F("people"))),
                    _connector="OR",
                ),
                name="handover_under_18",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("data_choice", ""),
                    (
                        "data_choice__in",
                        ["keep", "return", "keep_aggregate_only", "return_and_delete"],
                    ),
                    _connector="OR",
                ),
                name="leaving_data_choice",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purge_on", None),
                    ("data_choice__in", ["keep_aggregate_only", "return_and_delete"]),
                    _connector="OR",
                ),
                name="leaving_purge",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_at", None), ("stopped_by", None)),
                    models.Q(
                        ("purged_at", None),
                        ("stopped_at__isnull", False),
                        ("stopped_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="leaving_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purged_at", None), ("purge_on__isnull", False), _connector="OR"
                ),
                name="leaving_purged",
            ),
        ),
        migrations.AddConstraint(
            model_name="livecontact",
            constraint=models.UniqueConstraint(
                fields=("community", "service"), name="live_contact_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "entry",
                            "learning",
                            "feedback",
                            "agreement",
                            "inclusive_planning",
                            "action_planning",
                            "action",
                            "reflection",
                            "transition",
                            "self_led",
                        ],
                    )
                ),
                name="phase_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", ""),
                    (
                        "decided_by__in",
                        ["gathering", "groups", "leaders", "planning_group", "other"],
                    ),
                    _connector="OR",
                ),
                name="phase_decided_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("began_on")), _connector="OR"
                ),
                name="phase_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["entry", "self_led"]), ("consent__isnull", False), _connector="OR"
                ),
                name="phase_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["not_reached", "partly", "heard", "chose_not"])),
                name="voice_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["small_group", "home_visits", "walk", "drama", "interview"])
                ),
                name="voice_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("times__gte", 1)), name="voice_times"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard_on", None), ("heard_times", 0)),
                    models.Q(("heard_on__isnull", False), ("heard_times__gte", 1)),
                    _connector="OR",
                ),
                name="voice_heard",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["not_reached", "chose_not"]),
                    ("heard_times__gte", 1),
                    _connector="OR",
                ),
                name="voice_heard_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedvoice",
            constraint=models.UniqueConstraint(
                fields=("round", "subgroup", "channel"), name="voice_planned_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.UniqueConstraint(
                fields=("planned_voice", "code"), name="accommodation_once"
            ),
        ),
        migrations.AddField(
            model_name="agreementmove",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="plannedvoice",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="details_may_be_told",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="the community may read the details"
            ),
        ),
        migrations.AddField(
            model_name="protectivepractice",
            name="from_dialogue",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="protectivepractice",
            name="may_be_told",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="the community may read it"
            ),
        ),
    ]
