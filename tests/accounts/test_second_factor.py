"""Whoever could do most harm has a second step before anything else; its secrets are sealed."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import OutgoingMail, User
from tests.factories import PASSWORD

from .factories import code_now, enrol, is_signed_in, sign_in

MUST = ("social_worker", "focal_point", "coordinator", "administrator")
NEED_NOT = ("facilitator", "mentor", "committee_member", "observer")
PAGES = ("home", "account_menu", "help_roles", "usersessions_list", "overview:person_list")


@pytest.fixture(autouse=True)
def _required(settings, db):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


@pytest.mark.parametrize("role", MUST)
def test_nothing_opens_before_it_is_set_up(world, role):
    client = sign_in(getattr(world, role))
    for name in PAGES:
        response = client.get(reverse(name))
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_activate_totp"))
        assert client.post(reverse(name)).status_code == 403
        assert client.get(reverse(name), headers={"X-Autosave": "1"}).status_code == 403
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    enrol(client)
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("role", NEED_NOT)
def test_others_go_on(world, role):
    assert is_signed_in(sign_in(getattr(world, role)))


def test_signing_in_takes_both_steps(world):
    person = world.focal_point
    secret = enrol(sign_in(person))
    client = sign_in(person)
    assert not is_signed_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert is_signed_in(client)


def test_a_code_works_once(world):
    secret = enrol(sign_in(world.focal_point))
    code = code_now(secret)
    for expected in (True, False):
        client = sign_in(world.focal_point)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client) is expected


def test_a_recovery_code_works_once(world):
    first = sign_in(world.focal_point)
    enrol(first)
    page = first.get(reverse("mfa_view_recovery_codes"))
    code = page.context["unused_codes"][0]
    assert (
        first.get(reverse("mfa_download_recovery_codes")).content.decode().split()
        == page.context["unused_codes"]
    )
    for expected in (True, False):
        client = sign_in(world.focal_point)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client) is expected


def test_secrets_are_not_in_the_database(world):
    client = sign_in(world.focal_point)
    secret = enrol(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY type")
        stored = [row[0] for row in cursor.fetchall()]
    assert len(stored) == 2
    dump = json.dumps(stored)
    assert secret not in dump
    assert not any(code in dump for code in codes)
    seed = Authenticator.objects.get(type="recovery_codes").wrap()
    assert seed.generate_codes() == codes
    assert not any(
        Authenticator.objects.filter(data__icontains=part) for part in (secret, codes[0])
    )


def test_it_cannot_be_put_down_by_who_must_have_it(world):
    client = sign_in(world.focal_point)
    enrol(client)
    page = client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert "Your role needs the second step" in page
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=world.focal_point, type="totp").count() == 1


def test_others_may_put_it_down(world):
    client = sign_in(world.facilitator)
    enrol(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=world.facilitator).exists()


def test_a_new_password_does_not_open_without_it(world):
    """Neither a link from the coordinator nor a reset by mail goes round the second step."""
    person = world.focal_point
    enrol(sign_in(person))
    new = "four other odd words"
    token = actions.renew_invitation(person, by=world.coordinator)
    browser = Client()
    browser.post(
        reverse("invitation_accept", args=[token]), {"password": new, "password_again": new}
    )
    assert not is_signed_in(browser)
    assert not is_signed_in(sign_in(person, password=new))


def test_weighty_steps_ask_again_after_a_while(world, settings):
    client = sign_in(world.facilitator)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = client.get(reverse("mfa_activate_totp"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(response["Location"])
    assert page.status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    client.post(response["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_person_is_told_of_a_change(world, django_capture_on_commit_callbacks):
    User.objects.filter(pk=world.facilitator.pk).update(email="fatu@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        enrol(sign_in(world.facilitator))
    assert [mail.kind for mail in OutgoingMail.objects.filter(user=world.facilitator)] == [
        "account"
    ]


def test_every_page_of_it_is_ours(world):
    client = sign_in(world.facilitator)
    enrol(client)
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
                 "mfa_deactivate_totp", "account_reauthenticate", "mfa_reauthenticate",
                 "account_change_password", "usersessions_list"):  # fmt: skip
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert 'class="brand"' in page.content.decode()


def test_a_session_from_before_it_was_set_up_does_not_get_through(
    world, django_capture_on_commit_callbacks
):
    """Somebody with a stolen password signed in first, and waits for the owner to enrol."""
    thief, owner = (sign_in(world.focal_point) for _ in range(2))
    assert thief.get(reverse("home"))["Location"] == reverse("mfa_activate_totp")
    with django_capture_on_commit_callbacks(execute=True):
        enrol(owner)
    assert owner.get(reverse("home")).status_code == 200
    for name in ("home", "mfa_view_recovery_codes"):
        assert thief.get(reverse(name))["Location"].startswith(reverse("account_login"))
