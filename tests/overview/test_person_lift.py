"""A lost phone: the administrator takes the second step off, and nobody alone gets into an account."""

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.audit.models import AuditEvent
from tests.accounts.factories import enrol, is_signed_in, sign_in


def lift(person) -> str:
    return reverse("overview:person_lift", args=[person.pk])


def test_it_is_set_up_again_afterwards(world, as_user, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()
    person, administrator = world.focal_point, sign_in(world.administrator)
    browser = sign_in(person)
    enrol(browser)
    enrol(administrator)
    assert administrator.get(lift(person)).status_code == 200
    response = administrator.post(lift(person))
    assert response["Location"] == reverse("overview:person_show", args=[person.pk])
    assert not Authenticator.objects.filter(user=person).exists()
    assert not is_signed_in(browser)
    again = sign_in(person).get(reverse("home"))
    assert again["Location"] == reverse("mfa_activate_totp")
    assert (
        AuditEvent.objects.filter(event="second_factor.lifted", by=world.administrator).count() == 1
    )


def test_who_may(world, as_user):
    enrol(sign_in(world.facilitator))
    for name, person in world.cast.items():
        expected = {"administrator": 200, "coordinator": 403}.get(name, 404)
        assert as_user(person).get(lift(world.facilitator)).status_code == expected
        if name != "administrator":
            assert as_user(person).post(lift(world.facilitator)).status_code == expected
    assert as_user(world.administrator).get(lift(world.administrator)).status_code == 403
    assert as_user(world.administrator).put(lift(world.facilitator)).status_code == 405
    assert Authenticator.objects.filter(user=world.facilitator).count() == 2


def test_where_there_is_none(world, as_user):
    assert as_user(world.administrator).post(lift(world.facilitator)).status_code == 409


def test_getting_into_a_social_workers_account_takes_two(world):
    for person in (world.social_worker, world.focal_point):
        for by in world.cast.values():
            assert not (
                actions.may_renew(by, person) and actions.may_lift_second_factor(by, person)
            )
