from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0007_why_a_step_names_nobody"),
    ]

    operations = [
        migrations.AddField(
            model_name="plannedvoice",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
    ]
