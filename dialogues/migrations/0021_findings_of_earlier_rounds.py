from django.db import migrations


def fill(apps, editor):
    """Each harm that a round heard before there were findings."""
    items = apps.get_model("dialogues", "RankedItem").objects
    said = items.exclude(session__status="draft").exclude(harm=None).select_related("session")
    for item in said.order_by("session__held_on", "id").iterator(chunk_size=500):
        apps.get_model("dialogues", "Finding").objects.get_or_create(
            round_id=item.session.round_id,
            harm_id=item.harm_id,
            defaults={
                "community_id": item.session.community_id,
                "created_by_id": item.session.created_by_id,
                "status_at": item.session.recorded_at or item.session.created_at,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0020_findings")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
