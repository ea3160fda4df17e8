"""Rows come along with the record they belong to, in one query."""

from __future__ import annotations

from django.db.models import OuterRef

from cpfacilitate.lib.rows import Rows
from participants.models import Community, Subgroup


def test_a_record_brings_its_rows_along(world, django_assert_num_queries):
    groups = Subgroup.objects.filter(community=OuterRef("pk"))
    with django_assert_num_queries(1):
        found = Community.objects.annotate(
            groups=Rows(groups, label="label", oldest="age_to", of="community__name")
        ).get(pk=world.community.pk)
    kept = Subgroup.objects.filter(community=world.community)
    assert sorted(found.groups, key=lambda row: row["label"]) == sorted(
        ({"label": one.label, "oldest": one.age_to, "of": world.community.name} for one in kept),
        key=lambda row: row["label"],
    )


def test_without_rows_there_are_none(world):
    nothing = Subgroup.objects.filter(community=OuterRef("pk"), label="nobody")
    found = Community.objects.annotate(groups=Rows(nothing, label="label"))
    assert not found.get(pk=world.community.pk).groups
