"""A screen left alone locks, a long day ends, an ended role opens nothing: by the server's clock."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock

from .factories import is_signed_in, sign_in


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()


def later(start, **time) -> clock.at:
    return clock.at(start + timedelta(**time))


@pytest.mark.parametrize(
    ("role", "minutes"),
    [
        ("facilitator", 15), ("mentor", 15), ("committee_member", 15), ("observer", 15),
        ("coordinator", 15), ("administrator", 15), ("social_worker", 5), ("focal_point", 5),
    ],
)  # fmt: skip
def test_idle(world, role, minutes):
    start = clock.now()
    with later(start):
        alone, used = (sign_in(getattr(world, role)) for _ in range(2))
    with later(start, minutes=minutes, seconds=-1):
        assert is_signed_in(used)
    with later(start, minutes=minutes, seconds=1):
        assert not is_signed_in(alone)
    with later(start, minutes=2 * minutes, seconds=-2):
        assert is_signed_in(used)


def test_the_clock_starts_with_signing_in_even_if_no_page_follows(world):
    start = clock.now()
    with later(start):
        client = sign_in(world.facilitator)
    with later(start, minutes=16):
        assert not is_signed_in(client)


def test_the_longest_day(world):
    start = clock.now()
    with later(start):
        client = sign_in(world.facilitator)
    for minutes in range(10, 12 * 60 + 1, 10):
        with later(start, minutes=minutes):
            assert is_signed_in(client)
    with later(start, hours=12, seconds=1):
        assert not is_signed_in(client)


def test_signing_in_again_begins_a_new_day(world):
    start = clock.now()
    with later(start):
        client = sign_in(world.facilitator)
        client.post(reverse("account_logout"))
    with later(start, hours=13):
        client.post(
            reverse("account_login"),
            {"login": world.facilitator.username, "password": "mango tree at noon"},
        )
        assert is_signed_in(client)


def test_an_ended_role_opens_nothing_from_the_next_request_on(world):
    client = sign_in(world.coordinator)
    assert client.get(reverse("overview:person_list")).status_code == 200
    actions.end_role(world.coordinator.memberships.get(), by=world.administrator)
    assert client.get(reverse("overview:person_list")).status_code == 403


def test_a_closed_account_is_out_with_the_next_request(world):
    client = sign_in(world.facilitator)
    User.objects.filter(pk=world.facilitator.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_reading_writes_the_session_once_a_minute_at_most(world, django_assert_num_queries):
    start = clock.now()
    with later(start):
        client = sign_in(world.facilitator)
        client.get(reverse("help_roles"))
    with later(start, seconds=30), django_assert_num_queries(2):  # session, person with roles
        client.get(reverse("help_roles"))
