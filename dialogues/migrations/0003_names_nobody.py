from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0002_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="actionplan",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="planreview",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
    ]
