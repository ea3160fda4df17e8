"""Taking a tool out: with what it said before, so that nothing of it stays where nobody looks."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from dialogues.actions import sessions
from dialogues.models import Revision, Tool, ToolRow

from . import factories
from . import tool_factories as make


@pytest.fixture
def tool(world) -> Tool:
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    return make.add(session, by=world.facilitator)


def url(tool: Tool) -> str:
    return reverse("dialogues:tool_remove", args=[tool.pk])


def test_it_is_gone_and_what_it_said_stays_with_the_session(world, as_user, tool):
    make.save(tool, memo="Some were silent.", by=world.facilitator)
    answer = as_user(world.facilitator).post(url(tool), {"version": "2"})
    assert (answer.status_code, answer.url) == (302, tool.session.get_absolute_url())
    assert (Tool.objects.count(), ToolRow.objects.count()) == (0, 0)
    kept = Revision.objects.filter(record_id=tool.session_id).order_by("version")
    assert [one.values["of"] for one in kept] == [str(tool.pk)] * 2
    assert [one.values["memo"] for one in kept] == ["Everybody nodded.", "Some were silent."]
    assert kept[1].values["rows"][0]["local_term"] == "granma"
    event = AuditEvent.objects.get(event="tool.removed")
    assert (event.record_id, event.by) == (tool.pk, world.facilitator)
    assert "granma" not in as_user(world.facilitator).get(answer.url).content.decode()


def test_of_a_draft_nothing_stays(world, as_user):
    session = factories.draft(world.groups["women"], by=world.facilitator)
    tool = make.add(session, by=world.facilitator)
    assert as_user(world.facilitator).post(url(tool), {"version": "1"}).status_code == 302
    assert (Tool.objects.count(), Revision.objects.count()) == (0, 0)


def test_it_goes_with_the_draft(world):
    session = factories.draft(world.groups["women"], by=world.facilitator)
    make.add(session, by=world.facilitator)
    sessions.discard_session(session, by=world.facilitator)
    assert (Tool.objects.count(), ToolRow.objects.count()) == (0, 0)


def test_nobody_else_and_not_this_way(world, as_user, tool):
    assert as_user(world.facilitator).get(url(tool)).status_code == 405
    for user, status in ((world.mentor, 403), (world.coordinator, 404), (world.observer, 404)):
        for body in ({"version": "1"}, {}):
            assert as_user(user).post(url(tool), body).status_code == status
    assert Tool.objects.count() == 1


def test_not_without_its_version_not_a_stale_one_not_a_locked_one(world, as_user, tool):
    client = as_user(world.facilitator)
    answer = client.post(url(tool))
    assert (answer.status_code, "granma" in answer.content.decode()) == (422, True)
    make.save(tool, memo="Some were silent.", by=world.facilitator)
    assert client.post(url(tool), {"version": "1"}).status_code == 409
    sessions.lock_session(tool.session, by=world.facilitator)
    assert client.post(url(tool), {"version": "2"}).status_code == 409
    assert Tool.objects.count() == 1
