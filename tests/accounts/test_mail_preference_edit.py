"""When e-mail comes: each for themselves; what cannot be turned off is said."""

from __future__ import annotations

from datetime import time

import pytest
from django.urls import reverse

from cpfacilitate.accounts.models import MailPreference
from cpfacilitate.audit.models import AuditEvent
from tests.factories import fresh

from .factories import reachable

PAGE = reverse("mail_preference_edit")
CHOSEN = {"timing": "daily", "daily_at": "17:00", "quiet_from": "22:00", "quiet_until": "06:00"}


def kept(user) -> tuple:
    preference = MailPreference.objects.get(user=user)
    return (
        preference.timing, preference.daily_at, preference.quiet_from, preference.quiet_until
    )  # fmt: skip


def test_it_is_kept_for_oneself_and_shown_again(world, as_user):
    client = as_user(world.mentor)
    response = client.post(PAGE, CHOSEN)
    assert (response.status_code, response.url) == (302, PAGE)
    assert kept(world.mentor) == ("daily", time(17), time(22), time(6))
    assert MailPreference.objects.count() == 1
    form = client.get(PAGE).context["form"]
    assert {name: form[name].value() for name in CHOSEN} == CHOSEN
    client.post(PAGE, CHOSEN | {"timing": "none", "quiet_from": "", "quiet_until": ""})
    assert kept(world.mentor) == ("none", time(17), None, None)


def test_it_is_audited_once_and_without_values(world, as_user):
    client = as_user(world.mentor)
    for _ in range(2):
        client.post(PAGE, CHOSEN)
    event = AuditEvent.objects.get(event="mail_preference.set")
    assert (event.by, event.fields) == (
        world.mentor, ["daily_at", "quiet_from", "quiet_until", "timing"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"timing": "hourly"}, "timing", "Select a valid choice"),
        ({"timing": ""}, "timing", "This field is required"),
        ({"daily_at": "17:30"}, "daily_at", "Select a valid choice"),
        ({"quiet_from": ""}, "quiet_from", "Quiet hours need both"),
        ({"quiet_until": ""}, "quiet_until", "Quiet hours need both"),
        ({"quiet_until": "22:00"}, "quiet_until", "this would be the whole day"),
        ({"daily_at": "23:00"}, "daily_at", "This hour lies in your quiet hours"),
        ({"daily_at": "05:00"}, "daily_at", "This hour lies in your quiet hours"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(world, as_user, changed, field, sentence):
    response = as_user(world.mentor).post(PAGE, CHOSEN | changed)
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {field}
    assert sentence in form.errors[field][0]
    assert {name: form[name].value() for name in CHOSEN} == CHOSEN | changed
    assert not MailPreference.objects.exists()


def test_an_hour_at_the_end_of_quiet_is_free(world, as_user):
    assert as_user(world.mentor).post(PAGE, CHOSEN | {"daily_at": "06:00"}).status_code == 302


def test_what_a_role_cannot_turn_off_is_said(world, as_user):
    for name, person in world.cast.items():
        page = as_user(person).get(PAGE).content.decode()
        always = name.endswith(("focal_point", "social_worker"))
        assert ("this cannot be turned off" in page) is always, name
        assert ("unless you choose no e-mail" in page) is not always, name


def test_a_missing_address_is_said_and_can_be_added(world, as_user):
    page = as_user(world.mentor).get(PAGE).content.decode()
    assert "You have no e-mail address here" in page
    assert page.count(reverse("email_edit")) == 1
    reachable(world.mentor)
    page = as_user(fresh(world.mentor)).get(PAGE).content.decode()
    assert "You have no e-mail address here" not in page
    assert world.mentor.email in page


def test_other_methods_and_nobody(world, as_user):
    assert as_user(world.mentor).put(PAGE).status_code == 405
    assert as_user(None).get(PAGE).status_code == 302
