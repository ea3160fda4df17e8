from django.db import migrations


def said_in_dialogues(apps, schema_editor):
    """Until now the register held only what dialogues told: their groups decide who hears of it."""
    apps.get_model("participants", "ProtectivePractice").objects.update(from_dialogue=True)


def visit_at_home(apps, schema_editor):
    """Groups whose voice was named after home visits are reached by them."""
    apps.get_model("participants", "Subgroup").objects.filter(voice="home").update(
        reached_by="home_visits"
    )


def plan_every_voice(apps, schema_editor):
    """Every group of a community was to be heard in each of its rounds."""
    planned = apps.get_model("participants", "PlannedVoice")
    for group in apps.get_model("participants", "Subgroup").objects.iterator():
        channel = "home_visits" if group.voice == "home" else "small_group"
        rounds = apps.get_model("participants", "Round").objects.filter(
            community=group.community_id
        )
        planned.objects.bulk_create(
            [
                planned(
                    round=listening,
                    subgroup=group,
                    channel=channel,
                    created_by_id=listening.created_by_id,
                    created_at=listening.created_at,
                )
                for listening in rounds
            ],
            ignore_conflicts=True,
        )


def settle_who_left_before(apps, schema_editor):
    """Nobody asked yet what becomes of the records of communities with which we had parted."""
    leaving = apps.get_model("participants", "Leaving")
    moves = apps.get_model("participants", "AgreementMove").objects
    parted = apps.get_model("participants", "Agreement").objects.filter(
        status__in=["declined", "withdrawn", "concluded", "stepped_back"], leavings=None
    )
    for agreement in parted:
        move = moves.filter(agreement=agreement).order_by("decided_on", "at", "id").last()
        if move is not None and move.to == agreement.status:
            leaving.objects.create(
                agreement=agreement, move=move, created_by_id=move.by_id, created_at=move.at
            )


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0004_a_community_decides"),
    ]

    operations = [
        migrations.RunPython(said_in_dialogues, migrations.RunPython.noop),
        migrations.RunPython(visit_at_home, migrations.RunPython.noop),
        migrations.RunPython(plan_every_voice, migrations.RunPython.noop),
        migrations.RunPython(settle_who_left_before, migrations.RunPython.noop),
    ]
