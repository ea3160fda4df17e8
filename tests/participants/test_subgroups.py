"""The groups of a community: list, add, edit; and the code that only two may know."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.errors import NotPermitted
from participants import actions
from participants.models import Revision, Subgroup

from . import factories

CODE = "canary-focus-code"


@pytest.fixture
def group(world) -> Subgroup:
    group = world.groups["boys_14_17"]
    return actions.edit_subgroup(
        group, version=group.version, label="Small group B", age_from=14, age_to=17,
        focus_code=CODE, by=world.facilitator,
    )  # fmt: skip


def listed(community) -> str:
    return reverse("participants:subgroup_list", args=[community.pk])


def add(community) -> str:
    return reverse("participants:subgroup_add", args=[community.pk])


def edit(group) -> str:
    return reverse("participants:subgroup_edit", args=[group.pk])


def typed(**changed):
    return {
        "id": uuid.uuid4(), "voice": "girls", "label": "Small group C", "age_from": "10",
        "age_to": "13", "reached_by": "assembled",
    } | changed  # fmt: skip


def corrected(group, **changed):
    return (
        {"version": group.version, "label": "Group B", "age_from": "", "age_to": ""}
        | {"reached_by": group.reached_by}
        | changed
    )


def test_the_list_is_for_whoever_sees_the_community(world, as_user):
    codes = factories.codes(as_user, world, world.cast, listed(world.community))
    assert codes == dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)
    page = as_user(world.committee_member).get(listed(world.community))
    assert [group.label for group in page.context["groups"]] == [
        "Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17", "Women", "Men", "Elders",
        "Home visits",
    ]  # fmt: skip


def test_a_group_is_added_and_sent_twice_it_is_one(world, as_user):
    client, data = as_user(world.facilitator), typed(focus_code=CODE)
    for _ in range(2):
        assert client.post(add(world.community), data).url == listed(world.community)
    group = world.community.subgroups.get(label="Small group C")
    assert (group.voice, group.age_from, group.age_to, group.focus_code) == ("girls", 10, 13, CODE)
    assert factories.events(group, "subgroup.added") == 1


def test_a_group_is_corrected_and_what_it_was_is_kept_but_for_the_code(world, as_user, group):
    answer = as_user(world.facilitator).post(edit(group), corrected(group, focus_code=""))
    assert answer.url == listed(world.community)
    after = Subgroup.objects.get(pk=group.pk)
    assert (after.label, after.age_from, after.focus_code, after.voice) == (
        "Group B", None, "", "boys",
    )  # fmt: skip
    kept = Revision.objects.get(record_id=group.pk, version=group.version)
    assert kept.values == {"label": "Small group B", "age_from": 14, "age_to": 17}
    event = AuditEvent.objects.filter(record_id=group.pk, event="subgroup.edited").latest("at")
    assert event.fields == ["age_from", "age_to", "focus_code", "label"]


def test_the_code_is_on_two_peoples_screens_only(world, as_user, group):
    pages = [listed(world.community), edit(group), group.get_absolute_url()]
    pages += [world.community.agreement.get_absolute_url()]
    for name, person in world.cast.items():
        client = as_user(person)
        seen = [CODE in client.get(page).content.decode() for page in pages]
        expected = {"facilitator": [True, True, False, False], "mentor": [True] + [False] * 3}
        assert seen == expected.get(name, [False] * 4), name
    assert CODE not in "".join(pages)


def test_a_coordinator_corrects_without_touching_the_code(world, as_user, group):
    client = as_user(world.coordinator)
    assert client.post(edit(group), corrected(group)).status_code == 302
    assert Subgroup.objects.get(pk=group.pk).focus_code == CODE


def test_and_cannot_fish_for_it_with_a_stale_form(world, as_user, group):
    stale = corrected(group, version=group.version - 1)
    client = as_user(world.coordinator)
    answer = client.post(edit(group), stale)
    assert answer.status_code == 409
    assert CODE not in answer.content.decode()
    answer = client.post(edit(group), stale | {"focus_code": "anything"})
    assert answer.status_code == 403
    assert CODE not in answer.content.decode()
    with pytest.raises(NotPermitted):
        actions.add_subgroup(
            id=uuid.uuid4(), community=world.community, voice="girls", label="C",
            focus_code="x", by=world.coordinator,
        )  # fmt: skip


def test_a_stale_correction_is_409_with_both(world, as_user, group):
    client = as_user(world.facilitator)
    client.post(edit(group), corrected(group, label="from the laptop"))
    answer = client.post(edit(group), corrected(group, label="from the phone"))
    assert answer.status_code == 409
    assert "from the laptop" in answer.content.decode()
    assert "from the phone" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"voice": "chiefs"}, {"label": ""}, {"age_from": "17", "age_to": "14"}, {"age_to": "-1"}],
)
def test_bad_input_is_422_and_makes_nothing(world, as_user, wrong):
    before = world.community.subgroups.count()
    answer = as_user(world.facilitator).post(add(world.community), typed(**wrong))
    assert answer.status_code == 422
    assert world.community.subgroups.count() == before


def test_who_may(world, as_user, group):
    for url, method in ((add(world.community), "post"), (edit(group), "post")):
        people = ("mentor", "committee_member")
        expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
        assert factories.codes(as_user, world, expected, url, method) == expected
        assert factories.codes(as_user, world, expected, url) == expected


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    client, counts = as_user(world.facilitator), []
    client.get(listed(world.community))
    for number in (1, 50):
        with django_assert_max_num_queries(8) as captured:
            client.get(listed(world.community))
        counts.append(len(captured))
        for _ in range(number):
            client.post(add(world.community), typed())
    assert len(set(counts)) == 1


def test_wrong_method_is_405(world, as_user, group):
    client = as_user(world.facilitator)
    assert client.post(listed(world.community)).status_code == 405
    assert client.delete(add(world.community)).status_code == 405
    assert client.delete(edit(group)).status_code == 405
