"""The planning group: adults, by consent, each for one group."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants import actions
from participants.models import PlanningGroupMember

from . import factories


def listed(community) -> str:
    return reverse("participants:member_list", args=[community.pk])


def add(community) -> str:
    return reverse("participants:member_add", args=[community.pk])


def leave(member) -> str:
    return reverse("participants:member_leave", args=[member.pk])


def typed(world, **changed):
    return {
        "id": uuid.uuid4(), "name": "Sorie", "subgroup": world.groups["men"].pk,
        "consented_on": clock.today().isoformat(), "user": "", "adult": "on",
    } | changed  # fmt: skip


def test_an_adult_is_recorded_once_by_consent(world, as_user):
    client, data = as_user(world.facilitator), typed(world)
    for _ in range(2):
        assert client.post(add(world.community), data).url == listed(world.community)
    member = world.community.planning_group.get(name="Sorie")
    assert (member.subgroup, member.user) == (world.groups["men"], None)
    assert factories.events(member, "planning_group_member.added") == 1
    page = client.get(listed(world.community))
    assert [member.name for member in page.context["members"]] == ["Kadie", "Sorie"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"adult": ""}, "Tick this to go on."),
        ({"consented_on": "2999-01-01"}, "This day is still to come."),
        ({"subgroup": str(uuid.uuid4())}, "Select a valid choice."),
        ({"name": " "}, "Write something here."),
    ],
)
def test_bad_input_is_422(world, as_user, wrong, said):
    answer = as_user(world.facilitator).post(add(world.community), typed(world, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_only_accounts_of_this_committee_are_offered(world, as_user):
    client = as_user(world.facilitator)
    field = client.get(add(world.community)).context["form"].fields["user"]
    assert list(field.queryset) == [world.committee_member]
    for name in ("outsider_committee_member", "mentor"):
        data = typed(world, user=getattr(world, name).pk)
        assert client.post(add(world.community), data).status_code == 422
        with pytest.raises(NotPossible, match="committee member of this community"):
            actions.add_planning_group_member(
                id=uuid.uuid4(), subgroup=world.groups["men"], name="X",
                consented_on=clock.today(), user=getattr(world, name), by=world.facilitator,
            )  # fmt: skip


def test_an_account_speaks_for_a_group_once_but_may_speak_for_two(world, as_user):
    client = as_user(world.facilitator)
    account = world.committee_member.pk
    again = typed(world, user=account, subgroup=world.groups["women"].pk)
    assert client.post(add(world.community), again).status_code == 409
    assert client.post(add(world.community), typed(world, user=account)).status_code == 302


def test_a_group_of_another_community_is_not_offered(world, as_user):
    group = world.outside_community.subgroups.first()
    answer = as_user(world.facilitator).post(add(world.community), typed(world, subgroup=group.pk))
    assert answer.status_code == 422


def test_a_member_leaves(world, as_user):
    member = factories.member(world)
    client = as_user(world.facilitator)
    answer = client.post(leave(member), {"left_on": clock.today().isoformat()})
    assert answer.url == listed(world.community)
    assert PlanningGroupMember.objects.get(pk=member.pk).left_on == clock.today()
    assert factories.events(member, "planning_group_member.left") == 1
    assert "Sorie" not in [m.name for m in client.get(listed(world.community)).context["members"]]
    for reader in (world.mentor, world.committee_member):
        page = as_user(reader).get(listed(world.community)).content.decode()
        assert ("Sorie" in page, "A member who left" in page) == (False, True)


def test_whoever_has_left_cannot_leave_again(world, as_user):
    member = factories.member(world)
    actions.leave_planning_group(member, left_on=clock.today(), by=world.facilitator)
    for method in ("get", "post"):
        assert getattr(as_user(world.facilitator), method)(leave(member)).status_code == 409


@pytest.mark.parametrize("days", [1, -21])
def test_not_before_joining_and_not_in_the_future(world, as_user, days):
    member = factories.member(world)
    day = clock.today() + timedelta(days=days)
    answer = as_user(world.facilitator).post(leave(member), {"left_on": day.isoformat()})
    assert answer.status_code == 422
    with pytest.raises(NotPossible):
        actions.leave_planning_group(member, left_on=day, by=world.facilitator)


def test_who_may(world, as_user):
    member = factories.member(world)
    for url in (add(world.community), leave(member)):
        for method in ("get", "post"):
            people = ("mentor", "committee_member")
            expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
            assert factories.codes(as_user, world, expected, url, method) == expected
    codes = factories.codes(as_user, world, world.cast, listed(world.community))
    assert codes == dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)


def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries):
    client, counts = as_user(world.facilitator), []
    client.get(listed(world.community))
    for number in (1, 50):
        with django_assert_max_num_queries(8) as captured:
            client.get(listed(world.community))
        counts.append(len(captured))
        for position in range(number):
            factories.member(world, f"Member {position}")
    assert len(set(counts)) == 1


def test_wrong_method_is_405(world, as_user):
    client = as_user(world.facilitator)
    assert client.post(listed(world.community)).status_code == 405
    assert client.delete(add(world.community)).status_code == 405
    assert client.delete(leave(factories.member(world))).status_code == 405
