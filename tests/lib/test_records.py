"""Two people, one record; one form, sent twice: what is kept?"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import transaction

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, StaleVersion
from cpfacilitate.lib.records import DataClass, assign, classes, create_once, data_class_of, lock
from participants.models import Agreement, Subgroup


@pytest.fixture
def agreement(world) -> Agreement:
    return Agreement.objects.get(community=world.community)


@transaction.atomic
def change(agreement: Agreement, version: int, **values) -> dict:
    return assign(lock(agreement, version=version), values)


def test_a_lock_reads_what_stands_now(agreement):
    mine, theirs = Agreement.objects.get(pk=agreement.pk), agreement
    change(theirs, theirs.version, we_will="come every month")
    with transaction.atomic():
        assert lock(mine).we_will == "come every month"


def test_whoever_saw_an_older_version_changes_nothing(agreement):
    shown = agreement.version
    change(agreement, shown, we_will="come every month")
    with pytest.raises(StaleVersion) as stale:
        change(agreement, shown, we_will="come every week")
    assert stale.value.record.we_will == "come every month"
    assert stale.value.form is None
    assert Agreement.objects.get(pk=agreement.pk).we_will == "come every month"


def test_assign_writes_what_differs_and_gives_what_was(agreement):
    before = agreement.version
    told = change(agreement, before, we_will="come", we_will_not=agreement.we_will_not)
    assert told == {"we_will": ""}
    fresh = Agreement.objects.get(pk=agreement.pk)
    assert (fresh.we_will, fresh.version) == ("come", before + 1)


def test_assign_of_the_same_moves_no_version(agreement):
    before = agreement.version
    assert change(agreement, before, we_will=agreement.we_will) == {}
    assert Agreement.objects.get(pk=agreement.pk).version == before


def test_assign_leaves_other_columns_alone(agreement):
    """Only what differs is written: a column changed meanwhile without a lock survives."""
    with transaction.atomic():
        held = lock(agreement)
        Agreement.objects.filter(pk=agreement.pk).update(we_will_not="take photographs")
        assign(held, {"we_will": "come"})
    fresh = Agreement.objects.get(pk=agreement.pk)
    assert (fresh.we_will, fresh.we_will_not) == ("come", "take photographs")


def group(world, by, key, label="Girls who fetch water"):
    return create_once(
        Subgroup, id=key, by=by, community=world.community, voice="girls", label=label
    )


def test_the_same_form_twice_is_one_record(world):
    key = uuid.uuid4()
    first, made = group(world, world.facilitator, key)
    again, made_again = group(world, world.facilitator, key)
    assert (made, made_again) == (True, False)
    assert again == first


def test_the_same_key_with_other_words_is_refused_and_can_be_kept_as_new(world):
    key = uuid.uuid4()
    group(world, world.facilitator, key)
    with pytest.raises(AlreadyThere):
        group(world, world.facilitator, key, label="Girls")
    assert Subgroup.objects.get(pk=key).label == "Girls who fetch water"


def test_another_persons_key_is_refused_and_tells_nothing(world):
    key = uuid.uuid4()
    group(world, world.facilitator, key)
    with pytest.raises(AlreadyThere) as refused:
        group(world, world.outsider_facilitator, key)
    assert refused.value.record is None
    assert Subgroup.objects.get(pk=key).created_by == world.facilitator


def test_a_record_is_made_at_the_moment_its_story_says(world):
    moment = clock.now() - timedelta(days=40)
    with clock.at(moment):
        made, _ = group(world, world.facilitator, uuid.uuid4())
    assert made.created_at == moment


def test_a_fields_class_is_found_along_its_ancestors():
    field = Subgroup._meta.get_field
    assert data_class_of(field("focus_code")) == DataClass.RESTRICTED
    assert data_class_of(field("created_by")) == DataClass.INTERNAL
    assert data_class_of(field("id")) == DataClass.PUBLIC


def test_a_class_has_one_of_six_letters():
    with pytest.raises(ValueError, match="G"):
        classes(G="name")
