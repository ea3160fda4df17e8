"""A link takes up an invitation once, in time, and says nothing to anybody else."""

import logging
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import Invitation, User
from cpfacilitate.accounts.roles import Role
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from tests.factories import PASSWORD

from .factories import is_signed_in, sign_in

CHOSEN = {"username": "mariatu", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def invited(world):
    """(person, address of their page)"""
    person, token = actions.invite(
        display_name="Mariatu", organisation=world.ngo, role=Role.FACILITATOR, by=world.coordinator
    )
    return person, reverse("invitation_accept", args=[token])


def test_choosing_how_to_sign_in(invited):
    person, address = invited
    assert Client().get(address).status_code == 200
    response = Client().post(address, CHOSEN)
    assert (response.status_code, response["Location"]) == (302, reverse("account_login"))
    person.refresh_from_db()
    assert (person.username, person.has_come) == ("mariatu", True)
    assert is_signed_in(sign_in(person))
    assert AuditEvent.objects.filter(event="invitation.accepted", by=person).count() == 1


def test_nobody_signs_in_before(invited):
    person, _ = invited
    assert not is_signed_in(sign_in(person, password=""))
    assert not is_signed_in(sign_in(person))


def test_a_link_works_once(invited):
    _, address = invited
    Client().post(address, CHOSEN)
    for response in (Client().get(address), Client().post(address, CHOSEN | {"username": "x"})):
        assert response.status_code == 404
        assert "Ask the person who gave it to you for a new one" in response.content.decode()
    assert not User.objects.named("x").exists()


def test_a_link_runs_out(invited):
    person, address = invited
    with clock.at(clock.now() + settings.INVITATION_LIFETIME + timedelta(seconds=1)):
        assert Client().post(address, CHOSEN).status_code == 404
    person.refresh_from_db()
    assert not person.has_come


def test_an_invented_link(invited):
    assert Client().get(reverse("invitation_accept", args=["x" * 32])).status_code == 404
    assert Client().get(reverse("invitation_accept", args=["ɛ"])).status_code == 404


def test_a_new_link_ends_the_earlier_one(invited, world):
    person, address = invited
    newer = actions.renew_invitation(person, by=world.coordinator)
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("invitation_accept", args=[newer])).status_code == 200


def test_somebody_who_had_come_keeps_their_name_and_is_signed_out(world):
    person = world.facilitator
    browser = sign_in(person)
    assert is_signed_in(browser)
    token = actions.renew_invitation(person, by=world.coordinator)
    address = reverse("invitation_accept", args=[token])
    new = "four other odd words"
    response = Client().post(address, {"username": "x", "password": new, "password_again": new})
    assert response.status_code == 302
    assert User.objects.get(pk=person.pk).username == person.username
    assert not is_signed_in(browser)
    assert is_signed_in(sign_in(person, password=new))


def test_the_inviters_own_phone_is_signed_out(invited, world, as_user):
    _, address = invited
    browser = as_user(world.coordinator)
    browser.post(address, CHOSEN)
    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": ""},
        {"username": "two words"},
        {"username": "ADMINISTRATOR"},
        {"password": "", "password_again": ""},
        {"password_again": "something else 12"},
        {"password": "short", "password_again": "short"},
        {"password": "mariatu12345", "password_again": "mariatu12345"},
        {"password": "kindala12345", "password_again": "kindala12345"},
        {"password": "password1234", "password_again": "password1234"},
    ],
)
def test_what_cannot_be_chosen(invited, wrong):
    person, address = invited
    response = Client().post(address, CHOSEN | wrong)
    assert response.status_code == 422
    person.refresh_from_db()
    assert not person.has_come


def test_wrong_method(invited):
    assert Client().put(invited[1]).status_code == 405


def test_the_token_is_kept_nowhere(invited, caplog):
    """Not in the database, not in a page, not in a header, not in a log line."""
    _, address = invited
    token = address.split("/")[-2]
    assert not Invitation.objects.filter(token_digest__contains=token).exists()
    with caplog.at_level(logging.DEBUG):
        handler = logging.getLogger().handlers[0]
        caplog.handler.addFilter(handler.filters[0])
        responses = [
            Client().get(address),
            Client().post(address, {}),
            Client().put(address),
            Client().get(address.replace(token, token + "x")),
        ]
        said = [record.getMessage() for record in caplog.records]
    assert [response.status_code for response in responses] == [200, 422, 405, 404]
    assert any("invitations/<str:token>/" in line for line in said)
    assert not any(token in line for line in said)
    for response in responses:
        links = re.findall(r'(?:href|src|action)="([^"]*)"', response.content.decode())
        assert not any(token in link for link in links)
        assert not any(token in value for value in response.headers.values())
        assert response["Cache-Control"] == "no-store"
    assert [r["Referrer-Policy"] for r in responses[:2]] == ["strict-origin"] * 2
