"""What each side said it would do, what became of it, and the meetings at which it was said."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from participants.models import LinkCommitment, LinkMeeting, Revision

from . import factories, link_factories


def url(name: str, record) -> str:
    return reverse(f"participants:{name}", args=[record.pk])


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def promise(**changed):
    return {
        "id": uuid.uuid4(), "side": "service", "what": "A nurse comes on Tuesdays", "by_when": day(9),
    } | changed  # fmt: skip


def met(**changed):
    return {
        "id": uuid.uuid4(), "held_on": day(-1), "came": ["service_head", "elder"],
        "agreed": "We begin after the rains.", "next_on": day(20),
    } | changed  # fmt: skip


def test_it_is_written_down_once_on_its_side(world, as_user):
    link, client, data = link_factories.link(world), as_user(world.facilitator), promise()
    for _ in range(2):  # sent twice, it is one
        assert client.post(url("commitment_add", link), data).url == link.get_absolute_url()
    kept = LinkCommitment.objects.get()
    assert (kept.side, kept.outcome, kept.stands) == ("service", "", "Not due yet")
    assert factories.events(kept, "link_commitment.added") == 1
    page = as_user(world.social_worker).get(link.get_absolute_url()).content.decode()
    assert "A nurse comes on Tuesdays" in page


@pytest.mark.parametrize(
    "wrong",
    [{"what": ""}, {"by_when": ""}, {"by_when": "soon"}, {"side": "child"}, {"what": "Ask Kadie Sesay"}],
)  # fmt: skip
def test_what_is_not_whole_is_422_and_nothing_is_lost(world, as_user, wrong):
    data = promise() | wrong
    answer = as_user(world.facilitator).post(
        url("commitment_add", link_factories.link(world)), data
    )
    assert answer.status_code == 422
    assert data["what"] in answer.content.decode()
    assert not LinkCommitment.objects.exists()


def test_before_its_day_nothing_is_asked_and_then_what_became_of_it(world, as_user):
    link, by = link_factories.link(world), world.committee_member
    due = link_factories.commitment(link, by=world.facilitator, days=-2)
    assert (due.is_due, due.stands) == (True, "Due: what became of it?")
    client = as_user(by)
    said = {
        "version": 1,
        "outcome": "not_kept",
        "outcome_words": "Nobody came.",
        "outcome_on": day(0),
    }
    for wrong in ({"outcome": ""}, {"outcome_on": day(1)}, {"outcome_words": "Kadie Sesay forgot"}):
        assert client.post(url("commitment_report", due), said | wrong).status_code == 422
    assert client.post(url("commitment_report", due), said).url == link.get_absolute_url()
    due.refresh_from_db()
    assert (due.stands, due.is_due) == ("Not kept", False)
    assert factories.events(due, "link_commitment.reported") == 1
    stale = client.post(url("commitment_report", due), said | {"outcome_words": "from the phone"})
    assert stale.status_code == 409
    assert "from the phone" in stale.content.decode()
    link_factories.reported(due, by=by, outcome="kept", outcome_words="They came later.")
    assert Revision.objects.get(record_id=due.pk, version=2).values["outcome"] == "not_kept"


def test_it_is_put_right_until_it_was_said_what_became_of_it(world, as_user):
    link, client = link_factories.link(world), as_user(world.facilitator)
    kept = link_factories.commitment(link, by=world.facilitator)
    data = {"version": 1, "what": "A nurse comes twice", "by_when": day(30)}
    assert client.post(url("commitment_edit", kept), data).url == link.get_absolute_url()
    assert factories.events(kept, "link_commitment.edited") == 1
    assert client.post(url("commitment_edit", kept), data).status_code == 409  # stale
    assert client.post(url("commitment_edit", kept), data | {"what": ""}).status_code == 422
    kept.refresh_from_db()
    link_factories.reported(kept, by=world.committee_member)
    answer = client.get(url("commitment_edit", kept))
    assert answer.status_code == 409
    assert "It was said what became of this." in answer.content.decode()


def test_of_a_service_that_has_not_said_yes_nothing_became_yet(world, as_user):
    asked = link_factories.link(world, status="proposed")
    wished = link_factories.commitment(asked, by=world.facilitator)
    assert as_user(world.facilitator).get(url("commitment_report", wished)).status_code == 409
    with pytest.raises(NotPossible, match="has not said yes"):
        link_factories.reported(wished, by=world.facilitator)


def test_the_committee_writes_down_a_meeting_once(world, as_user):
    link, client, data = link_factories.link(world), as_user(world.committee_member), met()
    for _ in range(2):
        assert client.post(url("meeting_add", link), data).url == link.get_absolute_url()
    meeting = LinkMeeting.objects.get()
    assert meeting.came == ["elder", "service_head"]
    assert factories.events(meeting, "link_meeting.added") == 1
    for name in ("facilitator", "mentor", "coordinator", "social_worker"):
        page = as_user(getattr(world, name)).get(link.get_absolute_url()).content.decode()
        assert "Elders, Whoever leads the service" in page
        assert "We begin after the rains." in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"came": []}, "Choose at least one."),
        ({"came": ["Kadie"]}, "not one of the available choices"),
        ({"agreed": ""}, "Write something here."),
        ({"agreed": "x" * 1001}, "at most 1000 characters"),
        ({"agreed": "Amara Kamara goes to class 5"}, "This may tell who someone is"),
        ({"held_on": "2999-01-01"}, "This day is still to come."),
        ({"next_on": day(-1)}, "The next meeting is after this one."),
    ],
)
def test_a_meeting_that_is_not_whole_is_422_and_nothing_is_lost(world, as_user, wrong, said):
    data = met() | wrong
    answer = as_user(world.facilitator).post(url("meeting_add", link_factories.link(world)), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert data["agreed"] in answer.content.decode()
    assert not LinkMeeting.objects.exists()


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ({"came": []}, "Say who came"),
        ({"days_ago": -1}, "still to come"),
        ({"next_on": clock.today() - timedelta(days=30)}, "after this one"),
        ({"agreed": "Ask Kadie Sesay."}, "may tell who someone is"),
    ],
)
def test_the_action_refuses_the_same(world, noted, said):
    with pytest.raises(NotPossible, match=said):
        link_factories.meeting(link_factories.link(world), by=world.facilitator, **noted)


def test_a_meeting_is_put_right_and_what_it_said_before_is_kept(world, as_user):
    link, client = link_factories.link(world), as_user(world.committee_member)
    meeting = link_factories.meeting(link, by=world.facilitator)
    data = met(version=1, agreed="The gate opens at eight.")
    assert client.post(url("meeting_edit", meeting), data).url == link.get_absolute_url()
    kept = Revision.objects.get(record_id=meeting.pk, version=1)
    assert kept.values["agreed"] == "The gate opens at seven."
    assert factories.events(meeting, "link_meeting.edited") == 1
    stale = client.post(url("meeting_edit", meeting), data | {"agreed": "from the phone"})
    assert stale.status_code == 409
    assert "from the phone" in stale.content.decode()
    assert client.post(url("meeting_edit", meeting), data | {"came": []}).status_code == 422


def test_who_may(world, as_user):
    link = link_factories.link(world)
    promised = link_factories.commitment(link, by=world.facilitator)
    meeting = link_factories.meeting(link, by=world.facilitator)
    strangers = dict.fromkeys(set(factories.STRANGERS) - {"social_worker"}, 404)
    only_facilitator = {"mentor": 403, "coordinator": 403, "committee_member": 403}
    reported = {"mentor": 403, "coordinator": 403, "committee_member": 200}
    for name, record, inside in (
        ("commitment_add", link, only_facilitator),
        ("commitment_edit", promised, only_facilitator),
        ("commitment_report", promised, reported),
        ("meeting_add", link, reported),
        ("meeting_edit", meeting, reported),
    ):
        expected = inside | strangers | {"facilitator": 200, "social_worker": 403}
        assert factories.codes(as_user, world, expected, url(name, record)) == expected, name


def test_wrong_method_is_405(world, as_user):
    link, client = link_factories.link(world), as_user(world.facilitator)
    promised = link_factories.commitment(link, by=world.facilitator)
    for name, record in (("commitment_add", link), ("commitment_report", promised)):
        assert client.delete(url(name, record)).status_code == 405
