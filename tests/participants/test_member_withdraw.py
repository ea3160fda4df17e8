"""A member's name is corrected, and wiped when the person wants it; children are only counted."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants import actions
from participants.models import ChildrenInPlanning, PlanningGroupMember, Revision

from . import factories


def url(verb: str, thing) -> str:
    return reverse(f"participants:{verb}", args=[thing.pk])


def listed(world) -> str:
    return url("member_list", world.community)


def again(member) -> PlanningGroupMember:
    return PlanningGroupMember.objects.get(pk=member.pk)


def counted(**said):
    return {
        "id": uuid.uuid4(), "part": "co_chair", "sex": "boys", "age_band": "14_17",
        "how_many": "2", "chosen_by_children": "on", "since_on": clock.today().isoformat(),
    } | said  # fmt: skip


# --- The name -------------------------------------------------------------------------------------


def test_who_leads_and_how_a_name_is_spelt(world, as_user):
    member, client = factories.member(world), as_user(world.facilitator)
    data = {"name": "Sorie B.", "chairs": "on", "version": member.version}
    assert client.post(url("member_edit", member), data).url == listed(world)
    assert (again(member).name, again(member).chairs) == ("Sorie B.", True)
    assert factories.events(member, "planning_group_member.edited") == 1
    assert "calls and leads the meetings" in client.get(listed(world)).content.decode()
    assert not Revision.objects.filter(record_id=member.pk).exists()
    assert client.post(url("member_edit", member), {**data, "name": "S."}).status_code == 409
    wrong = {**data, "name": "", "version": again(member).version}
    assert client.post(url("member_edit", member), wrong).status_code == 422


def test_a_name_goes_when_the_person_wants_it(world, as_user):
    member, client = factories.member(world), as_user(world.facilitator)
    member = actions.edit_planning_group_member(
        member, version=member.version, name="Sorie Kamara", chairs=True, by=world.facilitator
    )
    assert "Sorie Kamara" in client.get(url("member_withdraw", member)).content.decode()
    assert client.post(url("member_withdraw", member)).url == listed(world)
    fresh = again(member)
    assert (fresh.name, fresh.user, fresh.chairs) == ("", None, False)
    assert fresh.left_on == fresh.consent_withdrawn_on == clock.today()
    page = client.get(listed(world)).content.decode()
    assert ("A member who left" in page, "Sorie" in page) == (True, False)
    kept = repr(list(Revision.objects.values_list("values", flat=True)))
    assert "Sorie" not in kept
    assert factories.events(member, "planning_group_member.consent_withdrawn") == 1
    assert client.post(url("member_withdraw", member)).status_code == 409
    assert client.get(url("member_edit", member)).status_code == 409


def test_a_person_takes_out_their_own_name(world, as_user):
    member = world.community.planning_group.get(user=world.committee_member)
    client = as_user(world.committee_member)
    assert url("member_withdraw", member) in client.get(listed(world)).content.decode()
    assert client.post(url("member_withdraw", member)).url == listed(world)
    assert again(member).name == ""
    assert client.get(listed(world)).status_code == 200  # the account is the coordinator's to end
    assert client.post(url("member_withdraw", member)).status_code == 403


def test_nobody_else_of_the_committee_may(world, as_user):
    member, client = factories.member(world), as_user(world.committee_member)
    for method in ("get", "post"):
        assert getattr(client, method)(url("member_withdraw", member)).status_code == 403
    assert url("member_withdraw", member) not in client.get(listed(world)).content.decode()
    assert again(member).name == "Sorie"


def test_whoever_left_long_ago_may_still_take_out_the_name(world):
    member, left_on = factories.member(world), clock.today() - timedelta(days=5)
    actions.leave_planning_group(member, left_on=left_on, by=world.facilitator)
    actions.withdraw_member(member, by=world.facilitator)
    assert (again(member).left_on, again(member).name) == (left_on, "")


# --- The children ---------------------------------------------------------------------------------


def test_children_are_counted_once(world, as_user):
    client, data = as_user(world.facilitator), counted()
    for _ in range(2):
        assert client.post(url("children_add", world.community), data).url == listed(world)
    children = ChildrenInPlanning.objects.get()
    assert (children.how_many, children.part, children.chosen_by_children) == (2, "co_chair", True)
    assert factories.events(children, "children_in_planning.added") == 1
    page = client.get(listed(world)).content.decode()
    assert "2 boys, 14–17" in page
    assert "Lead the meeting with an adult" in page


@pytest.mark.parametrize(
    "said", [{"how_many": "0"}, {"age_band": "18_24"}, {"part": ""}, {"since_on": "2999-01-01"}]
)
def test_what_is_no_count_is_422(world, as_user, said):
    client = as_user(world.facilitator)
    answer = client.post(url("children_add", world.community), counted(**said))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(said))


def test_they_are_counted_again(world, as_user):
    children, client = factories.children(world), as_user(world.facilitator)
    data = {"how_many": "4", "version": children.version}
    assert client.post(url("children_edit", children), data).url == listed(world)
    assert ChildrenInPlanning.objects.get().how_many == 4
    assert Revision.objects.get(record_id=children.pk).values == {"how_many": 3}
    assert factories.events(children, "children_in_planning.edited") == 1
    assert client.post(url("children_edit", children), data).status_code == 409
    assert client.post(url("children_edit", children), {"version": "2"}).status_code == 422


def test_they_plan_no_longer(world, as_user):
    children, client = factories.children(world), as_user(world.facilitator)
    early = (children.since_on - timedelta(days=1)).isoformat()
    answer = client.post(url("children_end", children), {"until_on": early})
    assert answer.status_code == 422
    with pytest.raises(NotPossible):
        actions.end_children_in_planning(
            children, until_on=children.since_on - timedelta(days=1), by=world.facilitator
        )
    today = {"until_on": clock.today().isoformat()}
    assert client.post(url("children_end", children), today).url == listed(world)
    assert factories.events(children, "children_in_planning.ended") == 1
    assert "3 girls" not in client.get(listed(world)).content.decode()
    for verb in ("children_end", "children_edit"):
        assert client.get(url(verb, children)).status_code == 409


def test_who_may(world, as_user):
    member, children = factories.member(world), factories.children(world)
    refused = dict.fromkeys(("mentor", "committee_member"), 403)
    expected = refused | dict.fromkeys(factories.STRANGERS, 404)
    for target in (
        url("member_edit", member), url("member_withdraw", member),
        url("children_add", world.community), url("children_edit", children),
        url("children_end", children),
    ):  # fmt: skip
        for method in ("get", "post"):
            assert factories.codes(as_user, world, expected, target, method) == expected
        assert as_user(world.coordinator).get(target).status_code == 200
        assert as_user(world.facilitator).delete(target).status_code == 405
