"""A step points to a link with a service, and to what it clears out of the way."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions.pointing import point_action
from dialogues.actions.steps import move_action
from dialogues.models import ActionPlan
from participants.models import Barrier
from tests.participants import factories as communities
from tests.participants import link_factories

from . import plan_factories as plans
from . import progress_factories as progress


def url(action) -> str:
    return reverse("dialogues:action_point", args=[action.pk])


def test_it_is_said_on_the_plan_and_asks_nobody_again(world, as_user):
    link, barrier = link_factories.link(world), link_factories.barrier(world)
    plan = plans.agreed(world)
    step = plans.first_step(plan)
    client = as_user(world.facilitator)
    assert url(step) in client.get(step.page).content.decode()
    data = {"version": step.version, "link": link.pk, "barrier": barrier.pk}
    assert client.post(url(step), data).url == step.page
    assert ActionPlan.objects.get(pk=plan.pk).status == plan.status
    for address in (plan.get_absolute_url(), step.page):
        page = as_user(world.committee_member).get(address).content.decode()
        assert f"With {world.service.name}: A day each month when people can ask" in page
        assert link.get_absolute_url() in page
        assert "Schooling: There is no place for them" in page
    assert communities.events(step, "action.pointed") == 1
    stale = client.post(url(step), data | {"link": ""})
    assert stale.status_code == 409
    step.refresh_from_db()
    nothing = {"version": step.version, "link": "", "barrier": ""}
    assert client.post(url(step), nothing).status_code == 302
    assert world.service.name not in client.get(step.page).content.decode()


def test_only_what_is_open_here_is_offered(world, as_user):
    ended = link_factories.link(world, status="ended")
    solved = link_factories.moved(link_factories.barrier(world), "solved", by=world.facilitator)
    other = link_factories.link(
        world, community=world.outside_community, by=world.outsider_facilitator
    )
    step = plans.first_step(plans.agreed(world))
    for wrong in ({"link": ended.pk}, {"link": other.pk}, {"barrier": solved.pk}, {"link": "x"}):
        data = {"version": step.version, **wrong}
        assert as_user(world.facilitator).post(url(step), data).status_code == 422
    with pytest.raises(NotPermitted):
        point_action(step, version=step.version, link=other, by=world.facilitator)


def test_what_it_points_to_stays_although_it_ended(world, as_user):
    barrier, step = link_factories.barrier(world), plans.first_step(plans.agreed(world))
    step = point_action(step, version=step.version, barrier=barrier, by=world.facilitator)
    link_factories.moved(barrier, "solved", by=world.committee_member)
    data = {"version": step.version, "barrier": barrier.pk}
    assert as_user(world.facilitator).post(url(step), data).status_code == 302
    assert Barrier.objects.get().status == "solved"


def test_what_is_over_stays_as_it_is(world, as_user):
    link, plan = link_factories.link(world), plans.agreed(world)
    step = plans.first_step(plan)
    step = move_action(step, "dropped", version=step.version, dropped_reason="It rains.",
                       by=world.committee_member)  # fmt: skip
    assert as_user(world.facilitator).get(url(step)).status_code == 409
    with pytest.raises(NotPossible, match="This step stands at"):
        point_action(step, version=step.version, link=link, by=world.facilitator)


def test_nothing_is_asked_while_the_community_pauses(world, as_user):
    step = plans.first_step(plans.agreed(world))
    communities.move(world.community.agreement, "paused", by=world.committee_member)
    client = as_user(world.facilitator)
    assert url(step) not in client.get(step.page).content.decode()
    for method in ("get", "post"):
        assert getattr(client, method)(url(step)).status_code == 409


def test_who_may(world, as_user):
    step = plans.first_step(plans.agreed(world))
    inside = {"facilitator": 200, "mentor": 403, "coordinator": 403, "committee_member": 403}
    expected = inside | dict.fromkeys(communities.STRANGERS, 404)
    assert communities.codes(as_user, world, expected, url(step)) == expected
    assert as_user(world.facilitator).delete(url(step)).status_code == 405


def test_from_a_service_of_the_plan_a_link_or_a_barrier_begins_with_it_alone(world, as_user):
    plan = progress.agreed_with(
        world,
        lambda plan: progress.resource(plan, whose="service", service=world.service, what="To ask"),
    )
    offered = [
        reverse("participants:link_add", args=[world.community.pk])
        + f"?service={world.service.pk}",
        reverse("participants:barrier_add", args=[world.community.pk])
        + f"?service={world.service.pk}&amp;from=plan",
    ]
    for name in ("facilitator", "mentor", "committee_member"):
        page = as_user(getattr(world, name)).get(plan.get_absolute_url()).content.decode()
        assert [f'href="{target}"' in page for target in offered] == [name == "facilitator"] * 2
    communities.move(world.community.agreement, "paused", by=world.committee_member)
    page = as_user(world.facilitator).get(plan.get_absolute_url()).content.decode()
    assert not any(f'href="{target}"' in page for target in offered)
