from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0018_words_confirmed_before"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="keptcount",
            name="kept_count_difficulty",
        ),
    ]
