import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock
import cpfacilitate.lib.crypto


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_staff_concerns"),
        ("participants", "0010_links_with_services"),
        ("referrals", "0005_identity_retention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QuarterGap",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                    ),
                ),
                ("cause", models.CharField(max_length=20)),
                ("referrals", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ReferralExport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                ("reason", cpfacilitate.lib.crypto.EncryptedTextField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReferralQuarter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begins_on", models.DateField()),
                ("closed_at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                ("communities", models.PositiveSmallIntegerField()),
                ("sent", models.PositiveIntegerField()),
                ("answered_in_time", models.PositiveIntegerField()),
                ("acted_in_time", models.PositiveIntegerField()),
                ("said_no", models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="concern",
            name="danger_now",
            field=models.BooleanField(default=False, verbose_name="somebody is in danger today"),
        ),
        migrations.AddField(
            model_name="concern",
            name="escalated_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="concern",
            name="escalated_to",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="kept_for",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="told_at",
            field=models.DateTimeField(default=cpfacilitate.lib.clock.now, editable=False),
        ),
        migrations.AddField(
            model_name="referral",
            name="handed_over_as",
            field=models.CharField(blank=True, max_length=40, verbose_name="number in their files"),
        ),
        migrations.AddField(
            model_name="referral",
            name="handed_over_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="handed_over_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("escalated_to", None), ("escalated_at__isnull", False), _connector="OR"
                ),
                name="concern_escalated",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("handed_over_as", ""), ("handed_over_at", None), ("handed_over_by", None)
                    ),
                    models.Q(
                        ("handed_over_at__isnull", False),
                        ("handed_over_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="referral_handed_over",
            ),
        ),
        migrations.AddField(
            model_name="referralexport",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="referralexport",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exports",
                to="referrals.referral",
            ),
        ),
        migrations.AddField(
            model_name="referralquarter",
            name="cluster",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.cluster",
            ),
        ),
        migrations.AddField(
            model_name="referralquarter",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="quartergap",
            name="quarter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gaps",
                to="referrals.referralquarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="referralquarter",
            constraint=models.UniqueConstraint(
                fields=("cluster", "begins_on"), name="referral_quarter_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="referralquarter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_in_time__lte", models.F("sent")),
                    ("acted_in_time__lte", models.F("sent")),
                    ("said_no__lte", models.F("sent")),
                ),
                name="referral_quarter_parts",
            ),
        ),
        migrations.AddConstraint(
            model_name="quartergap",
            constraint=models.UniqueConstraint(
                fields=("quarter", "kind", "cause"), name="quarter_gap_once"
            ),
        ),
    ]
