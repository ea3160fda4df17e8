"""A plan is set aside with whose decision that was."""

import pytest
from django.urls import reverse

from . import plan_factories as make

WHY = {"set_aside_reason": "The women’s group decided to wait for the harvest."}


def url_of(plan) -> str:
    return reverse("dialogues:plan_set_aside", args=[plan.pk])


@pytest.mark.parametrize("status", ["draft", "with_community", "agreed", "in_action", "reflecting"])
def test_it_works_from_anywhere(world, as_user, status):
    plan = make.moved(world, status)
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), make.filled(client, url_of(plan), **WHY))
    assert response.url == plan.get_absolute_url()
    assert make.again(plan).status == "set_aside"
    assert make.again(plan).set_aside_reason == WHY["set_aside_reason"]
    assert make.events(plan)[-1] == "plan.set_aside"


def test_a_draft_set_aside_stays_unseen(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    client.post(url_of(plan), make.filled(client, url_of(plan), **WHY))
    assert as_user(world.committee_member).get(plan.get_absolute_url()).status_code == 404


def test_it_needs_a_reason(world, as_user):
    plan = make.agreed(world)
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), make.filled(client, url_of(plan), set_aside_reason=" "))
    assert response.status_code == 422


@pytest.mark.parametrize("status", ["concluded", "set_aside"])
def test_what_is_over_stays_so(world, as_user, status):
    plan = make.moved(world, status)
    assert as_user(world.facilitator).get(url_of(plan)).status_code == 409


def test_others_and_wrong_roles(world, as_user):
    plan = make.agreed(world)
    assert as_user(world.outsider_committee_member).get(url_of(plan)).status_code == 404
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).get(url_of(plan)).status_code == 403
    assert as_user(world.facilitator).put(url_of(plan)).status_code == 405
