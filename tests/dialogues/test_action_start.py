"""A step that was agreed begins; reporting it is no edit of the plan."""

import pytest
from django.urls import reverse

from . import plan_factories as make
from . import progress_factories as told


def url_of(action) -> str:
    return reverse("dialogues:action_start", args=[action.pk])


@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
def test_it_works(world, as_user, who):
    action = make.reported(world, "planned")
    response = as_user(world.cast[who]).post(url_of(action), {"version": action.version})
    assert response.url == action.get_absolute_url()
    action.refresh_from_db()
    assert action.status == "started"
    assert make.again(action.plan).status == "agreed"
    assert make.events(action) == ["action.added", "action.started"]


def test_not_before_the_community_agreed(world, as_user):
    action = make.first_step(make.sent(world))
    response = as_user(world.committee_member).post(url_of(action), {"version": 1})
    assert response.status_code == 409
    assert "has not agreed to this step yet" in response.content.decode()


def test_agreed_work_goes_on_while_a_change_is_asked(world, as_user):
    plan = make.agreed(world)
    action = make.first_step(plan)
    new = make.step(plan, world, what="New")
    client = as_user(world.committee_member)
    assert client.post(url_of(action), {"version": 1}).status_code == 302
    assert client.post(url_of(new), {"version": 1}).status_code == 409


def test_words_that_are_not_agreed_wait_until_they_are(world, as_user):
    plan = make.agreed(world)
    action = make.first_step(plan)
    told.weigh(action, 1, what="Adults carry all the water")
    client, page = as_user(world.committee_member), plan.get_absolute_url()
    action.refresh_from_db()
    assert client.post(url_of(action), {"version": action.version}).status_code == 409
    assert url_of(action) not in client.get(page).content.decode()
    make.answer(plan, world.committee_member, world.groups["women"])
    make.decide(plan, world.facilitator)
    assert url_of(action) in client.get(page).content.decode()
    assert client.post(url_of(action), {"version": action.version}).status_code == 302


@pytest.mark.parametrize("status", ["started", "done", "dropped"])
def test_wrong_state(world, as_user, status):
    action = make.reported(world, status)
    posted = {"version": action.version}
    assert as_user(world.facilitator).post(url_of(action), posted).status_code == 409


def test_a_plan_that_is_over(world, as_user):
    action = make.first_step(make.moved(world, "concluded"))
    assert as_user(world.facilitator).post(url_of(action), {"version": 1}).status_code == 409


def test_others_wrong_roles_bad_input_and_wrong_method(world, as_user):
    action = make.reported(world, "planned")
    posted = {"version": 1}
    for user in (world.outsider_facilitator, world.outsider_committee_member):
        assert as_user(user).post(url_of(action), posted).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).post(url_of(action), posted).status_code == 403
    assert as_user(world.facilitator).post(url_of(action), {}).status_code == 422
    assert as_user(world.facilitator).post(url_of(action), {"version": 9}).status_code == 409
    assert as_user(world.facilitator).get(url_of(action)).status_code == 405
