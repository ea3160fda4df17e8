"""Changing a step: kept as it was, stale-checked, and sent back when it was agreed."""

from django.urls import reverse

from dialogues.actions import steps
from dialogues.models import Revision

from . import plan_factories as make


def url_of(action) -> str:
    return reverse("dialogues:action_edit", args=[action.pk])


def typed(client, action, **values):
    words = {
        "what": action.what, "details": "Before seven.", "symbol": action.symbol,
        "owner_group": str(action.owner_group_id), "starts_on": action.starts_on or "",
        "due_on": action.due_on or "",
    }  # fmt: skip
    return make.filled(client, url_of(action), **{**words, **values})


def test_it_works(world, as_user):
    action = make.first_step(make.draft(world))
    client = as_user(world.facilitator)
    response = client.post(url_of(action), typed(client, action))
    assert response.url == action.get_absolute_url()
    action.refresh_from_db()
    assert (action.details, action.version) == ("Before seven.", 2)
    assert Revision.objects.get(record_id=action.pk).values == {
        "details": "Before half past seven."
    }
    assert make.events(action) == ["action.added", "action.edited"]


def test_another_picture_is_no_other_agreement(world, as_user):
    plan = make.agreed(world)
    action = make.first_step(plan)
    client = as_user(world.facilitator)
    client.post(url_of(action), typed(client, action, details=action.details, symbol="tree"))
    assert make.again(plan).status == "agreed"
    client.post(url_of(action), typed(client, action))
    assert make.again(plan).status == "with_community"


def test_two_people_one_step(world, as_user):
    action = make.first_step(make.draft(world))
    client = as_user(world.facilitator)
    posted = typed(client, action)
    steps.edit_action(
        action, version=1, what=action.what, details="At six.", symbol=action.symbol,
        owner_group=action.owner_group, by=world.facilitator,
    )  # fmt: skip
    response = client.post(url_of(action), posted)
    assert response.status_code == 409
    assert "At six." in response.content.decode()
    assert "Before seven." in response.content.decode()
    action.refresh_from_db()
    assert action.details == "At six."


def test_what_was_reported_stays(world, as_user):
    action = make.reported(world, "done")
    client = as_user(world.facilitator)
    response = client.post(url_of(action), typed(client, action))
    assert response.status_code == 409
    assert make.again(action.plan).status == "agreed"


def test_wrong_state_and_bad_input(world, as_user):
    plan = make.sent(world)
    action = make.first_step(plan)
    client = as_user(world.facilitator)
    assert client.post(url_of(action), typed(client, action, what="")).status_code == 422
    make.answer(plan, world.committee_member, world.groups["women"])
    assert client.get(url_of(action)).status_code == 409


def test_others_wrong_roles_and_wrong_method(world, as_user):
    action = make.first_step(make.sent(world))
    posted = typed(as_user(world.facilitator), action)
    assert as_user(world.outsider_facilitator).post(url_of(action), posted).status_code == 404
    assert as_user(world.outsider_committee_member).get(url_of(action)).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).post(url_of(action), posted).status_code == 403
    assert as_user(world.facilitator).put(url_of(action)).status_code == 405
