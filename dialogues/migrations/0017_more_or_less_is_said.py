from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0016_words_of_tools"),
    ]

    operations = [
        migrations.AlterField(
            model_name="seasonalmark",
            name="change",
            field=models.CharField(
                choices=[("more", "More"), ("less", "Less")],
                max_length=10,
                verbose_name="more or less",
            ),
        ),
    ]
