"""Does the administrator, and nobody else, say who reads what is about an organisation's staff?"""

import pytest
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.roles import Role
from cpfacilitate.audit.models import AuditEvent
from tests.factories import person


@pytest.fixture
def url(world):
    return reverse("organisation_edit", args=[world.ngo.pk])


def test_it_works_and_is_audited(world, as_user, url):
    posted = {
        "staff_concerns_to": str(world.other_ngo.pk),
        "staff_concerns_person": str(world.other_focal_point.pk),
    }
    response = as_user(world.administrator).post(url, posted)
    assert (response.status_code, response.url) == (302, reverse("account_menu"))
    world.ngo.refresh_from_db()
    named = (world.ngo.staff_concerns_to, world.ngo.staff_concerns_person)
    assert named == (world.other_ngo, world.other_focal_point)
    event = AuditEvent.objects.get(event="organisation.edited")
    assert event.fields == ["staff_concerns_person", "staff_concerns_to"]
    as_user(world.administrator).post(url, posted)  # the same again changes nothing
    assert AuditEvent.objects.filter(event="organisation.edited").count() == 1
    as_user(world.administrator).post(url, {})
    world.ngo.refresh_from_db()
    assert world.ngo.staff_concerns_to is None


def test_only_focal_points_who_are_in_no_line_here(world, as_user, url):
    both = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    actions.give_role(user=both, organisation=world.ngo, role=Role.MENTOR, by=world.coordinator)
    client = as_user(world.administrator)
    # in a line here · no focal point there · no focal point at all · not there
    for who, at in ((both, ""), (world.focal_point, world.other_ngo.pk), (world.mentor, "")):
        posted = {"staff_concerns_to": str(at), "staff_concerns_person": str(who.pk)}
        assert client.post(url, posted).status_code == 422
    office = {"staff_concerns_to": str(world.service.organisation.pk)}
    assert client.post(url, office).status_code == 422
    world.ngo.refresh_from_db()
    assert world.ngo.staff_concerns_person is None


def test_the_menu_leads_there(world, as_user, url):
    found = {
        name: url in as_user(one).get(reverse("account_menu")).content.decode()
        for name, one in world.cast.items()
    }
    assert found == {name: name == "administrator" for name in world.cast}


def test_who_may(world, as_user, url):
    found = {name: as_user(one).get(url).status_code for name, one in world.cast.items()}
    assert found == {name: 200 if name == "administrator" else 403 for name in world.cast}
    assert as_user(None).get(url).status_code == 302


def test_a_service_has_no_such_page(world, as_user):
    target = reverse("organisation_edit", args=[world.service.organisation.pk])
    assert as_user(world.administrator).get(target).status_code == 404


def test_no_other_method(world, as_user, url):
    assert as_user(world.administrator).put(url).status_code == 405
