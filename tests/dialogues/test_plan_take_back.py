"""The plan comes back when a group asked for a change, and then only."""

from django.urls import reverse

from . import plan_factories as make


def url_of(plan) -> str:
    return reverse("dialogues:plan_take_back", args=[plan.pk])


def asked(world):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No fine.")
    return make.again(plan)


def test_it_works(world, as_user):
    plan = asked(world)
    response = as_user(world.facilitator).post(url_of(plan), {"version": plan.version})
    assert response.url == plan.get_absolute_url()
    assert (make.again(plan).status, make.again(plan).edition) == ("draft", 1)
    assert make.events(plan)[-1] == "plan.taken_back"
    assert as_user(world.committee_member).get(plan.get_absolute_url()).status_code == 200


def test_not_without_a_change_asked_for(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "disagree", "No.")
    response = as_user(world.facilitator).post(url_of(plan), {"version": plan.version})
    assert response.status_code == 409
    assert "No group has asked for a change." in response.content.decode()
    assert make.again(plan).status == "with_community"


def test_wrong_state(world, as_user):
    plan = make.agreed(world)
    response = as_user(world.facilitator).post(url_of(plan), {"version": plan.version})
    assert response.status_code == 409


def test_others_and_wrong_roles(world, as_user):
    plan = asked(world)
    posted = {"version": plan.version}
    assert as_user(world.outsider_facilitator).post(url_of(plan), posted).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).post(url_of(plan), posted).status_code == 403


def test_stale_bad_and_wrong_method(world, as_user):
    plan = asked(world)
    client = as_user(world.facilitator)
    assert client.post(url_of(plan), {"version": 1}).status_code == 409
    assert client.post(url_of(plan), {}).status_code == 422
    assert client.get(url_of(plan)).status_code == 405
