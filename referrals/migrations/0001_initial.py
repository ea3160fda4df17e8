import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock
import cpfacilitate.lib.crypto
import referrals.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_cache_table"),
        ("participants", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
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
                    "code",
                    models.CharField(
                        default=referrals.codes.referral_code,
                        editable=False,
                        max_length=8,
                        unique=True,
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                        verbose_name="how urgent",
                    ),
                ),
                (
                    "time_critical_health",
                    models.BooleanField(default=False, verbose_name="health care needed today"),
                ),
                (
                    "concern_category",
                    models.CharField(
                        choices=[
                            ("hurt", "Hurt, or afraid of being hurt"),
                            ("care", "Nobody to care well for the child"),
                            ("work", "Heavy or dangerous work"),
                            ("school", "Out of school"),
                            ("marriage", "Early marriage or pregnancy"),
                            ("health", "Health or disability"),
                            ("papers", "Birth registration and papers"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        choices=[
                            ("0_5", "0–5"),
                            ("6_11", "6–11"),
                            ("12_14", "12–14"),
                            ("15_17", "15–17"),
                        ],
                        max_length=10,
                        verbose_name="age",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("girl", "Girl"), ("boy", "Boy"), ("other", "Other, or not said")],
                        max_length=10,
                        verbose_name="girl or boy",
                    ),
                ),
                ("needs", models.JSONField(default=list, verbose_name="what is asked for")),
                ("summary", models.TextField(max_length=600, verbose_name="in a few words")),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                (
                    "immediate_safety",
                    models.CharField(
                        choices=[
                            ("safe", "Safe for now"),
                            ("not_safe", "Not safe now"),
                            ("unknown", "We do not know"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="is the child safe now",
                    ),
                ),
                (
                    "child_wishes",
                    models.TextField(
                        blank=True, max_length=300, verbose_name="what the child wants"
                    ),
                ),
                (
                    "withhold_from",
                    models.CharField(blank=True, max_length=200, verbose_name="who must not know"),
                ),
                (
                    "child_assent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, the child agrees"),
                            ("no", "No, the child does not want this"),
                        ],
                        max_length=10,
                        verbose_name="does the child agree",
                    ),
                ),
                (
                    "caregiver_consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, the caregiver agrees"),
                            ("no", "No, the caregiver does not agree"),
                            ("unsafe", "Asking is unsafe, or nobody is there to ask"),
                        ],
                        max_length=10,
                        verbose_name="does a caregiver agree",
                    ),
                ),
                (
                    "override_reason",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="why it must go all the same"
                    ),
                ),
                ("override_cosigned_at", models.DateTimeField(editable=False, null=True)),
                (
                    "identity_mode",
                    models.CharField(
                        choices=[
                            ("on_paper", "On paper, with the code; nothing here"),
                            ("phone_only", "Told by phone only; nothing here"),
                            ("encrypted", "Sealed here, apart from this referral"),
                        ],
                        default="on_paper",
                        max_length=20,
                        verbose_name="the child’s name",
                    ),
                ),
                (
                    "sent_via",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("app", "Here"),
                            ("phone", "By phone"),
                            ("in_person", "In person"),
                        ],
                        max_length=20,
                        verbose_name="sent",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("acknowledged", "Received"),
                            ("accepted", "Accepted"),
                            ("in_progress", "Begun"),
                            ("service_given", "Service given"),
                            ("closed", "Closed"),
                            ("declined", "Declined"),
                            ("referred_onward", "Passed on"),
                            ("unable_to_reach", "Could not reach"),
                            ("revoked", "Taken back"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("status_at", models.DateTimeField(editable=False)),
                ("first_sent_at", models.DateTimeField(editable=False, null=True)),
                ("acknowledge_by_at", models.DateTimeField(editable=False, null=True)),
                ("act_by_at", models.DateTimeField(editable=False, null=True)),
                ("acknowledged_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("acted_at", models.DateTimeField(editable=False, null=True)),
                ("due_at", models.DateTimeField(editable=False, null=True)),
                (
                    "onward_kind",
                    models.CharField(
                        blank=True,
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
                        verbose_name="passed on to",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "The child has what was needed"),
                            ("partly", "Partly"),
                            ("child_declined", "The child did not want it"),
                            ("moved", "The family moved"),
                            ("transferred", "Somebody accompanies the child further"),
                            ("unavailable", "The service was not available"),
                            ("not_reached", "The child could not be reached"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "feedback_to_referrer",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what the sender may know"
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.cluster",
                        verbose_name="where, roughly",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "override_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "override_cosigned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.service",
                        verbose_name="service",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MissedDeadline",
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
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="missed_deadlines",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="IdentityView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                ("reason", cpfacilitate.lib.crypto.EncryptedTextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identity_views",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Concern",
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
                    "code",
                    models.CharField(
                        default=referrals.codes.concern_code,
                        editable=False,
                        max_length=8,
                        unique=True,
                    ),
                ),
                (
                    "words",
                    cpfacilitate.lib.crypto.EncryptedTextField(
                        verbose_name="what you want to tell"
                    ),
                ),
                (
                    "about_staff",
                    models.BooleanField(default=False, verbose_name="about our staff or committee"),
                ),
                (
                    "about_focal_point",
                    models.BooleanField(default=False, verbose_name="about the focal point"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("raised", "New"), ("taken_up", "Taken up"), ("closed", "Closed")],
                        default="raised",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("status_at", models.DateTimeField(editable=False)),
                ("taken_up_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "closing_reason",
                    cpfacilitate.lib.crypto.EncryptedTextField(blank=True, verbose_name="reason"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "kept_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "kept_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "taken_up_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReferralEvent",
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
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("acknowledged", "Received"),
                            ("accepted", "Accepted"),
                            ("in_progress", "Begun"),
                            ("service_given", "Service given"),
                            ("closed", "Closed"),
                            ("declined", "Declined"),
                            ("referred_onward", "Passed on"),
                            ("unable_to_reach", "Could not reach"),
                            ("revoked", "Taken back"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=cpfacilitate.lib.clock.now)),
                (
                    "channel",
                    models.CharField(
                        choices=[("app", "here"), ("phone", "by phone"), ("slip", "on the slip")],
                        default="app",
                        max_length=10,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_place", "No place"),
                            ("not_ours", "Not our service"),
                            ("too_far", "Too far for us"),
                            ("closed", "Not open now"),
                            ("consent", "The child or caregiver no longer agrees"),
                            ("mistake", "Sent by mistake"),
                            ("not_needed", "Not needed any more"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=600)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="referrals.referral",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.service",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReferralIdentity",
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
                ("name", cpfacilitate.lib.crypto.EncryptedTextField()),
                ("contact", cpfacilitate.lib.crypto.EncryptedTextField(blank=True)),
                ("whereabouts", cpfacilitate.lib.crypto.EncryptedTextField(blank=True)),
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
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identity",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["service", "status", "due_at"], name="referral_queue"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["organisation", "status", "due_at"], name="referral_watch"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["status", "due_at"], name="referral_due"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "draft",
                            "sent",
                            "acknowledged",
                            "accepted",
                            "in_progress",
                            "service_given",
                            "closed",
                            "declined",
                            "referred_onward",
                            "unable_to_reach",
                            "revoked",
                        ],
                    )
                ),
                name="referral_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("urgency__in", ["high", "medium", "low"])),
                name="referral_urgency",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_band__in", ["0_5", "6_11", "12_14", "15_17"])),
                name="referral_age",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("override_cosigned_at", None), ("override_cosigned_by", None)),
                    models.Q(
                        ("override_cosigned_at__isnull", False),
                        ("override_cosigned_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="referral_cosigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("override_cosigned_by", None),
                    models.Q(
                        ("override_by__isnull", False),
                        models.Q(("override_cosigned_by", models.F("override_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="referral_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("override_reason", ""), ("override_by__isnull", False), _connector="OR"
                ),
                name="referral_override_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "revoked"]),
                    models.Q(
                        ("acknowledge_by_at__isnull", False),
                        ("act_by_at__isnull", False),
                        ("first_sent_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="referral_clock_runs",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "closed"), _negated=True),
                    models.Q(("outcome", ""), _negated=True),
                    _connector="OR",
                ),
                name="referral_outcome",
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
                    ),
                    _connector="OR",
                ),
                name="referral_revoked_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="misseddeadline",
            constraint=models.UniqueConstraint(
                fields=("referral", "deadline"), name="missed_deadline_once"
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["kept_by", "status", "created_at"], name="concern_list"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["raised", "taken_up", "closed"])),
                name="concern_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_up_at", None), ("taken_up_by", None)),
                    models.Q(("taken_up_at__isnull", False), ("taken_up_by__isnull", False)),
                    _connector="OR",
                ),
                name="concern_taken_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="concern_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kept_from", None), ("about_focal_point", True), _connector="OR"
                ),
                name="concern_kept_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="referralevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to__in",
                        [
                            "draft",
                            "sent",
                            "acknowledged",
                            "accepted",
                            "in_progress",
                            "service_given",
                            "closed",
                            "declined",
                            "referred_onward",
                            "unable_to_reach",
                            "revoked",
                        ],
                    )
                ),
                name="referral_event_to",
            ),
        ),
    ]
