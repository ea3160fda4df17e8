from django.db import migrations, models

# A pure function of a text: which stretches of it may tell who someone is.
from cpfacilitate.lib.identifiers import hints

REASON = "identifier_reason"
# Model → (what its confirmations are of, the way to its community).
NOUNS = {
    "Agreement": ("agreement", "community"),
    "AgreementMove": ("agreement", "agreement.community"),
    "EntryVisit": ("visit", "community"),
    "Phase": ("phase", "community"),
    "Round": ("round", "community"),
    "PlannedVoice": ("voice", "round.community"),
    "ProtectivePractice": ("practice", "community"),
    "Leaving": ("leaving", "agreement.community"),
    "Handover": ("handover", "community"),
    "LiveContact": ("handover", "community"),
}


def fill(apps, editor):
    """What was kept with a reason before there was a list of it stands in the list."""
    store = apps.get_model("participants", "Confirmation")
    for name, (noun, way) in NOUNS.items():
        model = apps.get_model("participants", name)
        kept = store.objects.values("record_id")
        for row in model.objects.exclude(**{REASON: ""}).exclude(pk__in=kept):
            if name == "Leaving" and getattr(row.move, REASON) == getattr(row, REASON):
                continue  # said once, with the step by which we parted
            community = row
            for step in way.split("."):
                community = getattr(community, step)
            if words := seen_in(texts_of(apps, name, row), community):
                store.objects.create(
                    record_id=row.pk, noun=noun, community=community, words=words,
                    reason=getattr(row, REASON),
                    at=row.at if name == "AgreementMove" else row.created_at,
                    by=row.by if name == "AgreementMove" else row.created_by,
                )  # fmt: skip


def texts_of(apps, name, row):
    rows = [row]
    if name == "PlannedVoice":
        rows += apps.get_model("participants", "Accommodation").objects.filter(planned_voice=row)
    if name == "AgreementMove":
        rows += apps.get_model("participants", "Leaving").objects.filter(move=row)
    return [
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
        ("participants", "0007_confirmations"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
