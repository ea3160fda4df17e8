from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_mail_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="description",
            field=models.CharField(blank=True, max_length=400, verbose_name="what it is"),
        ),
    ]
