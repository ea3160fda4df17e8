import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0009_the_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Barrier",
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
                        blank=True,
                        choices=[
                            ("health", "Health"),
                            ("psychosocial", "Someone to talk to"),
                            ("shelter", "Safe house"),
                            ("child_protection", "Child protection"),
                            ("police", "Police"),
                            ("legal", "Legal help"),
                            ("social_welfare", "Social welfare"),
                            ("care", "Alternative care"),
                            ("mediation", "Making peace in a family"),
                            ("reunification", "Finding a family again"),
                            ("education", "Schooling"),
                            ("livelihoods", "Learning a trade, earning a living"),
                            ("cash", "Social protection, cash"),
                            ("food", "Food"),
                            ("nfi", "Blankets, soap, things for the house"),
                            ("wash", "Water and toilets"),
                            ("registration", "Birth registration and papers"),
                            ("disability", "Disability and rehabilitation"),
                            ("srh", "Sexual and reproductive health"),
                            ("helpline", "Helpline"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="kind of help",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("community", "Said in the community"),
                            ("link", "Seen while working with the service"),
                            ("plan", "Seen while planning"),
                            ("aggregated", "From what services of this kind answered in a quarter"),
                        ],
                        default="community",
                        editable=False,
                        max_length=20,
                        verbose_name="where it comes from",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("distance", "It is too far"),
                            ("fee", "It costs too much"),
                            ("language", "They do not speak our language"),
                            ("disrespect", "People are not treated with respect"),
                            ("fear", "People are afraid to go there"),
                            ("corruption", "Money is asked that is not owed"),
                            ("no_place", "There is no place for them"),
                            ("not_open", "It is not open"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what stands in the way",
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=600, verbose_name="in people’s words"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="since")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("worked_on", "We work on it"),
                            ("solved", "Solved"),
                            ("not_ours", "No longer ours"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="day")),
                (
                    "how",
                    models.CharField(blank=True, max_length=600, verbose_name="what became of it"),
                ),
            ],
            options={
                "ordering": ["-opened_on", "-created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LinkCommitment",
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
                    "side",
                    models.CharField(
                        choices=[("community", "The community"), ("service", "The service")],
                        max_length=20,
                        verbose_name="who does it",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="what it is")),
                ("by_when", models.DateField(verbose_name="by when")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "Kept"),
                            ("partly", "Kept in part"),
                            ("not_kept", "Not kept"),
                        ],
                        max_length=20,
                        verbose_name="what became of it",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="said on")),
                (
                    "outcome_words",
                    models.CharField(blank=True, max_length=300, verbose_name="in words"),
                ),
            ],
            options={
                "ordering": ["by_when", "created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LinkMeeting",
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
                ("held_on", models.DateField(verbose_name="day")),
                ("came", models.JSONField(default=list, verbose_name="who came")),
                ("agreed", models.TextField(max_length=1000, verbose_name="what was agreed")),
                (
                    "next_on",
                    models.DateField(blank=True, null=True, verbose_name="the next meeting"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ServiceLink",
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
                ("purpose", models.CharField(max_length=300, verbose_name="what it is for")),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("community", "The community"),
                            ("service", "The service"),
                            ("organisation", "We, the organisation"),
                        ],
                        max_length=20,
                        verbose_name="who asked for it",
                    ),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Asked for"),
                            ("active", "Goes on"),
                            ("ended", "Ended"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="since")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "ended_because",
                    models.CharField(blank=True, max_length=300, verbose_name="why it ended"),
                ),
                (
                    "works",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "It works well"),
                            ("partly", "It works in part"),
                            ("no", "It does not work"),
                        ],
                        max_length=10,
                        verbose_name="does it work?",
                    ),
                ),
                (
                    "works_words",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what works, and what does not"
                    ),
                ),
                ("works_on", models.DateField(blank=True, null=True, verbose_name="said on")),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confirmation",
            name="confirmation_noun",
        ),
        migrations.AlterField(
            model_name="confirmation",
            name="noun",
            field=models.CharField(
                choices=[
                    ("agreement", "Agreement"),
                    ("visit", "Visit"),
                    ("phase", "Phase"),
                    ("round", "Listening round"),
                    ("voice", "A planned voice"),
                    ("practice", "What already protects children"),
                    ("leaving", "What becomes of the records"),
                    ("handover", "Handing over"),
                    ("access", "What keeps people from a service"),
                    ("link", "A link with a service"),
                    ("barrier", "What stands in the way of a service"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "noun__in",
                        [
                            "agreement",
                            "visit",
                            "phase",
                            "round",
                            "voice",
                            "practice",
                            "leaving",
                            "handover",
                            "access",
                            "link",
                            "barrier",
                        ],
                    )
                ),
                name="confirmation_noun",
            ),
        ),
        migrations.AddField(
            model_name="barrier",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="barriers",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="barrier",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="barrier",
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
            model_name="linkcommitment",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="linkmeeting",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="servicelink",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="service_links",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="servicelink",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="servicelink",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="linkmeeting",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meetings",
                to="participants.servicelink",
            ),
        ),
        migrations.AddField(
            model_name="linkcommitment",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="commitments",
                to="participants.servicelink",
            ),
        ),
        migrations.AddField(
            model_name="barrier",
            name="link",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="barriers",
                to="participants.servicelink",
                verbose_name="with whom we work on it",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["proposed", "active", "ended"])),
                name="service_link_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by__in", ["community", "service", "organisation"])),
                name="service_link_asked_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_on", None), ("status", "proposed")),
                    models.Q(("started_on__isnull", False), ("status", "active")),
                    ("status", "ended"),
                    _connector="OR",
                ),
                name="service_link_started",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__isnull", False),
                        ("status", "ended"),
                        models.Q(("ended_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "ended"), _negated=True),
                        ("ended_because", ""),
                        ("ended_on", None),
                    ),
                    _connector="OR",
                ),
                name="service_link_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_on", None),
                    ("ended_on", None),
                    ("ended_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="service_link_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("works", ""), ("works_on", None), ("works_words", "")),
                    models.Q(("works__in", ["yes", "partly", "no"]), ("works_on__isnull", False)),
                    _connector="OR",
                ),
                name="service_link_works",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "ended"), _negated=True),
                fields=("community", "service"),
                name="service_link_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_on", None), ("next_on__gt", models.F("held_on")), _connector="OR"
                ),
                name="link_meeting_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["community", "service"])),
                name="link_commitment_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_on", None), ("outcome_words", "")),
                    models.Q(
                        ("outcome__in", ["kept", "partly", "not_kept"]),
                        ("outcome_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="link_commitment_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "worked_on", "solved", "not_ours"])),
                name="barrier_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        [
                            "distance",
                            "fee",
                            "language",
                            "disrespect",
                            "fear",
                            "corruption",
                            "no_place",
                            "not_open",
                            "other",
                        ],
                    )
                ),
                name="barrier_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["community", "link", "plan", "aggregated"])),
                name="barrier_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", ""), ("service__isnull", False)),
                    models.Q(("service", None), models.Q(("kind", ""), _negated=True)),
                    _connector="OR",
                ),
                name="barrier_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "aggregated"), _negated=True),
                    ("service", None),
                    _connector="OR",
                ),
                name="barrier_aggregated",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("settled_on__isnull", False),
                        ("status__in", ["solved", "not_ours"]),
                        models.Q(("how", ""), _negated=True),
                    ),
                    models.Q(
                        ("how", ""), ("settled_on", None), ("status__in", ["open", "worked_on"])
                    ),
                    _connector="OR",
                ),
                name="barrier_settled",
            ),
        ),
    ]
