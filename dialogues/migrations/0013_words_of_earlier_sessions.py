from django.db import migrations
from django.db.models import OuterRef, Subquery

from dialogues.models.words import split

SAID = {
    "strengths": ("local_term", "gloss"),
    "items": ("local_term", "gloss", "merged", "why"),
    "quotes": ("words", "gloss", "about"),
}
BATCH = 500


def fill(apps, editor):
    """Each session knows its community and its words, as the actions write them from now on."""
    session_model = apps.get_model("dialogues", "DialogueSession")
    group = apps.get_model("participants", "Subgroup").objects.filter(pk=OuterRef("subgroup"))
    session_model.objects.filter(community=None).update(
        community=Subquery(group.values("community")[:1])
    )
    sessions = session_model.objects.prefetch_related(*SAID).order_by("pk")
    word_model = apps.get_model("dialogues", "SessionWord")
    for session in sessions.iterator(chunk_size=BATCH):
        texts = [session.question, session.decisions_asked, session.promise]
        for rows, names in SAID.items():
            texts += [getattr(row, name) for row in getattr(session, rows).all() for name in names]
        word_model.objects.bulk_create(
            (
                word_model(session_id=session.pk, community_id=session.community_id, word=word)
                for word in split("\n".join(texts))
            ),
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0012_words_of_sessions"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
