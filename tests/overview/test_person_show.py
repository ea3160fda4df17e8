"""One person's page, and the pages behind its buttons."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts.models import Membership, User
from cpfacilitate.audit.models import AuditEvent
from participants.models import Assignment
from tests import factories


def url(name: str, thing) -> str:
    return reverse(f"overview:{name}", args=[thing.pk])


def membership_of(user) -> Membership:
    return user.memberships.live().get()


def assignment_of(user) -> Assignment:
    return Assignment.objects.get(membership__user=user, ended_at=None)


def behind(world) -> dict[str, object]:
    """Every page about the facilitator → what it is about."""
    person = world.facilitator
    return {
        "person_show": person,
        "person_renew": person,
        "person_role_add": person,
        "membership_end": membership_of(person),
        "membership_assign": membership_of(person),
        "assignment_end": assignment_of(person),
    }


def test_who_sees_which_page(world, as_user):
    for page, thing in behind(world).items():
        for name, person in world.cast.items():
            expected = 404
            if name == "coordinator":
                expected = 200
            elif name == "administrator":
                expected = 200 if page in ("person_show", "person_role_add") else 403
            assert as_user(person).get(url(page, thing)).status_code == expected, (page, name)
        assert Client().get(url(page, thing)).status_code == 302
        assert as_user(world.coordinator).put(url(page, thing)).status_code == 405


def test_posting_to_what_one_may_not_see_changes_nothing(world, as_user):
    before = AuditEvent.objects.count()
    for page, thing in behind(world).items():
        for name in ("other_coordinator", "mentor", "stranger", "focal_point"):
            assert as_user(getattr(world, name)).post(url(page, thing)).status_code in (404, 405)
        expected = {"person_show": 405, "person_role_add": 422}.get(page, 403)
        assert as_user(world.administrator).post(url(page, thing)).status_code == expected
    assert AuditEvent.objects.count() == before


def test_it_says_where_a_role_reaches(world, as_user):
    page = as_user(world.coordinator).get(url("person_show", world.facilitator)).content.decode()
    assert page.count("Masimbaya") == 2  # the community, and for whom a link is read aloud
    assert "Gbonkoto" not in page
    mine = as_user(world.coordinator).get(url("person_show", world.coordinator)).content.decode()
    assert "Give a role" not in mine
    assert "Make a new link" not in mine


def test_what_is_of_another_organisation_is_not_said(world, as_user):
    """A social worker's office is everybody's; what they do for another NGO is not."""
    membership = Membership.objects.create(
        user=world.social_worker,
        organisation=world.other_ngo,
        role="observer",
        created_by=world.administrator,
    )
    page = as_user(world.coordinator).get(url("person_show", world.social_worker)).content.decode()
    assert world.other_ngo.name not in page
    assert as_user(world.coordinator).get(url("membership_end", membership)).status_code == 404


def test_a_new_link(world, as_user):
    response = as_user(world.coordinator).post(url("person_renew", world.facilitator))
    link = re.search(r"http://testserver(\S+?)<", response.content.decode())[1]
    assert Client().get(link).status_code == 200
    assert AuditEvent.objects.filter(event="invitation.made", by=world.coordinator).count() > 1


def test_giving_a_role(world, as_user):
    client, page = as_user(world.coordinator), url("person_role_add", world.facilitator)
    response = client.post(page, {"role": "mentor", "organisation": str(world.ngo.pk)})
    assert response["Location"] == url("person_show", world.facilitator)
    assert {m.role for m in world.facilitator.memberships.live()} == {"facilitator", "mentor"}
    assert (
        AuditEvent.objects.filter(event="role.given").order_by("-at").first().by
        == world.coordinator
    )
    for wrong in ({}, {"role": "coordinator", "organisation": str(world.ngo.pk)},
                  {"role": "mentor", "organisation": str(world.other_ngo.pk)}):  # fmt: skip
        assert client.post(page, wrong).status_code == 422
    assert (
        as_user(world.coordinator).get(url("person_role_add", world.coordinator)).status_code == 403
    )


def test_ending_a_role(world, as_user):
    membership = membership_of(world.facilitator)
    client = as_user(world.coordinator)
    response = client.post(url("membership_end", membership))
    assert response["Location"] == url("person_show", world.facilitator)
    membership.refresh_from_db()
    assert membership.ended_by == world.coordinator
    page = client.get(url("person_show", world.facilitator)).content.decode()
    assert "No role at present" in page
    assert User.objects.get(pk=world.facilitator.pk).grants == ()


def test_the_last_administrator(world, as_user):
    response = as_user(world.administrator).post(
        url("membership_end", membership_of(world.administrator))
    )
    assert response.status_code == 409
    assert "Somebody must be left who can invite" in response.content.decode()


def test_adding_a_community(world, as_user):
    client, page = (
        as_user(world.coordinator),
        url("membership_assign", membership_of(world.facilitator)),
    )
    form = client.get(page).context["form"]
    assert list(form.fields["community"].queryset) == [world.outside_community]
    assert "service" not in form.fields
    response = client.post(page, {"community": str(world.outside_community.pk)})
    assert response["Location"] == url("person_show", world.facilitator)
    reached = Assignment.objects.filter(membership__user=world.facilitator, ended_at=None)
    assert {a.community for a in reached} == {world.community, world.outside_community}
    assert (
        AuditEvent.objects.filter(event="person.assigned").order_by("-at").first().by
        == world.coordinator
    )
    for wrong in ("", "x", str(world.other_community.pk), str(world.community.pk)):
        assert client.post(page, {"community": wrong}).status_code == 422


def test_adding_a_service(world, as_user):
    worker = factories.person(world.service.organisation, "social_worker", by=world.coordinator)
    client, page = as_user(world.coordinator), url("membership_assign", membership_of(worker))
    assert list(client.get(page).context["form"].fields["service"].queryset) == [world.service]
    assert client.post(page, {"service": str(world.outside_service.pk)}).status_code == 422
    assert client.post(page, {"service": str(world.service.pk)}).status_code == 302
    assert assignment_of(worker).service == world.service


def test_ending_an_assignment(world, as_user):
    assignment = assignment_of(world.facilitator)
    client = as_user(world.coordinator)
    response = client.post(url("assignment_end", assignment))
    assert response["Location"] == url("person_show", world.facilitator)
    assignment.refresh_from_db()
    assert assignment.ended_by == world.coordinator
    assert "Reaches nothing yet" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("name", ["person_show", "person_renew", "person_role_add"])
def test_who_is_not_there(world, as_user, name):
    client = as_user(world.coordinator)
    missing = client.get(reverse(f"overview:{name}", args=["00000000-0000-4000-8000-000000000000"]))
    forbidden = client.get(url(name, world.other_facilitator))
    assert missing.status_code == forbidden.status_code == 404
    assert len(missing.content) == len(forbidden.content)
