import uuid

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def reach_people_as_they_were(apps, schema_editor):
    """What was counted by household, held in homes, or with people visited was a visit at home."""
    session = apps.get_model("dialogues", "DialogueSession")
    at_home = (
        models.Q(subgroup__reached_by="home_visits")
        | models.Q(households__gt=0)
        | models.Q(venue="homes")
    )
    keys = list(session.objects.filter(at_home).values_list("pk", flat=True))
    session.objects.filter(pk__in=keys).update(channel="home_visits")


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0007_kept_counts"),
        ("participants", "0006_reached_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="headcount", name="head_count_difficulty"),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=600, verbose_name="their words")),
                (
                    "gloss",
                    models.CharField(blank=True, max_length=600, verbose_name="what it means"),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="about which of their words"
                    ),
                ),
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
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="accommodations",
            field=models.JSONField(
                blank=True,
                default=list,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                verbose_name="what would have kept people away or silent",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="agreed",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="people who agreed"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="asked",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="people asked"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="before_note",
            field=models.CharField(blank=True, max_length=300, verbose_name="what we did about it"),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="channel",
            field=models.CharField(
                choices=[
                    ("small_group", "A small group of their own"),
                    ("home_visits", "Visits at home"),
                    ("walk", "A walk together"),
                    ("drama", "Drama or play"),
                    ("interview", "One by one"),
                ],
                default="small_group",
                max_length=20,
                verbose_name="by which way",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="consent_script",
            field=models.CharField(blank=True, editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="consent_way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("together", "All together, aloud"),
                    ("one_by_one", "One by one, in private"),
                    ("with_carers", "Carers first, then each child"),
                ],
                max_length=20,
                verbose_name="how we asked",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="counted_together",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="everybody together"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="decisions_asked",
            field=models.TextField(
                blank=True, max_length=600, verbose_name="what they ask to be decided"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="declined",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="people who declined"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="focal_point_reachable",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="the focal point could be reached that day",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="free",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="they chose whether and about what to speak",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="helped",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="they had time, words and ways that suit them",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="interpreted",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_needed", "Not needed"),
                    ("interpreter", "An interpreter"),
                    ("relative", "A relative or neighbour interpreted"),
                    ("missing", "Needed, and nobody was there"),
                ],
                max_length=20,
                verbose_name="interpreting",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="led_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="facilitated together with",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="more_languages",
            field=models.CharField(
                blank=True, max_length=100, verbose_name="other languages spoken"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="note_taker",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who took notes",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="power_notes",
            field=models.JSONField(
                blank=True,
                default=list,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                verbose_name="who spoke, who was silent",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="question",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="the question we asked"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="safe",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="they seemed safe enough to say what they think",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="same_sex",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="one of us was of the same sex as the group",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="seen",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="people could see us and nobody could overhear",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="seldom_heard",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="those who seldom speak had room",
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="space_note",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="what we would do otherwise"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="two_adults",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                max_length=10,
                verbose_name="two adults of ours were there",
            ),
        ),
        migrations.AddField(
            model_name="rankeditem",
            name="mentioned",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="mentioned as number"
            ),
        ),
        migrations.AddField(
            model_name="rankeditem",
            name="merged",
            field=models.CharField(blank=True, max_length=300, verbose_name="said in other words"),
        ),
        migrations.AddField(
            model_name="rankeditem",
            name="why",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why it weighs so much"
            ),
        ),
        migrations.AddConstraint(
            model_name="dialoguesession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["small_group", "home_visits", "walk", "drama", "interview"])
                ),
                name="session_channel",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="harm",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quotes",
                to="dialogues.harm",
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="quotes",
                to="dialogues.dialoguesession",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
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
                name="quote_share_scope",
            ),
        ),
        migrations.RunPython(reach_people_as_they_were, migrations.RunPython.noop),
    ]
