from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0006_reached_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreementmove",
            name="identifier_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="why this names nobody"
            ),
        ),
    ]
