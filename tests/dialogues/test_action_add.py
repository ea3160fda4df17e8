"""A step is what a group will do, by when."""

import uuid

from django.urls import reverse

from dialogues.models import Action

from . import plan_factories as make


def url_of(plan) -> str:
    return reverse("dialogues:action_add") + f"?plan={plan.pk}"


def typed(world, **values):
    return {
        "what": "A farm calendar", "details": "", "symbol": "calendar", "starts_on": "",
        "due_on": "2026-12-20", "owner_group": str(world.groups["elders"].pk), **values,
    }  # fmt: skip


def test_it_works_once(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(plan), **typed(world))
    for _ in range(2):
        response = client.post(url_of(plan), posted)
    action = plan.actions.get(what="A farm calendar")
    assert response.url == action.get_absolute_url()
    assert (action.position, action.owner_group) == (2, world.groups["elders"])
    assert make.events(action) == ["action.added"]
    assert make.again(plan).status == "draft"


def test_added_to_what_was_agreed_it_sends_the_plan_back(world, as_user):
    plan = make.agreed(world)
    client = as_user(world.facilitator)
    client.post(url_of(plan), make.filled(client, url_of(plan), **typed(world)))
    assert (make.again(plan).status, make.again(plan).edition) == ("with_community", 2)


def test_a_replay_after_the_words_closed_finds_it(world, as_user):
    plan = make.sent(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(plan), **typed(world))
    client.post(url_of(plan), posted)
    make.answer(plan, world.committee_member, world.groups["women"])
    assert client.post(url_of(plan), posted).status_code == 302
    assert plan.actions.count() == 2
    late = {**posted, "id": str(uuid.uuid4())}
    assert client.post(url_of(plan), late).status_code == 409


def test_only_groups_of_the_community(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    stranger = world.outside_community.subgroups.first()
    posted = make.filled(client, url_of(plan), **typed(world, owner_group=stranger.pk))
    assert client.post(url_of(plan), posted).status_code == 422


def test_bad_input_keeps_what_was_typed(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(plan), **typed(world, starts_on="2026-12-24"))
    response = client.post(url_of(plan), posted)
    assert response.status_code == 422
    assert "cannot be ready before it starts" in response.content.decode()
    assert "A farm calendar" in response.content.decode()


def test_others_wrong_roles_and_wrong_method(world, as_user):
    plan = make.sent(world)
    posted = make.filled(as_user(world.facilitator), url_of(plan), **typed(world))
    assert as_user(world.outsider_facilitator).post(url_of(plan), posted).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).get(url_of(plan)).status_code == 403
        assert as_user(user).post(url_of(plan), posted).status_code == 403
    assert as_user(world.facilitator).put(url_of(plan)).status_code == 405
    assert as_user(world.facilitator).get(reverse("dialogues:action_add")).status_code == 404
    assert Action.objects.count() == 1


def test_wrong_state(world, as_user):
    plan = make.moved(world, "concluded")
    assert as_user(world.facilitator).get(url_of(plan)).status_code == 409
