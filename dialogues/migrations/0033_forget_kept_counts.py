from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0032_figures_of_earlier_sessions"),
    ]

    operations = [
        migrations.DeleteModel(name="KeptCount"),
    ]
