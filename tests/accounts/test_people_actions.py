"""Who may invite whom, give which role and take it back; what is told to whom."""

import itertools
import uuid

import pytest

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import OrganisationKind, User
from cpfacilitate.accounts.roles import Role
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.errors import AlreadyThere, NotPermitted, NotPossible

FIELD = {"facilitator", "mentor", "focal_point", "committee_member", "observer"}
MAY = {
    ("coordinator", "ngo"): FIELD,
    ("coordinator", "office"): {"social_worker"},
    ("other_coordinator", "other_ngo"): FIELD,
    ("other_coordinator", "office"): {"social_worker"},
    ("administrator", "ngo"): {"coordinator", "administrator"},
    ("administrator", "other_ngo"): {"coordinator", "administrator"},
}


def test_every_person_every_role_every_organisation(world):
    places = {"ngo": world.ngo, "other_ngo": world.other_ngo, "office": world.service.organisation}
    for (name, by), (place, organisation), role in itertools.product(
        world.cast.items(), places.items(), Role
    ):
        allowed = role.value in MAY.get((name, place), set())
        give = dict(display_name="Somebody", organisation=organisation, role=role, by=by)
        if allowed:
            actions.invite(**give)
        else:
            with pytest.raises((NotPermitted, NotPossible)):
                actions.invite(**give)


def test_nobody_gives_a_role_to_themselves(world):
    with pytest.raises(NotPermitted):
        actions.give_role(
            user=world.coordinator,
            organisation=world.ngo,
            role=Role.FOCAL_POINT,
            by=world.coordinator,
        )
    with pytest.raises(NotPermitted):
        actions.give_role(
            user=world.administrator,
            organisation=world.ngo,
            role=Role.COORDINATOR,
            by=world.administrator,
        )


def test_the_same_form_twice_is_one_person(world):
    given = dict(
        id=uuid.uuid4(), display_name="Once", organisation=world.ngo, role=Role.MENTOR,
        by=world.coordinator,
    )  # fmt: skip
    person, first = actions.invite(**given)
    again, second = actions.invite(**given)
    assert person == again
    assert actions.find_invitation(first) is None
    assert actions.find_invitation(second).user == person
    actions.accept_invitation(second, username="once", password="mango tree at noon")
    with pytest.raises(AlreadyThere):
        actions.invite(**given)


def test_a_new_link_only_from_who_may_give_every_role(world):
    person = world.facilitator
    assert actions.may_renew(world.coordinator, person)
    assert not actions.may_renew(world.other_coordinator, person)
    assert not actions.may_renew(world.administrator, person)
    assert not actions.may_renew(world.coordinator, world.coordinator)
    actions.give_role(
        user=person, organisation=world.ngo, role=Role.COORDINATOR, by=world.administrator
    )
    for by in (world.coordinator, world.administrator):
        with pytest.raises(NotPermitted):
            actions.renew_invitation(person, by=by)


def test_a_role_ends_once_and_is_recorded(world):
    membership = world.facilitator.memberships.get()
    for _ in range(2):
        actions.end_role(membership, by=world.coordinator)
    events = AuditEvent.objects.filter(record_id=membership.pk, event="role.ended")
    assert [(event.by, event.fields) for event in events] == [
        (world.coordinator, ["ended_at", "ended_by"])
    ]
    assert User.objects.get(pk=world.facilitator.pk).grants == ()


def test_who_may_not_end_a_role(world):
    membership = world.facilitator.memberships.get()
    for name, by in world.cast.items():
        if name != "coordinator":
            with pytest.raises(NotPermitted):
                actions.end_role(membership, by=by)


def test_the_last_administrator_stays(world):
    last = world.administrator.memberships.get()
    with pytest.raises(NotPossible, match="Somebody must be left"):
        actions.end_role(last, by=world.administrator)
    other, token = actions.invite(
        display_name="Other",
        organisation=world.ngo,
        role=Role.ADMINISTRATOR,
        by=world.administrator,
    )
    with pytest.raises(NotPossible):  # who has not come yet cannot invite
        actions.end_role(last, by=world.administrator)
    actions.accept_invitation(token, username="other", password="mango tree at noon")
    actions.end_role(last, by=other)
    assert User.objects.get(pk=world.administrator.pk).roles == frozenset()


def test_organisations(world):
    def add(by, kind):
        return actions.add_organisation(id=uuid.uuid4(), name="New", kind=kind, by=by)

    add(world.administrator, OrganisationKind.NGO)
    add(world.coordinator, OrganisationKind.FORMAL_SERVICE)
    with pytest.raises(NotPermitted):
        add(world.coordinator, OrganisationKind.NGO)
    with pytest.raises(NotPermitted):
        add(world.facilitator, OrganisationKind.FORMAL_SERVICE)


def test_people_one_looks_after(world):
    def seen(person):
        return {name for name, one in world.cast.items() if one in people_of(person)}

    def people_of(person):
        return set(User.objects.visible_to(person))

    services = {"social_worker", "outsider_social_worker"}
    assert seen(world.administrator) == set(world.cast) - {"stranger"}
    assert seen(world.other_coordinator) == services | {
        "other_coordinator", "other_facilitator", "other_focal_point",
    }  # fmt: skip
    assert seen(world.coordinator) == services | {
        "administrator", "coordinator", "facilitator", "mentor", "focal_point", "committee_member",
        "observer", "outsider_facilitator", "outsider_committee_member",
    }  # fmt: skip
    for name in ("facilitator", "mentor", "focal_point", "social_worker", "observer", "stranger"):
        assert seen(getattr(world, name)) == set()
