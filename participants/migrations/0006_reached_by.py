from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0005_who_is_visited_at_home"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="subgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reached_by", "home_visits"),
                    models.Q(
                        ("reached_by", "assembled"), models.Q(("voice", "home"), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="subgroup_reached_by",
            ),
        ),
    ]
