import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0026_steps_and_what_they_need"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="review_on",
            field=models.DateField(null=True, verbose_name="when we look at it again"),
        ),
        migrations.AddField(
            model_name="decision",
            name="took_part",
            field=models.JSONField(default=list, verbose_name="who took part"),
        ),
        migrations.CreateModel(
            name="Choice",
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
                ("took_part", models.JSONField(default=list, verbose_name="who took part")),
                ("review_on", models.DateField(null=True, verbose_name="when we look at it again")),
                ("held_on", models.DateField(verbose_name="day of the gathering")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("consensus", "All came to one mind"),
                            ("vote", "By a vote"),
                            ("elders_ratify", "The elders confirmed what the groups decided"),
                            ("other", "Another way"),
                        ],
                        max_length=20,
                        verbose_name="how it was decided",
                    ),
                ),
                ("girls", models.PositiveSmallIntegerField(null=True, verbose_name="girls")),
                ("boys", models.PositiveSmallIntegerField(null=True, verbose_name="boys")),
                ("women", models.PositiveSmallIntegerField(null=True, verbose_name="women")),
                ("men", models.PositiveSmallIntegerField(null=True, verbose_name="men")),
                ("elders", models.PositiveSmallIntegerField(null=True, verbose_name="elders")),
                (
                    "with_difficulty",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="of whom find it hard to see, hear, walk or learn"
                    ),
                ),
                ("after_rounds", models.PositiveSmallIntegerField()),
                (
                    "unheard_reason",
                    models.CharField(blank=True, max_length=600, verbose_name="why now"),
                ),
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
            ],
            options={
                "ordering": ["held_on", "created_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="actionplan",
            name="choice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="plans",
                to="dialogues.choice",
            ),
        ),
        migrations.CreateModel(
            name="HarmOption",
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
                ("words", models.CharField(max_length=200, verbose_name="what could be done")),
                (
                    "gloss",
                    models.CharField(blank=True, max_length=200, verbose_name="what it means"),
                ),
                ("raised_by", models.JSONField(default=list, verbose_name="whose idea it was")),
                (
                    "may_be_told",
                    models.BooleanField(default=True, verbose_name="the community may read it"),
                ),
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
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="dialogues.finding",
                    ),
                ),
                (
                    "rows",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="dialogues.option",
                        verbose_name="what was said of it in dialogues",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="choice",
            name="option",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="choices",
                to="dialogues.harmoption",
            ),
        ),
        migrations.CreateModel(
            name="OptionView",
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
                    "weighs",
                    models.CharField(
                        choices=[
                            ("strength", "It speaks for it"),
                            ("drawback", "It speaks against it"),
                        ],
                        max_length=10,
                        verbose_name="for or against",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="in their words")),
                (
                    "share_scope",
                    models.CharField(
                        choices=[
                            ("group_only", "Only this group"),
                            ("facilitators", "Facilitators"),
                            ("community_unattributed", "“Children said”"),
                            ("community_attributed", "With the group’s name"),
                            ("external", "Anyone, with the group’s name"),
                        ],
                        default="facilitators",
                        max_length=30,
                        verbose_name="what may be told",
                    ),
                ),
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
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="dialogues.harmoption",
                    ),
                ),
                (
                    "subgroup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participants.subgroup",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Dissent",
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
                            ("children", "Children"),
                            ("women", "Women"),
                            ("men", "Men"),
                            ("elders", "Elders"),
                            ("home", "People at home"),
                        ],
                        max_length=10,
                        verbose_name="who saw it differently",
                    ),
                ),
                ("words", models.TextField(max_length=600, verbose_name="in their words")),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dissents",
                        to="dialogues.choice",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("choice", "kind"), name="dissent_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["children", "women", "men", "elders", "home"])
                        ),
                        name="dissent_kind",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["consensus", "vote", "elders_ratify", "other"])),
                name="choice_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="optionview",
            constraint=models.CheckConstraint(
                condition=models.Q(("weighs__in", ["strength", "drawback"])),
                name="option_view_weighs",
            ),
        ),
        migrations.AddConstraint(
            model_name="optionview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "share_scope__in",
                        [
                            "group_only",
                            "facilitators",
                            "community_unattributed",
                            "community_attributed",
                            "external",
                        ],
                    )
                ),
                name="option_view_scope",
            ),
        ),
    ]
