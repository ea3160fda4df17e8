"""Before a dialogue: consent is counts and the text that was read; what is missing is said calmly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from cpfacilitate.lib import clock
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession
from dialogues.said_enough import IF_MISSING, unsaid
from dialogues.scripts import SCRIPTS, script_for
from tests import factories as cast

from . import factories
from . import tool_factories as tools
from .test_session_edit import notes, url


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.draft(world.groups["girls_10_13"], by=world.facilitator)


ASKED = {
    "consent_way": "one_by_one",
    "asked": "12",
    "agreed": "10",
    "declined": "2",
    "left_early": "1",
}
BEFORE = {
    "two_adults": "yes", "seen": "partly", "same_sex": "yes", "focal_point_reachable": "no",
    "before_note": "We moved under the second tree.",
}  # fmt: skip


def kept(session: DialogueSession) -> DialogueSession:
    return DialogueSession.objects.get(pk=session.pk)


def test_consent_is_kept_as_counts_with_the_text_that_was_shown(world, as_user, session):
    client = as_user(world.facilitator)
    shown = client.get(url(session)).context["notes"].form["consent_script"].value()
    assert shown == "children-1"
    posted = notes(session, **ASKED, **BEFORE, consent_script=shown)
    assert client.post(url(session), posted).status_code == 302
    stands = kept(session)
    assert {name: str(getattr(stands, name)) for name in ASKED | BEFORE} == ASKED | BEFORE
    assert stands.consent_script == "children-1"
    page = client.get(session.get_absolute_url()).content.decode()
    assert "asked 12 · agreed 10 · declined 2 · left before the end 1" in page
    assert "Text for children, version 1" in page
    assert "We moved under the second tree." in page


@pytest.mark.parametrize(
    ("group", "version"),
    [("boys_14_17", "children-1"), ("men", "adults-1"), ("home_visits", "adults-1")],
)
def test_each_group_is_read_a_text_of_its_own_and_all_of_it_stands_in_the_form(
    world, as_user, group, version
):
    session = factories.draft(world.groups[group], by=world.facilitator)
    page = as_user(world.facilitator).get(url(session)).content.decode()
    assert script_for(session.subgroup).version == version
    for line in SCRIPTS[version].lines:
        assert str(line) in page


def test_without_consent_written_no_text_is_said_to_have_been_read(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, limits_explained=None, consent_script="children-1"))
    assert kept(session).consent_script == ""


def test_a_text_that_was_read_stays_and_one_that_nobody_wrote_is_not_taken(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, **ASKED, consent_script="<nobody's>"))
    assert kept(session).consent_script == "children-1"
    session = kept(session)
    other = notes(session, subgroup=world.groups["men"].pk, **ASKED, consent_script="children-1")
    client.post(url(session), other)
    session = kept(session)
    assert (session.subgroup, session.consent_script) == (world.groups["men"], "children-1")
    shown = client.get(url(session)).context["notes"].form["consent_script"].value()
    assert shown == "children-1"


def test_an_action_without_a_page_keeps_the_text_of_the_day(world):
    session = factories.filled(world.groups["women"], by=world.facilitator, agreed=9)
    assert session.consent_script == "adults-1"


def test_versions_of_texts_fit_into_the_record_and_every_line_is_there():
    longest = DialogueSession._meta.get_field("consent_script").max_length
    assert all(len(version) <= longest for version in SCRIPTS)
    assert all(script.version == version for version, script in SCRIPTS.items())


@pytest.mark.parametrize("name", ["asked", "agreed", "declined", "left_early", "counted_together"])
@pytest.mark.parametrize("wrong", ["-1", "ten", "1000"])
def test_what_is_no_number_is_422_with_nothing_lost(world, as_user, session, name, wrong):
    answer = as_user(world.facilitator).post(url(session), notes(session, **{name: wrong}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'value="{wrong}"' in page
    assert "ebi wok" in page


@override_settings(FOCAL_POINT_PHONE="076 000 111")
def test_what_to_do_when_something_is_missing_stands_beside_it(world, as_user, session):
    page = as_user(world.facilitator).get(url(session)).content.decode()
    for advice in IF_MISSING.values():
        assert str(advice) in page
    assert 'href="tel:076 000 111"' in page


def test_what_is_not_written_is_said_and_blocks_nothing(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, limits_explained=None, two_adults="no"))
    session = kept(session)
    sentences = [sentence for _step, sentence in unsaid(session)]
    assert sentences == [
        "It is not written that people heard what stays private and what cannot.",
        "It is not written how many agreed to take part.",
        "It is not written whether people could see us and nobody could overhear; one of us was of "
        "the same sex as the group; the focal point could be reached that day.",
        "Not so, or only partly: two adults of ours were there. What did you do about it?",
    ]
    look = reverse("dialogues:session_record", args=[session.pk])
    page = client.get(look).content.decode()
    assert all(sentence in page for sentence in sentences)
    assert client.post(look, {"version": session.version}).status_code == 302
    page = client.get(session.get_absolute_url()).content.decode()
    assert all(sentence in page for sentence in sentences)


def test_where_no_child_was_nothing_is_asked_about_children(world):
    session = factories.filled(world.groups["women"], by=world.facilitator, agreed=9)
    assert [sentence for _step, sentence in unsaid(session)] != []  # girls were counted among them
    actions.save_session(
        session, version=session.version, values={}, by=world.facilitator,
        rows={"head_counts": [{"sex": "female", "age_band": "25_59", "people": 9}]},
    )  # fmt: skip
    assert unsaid(kept(session)) == []


def test_a_note_that_names_someone_is_found(world, as_user, session):
    client = as_user(world.facilitator)
    client.post(url(session), notes(session, before_note="We called Mariama, 076 123 456."))
    page = client.get(reverse("dialogues:session_record", args=[session.pk])).content.decode()
    assert "076 123 456" in page
    session = kept(session)
    look = client.post(
        reverse("dialogues:session_record", args=[session.pk]), {"version": session.version}
    )
    assert look.status_code == 422


# --- Who and when ---------------------------------------------------------------------------------


def test_who_was_with_us_is_offered_only_when_there_are_others(world, as_user, session):
    client = as_user(world.facilitator)
    assert "led_with" not in client.get(url(session)).context["notes"].form.fields
    second = cast.person(world.ngo, "facilitator", by=world.coordinator)
    cast.reach(second, "facilitator", by=world.coordinator, community=world.community)
    offered = client.get(url(session)).context["notes"].form.fields["led_with"].queryset
    assert list(offered) == [second]
    posted = notes(session, led_with=second.pk, note_taker=second.pk)
    assert client.post(url(session), posted).status_code == 302
    assert (kept(session).led_with, kept(session).note_taker) == (second, second)
    session = kept(session)
    stranger = notes(session, led_with=world.outsider_facilitator.pk)
    assert client.post(url(session), stranger).status_code == 422


def test_the_ways_that_are_planned_come_first(world, as_user, session):
    ways = (
        as_user(world.facilitator).get(url(session)).context["notes"].form.fields["channel"].choices
    )
    assert [[value for value, _label in group] for _name, group in ways] == [
        ["small_group"], ["home_visits", "walk", "drama", "interview"],
    ]  # fmt: skip


def test_place_and_language_are_as_last_time(world, as_user):
    girls = world.groups["girls_10_13"]
    factories.recorded(
        girls, by=world.facilitator, venue="school", language="men", more_languages="Krio"
    )
    session = factories.draft(girls, by=world.facilitator)
    assert (session.venue, session.language, session.more_languages) == ("school", "men", "Krio")
    page = as_user(world.facilitator).get(url(session)).content.decode()
    assert "Place and language are as last time" in page


def test_the_group_of_the_last_notes_comes_first(world, as_user):
    client, add = as_user(world.facilitator), reverse("dialogues:session_add")
    assert "Again with" not in client.get(add).content.decode()
    factories.recorded(world.groups["elders"], by=world.facilitator)
    assert "Again with Elders" in client.get(add).content.decode()
    answer = client.post(
        add, {"id": "5f0c1a52-3f0e-4c52-9f6e-0f4f5c1d2e3a", "subgroup": world.groups["elders"].pk}
    )
    assert answer.status_code == 302


def test_the_page_of_two_versions_shows_the_new_fields_too(world, as_user, session):
    client = as_user(world.facilitator)
    second = cast.person(world.ngo, "facilitator", by=world.coordinator, name="Second Person")
    cast.reach(second, "facilitator", by=world.coordinator, community=world.community)
    phone = {
        "asked": "14", "agreed": "13", "two_adults": "partly", "channel": "walk",
        "question": "asked on the phone", "led_with": second.pk, "interpreted": "relative",
        "people-female-10_13": "13", "counted_together": "15", "before_note": "moved on the phone",
    }  # fmt: skip
    stale = notes(session, **phone)
    client.post(url(session), notes(session, asked="11", question="asked on the laptop"))
    answer = client.post(url(session), stale)
    assert answer.status_code == 409
    differing = {
        str(row["label"]): (row["typed"], row["now"]) for row in answer.context["differing"]
    }
    assert differing == {
        "Asked": ("14", "11"),
        "Agreed": ("13", ""),
        "Two adults of ours were there": ("Partly", "Not said"),
        "By which way": ("A walk together", "A small group of their own"),
        "The question we asked": ("asked on the phone", "asked on the laptop"),
        "Facilitated together with": ("Second Person", ""),
        "Interpreting": ("A relative or neighbour interpreted", "–"),
        "Everybody together": ("15", ""),
        "What did we do about it?": ("moved on the phone", ""),
        "How many came": ("Girls 10–13: 13 / 1\nBoys 10–13: 0 / –", "Girls 10–13: 9 / 1\nBoys 10–13: 0 / –"),
    }  # fmt: skip
    assert answer.context["typed"] == []


def test_the_tools_of_last_time_are_offered_again(world, as_user):
    girls, client = world.groups["girls_10_13"], as_user(world.facilitator)
    before = factories.draft(girls, by=world.facilitator)
    tools.add(before, "drama", by=world.facilitator)
    ago = [clock.today() - timedelta(days=days) for days in (2, 1)]
    factories.recorded(girls, by=world.facilitator, held_on=ago[0])
    session = factories.draft(girls, by=world.facilitator)
    assert client.get(url(session)).context["notes"].tools_again == []  # that draft never counted
    said = factories.filled(girls, by=world.facilitator, held_on=ago[1])
    tools.add(said, "drama", by=world.facilitator)
    actions.record_session(kept(said), version=kept(said).version, by=world.facilitator)
    page = client.get(url(session))
    assert page.context["notes"].tools_again == ["drama"]
    assert f"?session={session.pk}&amp;kind=drama" in page.content.decode()
    tools.add(session, "drama", by=world.facilitator)
    assert client.get(url(session)).context["notes"].tools_again == []
