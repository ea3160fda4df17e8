import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cpfacilitate.lib.crypto


def tell_apart(apps, schema_editor):
    """What was told before leads to the first page; each of them is one of its own."""
    for notification in apps.get_model("accounts", "Notification").objects.filter(mark=""):
        notification.mark = notification.pk.hex
        notification.save(update_fields=["mark"])


def forget_what_went(apps, schema_editor):
    """On the way back a row is always a mail that is still to be sent."""
    mails = apps.get_model("accounts", "OutgoingMail").objects
    mails.exclude(sent_at=None, given_up_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_staff_concerns"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "timing",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("daily", "Once a day"),
                            ("none", "No e-mail"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="e-mail",
                    ),
                ),
                ("daily_at", models.TimeField(default=datetime.time(7, 0), verbose_name="at")),
                ("quiet_from", models.TimeField(null=True, verbose_name="quiet from")),
                ("quiet_until", models.TimeField(null=True, verbose_name="quiet until")),
            ],
        ),
        migrations.AddField(
            model_name="notification",
            name="mark",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notification",
            name="sealed_path",
            field=cpfacilitate.lib.crypto.EncryptedTextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="address",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="claimed_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="failed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="failure",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="failures",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="given_up_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="urgent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["user", "-at", "-id"], name="notification_list"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["read_at"], name="notification_read"),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("read_at", None)),
                fields=("user", "mark"),
                name="notification_once",
            ),
        ),
        migrations.AddField(
            model_name="mailpreference",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mail_preference",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="mailpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(("timing__in", ["at_once", "daily", "none"])),
                name="mail_preference_timing",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_until", None)),
                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                    _connector="OR",
                ),
                name="mail_preference_quiet",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_what_went),
    ]
