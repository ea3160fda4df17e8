"""What keeps people from a service: written down in their words, worked on, settled, there again."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Barrier, Confirmation, Revision

from . import factories, link_factories

HOW = {"settled_on": clock.today().isoformat(), "how": "The fee is gone."}


def url(name: str, record, query: str = "") -> str:
    return reverse(f"participants:barrier_{name}", args=[record.pk]) + query


def typed(**changed):
    return {
        "id": uuid.uuid4(), "service": "", "kind": "education", "what": "no_place", "link": "",
        "words": "Who is older is sent home.", "opened_on": clock.today().isoformat(),
    } | changed  # fmt: skip


def test_it_is_written_down_once_and_listed(world, as_user):
    client, data = as_user(world.facilitator), typed()
    for _ in range(2):  # sent twice, it is one
        answer = client.post(url("add", world.community), data)
    barrier = Barrier.objects.get()
    assert answer.url == barrier.get_absolute_url()
    assert (barrier.status, barrier.source, barrier.about) == ("open", "community", "Schooling")
    assert factories.events(barrier, "barrier.opened") == 1
    for name in factories.VIEWERS:
        page = as_user(getattr(world, name)).get(url("list", world.community)).content.decode()
        assert "Who is older is sent home." in page
        assert (url("add", world.community) in page) is (name == "facilitator")


@pytest.mark.parametrize(
    ("came_from", "source"),
    [("link", "link"), ("plan", "plan"), ("aggregated", "community"), ("elsewhere", "community")],
)
def test_where_it_was_seen_is_kept_and_no_page_makes_it_a_figure(world, as_user, came_from, source):
    add = url("add", world.community, f"?from={came_from}")
    as_user(world.facilitator).post(add, typed())
    assert Barrier.objects.get().source == source


def test_it_begins_with_what_was_looked_at(world, as_user):
    link = link_factories.link(world)
    add = url("add", world.community, f"?service={world.service.pk}&link={link.pk}")
    page = as_user(world.facilitator).get(add).content.decode()
    for key in (world.service.pk, link.pk):
        assert f'value="{key}" selected' in page
    other = link_factories.link(
        world, community=world.outside_community, by=world.outsider_facilitator
    )
    strange = url("add", world.community, f"?link={other.pk}")
    assert str(other.pk) not in as_user(world.facilitator).get(strange).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": ""}, "Choose one service, or a kind of help"),
        ({"kind": "cooking"}, "is not one of the available choices"),
        ({"what": ""}, "Choose one."),
        ({"words": " "}, "Write something here."),
        ({"words": "Amara Kamara asks for money"}, "This may tell who someone is"),
        ({"words": "x" * 601}, "at most 600 characters"),
        ({"opened_on": "2999-01-01"}, "This day is still to come."),
        ({"link": uuid.uuid4()}, "not one of the available choices"),
    ],
)
def test_what_is_not_whole_is_422_and_nothing_is_lost(world, as_user, changed, said):
    data = typed() | changed
    answer = as_user(world.facilitator).post(url("add", world.community), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert data["words"] in answer.content.decode()
    assert not Barrier.objects.exists()


def test_one_service_or_a_kind_never_both(world, as_user):
    both = typed(service=world.service.pk)
    assert as_user(world.facilitator).post(url("add", world.community), both).status_code == 422
    with pytest.raises(NotPossible, match="Choose one service"):
        link_factories.barrier(world, service=world.service)
    as_user(world.facilitator).post(url("add", world.community), both | {"kind": ""})
    assert Barrier.objects.get().about == world.service.name


def test_the_same_stands_in_the_list_once_while_it_is_open(world, as_user):
    first = link_factories.barrier(world)
    answer = as_user(world.facilitator).post(url("add", world.community), typed())
    assert answer.status_code == 409
    assert first.get_absolute_url() in answer.content.decode()
    solved = link_factories.moved(first, "solved", by=world.facilitator)
    link_factories.barrier(world)  # it is there again, and somebody wrote it down anew
    with pytest.raises(NotPossible, match="in the list as open already"):
        link_factories.moved(solved, "open", by=world.facilitator)


def test_from_a_figure_it_takes_the_kind_and_nothing_else(world):
    """Nothing in the row leads back to what was counted; no table of referrals is asked."""
    made = link_factories.barrier(world, source="aggregated", words="", opened_on=None)
    assert (made.service, made.link, made.words, made.opened_on) == (None, None, "", clock.today())
    wrong = [
        {"words": "One boy of the pits"},
        {"words": "", "service": world.service, "kind": ""},
        {"words": "", "link": link_factories.link(world)},
    ]
    for more in wrong:
        with pytest.raises(NotPossible, match="A figure tells of a kind of service"):
            link_factories.barrier(world, what="fee", source="aggregated", **more)
    with pytest.raises(IntegrityError), transaction.atomic():
        Barrier.objects.filter(pk=made.pk).update(service=world.service, kind="")
    said = actions.edit_barrier(made, version=1, words="We know it, too.", by=world.facilitator)
    assert said.words == "We know it, too."


def test_a_name_that_names_nobody_is_kept_with_its_reason(world, as_user):
    data = typed(words="The Kadie Sesay school is full", identifier_reason="The name of a school.")
    assert as_user(world.facilitator).post(url("add", world.community), data).status_code == 302
    barrier = Barrier.objects.get()
    kept = Confirmation.objects.get(record_id=barrier.pk)
    assert (kept.noun, kept.reason) == ("barrier", "The name of a school.")
    assert kept.get_absolute_url() == barrier.get_absolute_url()


def test_more_is_said_of_it_and_with_whom_it_is_worked_on(world, as_user):
    barrier, link = link_factories.barrier(world), link_factories.link(world)
    client = as_user(world.facilitator)
    data = {"version": 1, "words": "Also the girls.", "link": link.pk}
    assert client.post(url("edit", barrier), data).url == barrier.get_absolute_url()
    assert Barrier.objects.get().link == link
    assert "older" in Revision.objects.get(record_id=barrier.pk).values["words"]
    assert factories.events(barrier, "barrier.edited") == 1
    stale = client.post(url("edit", barrier), data | {"words": "from the phone"})
    assert stale.status_code == 409
    assert "from the phone" in stale.content.decode()
    assert client.post(url("edit", barrier), data | {"words": ""}).status_code == 422


def test_the_committee_works_on_it_and_settles_it_and_it_may_come_back(world, as_user):
    barrier, client = link_factories.barrier(world), as_user(world.committee_member)
    page = client.get(barrier.get_absolute_url()).content.decode()
    for to in ("worked_on", "solved", "not_ours"):
        assert url("move", barrier, f"?to={to}") in page
    assert client.get(url("move", barrier, "?to=worked_on")).status_code == 200
    moved = client.post(url("move", barrier, "?to=worked_on"), {"version": 1})
    assert moved.url == barrier.get_absolute_url()
    solve = url("move", barrier, "?to=solved")
    for wrong in ({"how": ""}, {"settled_on": "2999-01-01"}, {"how": "Kadie Sesay did it"},
                  {"settled_on": barrier.opened_on - timedelta(days=1)}):  # fmt: skip
        assert client.post(solve, HOW | {"version": 2} | wrong).status_code == 422
    assert client.post(solve, HOW | {"version": 1}).status_code == 409
    assert client.post(solve, HOW | {"version": 2}).status_code == 302
    assert Barrier.objects.get().how == "The fee is gone."
    assert client.get(solve).status_code == 409
    assert as_user(world.facilitator).get(url("edit", barrier)).status_code == 409
    client.post(url("move", barrier, "?to=open"), {"version": 3})
    again = Barrier.objects.get()
    assert (again.status, again.settled_on, again.how) == ("open", None, "")
    before = client.get(barrier.get_absolute_url()).content.decode()
    assert "The fee is gone." in before  # what was said then stays readable
    for event in ("barrier.worked_on", "barrier.solved", "barrier.open"):
        assert factories.events(barrier, event) == 1


def test_who_may(world, as_user):
    barrier = link_factories.barrier(world)
    strangers = dict.fromkeys(factories.STRANGERS, 404)
    watchers = {"mentor": 403, "coordinator": 403}
    for target, committee in (
        (url("add", world.community), 403),
        (url("edit", barrier), 403),
        (url("move", barrier, "?to=worked_on"), 200),
    ):
        expected = strangers | watchers | {"committee_member": committee, "facilitator": 200}
        assert factories.codes(as_user, world, expected, target) == expected, target
    with pytest.raises(NotPermitted):
        link_factories.barrier(world, what="fee", by=world.committee_member)
    with pytest.raises(NotPermitted):
        link_factories.barrier(world, what="fee", by=world.social_worker)
    other = link_factories.link(
        world, community=world.outside_community, by=world.outsider_facilitator
    )
    with pytest.raises(NotPermitted):
        link_factories.barrier(world, what="fee", link=other)


def test_wrong_method_is_405(world, as_user):
    barrier, client = link_factories.barrier(world), as_user(world.facilitator)
    assert client.post(url("list", world.community)).status_code == 405
    for name in ("edit", "move"):
        assert client.delete(url(name, barrier)).status_code == 405


def test_an_empty_list_says_what_to_do(world, as_user):
    client = as_user(world.facilitator)
    assert (
        "Nothing is written down yet" in client.get(url("list", world.community)).content.decode()
    )
    link_factories.moved(link_factories.barrier(world), "not_ours", by=world.facilitator)
    page = client.get(url("list", world.community)).content.decode()
    assert "Nothing stands in the way now" in page
    assert "What is behind us" in page
