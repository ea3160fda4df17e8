"""From agreed to concluded, one button at a time."""

import pytest
from django.urls import reverse

from . import plan_factories as make


def url_of(plan) -> str:
    return reverse("dialogues:plan_move", args=[plan.pk])


@pytest.mark.parametrize(
    ("status", "to"),
    [("agreed", "in_action"), ("in_action", "reflecting"), ("reflecting", "concluded")],
)
def test_it_works(world, as_user, status, to):
    plan = make.moved(world, status)
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), {"version": plan.version, "to": to})
    assert response.url == plan.get_absolute_url()
    assert make.again(plan).status == to
    assert make.events(plan)[-1] == f"plan.{to}"
    assert client.post(url_of(plan), {"version": plan.version, "to": to}).status_code == 409


@pytest.mark.parametrize("to", ["with_community", "agreed", "draft", "set_aside", "nowhere"])
def test_what_has_a_page_of_its_own_does_not_go_through_here(world, as_user, to):
    plan = make.draft(world)
    response = as_user(world.facilitator).post(url_of(plan), {"version": plan.version, "to": to})
    assert response.status_code in (403, 409)
    assert make.again(plan).status == "draft"


def test_others_and_wrong_roles(world, as_user):
    plan = make.agreed(world)
    posted = {"version": plan.version, "to": "in_action"}
    assert as_user(world.other_facilitator).post(url_of(plan), posted).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).post(url_of(plan), posted).status_code == 403


def test_stale_bad_and_wrong_method(world, as_user):
    plan = make.agreed(world)
    client = as_user(world.facilitator)
    assert client.post(url_of(plan), {"version": 1, "to": "in_action"}).status_code == 409
    assert client.post(url_of(plan), {"to": "in_action"}).status_code == 422
    assert client.get(url_of(plan)).status_code == 405
