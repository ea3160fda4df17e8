from django.db import migrations, models

# A pure function of a text: which stretches of it may tell who someone is.
from cpfacilitate.lib.identifiers import hints

REASON = "identifier_reason"
# Model → (where its words stand, the way to that).
PLACES = {
    "DialogueSession": ("session", ""),
    "Amendment": ("session", "session"),
    "Tool": ("session", "session"),
    "Reflection": ("session", "session"),
    "ReflectionAnswer": ("session", "reflection.session"),
    "ActionPlan": ("plan", ""),
    "Action": ("plan", "plan"),
    "PlanReview": ("plan", "plan"),
}
ROWS = ("strengths", "items", "quotes")
LISTS = ("accommodations", "power_notes")


def fill(apps, editor):
    """What was kept with a reason before there was a list of it stands in the list."""
    store = apps.get_model("dialogues", "Confirmation")
    for name, (kind, way) in PLACES.items():
        model = apps.get_model("dialogues", name)
        kept = store.objects.values("record_id")
        for row in model.objects.exclude(**{REASON: ""}).exclude(pk__in=kept):
            place = row
            for step in way.split(".") if way else ():
                place = getattr(place, step)
            if name == "DialogueSession" and row.status == "draft":
                continue  # asked about once its notes are to count
            if words := seen_in(texts_of(apps, name, row), place.community):
                store.objects.create(
                    record_id=row.pk, community=place.community, words=words,
                    reason=getattr(row, REASON), at=row.created_at, by=row.created_by,
                    **{kind: place},
                )  # fmt: skip
    fill_unlocked(apps, store)


def fill_unlocked(apps, store):
    """Why a session was opened again stands in no record of its own."""
    session_model = apps.get_model("dialogues", "DialogueSession")
    kept = store.objects.values("record_id")
    opened = apps.get_model("dialogues", "Revision").objects.filter(values__has_key="unlocked")
    for revision in opened.exclude(pk__in=kept):
        reason = revision.values.get(REASON)
        session = session_model.objects.filter(pk=revision.record_id).first() if reason else None
        words = session and seen_in([revision.values["unlocked"]], session.community)
        if words:
            store.objects.create(
                record_id=revision.pk, community=session.community, session=session, words=words,
                reason=reason, at=revision.at, by=revision.by,
            )  # fmt: skip


def texts_of(apps, name, row):
    rows, texts = [row], []
    if name == "DialogueSession":
        rows += [each for relation in ROWS for each in getattr(row, relation).all()]
        texts += [each.get("note", "") for kind in LISTS for each in getattr(row, kind)]
    if name == "Tool":
        for model in apps.get_app_config("dialogues").get_models():
            if "tool" in {field.name for field in model._meta.concrete_fields}:
                rows += model.objects.filter(tool=row)
    return texts + [
        getattr(each, field.name)
        for each in rows
        for field in each._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name != REASON
    ]


def seen_in(texts, community):
    known = [community.name, community.cluster.name, community.language]
    found = (hint.excerpt for text in texts for hint in hints(text, known=known))
    return list(dict.fromkeys(found))


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0017_more_or_less_is_said"),
        ("participants", "0008_words_confirmed_before"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
