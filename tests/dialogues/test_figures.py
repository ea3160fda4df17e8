"""The figures are kept as dialogues are recorded, and always say what counting would say."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from cpfacilitate.lib.clock import quarter_of
from dialogues.actions import figures, purge
from dialogues.actions import sessions as actions
from dialogues.counted import change, people_heard, sessions_held
from dialogues.models import DialogueSession, HeadCount, PeopleHeard, SessionsHeld
from tests import factories as cast

from . import factories

GIRLS = {"sex": "female", "age_band": "10_13"}
BOYS = {"sex": "male", "age_band": "10_13"}


def box(row: dict, people: int | None, hard: int | None = None) -> dict:
    return {**row, "people": people, "with_difficulty": hard}


def save(session: DialogueSession, by, rows: list[dict] | None = None, **values) -> DialogueSession:
    stands = DialogueSession.objects.get(pk=session.pk)
    return actions.save_session(
        stands,
        version=stands.version,
        values=values,
        rows={} if rows is None else {"head_counts": rows},
        by=by,
    )


def kept(model) -> dict:
    return {key: +cell for key, cell in model.objects.all().cells().items() if any(cell.values())}


def as_counted(community) -> dict:
    naive = figures.naive_figures(community)
    return {model: {key: +cell for key, cell in cells.items()} for model, cells in naive.items()}


def the_same(community) -> bool:
    return as_counted(community) == {model: kept(model) for model in figures.FIGURES}


# --- One dialogue --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 6, 30), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_quarters(day, quarter):
    assert quarter_of(day) == quarter


def test_not_counted_is_not_nobody():
    day, quarter = date(2026, 3, 31), date(2026, 1, 1)
    rows = [box(GIRLS, 0, None), box(BOYS, None, None)]
    assert people_heard(day, rows, None) == {
        (quarter, "female", "10_13"): Counter(
            people=0, counted=1, with_difficulty=0, difficulty_counted=0
        )
    }


def test_everybody_together_counts_where_no_box_does():
    day, quarter = date(2026, 3, 31), date(2026, 1, 1)
    (together,) = people_heard(day, [box(GIRLS, None)], 30).items()
    assert (together[0], together[1]["people"]) == ((quarter, "", ""), 30)
    assert (quarter, "", "") not in people_heard(day, [box(GIRLS, 9)], 30)


def cells():
    rows = st.lists(
        st.builds(box, st.sampled_from([GIRLS, BOYS]), st.none() | st.integers(0, 40)),
        max_size=2,
        unique_by=lambda row: row["sex"],
    )
    days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
    return st.builds(people_heard, days, rows, st.none() | st.integers(0, 60))


@given(cells(), cells())
def test_what_is_added_leads_from_one_to_the_other(was, now):
    reached = {key: Counter(cell) for key, cell in was.items()}
    for key, cell in change(was, now).items():
        reached.setdefault(key, Counter()).update(cell)
    left = {key: cell for key, cell in reached.items() if any(cell.values())}
    assert {key: +cell for key, cell in left.items()} == {key: +cell for key, cell in now.items()}


def test_a_dialogue_counts_once_in_its_way():
    quarter = date(2026, 1, 1)
    assert sessions_held(date(2026, 2, 2), "home_visits", 6) == {
        (quarter, "home_visits"): Counter(sessions=1, households=6)
    }


# --- Kept as one works ---------------------------------------------------------------------------


def test_a_draft_counts_for_nothing_and_a_recorded_one_at_once(world):
    draft = factories.filled(world.groups["girls_10_13"], by=world.facilitator)
    assert (kept(PeopleHeard), kept(SessionsHeld)) == ({}, {})
    actions.record_session(draft, version=draft.version, by=world.facilitator)
    (people,) = kept(PeopleHeard).values()
    assert people == Counter(people=9, counted=1, with_difficulty=1, difficulty_counted=1)
    assert the_same(world.community)


def test_every_change_of_a_recorded_dialogue_is_followed(world):
    by = world.facilitator
    session = factories.recorded(world.groups["girls_10_13"], by=by)
    other = factories.recorded(world.groups["women"], by=by)
    for change_of in (
        {"rows": [box(GIRLS, 7, 0), box(BOYS, 12)]},
        {"rows": [box(BOYS, None)], "counted_together": 40},
        {"held_on": date(2026, 1, 5)},
        {"channel": "home_visits", "households": 6},
        {"rows": [box(GIRLS, 3)]},
    ):
        save(session, by, **change_of)
        assert the_same(world.community), change_of
    save(other, by, held_on=date(2026, 1, 5), rows=[box(GIRLS, 4)])
    assert the_same(world.community)
    assert kept(PeopleHeard)[date(2026, 1, 1), "female", "10_13"]["people"] == 7


def test_the_same_notes_arriving_twice_count_once(world):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    for _time in range(2):
        actions.save_session(
            DialogueSession.objects.get(pk=session.pk),
            version=session.version,
            values={},
            rows={"head_counts": [box(GIRLS, 5)]},
            by=world.facilitator,
        )
    (people,) = kept(PeopleHeard).values()
    assert people["people"] == 5
    assert the_same(world.community)


# --- Made anew -----------------------------------------------------------------------------------


def test_figures_that_went_astray_are_put_right_by_command(world, capsys):
    factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    factories.recorded(world.groups["women"], by=world.facilitator, households=3)
    true = {model: kept(model) for model in figures.FIGURES}
    call_command("rebuild_figures")
    assert "0 differed" in capsys.readouterr().out
    PeopleHeard.objects.update(people=999)
    SessionsHeld.objects.all().delete()
    call_command("rebuild_figures")
    assert "1 differed" in capsys.readouterr().out
    assert {model: kept(model) for model in figures.FIGURES} == true
    assert the_same(world.community)


# --- When the dialogues go -----------------------------------------------------------------------


def test_numbers_stay_when_their_dialogues_go_and_are_never_counted_away(world):
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    save(session, world.facilitator, counted_together=30, rows=[box(GIRLS, None)])
    before = kept(PeopleHeard)
    assert [key[1:] for key in before] == [("", "")]
    figures.keep_figures_of_gone(world.community)
    purge._delete(world.community)
    assert not DialogueSession.objects.exists()
    assert kept(PeopleHeard) == before
    assert set(PeopleHeard.objects.values_list("gone", flat=True)) == {True}
    call_command("rebuild_figures")
    assert kept(PeopleHeard) == before


def test_a_second_time_adds_up_and_a_full_deletion_takes_the_numbers_too(world):
    factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    for _time in range(2):
        figures.keep_figures_of_gone(world.community)
        call_command("rebuild_figures")
    (people,) = kept(PeopleHeard).values()
    assert (people["people"], people["counted"]) == (27, 3)
    figures.forget_figures(world.community)
    assert (PeopleHeard.objects.count(), SessionsHeld.objects.count()) == (0, 0)


def test_numbers_that_do_not_fit_together_are_kept_as_they_were_counted(world):
    """More who find it hard than came is asked about and taken: a deletion never stops at it."""
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    save(session, world.facilitator, rows=[box(GIRLS, 3, 5)])
    figures.keep_figures_of_gone(world.community)
    (people,) = kept(PeopleHeard).values()
    assert (people["people"], people["with_difficulty"]) == (3, 5)


# --- Two at once ---------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_dialogues_recorded_at_once_both_count():
    """In two rounds, so that no lock of the round keeps one waiting for the other."""
    world = cast.world()
    notes = [
        factories.filled(world.groups[name], by=world.facilitator)
        for name in ("girls_10_13", "women", "men", "elders")
    ]
    barrier, failed = threading.Barrier(len(notes)), []

    def run(session: DialogueSession) -> None:
        barrier.wait()
        try:
            counted = figures.figures_of(session, session.head_counts.values())
            with transaction.atomic():
                figures.keep_figures(world.community, figures.NOTHING, counted)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[session]) for session in notes]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert failed == []
    (people,) = kept(PeopleHeard).values()
    assert people["people"] == sum(row.people for row in HeadCount.objects.all()) == 36
