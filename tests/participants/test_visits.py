"""Visits before anything is agreed: whom we met by role, what was said."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import EntryVisit, Revision

from . import factories


def list_url(community) -> str:
    return reverse("participants:visit_list", args=[community.pk])


def add_url(community) -> str:
    return reverse("participants:visit_add", args=[community.pk])


def edit_url(visit) -> str:
    return reverse("participants:visit_edit", args=[visit.pk])


def typed(**changed):
    return {
        "id": uuid.uuid4(),
        "visited_on": clock.today().isoformat(),
        "met": ["youth_leader", "chief"],
        "introduced": "We come to listen and to learn.",
        "expectations": "Will you bring rice?",
        "answers": "We bring no rice and no money.",
        "calendar": "Fridays",
    } | changed


def test_a_visit_is_noted_once_and_read_by_everybody_of_the_community(world, as_user):
    community = factories.begun(world)
    client, data = as_user(world.facilitator), typed()
    for _ in range(2):  # sent twice, it is one
        assert client.post(add_url(community), data).url == list_url(community)
    visit = community.entry_visits.get()
    assert visit.met == ["chief", "youth_leader"]
    assert factories.events(visit, "visit.recorded") == 1
    for name in factories.VIEWERS:
        page = as_user(getattr(world, name)).get(list_url(community)).content.decode()
        assert "Chief or headman, Youth leader" in page
        assert "Will you bring rice?" in page
        assert "<title>Visits</title>" in page
        assert (edit_url(visit) in page) is (name == "facilitator")
    agreement = client.get(community.agreement.get_absolute_url()).content.decode()
    assert list_url(community) in agreement
    assert add_url(community) in agreement


@pytest.mark.parametrize("status", sorted(set(factories.PATHS) - {"exploring"}))
def test_only_while_we_get_to_know_each_other(world, as_user, status):
    community = factories.agreement_at(world, status).community
    client = as_user(world.facilitator)
    for method in ("get", "post"):
        answer = getattr(client, method)(add_url(community), typed())
        assert answer.status_code == 409
        assert "Visits are noted here while we get to know each other." in answer.content.decode()
    assert add_url(community) not in client.get(list_url(community)).content.decode()
    with pytest.raises(NotPossible):
        factories.visit(world, community)
    assert community.entry_visits.count() == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"met": []}, "Choose at least one."),
        ({"met": ["mayor"]}, "is not one of the available choices"),
        ({"introduced": " "}, "Write something here."),
        ({"visited_on": "2999-01-01"}, "This day is still to come."),
        ({"answers": "x" * 2001}, "at most 2000 characters"),
        ({"introduced": "We met Kadie Sesay."}, "This may tell who someone is"),
    ],
)
def test_what_is_not_whole_is_422_and_nothing_is_lost(world, as_user, changed, said):
    community = factories.begun(world)
    answer = as_user(world.facilitator).post(add_url(community), typed(**changed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Will you bring rice?" in answer.content.decode()
    assert not EntryVisit.objects.filter(community=community).exists()


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ({"met": []}, "Say whom you met"),
        ({"introduced": " "}, "Say whom you met"),
        ({"visited_on": clock.today() + timedelta(days=1)}, "after it was made"),
        ({"answers": "Ask Kadie Sesay."}, "may tell who someone is"),
    ],
)
def test_the_action_refuses_the_same(world, noted, said):
    community = factories.begun(world)
    whole = {"visited_on": clock.today(), "met": ["chief"], "introduced": "We listen."}
    with pytest.raises(NotPossible, match=said):
        actions.record_visit(
            id=uuid.uuid4(), community=community, by=world.facilitator, **(whole | noted)
        )


def test_a_name_that_names_nobody_is_kept_with_its_reason(world, as_user):
    community = factories.begun(world)
    data = typed(answers="The project is called Kadie Sesay.", identifier_reason="A project.")
    assert as_user(world.facilitator).post(add_url(community), data).status_code == 302
    assert community.entry_visits.get().identifier_reason == "A project."


def test_it_is_corrected_and_what_it_said_before_is_kept(world, as_user):
    visit = factories.visit(world, factories.begun(world))
    client = as_user(world.facilitator)
    data = typed(version=visit.version, met=["elder"], introduced="We come to listen.")
    assert client.post(edit_url(visit), data).url == list_url(visit.community)
    visit = EntryVisit.objects.get(pk=visit.pk)
    assert visit.met == ["elder"]
    kept = Revision.objects.get(record_id=visit.pk, version=1)
    assert kept.values["met"] == ["chief", "womens_leader"]
    assert factories.events(visit, "visit.edited") == 1
    stale = client.post(edit_url(visit), data | {"answers": "from the phone"})
    assert stale.status_code == 409
    assert "from the phone" in stale.content.decode()
    bad = client.post(edit_url(visit), typed(version=visit.version, met=[]))
    assert bad.status_code == 422


@pytest.mark.parametrize(
    ("status", "code"), [("agreed", 200), ("paused", 200), ("declined", 409), ("withdrawn", 409)]
)
def test_what_was_noted_stays_when_it_has_ended(world, as_user, status, code):
    agreement = factories.agreement_at(world, "exploring")
    visit = factories.visit(world, agreement.community)
    women = agreement.community.subgroups.get(voice="women")
    for to, _ in factories.PATHS[status]:
        needs = {"agreed": {"answers": {women: ("yes", 9)}}, "withdrawn": {"data_choice": "keep"}}
        agreement = factories.move(agreement, to, by=world.facilitator, **needs.get(to, {}))
    client = as_user(world.facilitator)
    assert client.get(edit_url(visit)).status_code == code
    assert (edit_url(visit) in client.get(list_url(visit.community)).content.decode()) is (
        code == 200
    )


def test_who_may(world, as_user):
    community = factories.begun(world)
    visit = factories.visit(world, community)
    for target in (add_url(community), edit_url(visit)):
        for method in ("get", "post"):
            people = ("mentor", "coordinator", "committee_member")
            expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
            assert factories.codes(as_user, world, expected, target, method) == expected
    expected = dict.fromkeys(factories.VIEWERS, 200) | dict.fromkeys(factories.STRANGERS, 404)
    assert factories.codes(as_user, world, expected, list_url(community)) == expected
    with pytest.raises(NotPermitted):
        actions.edit_visit(
            visit, version=1, visited_on=clock.today(), met=["chief"], introduced="We listen.",
            by=world.mentor,
        )  # fmt: skip


def test_wrong_method_is_405(world, as_user):
    visit = factories.visit(world, factories.begun(world))
    client = as_user(world.facilitator)
    for target in (list_url(world.community), add_url(world.community), edit_url(visit)):
        assert client.delete(target).status_code == 405
    assert client.post(list_url(world.community)).status_code == 405


def test_an_empty_list_says_what_to_do_and_nothing_alarms(world, as_user):
    page = as_user(world.facilitator).get(list_url(factories.begun(world))).content.decode()
    assert "No visit is noted" in page
    assert not re.search(r'class="[^"]*\b(late|soon|clock)\b', page)
