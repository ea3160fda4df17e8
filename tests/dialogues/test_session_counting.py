"""What is counted besides heads: households that were visited, people who left; and who pauses."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession, Revision
from participants import actions as participants
from tests.participants import listening_factories as listening

from . import factories
from .test_session_edit import notes


def url(session: DialogueSession, step: str = "edit") -> str:
    return reverse(f"dialogues:session_{step}", args=[session.pk])


def test_households_are_asked_only_where_people_are_visited(world, as_user):
    client = as_user(world.facilitator)
    asked = {}
    for name in ("home_visits", "women"):
        session = factories.draft(world.groups[name], by=world.facilitator)
        page = client.get(url(session)).content.decode()
        asked[name] = ['name="households"' in page, 'name="left_early"' in page]
    assert asked == {"home_visits": [True, True], "women": [False, True]}


def test_both_numbers_are_kept_and_shown(world, as_user):
    session = factories.draft(world.groups["home_visits"], by=world.facilitator)
    client = as_user(world.facilitator)
    posted = notes(session, households="6", left_early="0")
    assert client.post(url(session), posted).status_code == 302
    session.refresh_from_db()
    assert (session.households, session.left_early) == (6, 0)
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Households visited" in page
    assert "Left before the end" in page


@pytest.mark.parametrize("wrong", ["-1", "six", "1000"])
def test_what_is_no_number_is_422_and_stays_in_the_field(world, as_user, wrong):
    session = factories.draft(world.groups["home_visits"], by=world.facilitator)
    client = as_user(world.facilitator)
    answer = client.post(url(session), notes(session, households=wrong))
    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.content.decode()


def test_a_household_has_a_number_and_no_words():
    """Nothing of the form of home visits asks where or whose."""
    texts = {
        field.name for field in DialogueSession._meta.local_fields
        if field.get_internal_type() in ("CharField", "TextField") and not field.choices
    }  # fmt: skip
    assert texts == {
        "language", "more_languages", "question", "consent_script", "before_note", "space_note",
        "decisions_asked", "private_note", "promise", "identifier_reason",
    }  # fmt: skip


def test_another_group_that_comes_together_has_no_households(world, as_user):
    session = factories.filled(world.groups["home_visits"], by=world.facilitator, households=6)
    client = as_user(world.facilitator)
    posted = notes(session, subgroup=world.groups["women"].pk, households="6")
    assert client.post(url(session), posted).status_code == 302
    session.refresh_from_db()
    assert (session.subgroup, session.households) == (world.groups["women"], None)


def test_what_a_recorded_session_counted_before_is_kept(world):
    session = factories.recorded(world.groups["home_visits"], by=world.facilitator, households=6)
    rows = actions.stored_rows(session)
    actions.save_session(
        session, version=session.version, values={"households": 7, "left_early": 1}, rows=rows,
        by=world.facilitator,
    )  # fmt: skip
    assert Revision.objects.get(record_id=session.pk).values == {
        "households": 6, "left_early": None,
    }  # fmt: skip


def test_a_group_that_pauses_is_not_offered_and_nothing_of_it_is_recorded(world, as_user):
    men, client = world.groups["men"], as_user(world.facilitator)
    session = factories.filled(men, by=world.facilitator)
    participants.pause_subgroup(men, by=world.facilitator)
    offered = client.get(reverse("dialogues:session_add")).content.decode()
    assert [str(world.groups[name].pk) in offered for name in ("men", "women")] == [False, True]
    answer = client.post(url(session, "record"), {"version": session.version})
    assert answer.status_code == 409
    assert "Men: this group pauses now." in answer.content.decode()
    men.refresh_from_db()
    with pytest.raises(NotPossible, match="no reason is needed"):
        factories.draft(men, by=world.facilitator)
    factories.recorded(world.groups["women"], by=world.facilitator)


def test_a_recorded_session_moves_the_voice(world):
    factories.recorded(world.groups["men"], by=world.facilitator)
    voice = world.round.planned_voices.get(subgroup=world.groups["men"])
    assert (voice.status, voice.heard_times) == ("heard", 1)


# --- How a group was met --------------------------------------------------------------------------


def ways(world, group: str) -> dict[str, str]:
    voices = world.round.planned_voices.filter(subgroup=world.groups[group])
    return dict(voices.values_list("channel", "status"))


def test_who_came_together_was_not_visited_at_home(world):
    """Visits are planned sooner, and still to come after the group has met."""
    listening.edit(
        listening.voice(world, "women"), by=world.facilitator, planned_on=listening.in_days(5)
    )
    listening.add(world, "women", channel="home_visits", planned_on=listening.in_days(2))
    factories.recorded(world.groups["women"], by=world.facilitator)
    assert ways(world, "women") == {"small_group": "heard", "home_visits": "not_reached"}
    factories.recorded(world.groups["women"], by=world.facilitator)
    assert ways(world, "women") == {"small_group": "heard", "home_visits": "not_reached"}


def test_a_visit_is_heard_as_one(world):
    listening.add(world, "women", channel="home_visits", planned_on=listening.in_days(2))
    factories.recorded(world.groups["women"], by=world.facilitator, channel="home_visits")
    assert ways(world, "women") == {"small_group": "not_reached", "home_visits": "heard"}


def test_a_way_that_nobody_planned_is_entered_with_the_session(world):
    listening.edit(listening.voice(world, "women"), by=world.facilitator, channel="home_visits")
    factories.recorded(world.groups["women"], by=world.facilitator, channel="small_group")
    assert ways(world, "women") == {"small_group": "heard", "home_visits": "not_reached"}
    factories.recorded(world.groups["men"], by=world.facilitator, channel="home_visits")
    assert ways(world, "men") == {"small_group": "not_reached", "home_visits": "heard"}


def test_a_group_that_is_reached_at_home_is_visited_wherever_it_was(world):
    factories.recorded(world.groups["home_visits"], by=world.facilitator, venue="open_air")
    assert ways(world, "home_visits") == {"home_visits": "heard"}
