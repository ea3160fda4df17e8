"""A record's few rows come along in its own query, on both databases."""

from __future__ import annotations

from cpfacilitate.lib.gather import gathered
from participants.models import Community, Subgroup


def test_each_record_brings_its_own_rows(world, django_assert_num_queries):
    brought = gathered(Subgroup.objects.all(), "community", label="label", age="age_from")
    with django_assert_num_queries(1):
        found = {made.pk: made.groups for made in Community.objects.annotate(groups=brought)}
    assert len(found) == 3
    for community, groups in found.items():
        rows = Subgroup.objects.filter(community=community).values_list("label", "age_from")
        assert sorted((row["label"], row["age"] or 0) for row in groups) == sorted(
            (label, age or 0) for label, age in rows
        )


def test_no_rows_are_none(world):
    brought = gathered(Subgroup.objects.none(), "community", label="label")
    assert {made.groups for made in Community.objects.annotate(groups=brought)} == {None}


def test_marks_of_every_script_come_along(world):
    words = '\u200f\u0628\u0646\u062a "x" \\ \U0001f333 Mɛnde'
    Subgroup.objects.filter(pk=world.groups["women"].pk).update(label=words)
    brought = gathered(Subgroup.objects.filter(label=words), "community", label="label")
    made = Community.objects.annotate(groups=brought).get(pk=world.community.pk)
    assert made.groups == [{"label": words}]
