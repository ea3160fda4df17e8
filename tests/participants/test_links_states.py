"""A link and a barrier: every status × every status × every role, against a literal list."""

from __future__ import annotations

import threading
import uuid
from itertools import product

import pytest
from django.db import connection, transaction

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions, permissions, words
from participants.models import Barrier, ServiceLink
from participants.states import BarrierStatus, LinkStatus
from tests import factories as cast

from . import factories, link_factories

# (from, to) → who may.
LINK_MOVES = {
    ("proposed", "active"): {"facilitator"},
    ("proposed", "ended"): {"facilitator"},
    ("active", "ended"): {"facilitator"},
}
BARRIER_MOVES = {
    ("open", "worked_on"): {"facilitator", "committee_member"},
    ("open", "solved"): {"facilitator", "committee_member"},
    ("open", "not_ours"): {"facilitator", "committee_member"},
    ("worked_on", "solved"): {"facilitator", "committee_member"},
    ("worked_on", "not_ours"): {"facilitator", "committee_member"},
    ("solved", "open"): {"facilitator", "committee_member"},
    ("not_ours", "open"): {"facilitator", "committee_member"},
}


def happens(do) -> bool:
    """Does it go through? Whatever it wrote is undone."""
    with transaction.atomic():
        try:
            do()
            done = True
        except (NotPermitted, NotPossible):
            done = False
        transaction.set_rollback(True)
    return done


@pytest.mark.parametrize("status", LinkStatus.values)
def test_link(world, status):
    link = link_factories.link(world, status=status)
    now = {"version": link.version}
    moves = {
        "active": lambda by: actions.start_link(link, started_on=clock.today(), by=by, **now),
        "ended": lambda by: actions.end_link(
            link, ended_on=clock.today(), ended_because="They moved.", by=by, **now
        ),
    }
    for to, (name, person) in product(LinkStatus.values, world.cast.items()):
        expected = name in LINK_MOVES.get((status, to), set())
        assert (to in permissions.link_moves(person, link)) is expected, (to, name)
        if to in moves:
            assert happens(lambda to=to, by=person: moves[to](by)) is expected, (to, name)


@pytest.mark.parametrize("status", BarrierStatus.values)
def test_barrier(world, status):
    barrier = link_factories.barrier(world)
    if status != "open":
        barrier = link_factories.moved(barrier, status, by=world.facilitator)
    for to, (name, person) in product(BarrierStatus.values, world.cast.items()):
        expected = name in BARRIER_MOVES.get((status, to), set())
        assert (to in permissions.barrier_moves(person, barrier)) is expected, (to, name)
        move = lambda to=to, by=person: link_factories.moved(barrier, to, by=by)  # noqa: E731
        assert happens(move) is expected, (to, name)


def test_every_move_of_a_barrier_has_its_words():
    assert set(words.BARRIER_MOVES) == set(BarrierStatus)


@pytest.mark.parametrize("status", sorted(set(factories.PATHS) - {"agreed"}))
def test_nothing_moves_while_the_community_does_not_take_part(world, status):
    """People tell what stands in the way from the first visit on; a link needs an agreement."""
    link, barrier = link_factories.link(world), link_factories.barrier(world)
    agreement = factories.agreement_at(world, status)
    for model, record in ((ServiceLink, link), (Barrier, barrier)):
        model.objects.filter(pk=record.pk).update(community=agreement.community)
    link, barrier = ServiceLink.objects.get(pk=link.pk), Barrier.objects.get(pk=barrier.pk)
    for person in (world.facilitator, world.committee_member):
        assert permissions.link_moves(person, link) == []
        assert bool(permissions.barrier_moves(person, barrier)) is (status == "exploring")
    asked = [
        lambda: link_factories.link(world, community=agreement.community),
        lambda: link_factories.commitment(link, by=world.facilitator),
        lambda: link_factories.meeting(link, by=world.committee_member),
        lambda: link_factories.rated(link, by=world.committee_member),
        lambda: actions.end_link(
            link, version=1, ended_on=clock.today(), ended_because="So.", by=world.facilitator
        ),
    ]
    assert [happens(do) for do in asked] == [False] * len(asked)
    tells = happens(
        lambda: link_factories.barrier(world, community=agreement.community, what="fee")
    )
    moves = happens(lambda: link_factories.moved(barrier, "solved", by=world.committee_member))
    assert (tells, moves) == ((True, True) if status == "exploring" else (False, False))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_write_down_the_same_at_once_and_one_of_them_is_told():
    world = cast.world()
    start, outcomes = threading.Barrier(2), []

    def open_it():
        start.wait()
        try:
            actions.open_barrier(
                id=uuid.uuid4(), community=world.community, kind="education", what="no_place",
                words="There is no place.", by=world.facilitator,
            )  # fmt: skip
            outcomes.append("opened")
        except NotPossible as refusal:
            outcomes.append(str(refusal.message))
        finally:
            connection.close()

    both = [threading.Thread(target=open_it) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(outcomes) == [
        "The same stands in the list already. Say more of it there.",
        "opened",
    ]
    assert Barrier.objects.count() == 1
