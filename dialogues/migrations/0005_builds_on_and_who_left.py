from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0004_strength_share_scope"),
    ]

    operations = [
        migrations.AddField(
            model_name="actionplan",
            name="builds_on_reason",
            field=models.CharField(
                blank=True, max_length=600, verbose_name="why it builds on nothing that is there"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="households",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="households visited"
            ),
        ),
        migrations.AddField(
            model_name="dialoguesession",
            name="left_early",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="people who left before the end"
            ),
        ),
    ]
