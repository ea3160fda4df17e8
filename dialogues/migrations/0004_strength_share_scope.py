from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0003_names_nobody"),
        ("participants", "0003_may_be_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="strength",
            name="share_scope",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="strength",
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
                name="strength_share_scope",
            ),
        ),
    ]
