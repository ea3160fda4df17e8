import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0033_forget_kept_counts"),
        ("participants", "0010_links_with_services"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="barrier",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.barrier",
                verbose_name="what it works on",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="link",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.servicelink",
                verbose_name="with which service",
            ),
        ),
    ]
