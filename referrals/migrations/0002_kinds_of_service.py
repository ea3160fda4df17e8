from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="referral",
            name="onward_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("health", "Health"),
                    ("psychosocial", "Someone to talk to"),
                    ("shelter", "Safe house"),
                    ("child_protection", "Child protection"),
                    ("police", "Police"),
                    ("legal", "Legal help"),
                    ("social_welfare", "Social welfare"),
                    ("care", "Alternative care"),
                    ("mediation", "Making peace in a family"),
                    ("reunification", "Finding a family again"),
                    ("education", "Schooling"),
                    ("livelihoods", "Learning a trade, earning a living"),
                    ("cash", "Social protection, cash"),
                    ("food", "Food"),
                    ("nfi", "Blankets, soap, things for the house"),
                    ("wash", "Water and toilets"),
                    ("registration", "Birth registration and papers"),
                    ("disability", "Disability and rehabilitation"),
                    ("srh", "Sexual and reproductive health"),
                    ("helpline", "Helpline"),
                    ("other", "Something else"),
                ],
                max_length=20,
                verbose_name="passed on to",
            ),
        ),
    ]
