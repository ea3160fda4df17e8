"""A step is dropped with a reason; when the organisation drops what was agreed, the plan goes back."""

import pytest
from django.urls import reverse

from . import plan_factories as make

WHY = {"dropped_reason": "The well is dry."}


def url_of(action) -> str:
    return reverse("dialogues:action_drop", args=[action.pk])


def drop(client, action):
    return client.post(url_of(action), make.filled(client, url_of(action), **WHY))


@pytest.mark.parametrize("status", ["planned", "started"])
def test_the_community_drops_its_own_step(world, as_user, status):
    action = make.reported(world, status)
    response = drop(as_user(world.committee_member), action)
    assert response.url == action.get_absolute_url()
    action.refresh_from_db()
    assert (action.status, action.dropped_reason) == ("dropped", WHY["dropped_reason"])
    assert make.again(action.plan).status == "agreed"
    assert make.events(action)[-1] == "action.dropped"


def test_the_organisation_changes_what_was_agreed(world, as_user):
    action = make.reported(world, "planned")
    drop(as_user(world.facilitator), action)
    assert make.again(action.plan).status == "with_community"


def test_before_the_agreement_only_whoever_prepares_drops_it(world, as_user):
    plan = make.sent(world)
    action = make.first_step(plan)
    response = as_user(world.committee_member).get(url_of(action))
    assert response.status_code == 409
    assert "in your group’s answer" in response.content.decode()
    drop(as_user(world.facilitator), action)
    assert make.again(plan).edition == 2


def test_wrong_state(world, as_user):
    assert as_user(world.facilitator).get(
        url_of(make.first_step(make.draft(world)))
    ).status_code == 409  # fmt: skip
    for status in ("done", "dropped"):
        action = make.reported(world, status)
        assert as_user(world.committee_member).get(url_of(action)).status_code == 409


def test_bad_input_others_and_wrong_roles(world, as_user):
    action = make.reported(world, "planned")
    client = as_user(world.committee_member)
    posted = make.filled(client, url_of(action), dropped_reason=" ")
    assert client.post(url_of(action), posted).status_code == 422
    assert as_user(world.outsider_facilitator).get(url_of(action)).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).post(url_of(action), {**WHY, "version": 1}).status_code == 403
    assert client.put(url_of(action)).status_code == 405
