import re
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock

ROWS = ("Phone", "Schedule", "Contact", "Language")


def into_rows(apps, editor):
    """What stood in one line each becomes rows: nothing is guessed of what the words mean."""
    Phone, Schedule, Contact, Language = (apps.get_model("participants", name) for name in ROWS)
    for service in apps.get_model("participants", "Service").objects.order_by("pk"):
        if service.phone:
            Phone.objects.create(service=service, number=service.phone)
        if service.hours:
            Schedule.objects.create(service=service, description=service.hours)
        if service.backup_contact:
            Contact.objects.create(service=service, role="backup", name=service.backup_contact)
        for position, name in enumerate(re.split(r"[,;/]", service.languages_said)):
            if name.strip():
                Language.objects.create(service=service, name=name.strip()[:100], position=position)
    editor.connection.check_constraints()  # PostgreSQL alters no table with checks still to come


def into_lines(apps, editor):
    """The rows of each service in one line again, as far as the line holds them.

    What was confirmed of a table that goes, goes with it.
    """
    Phone, Schedule, Contact, Language = (apps.get_model("participants", name) for name in ROWS)
    apps.get_model("participants", "Confirmation").objects.filter(noun="access").delete()
    for service in apps.get_model("participants", "Service").objects.order_by("pk"):

        def rows(model, service=service):
            return model.objects.filter(service=service).order_by("position", "pk")

        service.phone = ", ".join(one.number for one in rows(Phone))[:40]
        service.hours = ", ".join(said(one) for one in rows(Schedule))[:200]
        service.languages_said = ", ".join(one.name for one in rows(Language))[:200]
        service.backup_contact = "; ".join(
            ", ".join(filter(None, [one.name, one.title, one.phone]))
            for one in rows(Contact).filter(role="backup")
        )[:200]
        service.save(update_fields=["phone", "hours", "languages_said", "backup_contact"])
    editor.connection.check_constraints()


def said(schedule):
    if not schedule.byday:
        return schedule.description
    return f"{schedule.byday} {schedule.opens_at:%H:%M} - {schedule.closes_at:%H:%M}"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_what_a_body_does"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Its name is wanted for the rows that hold the languages from now on.
        migrations.RenameField("service", "languages", "languages_said"),
        migrations.CreateModel(
            name="Accessibility",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("description", models.CharField(max_length=200)),
                ("details", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["description", "id"],
            },
        ),
        migrations.CreateModel(
            name="AccessView",
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
                ("asked_on", models.DateField(verbose_name="asked on")),
                (
                    "distance",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("somewhat", "Somewhat"), ("no", "No")],
                        max_length=10,
                        verbose_name="It is far, or dear to get there",
                    ),
                ),
                (
                    "fee",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("somewhat", "Somewhat"), ("no", "No")],
                        max_length=10,
                        verbose_name="It costs too much",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("somewhat", "Somewhat"), ("no", "No")],
                        max_length=10,
                        verbose_name="It does not speak our language",
                    ),
                ),
                (
                    "disrespect",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("somewhat", "Somewhat"), ("no", "No")],
                        max_length=10,
                        verbose_name="People are not treated with respect",
                    ),
                ),
                (
                    "fear",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("somewhat", "Somewhat"), ("no", "No")],
                        max_length=10,
                        verbose_name="People are afraid to go",
                    ),
                ),
                (
                    "corruption",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("somewhat", "Somewhat"), ("no", "No")],
                        max_length=10,
                        verbose_name="Somebody asks for money or favours",
                    ),
                ),
                (
                    "travel_minutes",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="minutes to get there"
                    ),
                ),
                (
                    "travel_cost",
                    models.CharField(blank=True, max_length=100, verbose_name="what the way costs"),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=300, verbose_name="in their words"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "role",
                    models.CharField(
                        choices=[("focal", "Whom to ask for"), ("backup", "When nobody answers")],
                        max_length=10,
                        verbose_name="for what",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="post")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CostOption",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("option", models.CharField(blank=True, max_length=200, verbose_name="for what")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="how much"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "amount_description",
                    models.CharField(blank=True, max_length=200, verbose_name="in words"),
                ),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Language",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=100)),
                ("code", models.CharField(blank=True, max_length=10)),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "location_type",
                    models.CharField(
                        choices=[
                            ("physical", "A place to go to"),
                            ("postal", "A place to write to"),
                            ("virtual", "By phone or on the internet"),
                        ],
                        default="physical",
                        max_length=10,
                        verbose_name="kind of place",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the place"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "city",
                    models.CharField(blank=True, max_length=100, verbose_name="town or village"),
                ),
                ("district", models.CharField(blank=True, max_length=100, verbose_name="district")),
                ("postal_code", models.CharField(blank=True, max_length=20)),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "transportation",
                    models.CharField(blank=True, max_length=300, verbose_name="how to get there"),
                ),
                (
                    "is_secret",
                    models.BooleanField(default=False, verbose_name="nobody may read where it is"),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Phone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("number", models.CharField(max_length=60, verbose_name="number")),
                (
                    "extension",
                    models.CharField(blank=True, max_length=10, verbose_name="extension"),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("voice", "Phone"),
                            ("cell", "Mobile phone"),
                            ("text", "Text messages"),
                            ("textphone", "Phone for deaf people"),
                            ("fax", "Fax"),
                        ],
                        default="voice",
                        max_length=10,
                        verbose_name="kind of phone",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="what it is for"),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RequiredDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("document", models.CharField(max_length=200)),
                ("may_be_demanded", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "freq",
                    models.CharField(
                        blank=True,
                        choices=[("WEEKLY", "Every week"), ("MONTHLY", "Once a month")],
                        max_length=10,
                    ),
                ),
                ("byday", models.CharField(blank=True, max_length=60)),
                ("opens_at", models.TimeField(blank=True, null=True, verbose_name="opens at")),
                ("closes_at", models.TimeField(blank=True, null=True, verbose_name="closes at")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="in words"),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceArea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=100)),
                ("description", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceAtLocation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="confirmation",
            name="confirmation_noun",
        ),
        migrations.RenameField(
            model_name="service",
            old_name="fees",
            new_name="fees_description",
        ),
        migrations.AddField(
            model_name="service",
            name="alert",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="what is different just now"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="answers_high",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="hours until it answers: high"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="answers_low",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="hours until it answers: low"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="answers_medium",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="hours until it answers: medium"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="application_process",
            field=models.TextField(
                blank=True, max_length=600, verbose_name="how to get help there"
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="assured_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="last confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[("open", "Has room"), ("limited", "Little room"), ("full", "Full")],
                max_length=10,
                verbose_name="room",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="capacity_on",
            field=models.DateField(blank=True, null=True, verbose_name="room, as of"),
        ),
        migrations.AddField(
            model_name="service",
            name="eligibility_description",
            field=models.TextField(blank=True, max_length=600, verbose_name="for whom it is"),
        ),
        migrations.AddField(
            model_name="service",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
        ),
        migrations.AddField(
            model_name="service",
            name="escort_needed",
            field=models.BooleanField(null=True, verbose_name="a child needs somebody to go with"),
        ),
        migrations.AddField(
            model_name="service",
            name="interpretation_services",
            field=models.CharField(blank=True, max_length=200, verbose_name="who interprets"),
        ),
        migrations.AddField(
            model_name="service",
            name="known_risks",
            field=models.TextField(blank=True, max_length=600, verbose_name="known risks"),
        ),
        migrations.AddField(
            model_name="service",
            name="mandated_authority",
            field=models.BooleanField(null=True, verbose_name="has the mandate by law"),
        ),
        migrations.AddField(
            model_name="service",
            name="open_24h",
            field=models.BooleanField(default=False, verbose_name="open day and night"),
        ),
        migrations.AddField(
            model_name="service",
            name="secure_channels",
            field=models.JSONField(default=list, verbose_name="how a referral reaches it safely"),
        ),
        migrations.AddField(
            model_name="service",
            name="survivor_centred",
            field=models.BooleanField(null=True, verbose_name="trained to put the child first"),
        ),
        migrations.AddField(
            model_name="service",
            name="url",
            field=models.URLField(blank=True, verbose_name="page on the internet"),
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
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="kind",
            field=models.CharField(
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
                        ],
                    )
                ),
                name="confirmation_noun",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("capacity", ""), ("capacity_on", None)),
                    models.Q(
                        ("capacity__in", ["open", "limited", "full"]),
                        ("capacity_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="service_capacity",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("assured_by", None), ("assured_on__isnull", False), _connector="OR"
                ),
                name="service_assured",
            ),
        ),
        migrations.AddField(
            model_name="accessview",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="access_views",
                to="participants.community",
            ),
        ),
        migrations.AddField(
            model_name="accessview",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accessview",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="access_views",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="costoption",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cost_options",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="language",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="languages",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="location",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="locations",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="accessibility",
            name="location",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="accessibility",
                to="participants.location",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="phones",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="requireddocument",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="required_documents",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="schedules",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="servicearea",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="service_areas",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="serviceatlocation",
            name="location",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="service_at_locations",
                to="participants.location",
            ),
        ),
        migrations.AddField(
            model_name="serviceatlocation",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="service_at_locations",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="service_at_location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="schedules",
                to="participants.serviceatlocation",
            ),
        ),
        migrations.AddField(
            model_name="phone",
            name="service_at_location",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="phones",
                to="participants.serviceatlocation",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.UniqueConstraint(
                fields=("community", "service", "asked_on"), name="access_view_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.CheckConstraint(
                condition=models.Q(("distance__in", ["", "yes", "somewhat", "no"])),
                name="access_view_distance",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee__in", ["", "yes", "somewhat", "no"])),
                name="access_view_fee",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["", "yes", "somewhat", "no"])),
                name="access_view_language",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.CheckConstraint(
                condition=models.Q(("disrespect__in", ["", "yes", "somewhat", "no"])),
                name="access_view_disrespect",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.CheckConstraint(
                condition=models.Q(("fear__in", ["", "yes", "somewhat", "no"])),
                name="access_view_fear",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessview",
            constraint=models.CheckConstraint(
                condition=models.Q(("corruption__in", ["", "yes", "somewhat", "no"])),
                name="access_view_corruption",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["focal", "backup"])), name="contact_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                    _connector="OR",
                ),
                name="contact_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="costoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0),
                    models.Q(
                        ("amount", None),
                        models.Q(("amount_description", ""), ("option", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cost_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(("location_type__in", ["physical", "postal", "virtual"])),
                name="location_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_secret", False),
                    models.Q(
                        ("address", ""),
                        ("city", ""),
                        ("name", ""),
                        ("postal_code", ""),
                        ("transportation", ""),
                    ),
                    _connector="OR",
                ),
                name="location_secret",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceatlocation",
            constraint=models.UniqueConstraint(
                fields=("service", "location"), name="service_location_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("freq__in", ["", "WEEKLY", "MONTHLY"])), name="schedule_freq"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("byday", ""),
                        ("closes_at", None),
                        ("freq", ""),
                        ("opens_at", None),
                        models.Q(("description", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("freq", ""), _negated=True),
                        models.Q(("byday", ""), _negated=True),
                        ("closes_at__isnull", False),
                        ("opens_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="schedule_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_to", None),
                    ("valid_from__lte", models.F("valid_to")),
                    _connector="OR",
                ),
                name="schedule_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="phone",
            constraint=models.CheckConstraint(
                condition=models.Q(("type__in", ["voice", "cell", "text", "textphone", "fax"])),
                name="phone_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="phone",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="phone_number"
            ),
        ),
        migrations.RunPython(into_rows, into_lines),
        migrations.RemoveField("service", "phone"),
        migrations.RemoveField("service", "hours"),
        migrations.RemoveField("service", "languages_said"),
        migrations.RemoveField("service", "backup_contact"),
    ]
