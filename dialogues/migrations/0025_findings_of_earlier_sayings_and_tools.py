from django.db import migrations
from django.db.models.functions import TruncDate

CARRIED_TOOLS = (
    "response_mapping",
    "seasonal_calendar",
    "daily_calendar",
    "who_helps",
    "places",
    "open_dialogue",
)


def fill(apps, editor):
    """What was said about no ranked harm, and what was laid out, before both could be carried."""
    finding = apps.get_model("dialogues", "Finding").objects
    finding.update(since=TruncDate("status_at"))
    quotes = apps.get_model("dialogues", "Quote").objects.filter(harm=None)
    tools = apps.get_model("dialogues", "Tool").objects.filter(kind__in=CARRIED_TOOLS)
    for name, rows in (("quote", quotes), ("tool", tools)):
        counted = rows.exclude(session__status="draft").select_related("session")
        for row in counted.order_by("session__held_on", "id").iterator(chunk_size=500):
            session = row.session
            finding.create(
                round_id=session.round_id,
                community_id=session.community_id,
                kind=row.kind if name == "tool" else "quote",
                created_by_id=session.created_by_id,
                status_at=session.recorded_at or session.created_at,
                since=session.held_on,
                **{name: row},
            )


def forget(apps, editor):
    """Without them there is only what was ranked."""
    apps.get_model("dialogues", "Finding").objects.filter(harm=None).delete()


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0024_findings_of_sayings_and_tools")]

    operations = [migrations.RunPython(fill, forget)]
