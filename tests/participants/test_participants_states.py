"""Every status × every status × every role, against a literal list: the table may not approve itself."""

from __future__ import annotations

import threading
import uuid
from itertools import product

import pytest
from django.db import connection, transaction

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions, permissions, words
from participants.models import Agreement, PlannedVoice
from participants.states import AgreementStatus, VoiceStatus
from participants.words import MOVES, STATUS
from tests import factories as cast

from . import factories
from . import listening_factories as listening

# (from, to) → who may.
AGREEMENT_MOVES = {
    ("exploring", "agreed"): {"facilitator"},
    ("exploring", "declined"): {"facilitator"},
    ("exploring", "stepped_back"): {"mentor"},
    ("agreed", "paused"): {"facilitator", "committee_member"},
    ("agreed", "withdrawn"): {"facilitator", "committee_member"},
    ("agreed", "concluded"): {"facilitator"},
    ("agreed", "stepped_back"): {"mentor"},
    ("paused", "agreed"): {"facilitator", "committee_member"},
    ("paused", "withdrawn"): {"facilitator", "committee_member"},
    ("declined", "exploring"): {"facilitator"},
    ("withdrawn", "exploring"): {"facilitator"},
    ("concluded", "exploring"): {"facilitator"},
}
# The same of a planned voice; where a dialogue is needed, or must not have been, it is said below.
VOICE_MOVES = {
    ("not_reached", "partly"): {"facilitator"},
    ("not_reached", "heard"): {"facilitator"},
    ("not_reached", "chose_not"): {"facilitator", "coordinator"},
    ("partly", "heard"): {"facilitator"},
    ("partly", "chose_not"): {"facilitator", "coordinator"},
    ("heard", "partly"): {"facilitator"},
    ("chose_not", "not_reached"): {"facilitator", "coordinator"},
    ("chose_not", "partly"): {"facilitator"},
    ("chose_not", "heard"): {"facilitator"},
}
# Everybody else in the cast may move nothing; said here, so that a new role is thought of.
MOVERS = {"facilitator", "mentor", "committee_member"}


@pytest.mark.parametrize("status", AgreementStatus.values)
def test_agreement(world, status):
    agreement = factories.agreement_at(world, status)
    factories.handed_over(world, agreement.community)
    needs = {
        "words": "We have no interpreter.",
        "invited": True,
        "data_choice": "keep",
        "answers": {agreement.community.subgroups.of_adults().first(): ("yes", None)},
    }
    for to, (name, person) in product(AgreementStatus.values, world.cast.items()):
        expected = name in AGREEMENT_MOVES.get((status, to), set())
        assert (to in permissions.agreement_moves(person, agreement)) is expected, (to, name)
        with transaction.atomic():
            try:
                factories.move(agreement, to, by=person, **needs)
                outcome = True
            except (NotPermitted, NotPossible):
                outcome = False
            transaction.set_rollback(True)
        assert outcome is expected, (status, to, name)


@pytest.mark.parametrize(
    ("status", "times"),
    [("not_reached", 0), ("not_reached", 1), ("partly", 1), ("heard", 1), ("chose_not", 0),
     ("chose_not", 1)],
)  # fmt: skip
def test_planned_voice(world, status, times):
    voice = listening.heard(world, "men") if times else listening.voice(world, "men")
    PlannedVoice.objects.filter(pk=voice.pk).update(status=status)
    voice = listening.again(voice)
    possible = {"partly", "heard", "chose_not"} if times else {"not_reached", "chose_not"}
    for to, (name, person) in product(VoiceStatus.values, world.cast.items()):
        expected = name in VOICE_MOVES.get((status, to), set()) and to in possible
        assert (to in permissions.voice_moves(person, voice)) is expected, (to, name)
        with transaction.atomic():
            try:
                actions.move_voice(voice, to, by=person)
                outcome = True
            except (NotPermitted, NotPossible):
                outcome = False
            transaction.set_rollback(True)
        assert outcome is expected, (status, to, name)


def test_every_move_of_a_voice_has_its_words():
    assert set(words.VOICE_MOVES) == set(VoiceStatus)


def test_only_these_three_move_anything():
    assert set().union(*AGREEMENT_MOVES.values()) == MOVERS


def test_a_move_one_may_make_at_another_time_is_409_and_any_other_403(world):
    agreement = factories.agreement_at(world, "declined")
    with pytest.raises(NotPossible, match="Chose not to go ahead"):
        factories.move(agreement, "paused", by=world.facilitator)
    with pytest.raises(NotPermitted):
        factories.move(agreement, "stepped_back", by=world.facilitator)


def test_every_status_and_every_move_has_its_words():
    assert set(STATUS) == set(MOVES) == set(AgreementStatus)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_decide_at_once_and_one_of_them_is_told():
    world = cast.world()
    agreement = world.community.agreement
    factories.handed_over(world, world.community)
    barrier, outcomes = threading.Barrier(2), []

    def decide(to, person):
        barrier.wait()
        try:
            factories.move(agreement, to, by=cast.fresh(person), data_choice="keep")
            outcomes.append(to)
        except NotPossible as error:
            outcomes.append(str(error.message)[-28:])
        finally:
            connection.close()

    people = {"concluded": world.facilitator, "withdrawn": world.committee_member}
    threads = [threading.Thread(target=decide, args=pair) for pair in people.items()]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    [winner] = set(outcomes) & set(people)
    assert sorted(outcomes) == sorted(["that step is no longer open.", winner])
    assert Agreement.objects.get(pk=agreement.pk).status == winner
    assert agreement.moves.filter(to__in=people).count() == 1
    assert sum(factories.events(agreement, f"agreement.{to}") for to in people) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_begin_a_round_at_once_and_both_are_numbered():
    world = cast.world()
    barrier, problems = threading.Barrier(2), []

    def begin():
        barrier.wait()
        try:
            actions.begin_round(
                id=uuid.uuid4(),
                community=world.community,
                began_on=clock.today(),
                by=cast.fresh(world.facilitator),
            )
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert problems == []
    assert [listening.number for listening in world.community.rounds.all()] == [3, 2, 1]
