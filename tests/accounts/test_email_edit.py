"""One's own address: given by oneself, after saying who one is; the one before is told."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import OutgoingMail, User
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.errors import NotPossible
from tests.factories import fresh

from .factories import is_signed_in, reachable, run_due, sign_in

PAGE = reverse("email_edit")


def send(user, email: str):
    return sign_in(user).post(PAGE, {"email": email})


def test_an_address_is_added(world):
    response = send(world.mentor, "mentor@example.org")
    assert (response.status_code, response.url) == (302, reverse("mail_preference_edit"))
    assert fresh(world.mentor).email == "mentor@example.org"
    event = AuditEvent.objects.get(event="email.set")
    assert (event.by, event.record_id, event.fields) == (world.mentor, world.mentor.pk, ["email"])
    assert not OutgoingMail.objects.exists()  # there was nobody to tell before


def test_one_says_first_who_one_is(world, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    for response in (sign_in(world.mentor).get(PAGE), send(world.mentor, "mentor@example.org")):
        assert response.url.startswith(reverse("account_reauthenticate"))
    assert fresh(world.mentor).email == ""


def test_the_address_before_is_told_and_opens_nothing_any_more(world):
    before = reachable(world.mentor).email
    send(world.mentor, "second@example.org")
    send(world.mentor, "third@example.org")
    run_due()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        ([before], "Your way of signing in was changed")
    ]
    assert "your e-mail address was changed" in mail.outbox[0].body
    assert not OutgoingMail.objects.exists()
    assert is_signed_in(sign_in(world.mentor, login="third@example.org"))
    for old in (before, "second@example.org"):
        assert not is_signed_in(sign_in(world.mentor, login=old))
        sign_in(world.mentor).post(reverse("account_reset_password"), {"email": old})
    assert len(mail.outbox) == 1


def test_it_is_taken_away(world):
    reachable(world.mentor)
    assert send(world.mentor, "").status_code == 302
    assert fresh(world.mentor).email == ""


@pytest.mark.parametrize("name", ["social_worker", "focal_point"])
def test_who_keeps_watch_stays_reachable(world, name):
    person = reachable(getattr(world, name))
    response = send(person, "")
    assert response.status_code == 422
    assert "high urgency must reach you" in response.content.decode()
    with pytest.raises(NotPossible):
        actions.set_email(email="", by=fresh(person))
    assert fresh(person).email == person.email


@pytest.mark.parametrize("email", ["not an address", "TAKEN", "x" * 250 + "@example.org"])
def test_what_is_no_address_of_theirs_is_refused(world, email):
    """With one that two had, nobody could tell who signs in."""
    taken = reachable(world.facilitator).email
    said = email.replace("TAKEN", taken.upper())
    response = send(world.mentor, said)
    assert response.status_code == 422
    assert response.context["form"]["email"].value() == said
    assert User.objects.get(pk=world.mentor.pk).email == ""


def test_the_same_again_changes_nothing(world):
    person = reachable(world.mentor)
    assert send(person, person.email).status_code == 302
    assert not AuditEvent.objects.filter(event="email.set").exists()


def test_other_methods_and_nobody(world, as_user):
    assert sign_in(world.mentor).put(PAGE).status_code == 405
    assert as_user(None).get(PAGE).status_code == 302
