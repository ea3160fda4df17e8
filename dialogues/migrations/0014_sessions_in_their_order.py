import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0013_words_of_earlier_sessions"),
        ("participants", "0006_reached_by"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="dialoguesession",
            name="community",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.community",
            ),
        ),
        migrations.AddIndex(
            model_name="dialoguesession",
            index=models.Index(
                fields=["community", "-held_on", "-id"], name="session_in_community"
            ),
        ),
        migrations.AddIndex(
            model_name="dialoguesession",
            index=models.Index(
                fields=["community", "status", "-held_on", "-id"], name="session_by_status"
            ),
        ),
        migrations.AddIndex(
            model_name="dialoguesession",
            index=models.Index(fields=["subgroup", "-held_on", "-id"], name="session_of_group"),
        ),
        migrations.AddIndex(
            model_name="dialoguesession",
            index=models.Index(fields=["round", "-held_on", "-id"], name="session_in_round"),
        ),
    ]
