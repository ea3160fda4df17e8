"""When each group was last heard, and who would like to be heard again: calm, and not for everyone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from participants import actions
from participants.models import Agreement
from participants.states import AgreementStatus
from tests.participants import factories
from tests.participants import listening_factories as listening

URL = reverse("overview:rhythm")


@pytest.fixture
def agreed(world) -> Agreement:
    """Masimbaya wants every group to be heard every month, and agreed three months ago."""
    agreement = world.community.agreement
    agreement.listen_every_days = 30
    agreement.status_at = clock.now() - timedelta(days=90)
    agreement.save()
    return agreement


def waiting(client) -> list[str]:
    return [str(group) for group in client.get(URL).context["waiting"]]


def test_who_was_not_heard_for_longer_than_agreed_stands_first_the_longest_before(
    world, as_user, agreed
):
    for name in world.groups:
        listening.heard(world, name, days_ago=30)
    listening.heard(world, "women", days_ago=3)
    client = as_user(world.facilitator)
    assert waiting(client) == []  # thirty days are not longer than thirty
    with_days = {"men": 31, "elders": 40}
    for name, days in with_days.items():
        voice = listening.voice(world, name)
        voice.heard_on = clock.today() - timedelta(days=days)
        voice.save()
    assert waiting(client) == ["Elders", "Men"]


def test_who_was_never_heard_is_counted_from_the_agreement(world, as_user, agreed):
    assert len(waiting(as_user(world.facilitator))) == 8
    Agreement.objects.filter(pk=agreed.pk).update(status_at=clock.now() - timedelta(days=30))
    assert waiting(as_user(world.facilitator)) == []


def test_who_pauses_or_chose_not_to_take_part_is_not_waiting(world, as_user, agreed):
    actions.pause_subgroup(world.groups["men"], by=world.facilitator)
    actions.move_voice(listening.voice(world, "elders"), "chose_not", by=world.facilitator)
    assert {"Men", "Elders"} & set(waiting(as_user(world.facilitator))) == set()


@pytest.mark.parametrize("status", sorted(set(AgreementStatus) - {"agreed"}))
def test_only_a_community_that_takes_part_waits(world, as_user, agreed, status):
    Agreement.objects.filter(pk=agreed.pk).update(status=status)
    assert waiting(as_user(world.facilitator)) == []


def test_without_an_agreed_interval_nobody_waits(world, as_user):
    client = as_user(world.facilitator)
    assert waiting(client) == []
    assert "How often is not agreed yet." in client.get(URL).content.decode()


def test_each_sees_the_communities_that_are_theirs(world, as_user, agreed):
    seen = {
        name: [str(one.community) for one in page.context["rhythms"]]
        for name, person in world.cast.items()
        if (page := as_user(person).get(URL)).status_code == 200
    }
    assert seen == {
        "facilitator": ["Masimbaya"], "mentor": ["Masimbaya"],
        "coordinator": ["Gbonkoto", "Masimbaya"], "outsider_facilitator": ["Gbonkoto"],
        "other_coordinator": ["Mtondoo"], "other_facilitator": ["Mtondoo"],
    }  # fmt: skip
    assert waiting(as_user(world.outsider_facilitator)) == []


def test_the_committee_and_all_others_get_403_and_a_post_405(world, as_user):
    others = ("committee_member", "social_worker", "observer", "focal_point", "stranger")
    found = {name: as_user(getattr(world, name)).get(URL).status_code for name in others}
    assert found == dict.fromkeys(others, 403)
    assert as_user(world.facilitator).post(URL).status_code == 405


def test_a_cursor_nobody_made_is_the_beginning(world, as_user):
    page = as_user(world.facilitator).get(URL, {"after": "x"})
    assert [str(one.community) for one in page.context["rhythms"]] == ["Masimbaya"]


def test_pages_go_on_where_the_last_one_ended(world, as_user):
    factories.communities(world, 60)
    client = as_user(world.coordinator)
    first = client.get(URL).context
    second = client.get(URL, {"after": first["page"].next}).context
    assert [len(first["rhythms"]), len(second["rhythms"])] == [50, 12]


def test_today_asks_again_only_for_those_who_were_heard_before(world, as_user, agreed):
    """The others stand among the voices not yet heard; the page of the rhythm names them all."""
    listening.heard(world, "women", days_ago=40)
    listening.heard(world, "men", days_ago=3)
    client = as_user(world.facilitator)
    today = {one.name: one.things for one in client.get("/").context["today"].sections}
    assert [str(group) for group in today["rhythm"]] == ["Women"]
    assert {"Women", "Elders"} <= set(waiting(client))


def test_facilitator_and_coordinator_see_it_today(world, as_user, agreed):
    listening.heard(world, "women", days_ago=40)
    names = {
        name
        for name, person in world.cast.items()
        if "rhythm" in {s.name for s in as_user(person).get("/").context["today"].sections}
    }
    assert names == {"facilitator", "coordinator"}
