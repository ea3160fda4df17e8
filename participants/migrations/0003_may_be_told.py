from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0002_look_up_and_keep"),
    ]

    operations = [
        migrations.AddField(
            model_name="protectivepractice",
            name="may_be_told",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
