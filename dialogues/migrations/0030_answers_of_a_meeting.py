import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0029_signs_and_looking_back"),
        ("participants", "0008_words_confirmed_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="childrole",
            name="support_needed",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="what they need for it"
            ),
        ),
        migrations.AddField(
            model_name="planreview",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="dialogues.action",
                verbose_name="which step",
            ),
        ),
        migrations.AddField(
            model_name="planreview",
            name="told_at",
            field=models.CharField(blank=True, max_length=120, verbose_name="at which meeting"),
        ),
        migrations.AddField(
            model_name="planreview",
            name="told_on",
            field=models.DateField(blank=True, null=True, verbose_name="day of the meeting"),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_at", ""), ("told_on", None)),
                    models.Q(
                        ("channel", "as_told"),
                        ("told_on__isnull", False),
                        models.Q(("told_at", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="plan_review_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("about", None), ("answer", "change"), _connector="OR"),
                name="plan_review_about",
            ),
        ),
    ]
