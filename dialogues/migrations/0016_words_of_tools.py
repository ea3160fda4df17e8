from django.db import migrations

from dialogues.models.words import split

SAID = {
    "ToolRow": ("local_term", "gloss"),
    "ResponseStep": ("outcome", "satisfied", "barrier"),
    "Place": ("why",),
    "Scene": ("theme",),
    "Option": ("strengths", "drawbacks"),
    "Point": ("theme",),
}
BATCH = 500


def fill(apps, editor):
    """A session is found by the words of its tools, too, as the actions write them from now on."""
    tools = apps.get_model("dialogues", "Tool").objects.select_related("session")
    shapes = {apps.get_model("dialogues", name): names for name, names in SAID.items()}
    word_model = apps.get_model("dialogues", "SessionWord")
    for tool in tools.order_by("pk").iterator(chunk_size=BATCH):
        texts = [tool.question, tool.about, tool.memo]
        for shape, names in shapes.items():
            rows = shape.objects.filter(tool_id=tool.pk).values_list(*names)
            texts += [text for row in rows for text in row]
        word_model.objects.bulk_create(
            (
                word_model(
                    session_id=tool.session_id, community_id=tool.session.community_id, word=word
                )
                for word in split("\n".join(texts))
            ),
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0015_confirmations"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
