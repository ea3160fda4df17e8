"""Beginning to listen once more."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants import actions

from . import factories

NOBODY = "Your organisation has no focal point yet."


def url(community) -> str:
    return reverse("participants:round_add", args=[community.pk])


def typed(days_ago: int = 0):
    began_on = clock.today() - timedelta(days=days_ago)
    return {"id": uuid.uuid4(), "began_on": began_on.isoformat()}


def test_the_next_round_begins_and_the_one_before_ends(world, as_user):
    first = world.round
    client, data = as_user(world.facilitator), typed()
    assert "Begin round 2" in client.get(url(world.community)).content.decode()
    for _ in range(2):  # sent twice, it is one
        assert client.post(url(world.community), data).url == world.community.get_absolute_url()
    assert [(r.number, r.ended_on) for r in world.community.rounds.all()] == [
        (2, None),
        (1, clock.today()),
    ]
    assert factories.events(first, "round.ended") == 1
    assert factories.events(world.community.rounds.first(), "round.begun") == 1


@pytest.mark.parametrize("status", sorted(set(factories.PATHS) - {"agreed"}))
def test_without_a_live_agreement_it_is_409_with_the_sentence(world, as_user, status):
    community = factories.agreement_at(world, status).community
    for method in ("get", "post"):
        answer = getattr(as_user(world.facilitator), method)(url(community), typed())
        assert answer.status_code == 409
        assert "A referral for a child is always possible." in answer.content.decode()
    assert community.rounds.count() == 0


@pytest.mark.parametrize("days_ago", [-1, 61])
def test_not_before_the_last_round_and_not_in_the_future(world, days_ago):
    with pytest.raises(NotPossible):
        actions.begin_round(
            id=uuid.uuid4(),
            community=world.community,
            began_on=clock.today() - timedelta(days=days_ago),
            by=world.facilitator,
        )


def test_bad_input_is_422(world, as_user):
    answer = as_user(world.facilitator).post(url(world.community), typed(-1))
    assert answer.status_code == 422
    assert "This day is still to come." in answer.content.decode()


def test_without_a_focal_point_no_round_begins(world, as_user):
    client = as_user(world.facilitator)
    assert NOBODY not in client.get(url(world.community)).content.decode()
    accounts.end_role(world.focal_point.memberships.get(), by=world.coordinator)
    assert NOBODY in client.get(url(world.community)).content.decode()
    answer = client.post(url(world.community), typed())
    assert answer.status_code == 422
    assert NOBODY in answer.content.decode()
    with pytest.raises(NotPossible, match="no focal point"):
        actions.begin_round(
            id=uuid.uuid4(), community=world.community, began_on=clock.today(), by=world.facilitator
        )
    assert world.community.rounds.count() == 1


def test_who_may(world, as_user):
    for method in ("get", "post"):
        people = ("mentor", "committee_member")
        expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
        assert factories.codes(as_user, world, expected, url(world.community), method) == expected


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).delete(url(world.community)).status_code == 405
