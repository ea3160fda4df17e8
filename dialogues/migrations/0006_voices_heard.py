from django.db import migrations
from django.db.models import Count, Max


def hear_what_was_recorded(apps, schema_editor):
    """A planned voice was heard when a session of its group was recorded in its round."""
    heard = (
        apps.get_model("dialogues", "DialogueSession")
        .objects.exclude(status="draft")
        .values("round", "subgroup")
        .annotate(times=Count("pk"), last=Max("held_on"))
    )
    voices = apps.get_model("participants", "PlannedVoice").objects
    for row in heard.order_by("round", "subgroup").iterator():
        voices.filter(round=row["round"], subgroup=row["subgroup"]).update(
            status="heard", heard_times=row["times"], heard_on=row["last"]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0005_builds_on_and_who_left"),
        ("participants", "0006_reached_by"),
    ]

    operations = [migrations.RunPython(hear_what_was_recorded, migrations.RunPython.noop)]
