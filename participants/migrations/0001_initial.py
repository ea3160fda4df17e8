import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                            ("exploring", "Getting to know each other"),
                            ("agreed", "Agreed"),
                            ("paused", "Paused"),
                            ("declined", "Chose not to go ahead"),
                            ("withdrawn", "Withdrawn"),
                            ("concluded", "Concluded"),
                            ("stepped_back", "We stepped back"),
                        ],
                        default="exploring",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_at",
                    models.DateTimeField(default=cpfacilitate.lib.clock.now, editable=False),
                ),
                (
                    "we_will",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we will do"),
                ),
                (
                    "we_will_not",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what we will not do"
                    ),
                ),
                (
                    "no_contact_until",
                    models.DateField(blank=True, null=True, verbose_name="no contact before"),
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
        ),
        migrations.CreateModel(
            name="AgreementMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("exploring", "Getting to know each other"),
                            ("agreed", "Agreed"),
                            ("paused", "Paused"),
                            ("declined", "Chose not to go ahead"),
                            ("withdrawn", "Withdrawn"),
                            ("concluded", "Concluded"),
                            ("stepped_back", "We stepped back"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="day of the decision")),
                (
                    "words",
                    models.TextField(blank=True, max_length=2000, verbose_name="in their words"),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="participants.agreement",
                    ),
                ),
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
                "ordering": ["decided_on", "at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("district", models.CharField(max_length=100, verbose_name="district")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clusters",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Community",
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
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("language", models.CharField(max_length=20, verbose_name="main language")),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communities",
                        to="participants.cluster",
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
                "ordering": ["name", "id"],
            },
        ),
        migrations.AddField(
            model_name="agreement",
            name="community",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agreement",
                to="participants.community",
            ),
        ),
        migrations.CreateModel(
            name="ProtectivePractice",
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
                        related_name="protective_practices",
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
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="round")),
                ("began_on", models.DateField(verbose_name="began on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
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
                "ordering": ["-number", "id"],
            },
        ),
        migrations.CreateModel(
            name="Service",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("health", "Health"),
                            ("psychosocial", "Someone to talk to"),
                            ("police", "Police"),
                            ("legal", "Legal help"),
                            ("social_welfare", "Social welfare"),
                            ("education", "Schooling"),
                            ("disability", "Disability and rehabilitation"),
                            ("helpline", "Helpline"),
                            ("cash", "Social protection, cash"),
                            ("care", "Alternative care"),
                        ],
                        max_length=20,
                        verbose_name="kind of help",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Open"),
                            ("inactive", "Not open now"),
                            ("defunct", "Closed for good"),
                            ("temporarily closed", "Closed for a time"),
                        ],
                        default="active",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("district", models.CharField(max_length=100, verbose_name="district")),
                (
                    "description",
                    models.TextField(blank=True, max_length=2000, verbose_name="what it does"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
                (
                    "fees",
                    models.CharField(blank=True, max_length=200, verbose_name="what it costs"),
                ),
                (
                    "languages",
                    models.CharField(blank=True, max_length=200, verbose_name="languages"),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="youngest age"
                    ),
                ),
                (
                    "maximum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="oldest age"
                    ),
                ),
                (
                    "backup_contact",
                    models.CharField(blank=True, max_length=200, verbose_name="backup contact"),
                ),
                ("female_staff", models.BooleanField(null=True, verbose_name="women work there")),
                (
                    "accepts_coded_referrals",
                    models.BooleanField(default=False, verbose_name="takes referrals by code"),
                ),
                (
                    "assured_on",
                    models.DateField(blank=True, null=True, verbose_name="last confirmed on"),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                ("ended_at", models.DateTimeField(editable=False, null=True)),
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
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="accounts.membership",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="participants.community",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="participants.service",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subgroup",
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
                    "voice",
                    models.CharField(
                        choices=[
                            ("girls", "Girls"),
                            ("boys", "Boys"),
                            ("women", "Women"),
                            ("men", "Men"),
                            ("elders", "Elders"),
                            ("home", "Home visits"),
                        ],
                        max_length=10,
                        verbose_name="who",
                    ),
                ),
                ("label", models.CharField(max_length=60, verbose_name="name everybody may read")),
                (
                    "age_from",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="youngest"
                    ),
                ),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="oldest"),
                ),
                (
                    "focus_code",
                    models.CharField(blank=True, max_length=40, verbose_name="restricted focus"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subgroups",
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
                "ordering": ["position", "label", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanningGroupMember",
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
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("consented_on", models.DateField(verbose_name="agreed to be recorded on")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planning_group",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planning_group_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spokespeople",
                        to="participants.subgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="GroupAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("later", "Not now"),
                            ("divided", "Voices differed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("people", models.PositiveSmallIntegerField(null=True)),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="participants.agreementmove",
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
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "exploring",
                            "agreed",
                            "paused",
                            "declined",
                            "withdrawn",
                            "concluded",
                            "stepped_back",
                        ],
                    )
                ),
                name="agreement_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="protectivepractice",
            constraint=models.UniqueConstraint(
                fields=("community", "language", "term_key"), name="practice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("community", "number"), name="round_once"),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["active", "inactive", "defunct", "temporarily closed"])
                ),
                name="service_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("community", None), ("service__isnull", False)),
                    models.Q(("community__isnull", False), ("service", None)),
                    _connector="OR",
                ),
                name="assignment_one_reach",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="assignment_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("membership", "community"),
                name="assignment_community_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("membership", "service"),
                name="assignment_service_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="subgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voice__in", ["girls", "boys", "women", "men", "elders", "home"])
                ),
                name="subgroup_voice",
            ),
        ),
        migrations.AddConstraint(
            model_name="subgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("age_from", None),
                    ("age_to", None),
                    ("age_from__lte", models.F("age_to")),
                    _connector="OR",
                ),
                name="subgroup_ages",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupanswer",
            constraint=models.UniqueConstraint(
                fields=("move", "subgroup"), name="group_asked_once"
            ),
        ),
    ]
