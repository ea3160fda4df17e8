"""What stood in the way is answered: another way, on as before, or no further."""

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.models import Action, Revision

from . import plan_factories as make
from . import progress_factories as told

WORDS = {"answer_words": "The young men carry in the dark month.", "decided_by": ""}


def hindered(world, **about):
    """A step that goes on, with something in its way."""
    action = make.reported(world, "started")
    return told.report(action, by=world.committee_member, obstacle="Two cans broke.", **about)


def url_of(report) -> str:
    return reverse("dialogues:progress_report_answer", args=[report.pk])


@pytest.mark.parametrize("what", ["adjust", "go_on"])
@pytest.mark.parametrize("who", ["facilitator", "committee_member"])
def test_it_is_answered(world, as_user, who, what):
    report = hindered(world)
    client = as_user(world.cast[who])
    assert url_of(report) in client.get(report.action.page).content.decode()
    posted = make.filled(client, url_of(report), obstacle_answer=what, **WORDS)
    assert client.post(url_of(report), posted).url == report.get_absolute_url()
    report.refresh_from_db()
    assert (report.obstacle_answer, report.answered_by) == (what, world.cast[who])
    assert Action.objects.get(pk=report.action_id).status == "started"
    assert make.events(report) == ["progress_report.added", "progress_report.answered"]
    text = client.get(report.action.page).content.decode()
    assert WORDS["answer_words"] in text
    assert url_of(report) not in text


def test_to_stop_is_to_drop_with_the_reason_and_whose_decision(world, as_user):
    report = hindered(world)
    client = as_user(world.committee_member)
    posted = make.filled(client, url_of(report), obstacle_answer="stop", **WORDS)
    refused = client.post(url_of(report), posted)
    assert (refused.status_code, "whose decision" in refused.content.decode()) == (422, True)
    client.post(url_of(report), {**posted, "decided_by": "the planning group"})
    action = Action.objects.get(pk=report.action_id)
    assert (action.status, action.dropped_reason) == ("dropped", WORDS["answer_words"])
    assert make.again(action.plan).status == "agreed"
    assert "Decided by: the planning group" in client.get(action.page).content.decode()
    assert make.events(action)[-1] == "action.dropped"


def test_when_the_organisation_stops_it_the_community_is_asked_again(world):
    report = hindered(world)
    told.answered(report, by=world.facilitator, what="stop", decided_by="the elders")
    assert make.again(report.plan).status == "with_community"


def test_whose_decision_is_kept_only_of_a_stop(world):
    answered = told.answered(hindered(world), by=world.committee_member, decided_by="nobody")
    assert answered.decided_by == ""
    assert Revision.objects.filter(record_id=answered.pk).exists()


def test_once_and_only_where_something_stood_in_the_way(world, as_user):
    report = hindered(world)
    told.answered(report, by=world.committee_member)
    client = as_user(world.committee_member)
    assert client.get(url_of(report)).status_code == 409
    free = told.report(report.action, by=world.committee_member)
    assert client.get(url_of(free)).status_code == 409
    with pytest.raises(NotPossible):
        told.answered(free, by=world.committee_member)


def test_others_wrong_roles_bad_input_stale_and_wrong_method(world, as_user):
    report = hindered(world)
    posted = {"version": 1, "obstacle_answer": "go_on", **WORDS}
    assert as_user(world.outsider_facilitator).post(url_of(report), posted).status_code == 404
    for user in (world.mentor, world.coordinator):
        assert as_user(user).post(url_of(report), posted).status_code == 403
    client = as_user(world.committee_member)
    bad = client.post(url_of(report), {**posted, "answer_words": ""})
    assert bad.status_code == 422
    named = client.post(url_of(report), {**posted, "answer_words": "Ask the son of Kadie."})
    assert (named.status_code, "son of Kadie" in named.content.decode()) == (422, True)
    assert client.post(url_of(report), {**posted, "version": 7}).status_code == 409
    assert client.put(url_of(report)).status_code == 405
