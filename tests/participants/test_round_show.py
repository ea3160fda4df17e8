"""The board: whom to hear, what became of it, and what nobody learns from it."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.overview.voices import voices_of
from participants import actions
from participants.board import Board
from participants.models import Revision, Round

from . import factories
from . import listening_factories as listening

REASON = "canary: the boat comes once a month"


def gathering(world) -> str:
    return reverse("participants:gathering_plan", args=[world.round.pk])


def statuses(page) -> dict[str, str]:
    return {str(line.group): line.status for line in page.context["board"].lines}


@pytest.fixture
def told(world):
    """Girls chose not to, boys were not reached; men chose not to; women were partly heard."""
    listening.helped(world, "women", hinders=["childcare"], note="canary of the creche", times=2)
    listening.heard(world, "women")
    listening.heard(world, "elders")
    for group in ("girls_10_13", "men"):
        actions.move_voice(listening.voice(world, group), "chose_not", by=world.facilitator)
    return world.round


def test_the_board_shows_what_became_of_each(world, as_user, told):
    seen = statuses(as_user(world.facilitator).get(told.get_absolute_url()))
    assert seen == {
        "Girls 10–13": "chose_not", "Girls 14–17": "not_reached",
        "Boys 10–13": "not_reached", "Boys 14–17": "not_reached",
        "Women": "partly", "Men": "chose_not", "Elders": "heard",
        "Home visits": "not_reached",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("became", "told"),
    [
        ("not_reached not_reached not_reached not_reached", "not_heard"),
        ("chose_not not_reached not_reached not_reached", "not_heard"),
        ("chose_not chose_not chose_not chose_not", "not_heard"),
        ("heard not_reached not_reached not_reached", "heard"),
        ("heard chose_not not_reached not_reached", "heard"),
        ("heard heard heard chose_not", "heard"),
        ("heard chose_not chose_not chose_not", "heard"),
        ("heard heard heard heard", "heard"),
    ],
)
def test_a_committee_reads_of_the_children_as_one(world, as_user, became, told):
    """Whichever group of them did not want to: their page is the same, here and elsewhere."""
    children, pages = ["girls_10_13", "girls_14_17", "boys_10_13", "boys_14_17"], set()
    client = as_user(world.committee_member)
    for statuses_ in set(permutations(became.split())):
        for group, status in zip(children, statuses_, strict=True):
            voice = listening.voice(world, group)
            voice.status = status
            voice.heard_times = int(status == "heard")
            voice.heard_on = clock.today() if status == "heard" else None
            voice.save()
        seen = statuses(client.get(world.round.get_absolute_url()))
        assert seen == {"Children": told} | dict.fromkeys(
            ("Women", "Men", "Elders", "Home visits"), "not_reached"
        )
        [found] = voices_of([world.round], world.committee_member)
        assert {str(group): status for group, status in found.voices} == seen
        for target in (
            reverse("participants:subgroup_list", args=[world.community.pk]),
            world.round.get_absolute_url(),
            world.community.get_absolute_url(),
        ):
            page = re.sub(rb'csrfmiddlewaretoken" value="[^"]*"', b"", client.get(target).content)
            pages.add((target, page))
    assert len(pages) == 3


def test_of_adults_a_committee_reads_each_group(world, as_user, told):
    seen = statuses(as_user(world.committee_member).get(told.get_absolute_url()))
    assert (seen["Men"], seen["Women"], seen["Elders"]) == ("chose_not", "partly", "heard")


def test_a_group_of_children_that_pauses_is_not_told(world, as_user, told):
    actions.pause_subgroup(world.groups["boys_10_13"], by=world.facilitator)
    client = as_user(world.committee_member)
    page = client.get(reverse("participants:subgroup_list", args=[world.community.pk]))
    assert b"Pauses since" not in page.content


def test_a_group_of_children_that_was_heard_and_then_pauses_was_heard(world, told):
    listening.helped(world, "boys_14_17", hinders=[], times=2)
    listening.heard(world, "boys_14_17")
    actions.pause_subgroup(world.groups["boys_14_17"], by=world.facilitator)
    for group in ("girls_10_13", "girls_14_17", "boys_10_13"):
        listening.voice(world, group).delete()
    board = Board.of(told, world.community.subgroups.all(), world.committee_member)
    assert [line.status for line in board.lines if str(line.group) == "Children"] == ["heard"]


def test_who_accompanies_the_community_sees_each_group(world, told):
    def of(reader) -> str:
        [found] = voices_of([told], reader)
        return {str(group): status for group, status in found.voices}["Girls 10–13"]

    assert of(world.facilitator) == of(world.mentor) == of(world.coordinator) == "chose_not"


def test_two_ways_of_a_group_are_summed_up(world):
    def summed() -> str:
        [found] = voices_of([world.round], world.facilitator)
        return dict((str(group), status) for group, status in found.voices)["Men"]

    def to_hear() -> dict:
        return dict(voices_of([world.round], world.facilitator)[0].to_hear)

    men, day = world.groups["men"], listening.in_days(2)
    listening.add(world, "men", "walk", planned_on=day)
    assert (summed(), to_hear()[men]) == ("not_reached", day)
    listening.heard(world, "men", "walk")
    assert (summed(), to_hear()[men]) == ("partly", None)
    listening.heard(world, "men")
    assert (summed(), men in to_hear()) == ("heard", False)


def test_what_hinders_is_for_facilitator_and_mentor(world, as_user, told):
    found = {
        name: "canary of the creche"
        in as_user(getattr(world, name)).get(told.get_absolute_url()).content.decode()
        for name in factories.VIEWERS
    }
    assert found == {
        "facilitator": True,
        "mentor": True,
        "coordinator": False,
        "committee_member": False,
    }


def test_only_who_may_plan_is_offered_it(world, as_user):
    found = {
        name: reverse("participants:voice_add", args=[world.round.pk])
        in as_user(getattr(world, name)).get(world.round.get_absolute_url()).content.decode()
        for name in factories.VIEWERS
    }
    assert found == {
        "facilitator": True,
        "mentor": False,
        "coordinator": True,
        "committee_member": False,
    }


def test_a_group_for_which_no_way_is_planned_is_named(world, as_user):
    actions.remove_voice(listening.voice(world, "men"), by=world.facilitator)
    page = as_user(world.facilitator).get(world.round.get_absolute_url()).content.decode()
    assert "No way is planned to hear: Men." in page


def test_who_sees_the_board(world, as_user):
    url = world.round.get_absolute_url()
    codes = factories.codes(as_user, world, world.cast, url)
    assert codes == dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)
    assert as_user(world.facilitator).post(url).status_code == 405


# --- The gathering --------------------------------------------------------------------------------


def typed(world, days: int, **more):
    day = listening.in_days(days).isoformat()
    return {"version": listening.again(world.round).version, "gathering_on": day} | more


def test_a_gathering_after_the_visits_needs_no_reason(world, as_user):
    listening.helped(world, "home_visits", hinders=[], planned_on=listening.in_days(4))
    client = as_user(world.facilitator)
    assert client.post(gathering(world), typed(world, 5)).url == world.round.get_absolute_url()
    after = world.round
    assert (after.gathering_on, after.gathering_reason) == (listening.in_days(5), "")
    assert factories.events(after, "round.gathering_planned") == 1


def test_before_the_visits_it_is_asked_why_and_the_reason_stays(world, as_user):
    client = as_user(world.facilitator)
    assert "Why does everybody meet before" not in client.get(gathering(world)).content.decode()
    answer = client.post(gathering(world), typed(world, 5))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "before everybody is visited at home: Home visits." in page
    assert f'value="{listening.in_days(5).isoformat()}"' in page
    assert '<textarea name="reason"' in page
    assert client.post(gathering(world), typed(world, 5, reason=REASON)).status_code == 302
    seen = {
        name: REASON
        in as_user(getattr(world, name)).get(world.round.get_absolute_url()).content.decode()
        for name in factories.VIEWERS
    }
    assert seen == {
        "facilitator": True,
        "mentor": True,
        "coordinator": False,
        "committee_member": False,
    }
    assert REASON in client.get(gathering(world)).content.decode()
    assert REASON not in as_user(world.coordinator).get(gathering(world)).content.decode()
    stale = as_user(world.coordinator).post(
        gathering(world), typed(world, 6, version=1, reason="Other")
    )
    assert (stale.status_code, REASON in stale.content.decode()) == (409, False)


def test_once_the_visits_come_first_the_reason_goes(world):
    listening.gather(world.round, listening.in_days(5), by=world.facilitator, reason=REASON)
    actions.move_voice(listening.voice(world, "home_visits"), "chose_not", by=world.facilitator)
    after = listening.gather(world.round, listening.in_days(6), by=world.facilitator, reason=REASON)
    assert after.gathering_reason == ""
    assert Revision.objects.filter(record_id=after.pk, values__gathering_reason=REASON).exists()
    after = listening.gather(after, None, by=world.facilitator)
    assert after.gathering_on is None


def test_the_action_refuses_too(world):
    with pytest.raises(NotPossible, match="go on and say why"):
        listening.gather(world.round, listening.in_days(5), by=world.facilitator)
    listening.heard(world, "home_visits")
    listening.gather(world.round, listening.in_days(5), by=world.facilitator)


def test_a_reason_that_may_name_someone_is_asked_about(world, as_user):
    words = "The brother of Musa leaves that day."
    client = as_user(world.facilitator)
    answer = client.post(gathering(world), typed(world, 5, reason=words))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    client.post(gathering(world), typed(world, 5, reason=words, identifier_reason="A saying."))
    assert world.round.identifier_reason == "A saying."


def test_a_day_nobody_can_read_is_422(world, as_user):
    answer = as_user(world.facilitator).post(gathering(world), typed(world, 5, gathering_on="soon"))
    assert answer.status_code == 422


def test_who_may_not_plan_it_and_how(world, as_user):
    expected = dict.fromkeys(("mentor", "committee_member"), 403)
    expected |= dict.fromkeys(factories.STRANGERS, 404)
    assert factories.codes(as_user, world, expected, gathering(world), "post") == expected
    assert as_user(world.facilitator).delete(gathering(world)).status_code == 405
    Round.objects.update(ended_on=listening.in_days(0))
    assert as_user(world.facilitator).get(gathering(world)).status_code == 409
