"""A plan goes before the community; who was not heard is a reason to wait, or to say why not."""

import pytest
from django.urls import reverse

from cpfacilitate.accounts.models import Notification
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans
from participants import actions as participants

from . import plan_factories as make


def url_of(plan) -> str:
    return reverse("dialogues:plan_send", args=[plan.pk])


def test_it_works(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), make.filled(client, url_of(plan)))
    assert response.url == plan.get_absolute_url()
    sent = make.again(plan)
    assert (sent.status, sent.edition, sent.unheard_reason) == ("with_community", 1, "")
    assert sent.editions.get().text == sent.text()
    assert make.events(plan) == ["plan.added", "plan.sent"]
    assert Notification.objects.filter(user=world.committee_member).count() == 1


def test_sent_twice_is_sent_once(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(plan))
    client.post(url_of(plan), posted)
    assert client.post(url_of(plan), posted).status_code == 409
    assert make.again(plan).edition == 1


def test_who_was_not_heard_needs_a_reason(world, as_user):
    plan = make.draft(world, heard=False)
    client = as_user(world.facilitator)
    page = client.get(url_of(plan))
    assert [str(group) for group in page.context["unheard"]] == [
        "Girls 14–17", "Boys 10–13", "Boys 14–17", "Women", "Men", "Elders", "Home visits",
    ]  # fmt: skip
    posted = make.filled(client, url_of(plan))
    assert client.post(url_of(plan), posted).status_code == 422
    client.post(url_of(plan), {**posted, "unheard_reason": "The rains come."})
    assert make.again(plan).unheard_reason == "The rains come."


def test_who_is_planned_no_more_was_not_heard_either(world):
    plan = make.draft(world)
    voices = world.round.planned_voices
    voices.filter(subgroup=world.groups["men"]).delete()
    voices.filter(subgroup=world.groups["elders"]).delete()
    participants.pause_subgroup(world.groups["elders"], by=world.facilitator)
    with pytest.raises(NotPossible, match="Not heard in this round: Men"):
        plans.send_plan(plan, version=plan.version, by=world.facilitator)
    assert [str(group) for group in plan.unheard_groups()] == ["Men"]


def test_taking_the_unheard_out_of_the_round_hears_nobody(world):
    plan = make.draft(world, heard=False)
    before = [str(group) for group in plan.unheard_groups()]
    for voice in world.round.planned_voices.filter(heard_times=0):
        participants.remove_voice(voice, by=world.facilitator)
    assert [str(group) for group in plan.unheard_groups()] == before
    assert len(before) == 7


def test_the_action_refuses_too_and_names_them(world):
    plan = make.draft(world)
    voices = world.round.planned_voices
    voices.filter(subgroup=world.groups["men"]).update(status="partly")
    voices.filter(subgroup=world.groups["home_visits"]).update(status="not_reached")
    voices.filter(subgroup=world.groups["elders"]).update(status="chose_not")  # a choice respected
    with pytest.raises(NotPossible, match="Not heard in this round: Men and Home visits"):
        plans.send_plan(plan, version=plan.version, by=world.facilitator)


def test_a_plan_without_a_step_is_not_sent(world, as_user):
    plan = make.draft(world)
    plan.actions.all().delete()
    response = as_user(world.facilitator).get(url_of(plan))
    assert response.status_code == 409
    assert "at least one step" in response.content.decode()


def test_others_do_not_find_it_and_a_wrong_role_may_not(world, as_user):
    plan = make.draft(world)
    posted = make.filled(as_user(world.facilitator), url_of(plan))
    for user in (world.outsider_facilitator, world.committee_member, world.coordinator):
        assert as_user(user).post(url_of(plan), posted).status_code == 404
    assert as_user(world.mentor).get(url_of(plan)).status_code == 403
    assert as_user(world.mentor).post(url_of(plan), posted).status_code == 403
    assert make.again(plan).status == "draft"


def test_stale(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    posted = make.filled(client, url_of(plan))
    response = client.post(url_of(plan), {**posted, "version": plan.version + 1})
    assert response.status_code == 409


def test_wrong_method(world, as_user):
    assert as_user(world.facilitator).put(url_of(make.draft(world))).status_code == 405
