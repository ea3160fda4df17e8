import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


def keep_what_happened(apps, schema_editor):
    """A step was written down when it happened; of a missed time the focal points were told."""
    apps.get_model("referrals", "ReferralEvent").objects.update(recorded_at=models.F("at"))
    steps = apps.get_model("referrals", "OverdueStep").objects
    for missed in apps.get_model("referrals", "MissedDeadline").objects.select_related("referral"):
        steps.create(
            id=missed.id,
            referral=missed.referral,
            service_id=missed.referral.service_id,
            deadline=missed.deadline,
            rung="focal_point",
            at=missed.at,
        )
    schema_editor.connection.check_constraints()


def give_it_back(apps, schema_editor):
    """One row for each missed time; a step by a link becomes one of whoever sent the referral."""
    events = apps.get_model("referrals", "ReferralEvent").objects
    for event in events.filter(by=None).select_related("referral"):
        events.filter(pk=event.pk).update(by=event.referral.created_by_id, channel="slip")
    missed = apps.get_model("referrals", "MissedDeadline").objects
    for step in apps.get_model("referrals", "OverdueStep").objects.order_by("at"):
        missed.get_or_create(
            referral_id=step.referral_id, deadline=step.deadline, defaults={"at": step.at}
        )
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0008_words_confirmed_before"),
        ("referrals", "0002_kinds_of_service"),
        ("referrals", "0002_slip_consent_sharing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BackupCall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                ("reached", models.BooleanField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="OverdueStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "deadline",
                    models.CharField(
                        choices=[("answer", "the time to answer"), ("act", "the time to act")],
                        max_length=10,
                    ),
                ),
                (
                    "rung",
                    models.CharField(
                        choices=[
                            ("backup", "the sender was asked to phone the backup contact"),
                            ("focal_point", "the focal points were told"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SlipLink",
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
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("uses_left", models.PositiveSmallIntegerField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SlipPrint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddField(
            model_name="referral",
            name="continues",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="recorded_at",
            field=models.DateTimeField(default=cpfacilitate.lib.clock.now),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="told_by",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="referralevent",
            name="tries",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="referralevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="referralevent",
            name="channel",
            field=models.CharField(
                choices=[
                    ("app", "here"),
                    ("phone", "by phone"),
                    ("slip", "on the slip"),
                    ("link", "by the link on its slip"),
                ],
                default="app",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="referralevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by__isnull", False),
                    models.Q(("channel", "link"), models.Q(("told_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="referral_event_by",
            ),
        ),
        migrations.AddField(
            model_name="backupcall",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="backupcall",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="backup_calls",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="backupcall",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="overduestep",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="overdue_steps",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="overduestep",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="sliplink",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sliplink",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="slip_links",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="sliplink",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddField(
            model_name="slipprint",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="slipprint",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="slip_prints",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="slipprint",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
            ),
        ),
        migrations.AddConstraint(
            model_name="overduestep",
            constraint=models.UniqueConstraint(
                fields=("referral", "service", "deadline", "rung"), name="overdue_step_once"
            ),
        ),
        migrations.RunPython(keep_what_happened, give_it_back),
        migrations.DeleteModel(
            name="MissedDeadline",
        ),
    ]
