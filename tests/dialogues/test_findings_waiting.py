"""Nothing that was carried is forgotten, and nothing waits for ever."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import carrying, sessions
from dialogues.actions import findings as actions
from dialogues.models import Finding, Presentation, TellBack
from dialogues.models.rows import stored_rows
from tests.factories import fresh

from . import factories
from . import finding_factories as found
from .test_finding_pages import add, trail
from .test_purge import left


@pytest.fixture
def heard(world) -> list[Finding]:
    return found.by_two_groups(world)


def waits(client: Client) -> list[tuple[str, int]]:
    sections = {
        each.name: each.things for each in client.get(reverse("home")).context["today"].sections
    }
    return [(wait.status, wait.count) for wait in sections.get("answers", [])]


def test_what_was_told_back_waits_again_when_more_children_say_it(world, as_user, heard):
    by, finding = world.facilitator, heard[0]
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    found.told(finding, groups=[world.groups["girls_14_17"], world.groups["boys_14_17"]], by=by)
    assert finding.status == "told_back"
    factories.recorded(world.groups["girls_10_13"], by=by, harms=found.HARMS[:1])
    found.refresh(finding)
    assert finding.status == "answered"
    assert ("answered", 1) in waits(as_user(by))


def test_what_was_carried_is_answered_also_when_it_is_kept_since(world, as_user):
    by = world.facilitator
    finding = found.heard(world, "girls_14_17", by=by)[0]
    found.presented(finding, by=by)
    session = world.round.sessions.get()
    items = [{**row, "share_scope": "facilitators"} for row in stored_rows(session)["items"]]
    sessions.save_session(session, version=session.version, values={}, rows={"items": items}, by=by)
    client = as_user(by)
    assert waits(client) == [("presented", 1)]
    assert "Carried, and no answer yet" in trail(client, world.round)
    page = client.get(finding.get_absolute_url()).text
    assert "They answered" in page
    assert "Since then the groups let nobody else hear of it" in page
    found.answered(finding, by=by)
    form = client.get(add("tell_back", round=world.round.pk)).context["form"]
    assert [key for key, _words in form.fields["findings"].choices] == [finding.pk]


def test_words_put_right_leave_what_was_carried_on_the_trail(world, as_user):
    by = world.facilitator
    finding = found.heard(world, "girls_14_17", by=by, harms=found.HARMS[:1])[0]
    found.presented(finding, by=by)
    session = world.round.sessions.get()
    items = [{**row, "local_term": "ebi wɔk"} for row in stored_rows(session)["items"]]
    sessions.save_session(session, version=session.version, values={}, rows={"items": items}, by=by)
    client = as_user(by)
    assert waits(client) == [("presented", 1), ("heard", 1)]
    assert finding.get_absolute_url() in trail(client, world.round)
    assert "No list of this round says it any more" in client.get(finding.get_absolute_url()).text
    assert as_user(world.committee_member).get(finding.get_absolute_url()).status_code == 404


def test_where_we_parted_nobody_is_asked_to_carry(world, as_user, heard):
    assert waits(as_user(world.facilitator)) == [("heard", 3)]
    left(world, "keep")
    assert waits(as_user(fresh(world.facilitator))) == []


def test_a_telling_sent_twice_is_kept_once_and_says_so(world, as_user, heard):
    by, client = world.facilitator, as_user(world.facilitator)
    found.presented(heard[0], by=by)
    found.answered(heard[0], by=by)
    groups = [world.groups[name].pk for name in ("girls_14_17", "boys_14_17")]
    sent = {
        "id": uuid.uuid4(), "findings": [heard[0].pk], "groups": groups, "told_by": "facilitator",
        "reaction": "content", "words": "Good.", "told_on": clock.today(),
    }  # fmt: skip
    target = add("tell_back", round=world.round.pk)
    assert [client.post(target, sent).status_code for _time in range(2)] == [302, 302]
    assert TellBack.objects.count() == 1


def test_nobody_is_told_before_there_was_an_answer(world, as_user, heard):
    by = world.facilitator
    found.presented(heard[0], by=by)
    found.answered(heard[0], by=by, answered_on=clock.today())
    with pytest.raises(NotPossible, match="before they answered"):
        found.told(
            heard[0], groups=[world.groups["girls_14_17"]], by=by,
            told_on=clock.today() - timedelta(days=1),
        )  # fmt: skip


def test_a_name_that_was_opened_for_one_group_is_opened_for_no_other(world):
    by, mentor = world.facilitator, fresh(world.mentor)
    scopes = {"ebi wok": "community_attributed"}
    finding = found.heard(world, "girls_10_13", by=by, harms=found.HARMS[:1], scopes=scopes)[0]
    for person in (by, mentor):
        actions.open_finding(finding, by=person)
    factories.recorded(world.groups["boys_14_17"], by=by, harms=found.HARMS[:1], scopes=scopes)
    found.refresh(finding)
    assert (finding.open_by, finding.open_with) == (None, None)
    with pytest.raises(NotPossible):  # two groups say it now
        actions.open_finding(finding, by=by)


def test_notes_begun_before_do_not_undo_what_a_group_took_back(world):
    by, girls = world.facilitator, world.groups["girls_14_17"]
    finding = found.heard(world, "girls_14_17", by=by, harms=found.HARMS[:1])[0]
    draft = factories.filled(
        girls, by=by, harms=found.HARMS[:1], scopes={"ebi wok": "community_unattributed"}
    )
    actions.withdraw_finding(finding, version=finding.version, subgroup=girls, by=by)
    draft.refresh_from_db()
    sessions.record_session(draft, version=draft.version, by=by)
    found.refresh(finding)
    assert finding.status == "withdrawn_by_group"


def test_waiting_is_counted_from_the_day_of_the_step(world, as_user, heard):
    """Written down today, carried ten days ago: children have waited for ten days."""
    by, finding = world.facilitator, heard[0]
    type(world.round).objects.update(began_on=clock.today() - timedelta(days=40))
    carried = found.presented(finding, by=by, presented_on=clock.today() - timedelta(days=10))
    assert finding.since == carried.presented_on
    home = as_user(by).get(reverse("home")).text
    assert "10 days" in home
    found.answered(finding, by=by, answered_on=clock.today() - timedelta(days=4))
    assert finding.since == clock.today() - timedelta(days=4)


def test_who_takes_a_step_out_twice_is_told_that_it_is_gone(world, as_user, heard):
    by = world.facilitator
    step = found.presented(heard[0], by=by)
    Presentation.objects.filter(pk=step.pk).delete()
    with pytest.raises(Http404):
        carrying.remove_presentation(step, by=by)
