"""Bringing a list in: all of it once, or nothing."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection

from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.reports import actions
from cpfacilitate.reports.models import ImportRun
from participants import actions as participants
from participants.models import Cluster, Community
from tests import factories as cast
from tests.participants.factories import codes, events

from .factories import GOOD, read, url


def test_it_brings_in_what_is_new_and_leaves_what_is_there(world, as_user):
    run, client = read(world), as_user(world.coordinator)
    answer = client.post(url("apply", run))
    assert answer.url == run.get_absolute_url()
    run.refresh_from_db()
    assert run.made == {"communities": 3, "clusters": 1, "there": 1}
    assert run.applied_by == world.coordinator
    hill = Community.objects.get(name="Gbɔnkɔ́to Hill")
    assert (hill.cluster.name, hill.cluster.district) == ("Moyamba", "Moyamba")
    assert (hill.language, hill.place_code, hill.name_key) == ("men", "SL0205", "gbonkoto hill")
    assert hill.agreement.status == "exploring"
    assert Community.objects.get(name="Yele").cluster == world.cluster
    assert Community.objects.filter(name="Masimbaya").count() == 1
    assert (events(run, "import.applied"), events(hill, "community.added")) == (1, 1)
    assert "3 communities are entered." in client.get(answer.url).content.decode()


def test_brought_in_twice_is_409_and_makes_nothing_twice(world, as_user):
    run, client = read(world), as_user(world.coordinator)
    client.post(url("apply", run))
    before = Community.objects.count()
    answer = client.post(url("apply", run))
    assert answer.status_code == 409
    assert "brought in already" in answer.content.decode()
    assert Community.objects.count() == before
    assert events(run, "import.applied") == 1


def test_one_row_that_is_wrong_keeps_everything_out(world, as_user):
    before = Community.objects.count(), Cluster.objects.count()
    run = read(world, [*GOOD, ("Moyamba", "Moyamba", "", "men", "")])
    answer = as_user(world.coordinator).post(url("apply", run))
    assert answer.status_code == 409
    assert "nothing was brought in" in answer.content.decode()
    assert (Community.objects.count(), Cluster.objects.count()) == before
    run.refresh_from_db()
    assert run.applied_at is None
    assert events(run, "import.applied") == 0


def test_what_somebody_entered_meanwhile_is_there_already(world, as_user):
    run = read(world)
    participants.add_community(
        id=uuid.uuid4(), cluster=world.cluster, name="Yele", language="kri", by=world.coordinator
    )
    as_user(world.coordinator).post(url("apply", run))
    run.refresh_from_db()
    assert run.made == {"communities": 2, "clusters": 1, "there": 2}


def test_a_code_that_was_given_away_meanwhile_keeps_everything_out(world, as_user):
    run = read(world, [("Rokolba", "", "Gbonkoto", "kri", "SL0204")])
    participants.add_community(
        id=uuid.uuid4(), cluster=world.cluster, name="Other", language="kri", place_code="SL0204",
        by=world.coordinator,
    )  # fmt: skip
    assert as_user(world.coordinator).post(url("apply", run)).status_code == 409


@pytest.mark.parametrize("verb", ["apply", "discard"])
def test_a_list_is_its_readers_only(world, as_user, verb):
    run = read(world)
    world.colleague = cast.person(world.ngo, Role.COORDINATOR, by=world.administrator)
    others = [name for name, value in vars(world).items() if hasattr(value, "username")]
    others.remove("coordinator")
    assert codes(as_user, world, others, url(verb, run), "post") == dict.fromkeys(others, 404)
    act = {"apply": actions.apply_import, "discard": actions.discard_import}[verb]
    for name in ("colleague", "facilitator", "other_coordinator"):
        with pytest.raises(NotPermitted):
            act(run, by=getattr(world, name))


def test_what_is_thrown_away_is_gone(world, as_user):
    run, client = read(world), as_user(world.coordinator)
    assert client.post(url("discard", run)).status_code == 302
    assert not ImportRun.objects.exists()
    assert events(run, "import.discarded") == 1
    assert client.post(url("apply", run)).status_code == 404


def test_what_was_brought_in_is_not_thrown_away(world, as_user):
    run, client = read(world), as_user(world.coordinator)
    client.post(url("apply", run))
    assert client.post(url("discard", run)).status_code == 409
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize("verb", ["apply", "discard"])
def test_wrong_method_is_405(world, as_user, verb):
    assert as_user(world.coordinator).get(url(verb, read(world))).status_code == 405


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_bring_a_community_in_once():
    world = cast.world()
    colleague = cast.person(world.ngo, Role.COORDINATOR, by=world.administrator)
    runs = [(read(world), world.coordinator), (read(world, by=colleague), colleague)]

    def bring_in(run, by):
        actions.apply_import(run, by=cast.fresh(by))
        connection.close()

    threads = [threading.Thread(target=bring_in, args=pair) for pair in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(run.made["communities"] for run in ImportRun.objects.all()) == [0, 3]
    assert Community.objects.filter(name="Yele").count() == 1
    assert Cluster.objects.filter(name="Moyamba").count() == 1
