import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock
import referrals.models.referrals

# What a referral that was sent before agreements were kept has shown to its service.
SHOWN = [
    "age",
    "sex",
    "area",
    "category",
    "summary",
    "support",
    "safety",
    "wishes",
    "agreement",
    "trusted_adult",
    "identity",
]


def carry_over(apps, schema_editor):
    """What was sent stays readable as it was sent; health care today is urgent."""
    referrals = apps.get_model("referrals", "Referral")._base_manager
    referrals.filter(time_critical_health=True).update(urgency="high")
    sent = referrals.filter(first_sent_at__isnull=False).exclude(status="revoked")
    sent.update(shared=SHOWN)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mail_kind"),
        ("participants", "0008_words_confirmed_before"),
        ("referrals", "0002_kinds_of_service"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentRules",
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
                ("needed", models.JSONField()),
            ],
            options={
                "verbose_name_plural": "consent rules",
            },
        ),
        migrations.CreateModel(
            name="SharingAgreement",
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
                ("data_points", models.JSONField(default=list, verbose_name="what may be shared")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("expires_on", models.DateField(verbose_name="until")),
                ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                ("signed_by", models.CharField(max_length=200, verbose_name="who signed, by role")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="referral",
            name="referral_revoked_is_empty",
        ),
        migrations.AddField(
            model_name="referral",
            name="accused_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this accuses nobody"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="caregiver_informed",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes, a caregiver knows"), ("no", "No, no caregiver knows")],
                max_length=10,
                verbose_name="does a caregiver know",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="caregiver_uninformed_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("danger", "It could put the child in danger"),
                    ("child_tells", "The child wants to tell them, or does not want them told"),
                    ("nobody", "Nobody is there to be told"),
                    ("other", "Another reason, told to the focal point"),
                ],
                max_length=20,
                verbose_name="why no caregiver knows",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="feedback_allowed_to",
            field=models.JSONField(
                blank=True,
                default=referrals.models.referrals.to_the_sender,
                verbose_name="who may be told what came of it",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="functional_support_needed",
            field=models.JSONField(
                blank=True, default=list, verbose_name="what makes it easier for the child"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="limits_explained_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("writer", "I did, before I listened"),
                    ("colleague", "Somebody of ours did, before listening"),
                    ("afterwards", "The child was told only afterwards"),
                    ("nobody", "Nobody has told the child yet"),
                ],
                max_length=20,
                verbose_name="who told the child what cannot be kept secret",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="override_basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("best_interests", "In the child’s best interests"),
                    ("legal_duty", "The law asks for it"),
                ],
                max_length=20,
                verbose_name="on what it goes all the same",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="safe_contact_method",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="how and when to reach the child safely"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="safety_step",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="what was done about it"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="shared",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="referral",
            name="trusted_adult",
            field=models.CharField(
                blank=True,
                choices=[
                    ("relative", "A relative"),
                    ("neighbour", "A neighbour"),
                    ("school", "Somebody at school"),
                    ("health", "A health worker"),
                    ("faith", "Somebody of the child’s faith"),
                    ("writer", "Whoever sends this referral"),
                    ("nobody", "Nobody at present"),
                ],
                max_length=20,
                verbose_name="an adult the child trusts",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="withheld",
            field=models.JSONField(
                blank=True,
                default=list,
                verbose_name="what the child does not want the service to read",
            ),
        ),
        migrations.AlterField(
            model_name="referral",
            name="caregiver_consent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("yes", "Yes, the caregiver agrees"),
                    ("no", "No, the caregiver does not agree"),
                    ("unsafe", "Asking is unsafe, or nobody is there to ask"),
                    ("unwanted", "The child does not want a caregiver to be asked"),
                ],
                max_length=10,
                verbose_name="does a caregiver agree",
            ),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("time_critical_health", False), ("urgency", "high"), _connector="OR"
                ),
                name="referral_health_today_is_high",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "revoked"), _negated=True),
                    models.Q(
                        ("child_wishes", ""),
                        ("override_reason", ""),
                        ("summary", ""),
                        ("withhold_from", ""),
                        ("accused_reason", ""),
                        ("safe_contact_method", ""),
                        ("safety_step", ""),
                    ),
                    _connector="OR",
                ),
                name="referral_revoked_is_empty",
            ),
        ),
        migrations.AddField(
            model_name="consentrules",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consentrules",
            name="organisation",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consent_rules",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="sharingagreement",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sharingagreement",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="sharingagreement",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.service",
                verbose_name="service",
            ),
        ),
        migrations.AddIndex(
            model_name="sharingagreement",
            index=models.Index(
                fields=["organisation", "service", "expires_on"], name="sharing_agreement_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_on__gte", models.F("starts_on"))),
                name="sharing_agreement_days",
            ),
        ),
    ]
