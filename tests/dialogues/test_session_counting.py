"""What is counted besides heads: households that were visited, people who left; and who pauses."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import sessions as actions
from dialogues.forms.counts import expected_cells
from dialogues.models import DialogueSession, Revision
from participants import actions as participants
from tests.participants import listening_factories as listening

from . import factories
from .test_session_edit import notes


def url(session: DialogueSession, step: str = "edit") -> str:
    return reverse(f"dialogues:session_{step}", args=[session.pk])


@pytest.mark.parametrize(("channel", "kept"), [("home_visits", 6), ("small_group", None)])
def test_households_are_kept_only_where_people_are_visited(world, as_user, channel, kept):
    session = factories.draft(world.groups["women"], by=world.facilitator)
    posted = notes(session, channel=channel, households="6")
    assert as_user(world.facilitator).post(url(session), posted).status_code == 302
    session.refresh_from_db()
    assert (session.channel, session.households) == (channel, kept)


def test_both_numbers_are_kept_and_shown(world, as_user):
    session = factories.draft(world.groups["home_visits"], by=world.facilitator)
    client = as_user(world.facilitator)
    posted = notes(session, households="6", left_early="0")
    assert client.post(url(session), posted).status_code == 302
    session.refresh_from_db()
    assert (session.households, session.left_early) == (6, 0)
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Households visited" in page
    assert "left before the end 0" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [("-1", "Not less than 0."), ("1000", "At most 999."), ("six", "Enter a whole number.")],
)
def test_a_number_that_cannot_be_is_said_plainly(world, as_user, wrong, sentence):
    session = factories.draft(world.groups["home_visits"], by=world.facilitator)
    names = ("counted_together", "households", "asked", "people-female-10_13", "hard-male-60_plus")
    changes = {"channel": "home_visits", **dict.fromkeys(names, wrong)}
    answer = as_user(world.facilitator).post(url(session), notes(session, **changes))
    said = {id: sentence for id, _label, sentence in answer.context["notes"].errors()}
    assert said == {f"id_{name}": sentence for name in names}


@pytest.mark.parametrize(("wrong", "sentence"), [("0", "Not less than 1."), ("100", "At most 99.")])
def test_so_is_the_number_at_which_a_word_was_mentioned(world, as_user, wrong, sentence):
    session = factories.draft(world.groups["women"], by=world.facilitator)
    changes = {"items-0-mentioned": wrong}
    answer = as_user(world.facilitator).post(url(session), notes(session, **changes))
    said = [(id, sentence) for id, _label, sentence in answer.context["notes"].errors()]
    assert said == [("id_items-0-mentioned", sentence)]


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
        "decisions_asked", "promise", "identifier_reason",
    }  # fmt: skip


def test_another_group_that_comes_together_has_no_households(world, as_user):
    session = factories.filled(world.groups["home_visits"], by=world.facilitator, households=6)
    client = as_user(world.facilitator)
    posted = notes(
        session, subgroup=world.groups["women"].pk, channel="small_group", households="6"
    )
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


@pytest.mark.parametrize("paused", [False, True])
def test_notes_that_count_stay_with_the_group_that_was_heard(world, as_user, paused):
    """The round heard women: it does not hear men by a change of the notes, least while they pause."""
    session = factories.recorded(world.groups["women"], by=world.facilitator)
    men, client = world.groups["men"], as_user(world.facilitator)
    if paused:
        men = participants.pause_subgroup(men, by=world.facilitator)
    groups = client.get(url(session)).context["notes"].form.fields["subgroup"].queryset
    assert list(groups) == [world.groups["women"]]
    answer = client.post(url(session), notes(session, subgroup=men.pk, promise="Come back"))
    assert answer.status_code == 422
    assert "somebody who was there puts it right" in answer.content.decode()
    with pytest.raises(NotPossible, match="somebody who was there puts it right"):
        actions.save_session(
            session, version=session.version, values={"subgroup": men}, rows={},
            by=world.facilitator,
        )  # fmt: skip
    session.refresh_from_db()
    assert (session.subgroup, session.promise) == (world.groups["women"], "")
    voices = world.round.planned_voices.filter(subgroup__in=[men, world.groups["women"]])
    assert dict(voices.values_list("subgroup__voice", "status")) == {
        "women": "heard", "men": "chose_not" if paused else "not_reached",
    }  # fmt: skip
    assert client.post(url(session), notes(session, promise="Come back")).status_code == 302


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


def test_a_walk_is_not_taken_for_a_meeting(world):
    listening.add(world, "women", channel="walk", planned_on=listening.in_days(2))
    factories.recorded(world.groups["women"], by=world.facilitator, channel="walk")
    assert ways(world, "women") == {"small_group": "not_reached", "walk": "heard"}
    factories.recorded(world.groups["women"], by=world.facilitator, channel="drama")
    assert ways(world, "women") == {
        "small_group": "not_reached", "walk": "heard", "drama": "heard",
    }  # fmt: skip


def test_a_group_that_is_reached_at_home_is_visited_wherever_it_was(world):
    factories.recorded(world.groups["home_visits"], by=world.facilitator, venue="open_air")
    assert ways(world, "home_visits") == {"home_visits": "heard"}


# --- The grid -------------------------------------------------------------------------------------


def test_only_the_expected_ages_are_open_and_the_others_are_one_tap_away(world, as_user):
    session = factories.draft(world.groups["girls_14_17"], by=world.facilitator)
    page = as_user(world.facilitator).get(url(session))
    counts = page.context["notes"].counts
    assert [band["key"] for band in counts.bands()] == ["14_17"]
    assert [band["key"] for band in counts.more_bands()] == [
        "under_10", "10_13", "18_24", "25_59", "60_plus",
    ]  # fmt: skip
    assert page.content.decode().count('<fieldset class="heads band-of">') == 6


@pytest.mark.parametrize(
    ("ages", "bands"),
    [
        ((12, 16), {"10_13", "14_17"}),
        ((60, None), {"60_plus"}),
        ((None, 8), {"under_10"}),
        ((None, None), {"10_13", "14_17"}),
    ],
)
def test_ages_of_a_group_open_every_band_they_touch(world, ages, bands):
    girls = world.groups["girls_10_13"]
    girls.age_from, girls.age_to = ages
    assert expected_cells(girls) == bands


def test_not_counted_is_not_nobody(world, as_user):
    session = factories.draft(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    posted = notes(session, **{"people-male-10_13": "0", "people-female-10_13": "12"})
    client.post(url(session), posted | {"people-other-10_13": ""})
    page = client.get(url(session))
    sums = page.context["notes"].counts.sums()["people"]
    assert [one["sum"] for one in sums] == [12, 12, 0, None]
    assert list(session.head_counts.order_by("sex").values_list("sex", "people")) == [
        ("female", 12), ("male", 0),
    ]  # fmt: skip
    shown = client.get(session.get_absolute_url()).context["counted"]
    assert [line.cells for line in shown.lines] == [[(12, 1), (0, None), (12, 1)]]


def test_everybody_together_is_enough_to_be_counted(world, as_user):
    session = factories.draft(world.groups["girls_10_13"], by=world.facilitator)
    nobody = {
        f"{name}-{sex}-10_13": "" for name in ("people", "hard") for sex in ("female", "male")
    }
    posted = notes(session, **nobody, counted_together="12")
    assert as_user(world.facilitator).post(url(session), posted).status_code == 302
    session.refresh_from_db()
    assert (session.people, session.head_counts.count()) == (12, 0)
    assert actions.missing_from(session) == []


def test_numbers_that_do_not_fit_are_kept_and_asked_about(world, as_user):
    session = factories.draft(world.groups["girls_10_13"], by=world.facilitator)
    client = as_user(world.facilitator)
    posted = notes(session, **{"hard-female-10_13": "11"}, asked="10", agreed="8", declined="1")
    answer = client.post(url(session), posted, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    said = answer.json()["asks"]
    assert {step: len(questions) for step, questions in said.items()} == {"s2": 2, "s3": 1}
    page = client.get(url(session)).content.decode()
    last_look = client.get(url(session, "record")).content.decode()
    for question in (*said["s2"], *said["s3"]):
        assert question in page
        assert question in last_look
    session.refresh_from_db()
    assert client.post(url(session, "record"), {"version": session.version}).status_code == 302


@pytest.mark.parametrize("digit", ["9", "٩"])
@pytest.mark.parametrize("length", [10, 4299, 5000])
@pytest.mark.parametrize(
    "box", ["people-female-18_24", "counted_together", "households", "left_early"]
)
def test_a_number_of_any_length_is_422_at_its_field(world, as_user, box, length, digit):
    """Longer than Python reads a number, too: the sums of the page leave it out."""
    session = factories.draft(world.groups["women"], by=world.facilitator)
    posted = notes(session, **{"channel": "home_visits", box: digit * length})
    answer = as_user(world.facilitator).post(url(session), posted)
    assert answer.status_code == 422
    assert f'value="{digit * length}"' in answer.content.decode()
    assert DialogueSession.objects.get(pk=session.pk).version == session.version
