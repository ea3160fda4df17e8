import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mail_kind"),
        ("dialogues", "0027_options_and_choices"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CriteriaCheck",
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
                ("answers", models.JSONField(default=list)),
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
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria_check",
                        to="dialogues.actionplan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RedFlag",
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
                            (
                                "pregnant",
                                "A girl who is pregnant, or her family, pays or has to go",
                            ),
                            ("married_off", "A girl is married to who hurt her"),
                            ("settled", "A rape is settled between families"),
                            ("tested", "Girls are tested for virginity"),
                            ("shamed", "Somebody is beaten or shamed before others"),
                            ("girls_only", "Only girls have to stay at home"),
                            ("poor_out", "Children who are poor are shut out"),
                            ("reports", "Children report on their parents or other adults"),
                            ("sent_away", "Children are sent away"),
                            ("own_hands", "People punish with their own hands"),
                            ("no_food", "Food or aid is held back"),
                            ("forced_contraception", "Girls must take contraception"),
                        ],
                        max_length=30,
                        verbose_name="what it may be",
                    ),
                ),
                ("words", models.CharField(blank=True, editable=False, max_length=600)),
                ("sentence", models.CharField(blank=True, editable=False, max_length=600)),
                (
                    "seen",
                    models.CharField(blank=True, max_length=600, verbose_name="what was seen"),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                ("settled_at", models.DateTimeField(editable=False, null=True)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="red_flags",
                        to="dialogues.actionplan",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
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
            name="FlagNote",
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
                        choices=[("facilitator", "Facilitator"), ("mentor", "Mentor")],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day of the dialogue")),
                (
                    "words",
                    models.TextField(
                        max_length=2000, verbose_name="what was said, and what comes of it"
                    ),
                ),
                (
                    "identifier_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why this names nobody"
                    ),
                ),
                ("signed_at", models.DateTimeField(editable=False, null=True)),
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
                    "signed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="dialogues.redflag",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="BestInterestsCheck",
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
                ("asked_on", models.DateField(verbose_name="last talked over on")),
                (
                    "asked",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "asked_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "all_children",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "all_children_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "unharmed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "unharmed_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "family_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "safe",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "safe_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "health",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "health_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "respect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "respect_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "fair",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "fair_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "lawful",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "lawful_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "can_be_stopped",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                            ("not_known", "We do not know"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "can_be_stopped_change",
                    models.CharField(
                        blank=True, max_length=600, verbose_name="what we change because of it"
                    ),
                ),
                (
                    "girls_said",
                    models.TextField(blank=True, max_length=2000, verbose_name="what girls said"),
                ),
                (
                    "boys_said",
                    models.TextField(blank=True, max_length=2000, verbose_name="what boys said"),
                ),
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
                            ("no_concern", "We see nothing that speaks against it"),
                            ("reopen", "We would like to open it again in a dialogue"),
                            ("cannot_support", "We cannot support this"),
                            ("safeguarding", "Somebody may be in danger, and we must act"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="what it means for us",
                    ),
                ),
                (
                    "outcome_words",
                    models.CharField(
                        blank=True, editable=False, max_length=600, verbose_name="why"
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
                    "groups",
                    models.ManyToManyField(
                        related_name="+", to="participants.subgroup", verbose_name="who was there"
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="best_interests",
                        to="dialogues.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_words", "")),
                            models.Q(
                                ("outcome__in", ["no_concern", "safeguarding"]),
                                ("outcome_words", ""),
                            ),
                            models.Q(
                                ("outcome__in", ["reopen", "cannot_support"]),
                                models.Q(("outcome_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="best_interests_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked__in", ["", "yes", "partly", "no", "not_known"])),
                        name="best_interests_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("all_children__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_all_children",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unharmed__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_unharmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("family__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_family",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("safe__in", ["", "yes", "partly", "no", "not_known"])),
                        name="best_interests_safe",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("health__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_health",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("respect__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_respect",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fair__in", ["", "yes", "partly", "no", "not_known"])),
                        name="best_interests_fair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lawful__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_lawful",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("can_be_stopped__in", ["", "yes", "partly", "no", "not_known"])
                        ),
                        name="best_interests_can_be_stopped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanCriterion",
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
                ("words", models.CharField(max_length=200, verbose_name="what we ask of a plan")),
                ("position", models.PositiveSmallIntegerField(editable=False)),
                ("retired_at", models.DateTimeField(editable=False, null=True)),
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
                        related_name="criteria",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["position", "created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at", None), ("retired_by", None)),
                            models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_criterion_retired",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="redflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "pregnant",
                            "married_off",
                            "settled",
                            "tested",
                            "shamed",
                            "girls_only",
                            "poor_out",
                            "reports",
                            "sent_away",
                            "own_hands",
                            "no_food",
                            "forced_contraception",
                        ],
                    )
                ),
                name="red_flag_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="redflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sentence", ""), ("words", ""), models.Q(("seen", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("words", ""), _negated=True),
                        models.Q(("sentence", ""), _negated=True),
                        ("seen", ""),
                    ),
                    _connector="OR",
                ),
                name="red_flag_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="redflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="red_flag_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="redflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None), ("words", "")),
                fields=("plan", "kind"),
                name="red_flag_seen_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="flagnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["facilitator", "mentor"])), name="flag_note_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="flagnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="flag_note_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="flagnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at", None), ("signed_by", None)),
                    models.Q(
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        models.Q(("signed_by", models.F("created_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="flag_note_signed",
            ),
        ),
    ]
