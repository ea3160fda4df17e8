from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_cache_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("waiting", "Something waits for you"),
                    ("account", "Your way of signing in was changed"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["waiting", "account"])), name="outgoing_mail_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.UniqueConstraint(fields=("user", "kind"), name="outgoing_mail_once"),
        ),
    ]
