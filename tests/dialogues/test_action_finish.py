"""Done needs words that say how one knows."""

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import steps

from . import plan_factories as make

SEEN = {"evidence": "Children arrive before the bell."}


def url_of(action) -> str:
    return reverse("dialogues:action_finish", args=[action.pk])


@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
def test_it_works(world, as_user, who):
    action = make.reported(world, "started")
    client = as_user(world.cast[who])
    response = client.post(url_of(action), make.filled(client, url_of(action), **SEEN))
    assert response.url == action.get_absolute_url()
    action.refresh_from_db()
    assert (action.status, action.evidence) == ("done", SEEN["evidence"])
    assert (action.done_by, action.confirmed_at) == (world.cast[who], None)
    assert make.again(action.plan).status == "agreed"
    assert make.events(action)[-1] == "action.done"


def test_without_evidence_it_is_not_done(world, as_user):
    action = make.reported(world, "started")
    client = as_user(world.committee_member)
    posted = make.filled(client, url_of(action), evidence=" ")
    assert client.post(url_of(action), posted).status_code == 422
    with pytest.raises(NotPossible, match="how you know"):
        steps.move_action(action, "done", version=action.version, by=world.committee_member)


@pytest.mark.parametrize("status", ["planned", "done", "dropped"])
def test_wrong_state(world, as_user, status):
    action = make.reported(world, status)
    assert as_user(world.facilitator).get(url_of(action)).status_code == 409


def test_two_people_one_step(world, as_user):
    action = make.reported(world, "started")
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(action), **SEEN)
    response = client.post(url_of(action), {**posted, "version": action.version - 1})
    assert response.status_code == 409
    assert SEEN["evidence"] in response.content.decode()


def test_others_wrong_roles_and_wrong_method(world, as_user):
    action = make.reported(world, "started")
    posted = {**SEEN, "version": action.version}
    assert as_user(world.outsider_committee_member).post(url_of(action), posted).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).post(url_of(action), posted).status_code == 403
    assert as_user(world.facilitator).put(url_of(action)).status_code == 405
