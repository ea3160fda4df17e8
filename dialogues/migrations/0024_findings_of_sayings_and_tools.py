import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0023_practices_and_rules"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="kind",
            field=models.CharField(
                choices=[
                    ("harm", "What groups ranked"),
                    ("quote", "A saying"),
                    ("response_mapping", "Who does what when it happens"),
                    ("seasonal_calendar", "The year, month by month"),
                    ("daily_calendar", "A day, hour by hour"),
                    ("who_helps", "Who helps, how near, how trusted"),
                    ("places", "Places where it is safe or not"),
                    ("open_dialogue", "Open talk"),
                ],
                default="harm",
                max_length=30,
                verbose_name="what it is made of",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="quote",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="dialogues.quote",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="since",
            field=models.DateField(default=cpfacilitate.lib.clock.today, editable=False),
        ),
        migrations.AddField(
            model_name="finding",
            name="tool",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="dialogues.tool",
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="harm",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="dialogues.harm",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("harm__isnull", False), ("kind", "harm"), ("quote", None), ("tool", None)
                    ),
                    models.Q(("harm", None), ("kind", "quote"), ("tool", None)),
                    models.Q(
                        ("harm", None),
                        (
                            "kind__in",
                            [
                                "response_mapping",
                                "seasonal_calendar",
                                "daily_calendar",
                                "who_helps",
                                "places",
                                "open_dialogue",
                            ],
                        ),
                        ("quote", None),
                    ),
                    _connector="OR",
                ),
                name="finding_kind",
            ),
        ),
    ]
