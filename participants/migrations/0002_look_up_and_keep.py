import unicodedata
import uuid

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


def search_key(name):
    apart = unicodedata.normalize("NFKD", " ".join(name.casefold().split()))
    plain = apart.translate(str.maketrans("ɛɔŋɓɗɲ", "eonbdn"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fill_name_keys(apps, schema_editor):
    for name in ("Community", "Service"):
        for record in apps.get_model("participants", name).objects.iterator():
            record.name_key = search_key(record.name)
            record.save(update_fields=["name_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_cache_table"),
        ("participants", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="community",
            options={"ordering": ["name_key", "id"]},
        ),
        migrations.AlterModelOptions(
            name="service",
            options={"ordering": ["name_key", "id"]},
        ),
        migrations.AddField(
            model_name="agreementmove",
            name="invited",
            field=models.BooleanField(default=False, verbose_name="the community invited us"),
        ),
        migrations.AddField(
            model_name="agreementmove",
            name="no_contact_until",
            field=models.DateField(null=True, verbose_name="no contact before"),
        ),
        migrations.AddField(
            model_name="community",
            name="name_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="service",
            name="name_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=400),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("no_contact_until", None),
                    ("status__in", ("declined", "withdrawn")),
                    _connector="OR",
                ),
                name="agreement_no_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to__in",
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
                name="agreement_move_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["yes", "no", "later", "divided"])),
                name="group_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="planninggroupmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on", None), ("left_on__gte", models.F("consented_on")), _connector="OR"
                ),
                name="member_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="planninggroupmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None), ("user__isnull", False)),
                fields=("subgroup", "user"),
                name="member_account_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("began_on")), _connector="OR"
                ),
                name="round_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minimum_age", None),
                    ("maximum_age", None),
                    ("minimum_age__lte", models.F("maximum_age")),
                    _connector="OR",
                ),
                name="service_ages",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(fill_name_keys, migrations.RunPython.noop),
    ]
