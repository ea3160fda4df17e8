import uuid

import django.db.models.deletion
from django.db import migrations, models


def letter_by_letter(apps, editor):
    """PostgreSQL compares words as SQLite does, so that a beginning is a range of the index."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            'ALTER TABLE dialogues_sessionword ALTER COLUMN word TYPE varchar(60) COLLATE "C"'
        )


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0011_notes_become_reflections"),
        ("participants", "0006_reached_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="dialoguesession",
            name="community",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participants.community",
            ),
        ),
        migrations.CreateModel(
            name="SessionWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(max_length=60)),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participants.community",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="dialogues.dialoguesession",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["community", "word", "session"], name="word_in_community")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "word"), name="session_word")
                ],
            },
        ),
        migrations.RunPython(letter_by_letter, migrations.RunPython.noop),
    ]
