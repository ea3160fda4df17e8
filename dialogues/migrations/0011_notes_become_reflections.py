from django.db import migrations


def reflect_what_was_noted(apps, schema_editor):
    """A note for yourself becomes what its writer has to say besides, for the same two readers."""
    Reflection = apps.get_model("dialogues", "Reflection")
    noted = apps.get_model("dialogues", "DialogueSession").objects.exclude(private_note="")
    for session in noted.iterator():
        Reflection.objects.create(
            session=session,
            note=session.private_note,
            kept_on=session.held_on,
            created_at=session.created_at,
            created_by_id=session.created_by_id,
        )


def note_what_was_reflected(apps, schema_editor):
    sessions = apps.get_model("dialogues", "DialogueSession").objects
    reflections = apps.get_model("dialogues", "Reflection").objects.exclude(note="")
    for session, note in reflections.values_list("session", "note"):
        sessions.filter(pk=session).update(private_note=note)


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0010_reflections_and_amendments")]

    operations = [
        migrations.RunPython(reflect_what_was_noted, note_what_was_reflected),
        migrations.RemoveField("dialoguesession", "private_note"),
    ]
