"""Done is confirmed by somebody other than who reported it."""

from django.urls import reverse

from . import plan_factories as make


def url_of(action) -> str:
    return reverse("dialogues:action_confirm", args=[action.pk])


def test_it_works(world, as_user):
    action = make.reported(world, "done")
    response = as_user(world.facilitator).post(url_of(action), {"version": action.version})
    assert response.url == action.get_absolute_url()
    action.refresh_from_db()
    assert action.confirmed_by == world.facilitator
    assert make.events(action)[-1] == "action.confirmed"


def test_not_by_who_reported_it(world, as_user):
    action = make.reported(world, "done")
    client = as_user(world.committee_member)
    response = client.post(url_of(action), {"version": action.version})
    assert response.status_code == 409
    assert "You reported this yourself." in response.content.decode()
    assert url_of(action) not in client.get(action.plan.get_absolute_url()).content.decode()


def test_wrong_state(world, as_user):
    action = make.reported(world, "started")
    posted = {"version": action.version}
    assert as_user(world.facilitator).post(url_of(action), posted).status_code == 409


def test_others_wrong_roles_bad_input_and_wrong_method(world, as_user):
    action = make.reported(world, "done")
    posted = {"version": action.version}
    assert as_user(world.outsider_facilitator).post(url_of(action), posted).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).post(url_of(action), posted).status_code == 403
    client = as_user(world.facilitator)
    assert client.post(url_of(action), {}).status_code == 422
    assert client.post(url_of(action), {"version": 1}).status_code == 409
    assert client.get(url_of(action)).status_code == 405
