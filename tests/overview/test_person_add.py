"""Inviting: who may, into what, and the link that is shown once."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import User
from cpfacilitate.audit.models import AuditEvent

ADD = "/overview/people/add/"


def given(world, **changes) -> dict:
    return {
        "id": str(uuid.uuid4()), "display_name": "Mariatu", "email": "", "role": "facilitator",
        "organisation": str(world.ngo.pk),
    } | changes  # fmt: skip


def link_in(response) -> str:
    return re.search(
        r"http://testserver(/accounts/invitations/[^<\s]+)", response.content.decode()
    )[1]


def test_it_shows_a_link_that_works_once(world, as_user):
    client = as_user(world.coordinator)
    assert client.get(ADD).status_code == 200
    response = client.post(ADD, given(world))
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    link = link_in(response)
    assert Client().get(link).status_code == 200
    person = User.objects.get(display_name="Mariatu")
    assert [(m.role, m.organisation) for m in person.memberships.all()] == [
        ("facilitator", world.ngo)
    ]
    page = client.get(reverse("overview:person_show", args=[person.pk])).content.decode()
    assert link not in page
    events = AuditEvent.objects.filter(
        by=world.coordinator, event__in=["role.given", "invitation.made"]
    )
    assert {event.event for event in events.order_by("-at")[:2]} == {
        "role.given",
        "invitation.made",
    }


def test_sent_twice_it_is_one_person(world, as_user):
    client, form = as_user(world.coordinator), given(world)
    first, second = client.post(ADD, form), client.post(ADD, form)
    assert User.objects.filter(display_name="Mariatu").count() == 1
    assert Client().get(link_in(first)).status_code == 404
    assert Client().get(link_in(second)).status_code == 200


def test_choices_are_what_one_may_give(world, as_user):
    def choices(person):
        form = as_user(person).get(ADD).context["form"]
        return (
            {value for value, _ in form.fields["role"].choices},
            set(form.fields["organisation"].queryset),
        )

    field = {
        "facilitator",
        "mentor",
        "focal_point",
        "committee_member",
        "observer",
        "social_worker",
    }
    services = {world.service.organisation, world.outside_service.organisation}
    assert choices(world.coordinator) == (field, {world.ngo} | services)
    assert choices(world.administrator) == (
        {"coordinator", "administrator"}, {world.ngo, world.other_ngo},
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": ""}, {"display_name": "x" * 101}, {"email": "no address"}, {"role": ""},
        {"role": "administrator"}, {"role": "coordinator"}, {"role": "king"}, {"organisation": ""},
        {"organisation": "other"}, {"organisation": "office"}, {"role": "social_worker"}, {"id": "1"},
    ],
)  # fmt: skip
def test_bad_input(world, as_user, wrong):
    places = {"other": world.other_ngo.pk, "office": world.service.organisation_id}
    if wrong.get("organisation") in places:
        wrong = {"organisation": str(places[wrong["organisation"]])}
    before = User.objects.count()
    response = as_user(world.coordinator).post(ADD, given(world, **wrong))
    assert response.status_code == 422
    assert User.objects.count() == before


def test_who_may(world, as_user):
    for name, person in world.cast.items():
        allowed = name in ("coordinator", "other_coordinator", "administrator")
        assert as_user(person).get(ADD).status_code == (200 if allowed else 403)
        if not allowed:
            assert as_user(person).post(ADD, given(world)).status_code == 403
    assert Client().get(ADD).status_code == 302
    assert as_user(world.coordinator).put(ADD).status_code == 405
    assert not User.objects.filter(display_name="Mariatu").exists()


def test_somebody_elses_form_key(world, as_user):
    """A key that is a person already who has come: 409, and nothing happens to them."""
    response = as_user(world.coordinator).post(ADD, given(world, id=str(world.mentor.pk)))
    assert response.status_code == 409
    assert actions.may_renew(world.coordinator, world.mentor)
    assert world.mentor.invitations.open(world.mentor.date_joined).count() == 0
