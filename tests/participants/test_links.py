"""With which services a community works: begun once, seen by its own people, ended with a reason."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from participants import actions
from participants.models import Confirmation, Revision, ServiceLink

from . import factories, link_factories


def url(name: str, record) -> str:
    return reverse(f"participants:link_{name}", args=[record.pk])


def typed(world, **changed):
    return {
        "id": uuid.uuid4(), "service": world.service.pk, "asked_by": "community",
        "purpose": "A clinic day each month", "started_on": "",
    } | changed  # fmt: skip


def test_it_is_written_down_once_and_listed(world, as_user):
    client, data = as_user(world.facilitator), typed(world)
    for _ in range(2):  # sent twice, it is one
        answer = client.post(url("add", world.community), data)
    link = ServiceLink.objects.get()
    assert answer.url == link.get_absolute_url()
    assert (link.status, link.started_on) == ("proposed", None)
    assert factories.events(link, "service_link.added") == 1
    for name in factories.VIEWERS:
        page = as_user(getattr(world, name)).get(url("list", world.community)).content.decode()
        assert "A clinic day each month" in page
        assert "Asked for" in page
        assert (url("add", world.community) in page) is (name == "facilitator")


def test_one_that_goes_on_already_is_written_down_with_its_day(world, as_user):
    since = clock.today() - timedelta(days=9)
    as_user(world.facilitator).post(url("add", world.community), typed(world, started_on=since))
    link = ServiceLink.objects.get()
    assert (link.status, link.started_on) == ("active", since)


def test_it_begins_with_the_service_that_was_looked_at(world, as_user):
    """From a plan nothing else comes along; a key that nobody may choose is nothing."""
    client, add = as_user(world.facilitator), url("add", world.community)
    page = client.get(f"{add}?service={world.service.pk}").content.decode()
    assert f'value="{world.service.pk}" selected' in page
    assert " selected" not in client.get(f"{add}?service=nonsense").content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"service": ""}, "Choose one."),
        ({"service": uuid.uuid4()}, "not one of the available choices"),
        ({"purpose": " "}, "Write something here."),
        ({"asked_by": "chief"}, "not one of the available choices"),
        ({"started_on": "2999-01-01"}, "This day is still to come."),
        ({"purpose": "As Kadie Sesay wished"}, "This may tell who someone is"),
    ],
)
def test_what_is_not_whole_is_422_and_nothing_is_lost(world, as_user, changed, said):
    data = typed(world) | {"purpose": "For wells"} | changed
    answer = as_user(world.facilitator).post(url("add", world.community), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert data["purpose"] in answer.content.decode()
    assert not ServiceLink.objects.exists()


def test_there_is_one_open_link_with_a_service(world, as_user):
    link = link_factories.link(world)
    answer = as_user(world.facilitator).post(url("add", world.community), typed(world))
    assert answer.status_code == 422  # it is not offered
    with pytest.raises(NotPossible, match="There is a link with this service already"):
        link_factories.link(world)
    ended = actions.end_link(
        link, version=link.version, ended_on=clock.today(), ended_because="It closed.",
        by=world.facilitator,
    )  # fmt: skip
    assert link_factories.link(world) != ended


def test_a_name_that_names_nobody_is_kept_with_its_reason(world, as_user):
    data = typed(
        world,
        purpose="The Kadie Sesay room is opened",
        identifier_reason="What the room is called.",
    )
    assert as_user(world.facilitator).post(url("add", world.community), data).status_code == 302
    link = ServiceLink.objects.get()
    assert link.identifier_reason == "What the room is called."
    kept = Confirmation.objects.get(record_id=link.pk)
    assert (kept.noun, kept.get_absolute_url()) == ("link", url("list", world.community))


def test_it_is_changed_and_what_it_said_before_is_kept(world, as_user):
    link, client = link_factories.link(world), as_user(world.facilitator)
    data = {"version": link.version, "purpose": "Two days each month", "asked_by": "service"}
    assert client.post(url("edit", link), data).url == link.get_absolute_url()
    kept = Revision.objects.get(record_id=link.pk, version=1)
    assert kept.values["purpose"] == "A day each month when people can ask"
    assert factories.events(link, "service_link.edited") == 1
    stale = client.post(url("edit", link), data | {"purpose": "from the phone"})
    assert stale.status_code == 409
    assert "from the phone" in stale.content.decode()
    assert "Two days each month" in stale.content.decode()
    assert client.post(url("edit", link), data | {"purpose": ""}).status_code == 422


def test_the_service_says_yes(world, as_user):
    link, client = link_factories.link(world, status="proposed"), as_user(world.facilitator)
    assert as_user(world.social_worker).get(link.get_absolute_url()).status_code == 404
    late = client.post(url("start", link), {"version": 1, "started_on": "2999-01-01"})
    assert late.status_code == 422
    data = {"version": 1, "started_on": clock.today()}
    assert client.post(url("start", link), data).url == link.get_absolute_url()
    assert ServiceLink.objects.get().status == "active"
    assert factories.events(link, "service_link.started") == 1
    assert client.post(url("start", link), data).status_code == 409
    assert as_user(world.social_worker).get(link.get_absolute_url()).status_code == 200


def test_it_ends_on_a_day_and_says_why(world, as_user):
    link, client = link_factories.link(world), as_user(world.facilitator)
    data = {"version": 1, "ended_on": clock.today(), "ended_because": "The road is gone."}
    for wrong in (
        {"ended_because": ""},
        {"ended_on": link.started_on - timedelta(days=1)},
        {"ended_because": "Kadie Sesay left"},
    ):
        assert client.post(url("end", link), data | wrong).status_code == 422
    assert client.post(url("end", link), data).url == link.get_absolute_url()
    page = client.get(link.get_absolute_url()).content.decode()
    assert "The road is gone." in page
    assert factories.events(link, "service_link.ended") == 1
    for name in ("edit", "end", "rate"):
        assert client.get(url(name, link)).status_code == 409
    with pytest.raises(NotPossible, match="This link ended on"):
        link_factories.commitment(ServiceLink.objects.get(), by=world.facilitator)
    with pytest.raises(NotPossible, match="This link ended on"):
        link_factories.meeting(ServiceLink.objects.get(), by=world.committee_member)


def test_the_committee_says_how_it_works_and_what_it_said_before_stays(world, as_user):
    link, client = link_factories.link(world), as_user(world.committee_member)
    data = {"version": 1, "works": "no", "works_words": "Nobody comes.", "works_on": clock.today()}
    assert client.post(url("rate", link), data).url == link.get_absolute_url()
    later = data | {"version": 2, "works": "yes", "works_words": "They come now."}
    assert client.post(url("rate", link), later).status_code == 302
    assert factories.events(link, "service_link.rated") == 2
    page = client.get(link.get_absolute_url()).content.decode()
    assert page.index("They come now.") < page.index("Nobody comes.")
    assert client.post(url("rate", link), data).status_code == 409  # a stale edit
    wrong = later | {"version": 3, "works": "5 of 5"}
    assert client.post(url("rate", link), wrong).status_code == 422
    asked = link_factories.link(world, status="proposed", service=world.outside_service)
    assert client.get(url("rate", asked)).status_code == 409


def test_the_sheet_holds_what_is_open_and_leaves_room(world, as_user):
    link, by = link_factories.link(world), world.facilitator
    link_factories.commitment(link, by=by, what="Bring the benches", side="community")
    done = link_factories.commitment(link, by=by, what="Paint the gate")
    link_factories.reported(done, by=by, outcome="kept")
    link_factories.meeting(link, by=by, agreed="The gate opens at seven.")
    link_factories.barrier(world, link=link, words="They shout at us.")
    page = as_user(world.committee_member).get(url("sheet", link)).content.decode()
    for said in (
        "Bring the benches",
        "The gate opens at seven.",
        "They shout at us.",
        "Kept in part",
    ):
        assert said in page, said
    assert "Paint the gate" not in page
    service = as_user(world.social_worker).get(url("sheet", link)).content.decode()
    assert "Bring the benches" in service
    assert "They shout at us." not in service


def test_the_action_refuses_what_no_form_offers(world):
    link = link_factories.link(world)
    with pytest.raises(NotPossible, match="still to come"):
        link_factories.link(
            world, service=world.outside_service, started_on=clock.today() + timedelta(days=1)
        )
    with pytest.raises(NotPossible, match="Say why it ended"):
        actions.end_link(
            link, version=1, ended_on=clock.today(), ended_because=" ", by=world.facilitator
        )
    for person in (world.mentor, world.coordinator, world.committee_member, world.social_worker):
        with pytest.raises(NotPermitted):
            link_factories.link(world, service=world.outside_service, by=person)
        with pytest.raises(NotPermitted):
            link_factories.commitment(link, by=person)
    for person in (
        world.mentor,
        world.coordinator,
        world.social_worker,
        world.outsider_facilitator,
    ):
        with pytest.raises(NotPermitted):
            link_factories.rated(link, by=person)
        with pytest.raises(NotPermitted):
            link_factories.meeting(link, by=person)


@pytest.mark.parametrize("status", ["declined", "withdrawn", "stepped_back", "exploring"])
def test_when_we_were_asked_to_go_the_service_reads_no_more_of_it(world, as_user, status):
    link = link_factories.link(world)
    assert as_user(world.social_worker).get(link.get_absolute_url()).status_code == 200
    agreement = factories.agreement_at(world, status)
    ServiceLink.objects.update(community=agreement.community)
    assert as_user(world.social_worker).get(link.get_absolute_url()).status_code == 404
    page = as_user(world.social_worker).get(world.service.get_absolute_url()).content.decode()
    assert agreement.community.name not in page


def test_wrong_method_is_405(world, as_user):
    link, client = link_factories.link(world), as_user(world.facilitator)
    for name in ("list", "sheet"):
        record = world.community if name == "list" else link
        assert client.post(url(name, record)).status_code == 405
    for name in ("edit", "start", "end", "rate"):
        assert client.delete(url(name, link)).status_code == 405


def test_an_empty_list_says_what_to_do(world, as_user):
    page = as_user(world.facilitator).get(url("list", world.community)).content.decode()
    assert "No service yet" in page
