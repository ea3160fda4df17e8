"""Who may let whom reach what: never across an NGO's border, never beyond one's own service."""

from __future__ import annotations

import pytest

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Assignment, Community, Service
from tests import factories as cast

from . import factories


def membership(person, role=None):
    found = person.memberships.live()
    return found.get(role=role) if role else found.get()


def live(community) -> int:
    return community.assignments.live().count()


def test_a_coordinator_assigns_once_and_it_is_audited(world):
    held = membership(world.outsider_facilitator)
    for _ in range(2):
        assignment = actions.assign(
            membership=held, community=world.community, by=world.coordinator
        )
    assert Assignment.objects.live().filter(membership=held, community=world.community).count() == 1
    assert factories.events(assignment, "person.assigned") == 1


@pytest.mark.parametrize(
    ("by", "person", "place"),
    [
        ("coordinator", "facilitator", "other_community"),  # own person, their community
        ("coordinator", "other_facilitator", "community"),  # their person, own community
        ("coordinator", "other_facilitator", "other_community"),
        ("other_coordinator", "other_facilitator", "community"),
        ("other_coordinator", "facilitator", "community"),
        ("other_coordinator", "facilitator", "other_community"),
    ],
)
def test_the_border_between_two_ngos_holds(world, by, person, place):
    before = Assignment.objects.count()
    with pytest.raises(NotPermitted):
        actions.assign(
            membership=membership(getattr(world, person)),
            community=getattr(world, place),
            by=getattr(world, by),
        )
    assert Assignment.objects.count() == before


def test_nobody_but_a_coordinator_assigns_or_ends(world):
    held, given = membership(world.outsider_facilitator), world.community.assignments.first()
    served = Assignment.objects.get(service=world.service)
    for name in set(world.cast) - {"coordinator", "other_coordinator"}:
        by = getattr(world, name)
        with pytest.raises(NotPermitted):
            actions.assign(membership=held, community=world.community, by=by)
        for assignment in (given, served):
            with pytest.raises(NotPermitted):
                actions.end_assignment(assignment, by=by)


def test_the_other_ngos_coordinator_cannot_end_here(world):
    before = live(world.community)
    for assignment in world.community.assignments.live():
        with pytest.raises(NotPermitted):
            actions.end_assignment(assignment, by=world.other_coordinator)
    assert live(world.community) == before


def test_ended_it_reaches_nothing_at_once(world):
    assignment = world.community.assignments.get(membership__user=world.facilitator)
    ended = actions.end_assignment(assignment, by=world.coordinator)
    actions.end_assignment(ended, by=world.coordinator)
    person = cast.fresh(world.facilitator)
    assert list(Community.objects.visible_to(person)) == []
    assert factories.events(assignment, "person.unassigned") == 1


def test_services_are_shared_but_a_social_worker_serves_their_own_body(world):
    worker = membership(world.social_worker)
    with pytest.raises(NotPossible, match="only for their own organisation"):
        actions.assign(membership=worker, service=world.outside_service, by=world.coordinator)
    second = actions.add_service(
        id=world.other_ngo.pk, organisation=world.service.organisation, name="Second desk",
        kind="police", district="Bombali", by=world.other_coordinator,
    )  # fmt: skip
    actions.assign(membership=worker, service=second, by=world.other_coordinator)
    person = cast.fresh(world.social_worker)
    assert set(Service.objects.received_by(person)) == {world.service, second}


def test_no_ngo_person_receives_a_services_referrals(world):
    for name in ("facilitator", "focal_point", "other_facilitator"):
        with pytest.raises(NotPermitted):
            actions.assign(
                membership=membership(getattr(world, name)),
                service=world.service,
                by=world.coordinator,
            )


def test_a_role_that_reaches_everything_or_has_ended_is_not_assigned(world):
    with pytest.raises(NotPossible, match="reaches the whole organisation"):
        actions.assign(
            membership=membership(world.focal_point), community=world.community,
            by=world.coordinator,
        )  # fmt: skip
    held = membership(world.outsider_facilitator, Role.FACILITATOR)
    accounts.end_role(held, by=world.coordinator)
    with pytest.raises(NotPossible, match="has ended"):
        actions.assign(membership=held, community=world.community, by=world.coordinator)
