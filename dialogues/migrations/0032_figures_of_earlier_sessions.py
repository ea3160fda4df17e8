"""Fill the figures from the dialogues that are there, and from numbers kept of deleted ones."""

from django.db import migrations
from django.db.models import Count, Exists, OuterRef, Sum
from django.db.models.functions import Coalesce, TruncQuarter


def fill(apps, schema_editor):
    model = {name: apps.get_model("dialogues", name) for name in (
        "DialogueSession", "HeadCount", "KeptCount", "PeopleHeard", "SessionsHeld",
    )}  # fmt: skip
    heard = model["DialogueSession"].objects.exclude(status="draft").order_by()
    quarters = heard.annotate(quarter=TruncQuarter("held_on"))
    rows = _by_box(model["HeadCount"], model["PeopleHeard"])
    rows += _together(quarters, model["HeadCount"], model["PeopleHeard"])
    rows += [
        model["PeopleHeard"](
            community_id=kept.community_id, quarter=kept.quarter, gone=True,
            sex=kept.sex, age_band=kept.age_band,
            people=kept.people or 0, counted=int(kept.people is not None),
            with_difficulty=kept.with_difficulty or 0,
            difficulty_counted=int(kept.with_difficulty is not None),
        )
        for kept in model["KeptCount"].objects.all()
    ]  # fmt: skip
    model["PeopleHeard"].objects.bulk_create(rows, batch_size=500)
    ways = quarters.values("community_id", "quarter", "channel").annotate(
        sessions=Count("pk"), visited=Coalesce(Sum("households"), 0)
    )
    model["SessionsHeld"].objects.bulk_create(
        [
            model["SessionsHeld"](
                community_id=row["community_id"], quarter=row["quarter"],
                channel=row["channel"], sessions=row["sessions"], households=row["visited"],
            )
            for row in ways
        ],
        batch_size=500,
    )  # fmt: skip


def _by_box(HeadCount, PeopleHeard):
    boxes = (
        HeadCount.objects.exclude(session__status="draft")
        .annotate(quarter=TruncQuarter("session__held_on"))
        .values("session__community_id", "quarter", "sex", "age_band")
        .annotate(
            all=Coalesce(Sum("people"), 0),
            counted=Count("people"),
            difficulty=Coalesce(Sum("with_difficulty"), 0),
            difficulty_counted=Count("with_difficulty"),
        )
    )
    return [
        PeopleHeard(
            community_id=row["session__community_id"], quarter=row["quarter"],
            sex=row["sex"], age_band=row["age_band"],
            people=row["all"], counted=row["counted"],
            with_difficulty=row["difficulty"], difficulty_counted=row["difficulty_counted"],
        )
        for row in boxes
        if row["counted"] or row["difficulty_counted"]
    ]  # fmt: skip


def _together(quarters, HeadCount, PeopleHeard):
    said = HeadCount.objects.filter(session=OuterRef("pk"), people__isnull=False)
    sums = (
        quarters.filter(~Exists(said), counted_together__isnull=False)
        .values("community_id", "quarter")
        .annotate(people=Sum("counted_together"), counted=Count("pk"))
    )
    return [
        PeopleHeard(
            community_id=row["community_id"], quarter=row["quarter"],
            people=row["people"], counted=row["counted"],
        )
        for row in sums
    ]  # fmt: skip


def keep(apps, schema_editor):
    """Back again: only the numbers of deleted dialogues, and only those that were counted by box."""
    KeptCount = apps.get_model("dialogues", "KeptCount")
    gone = apps.get_model("dialogues", "PeopleHeard").objects.filter(gone=True).exclude(sex="")
    KeptCount.objects.all().delete()
    KeptCount.objects.bulk_create(
        KeptCount(
            community_id=row.community_id, quarter=row.quarter,
            sex=row.sex, age_band=row.age_band,
            people=row.people if row.counted else None,
            with_difficulty=row.with_difficulty if row.difficulty_counted else None,
            sessions=max(row.counted, row.difficulty_counted),
        )
        for row in gone
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0031_kept_figures"),
    ]

    operations = [
        migrations.RunPython(fill, keep),
    ]
