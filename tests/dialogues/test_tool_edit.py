"""Changing a tool: only what differs is written, what it said is kept, nobody's words are lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible, StaleVersion
from dialogues.actions import sessions
from dialogues.actions import tools as actions
from dialogues.models import Revision, Tool, ToolRow
from participants import actions as participants

from . import factories
from . import tool_factories as make


@pytest.fixture
def tool(world) -> Tool:
    session = factories.recorded(world.groups["girls_10_13"], by=world.facilitator)
    return make.add(session, by=world.facilitator)


def url(tool: Tool) -> str:
    return reverse("dialogues:tool_edit", args=[tool.pk])


@pytest.mark.parametrize("kind", make.KINDS)
def test_it_works_in_every_shape(world, as_user, tool, kind):
    tool = make.add(tool.session, kind, by=world.facilitator)
    keys = [row.pk for row in tool.own_rows()]
    client = as_user(world.facilitator)
    said = [
        *make.rows(kind, local_term="other words", share_scope="community_attributed"),
        make.rows(kind)[1],
    ]
    body = make.posted(client, url(tool), said, memo="Some were silent.")
    answer = client.post(url(tool), body)
    assert (answer.status_code, answer.url) == (302, tool.get_absolute_url())
    changed = make.again(tool)
    assert (changed.memo, changed.version, make.stored(tool)) == ("Some were silent.", 2, said)
    assert [row.pk for row in tool.own_rows()][:2] == keys  # whoever points at a row still does
    assert ToolRow.objects.filter(tool=tool).count() == 3
    event = AuditEvent.objects.get(event="tool.saved")
    assert (event.record_id, event.fields) == (tool.pk, ["memo", "rows"])
    before = Revision.objects.get(record_id=tool.pk)
    assert (before.version, before.values["memo"]) == (1, "Everybody nodded.")
    assert [row["local_term"] for row in before.values["rows"]] == [
        row["local_term"] for row in make.rows(kind)
    ]


@pytest.mark.parametrize("kind", make.KINDS)
def test_saving_the_same_again_changes_and_audits_nothing(world, as_user, tool, kind):
    tool = make.add(tool.session, kind, by=world.facilitator)
    client, events = as_user(world.facilitator), AuditEvent.objects.count()
    body = make.posted(client, url(tool), make.rows(kind))
    assert client.post(url(tool), body).status_code == 302
    assert (make.again(tool).version, AuditEvent.objects.count()) == (1, events)
    assert not Revision.objects.filter(record_id=tool.pk).exists()


def test_what_a_draft_said_before_is_kept_nowhere(world):
    session = factories.draft(world.groups["women"], by=world.facilitator)
    tool = make.add(session, by=world.facilitator)
    make.save(tool, memo="Nothing.", by=world.facilitator)
    assert Revision.objects.count() == 0
    assert AuditEvent.objects.get(event="tool.saved").fields == ["memo"]


def test_rows_are_put_in_another_order_and_taken_away(world, as_user, tool):
    client, (first, second) = as_user(world.facilitator), tool.own_rows()
    body = make.posted(client, url(tool), make.rows(tool.kind))
    client.post(url(tool), body | {"rows-0-ORDER": "2", "rows-1-ORDER": "1"})
    assert [row.pk for row in tool.own_rows()] == [second.pk, first.pk]
    body = make.posted(client, url(tool), make.rows(tool.kind))
    client.post(url(tool), body | {"rows-0-DELETE": "on"})
    assert [row.pk for row in tool.own_rows()] == [first.pk]


def test_a_row_that_was_emptied_is_gone(world, as_user, tool):
    client = as_user(world.facilitator)
    said = make.rows(tool.kind, local_term="", gloss="")
    client.post(url(tool), make.posted(client, url(tool), said))
    assert make.stored(tool) == make.rows(tool.kind)[1:]


def test_the_key_of_another_row_takes_nothing(world, tool):
    """A key in the form is asked for among the tool's own rows only, and used once."""
    other = make.add(tool.session, by=world.facilitator)
    theirs, own = other.own_rows()[0], tool.own_rows()[0]
    said = [row | {"id": key} for row, key in zip(
        [*make.rows(tool.kind), make.rows(tool.kind)[0]], [theirs.pk, own.pk, own.pk], strict=True
    )]  # fmt: skip
    make.save(tool, rows=said, by=world.facilitator)
    assert make.stored(other) == make.rows(other.kind)
    assert tool.own_rows().count() == 3
    assert tool.own_rows()[1].pk == own.pk


def test_two_people_one_tool(world, as_user, tool):
    client = as_user(world.facilitator)
    said = make.rows(tool.kind, local_term="the aunt of the quarter")
    body = make.posted(client, url(tool), said, memo="from the phone")
    make.save(tool, memo="from the laptop", by=world.facilitator)
    answer = client.post(url(tool), body)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("from the phone", "from the laptop", "the aunt of the quarter", "granma",
                  "Trusted much", "Facilitators only"):  # fmt: skip
        assert words in page
    assert make.again(tool).memo == "from the laptop"
    assert client.post(url(tool), body | {"version": "2"}).status_code == 302
    assert make.again(tool).memo == "from the phone"
    assert make.stored(tool)[0]["local_term"] == "the aunt of the quarter"


def test_what_is_wrong_is_shown_with_everything_still_there(world, as_user, tool):
    client = as_user(world.facilitator)
    said = make.rows(tool.kind, local_term="aunt", trust="")
    answer = client.post(url(tool), make.posted(client, url(tool), said, memo="x" * 2001))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "x" * 2001 in page
    assert 'value="aunt"' in page
    assert (make.again(tool).version, make.stored(tool)) == (1, make.rows(tool.kind))


def test_a_reason_for_earlier_words_does_not_speak_for_new_ones(world, as_user, tool):
    client = as_user(world.facilitator)
    told = {"memo": "Near house 14", "identifier_reason": "There is no house 14."}
    said = make.rows(tool.kind)
    assert client.post(url(tool), make.posted(client, url(tool), said, **told)).status_code == 302
    again = make.posted(client, url(tool), said, **told | {"question": "Who is trusted?"})
    assert client.post(url(tool), again).status_code == 302
    new = make.posted(client, url(tool), said, **told | {"memo": "Near house 14 and house 15"})
    answer = client.post(url(tool), new)
    assert answer.status_code == 422
    assert "house 15" in answer.context["notes"].errors()[0][2]
    assert "house 14" not in answer.context["notes"].errors()[0][2]
    new["identifier_reason"] = "Houses of a tale."
    assert client.post(url(tool), new).status_code == 302
    assert make.again(tool).identifier_reason == "Houses of a tale."
    with pytest.raises(NotPossible):
        make.save(make.again(tool), memo="Her father’s house 16", by=world.facilitator)


# --- Who may, and when ---------------------------------------------------------------------------

REACH = {"draft": factories.filled, "recorded": factories.recorded}
# Status of the session → whose tools they are to see, and whose to change.
READS = {"draft": {"facilitator"}, "recorded": {"facilitator", "mentor"},
         "locked": {"facilitator", "mentor"}}  # fmt: skip
CHANGES = {"draft": {"facilitator"}, "recorded": {"facilitator"}, "locked": set()}


@pytest.mark.parametrize("status", READS)
def test_every_status_and_every_role(world, status):
    session = REACH.get(status, factories.recorded)(world.groups["women"], by=world.facilitator)
    tool = make.add(session, by=world.facilitator)
    if status == "locked":
        sessions.lock_session(session, by=world.facilitator)
    read, changed = set(), set()
    for name, person in world.cast.items():
        if Tool.objects.visible_to(person).exists():
            read.add(name)
        try:
            make.save(tool, memo=f"as {name}", by=person)
            changed.add(name)
        except (NotPermitted, NotPossible):
            pass
    assert (read, changed) == (READS[status], CHANGES[status])


def test_nobody_else_opens_it(world, as_user, tool):
    for user, status in (
        (world.mentor, 403), (world.committee_member, 404), (world.coordinator, 404),
        (world.outsider_facilitator, 404), (world.social_worker, 404),
    ):  # fmt: skip
        assert as_user(user).get(url(tool)).status_code == status
        assert as_user(user).post(url(tool), {"version": "1"}).status_code == status
    assert as_user(world.facilitator).put(url(tool)).status_code == 405


def test_nobody_else_learns_what_stands_now(world, tool):
    with pytest.raises(NotPermitted):
        actions.save_tool(tool, version=7, rows=[], memo="", by=world.mentor)
    with pytest.raises(StaleVersion):
        actions.save_tool(tool, version=7, rows=[], memo="", by=world.facilitator)


def test_a_locked_session_keeps_its_tools_as_they_are(world, as_user, tool):
    client = as_user(world.facilitator)
    body = make.posted(client, url(tool), make.rows(tool.kind), memo="too late")
    sessions.lock_session(tool.session, by=world.facilitator)
    for answer in (client.get(url(tool)), client.post(url(tool), body)):
        assert answer.status_code == 409
        assert "This session is locked." in answer.content.decode()
    assert "too late" in client.post(url(tool), body).content.decode()
    assert make.again(tool).memo == "Everybody nodded."


def test_what_counts_changes_only_while_the_community_takes_part(world, as_user, tool):
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )
    assert as_user(world.facilitator).get(url(tool)).status_code == 409
    with pytest.raises(NotPossible):
        make.save(tool, memo="Quietly.", by=world.facilitator)


def test_a_tool_shows_something_or_is_taken_out(world, as_user, tool):
    client = as_user(world.facilitator)
    body = make.posted(client, url(tool), make.rows(tool.kind), memo="Only this.")
    answer = client.post(url(tool), body | {"rows-0-DELETE": "on", "rows-1-DELETE": "on"})
    page = answer.content.decode()
    assert (answer.status_code, "Only this." in page) == (422, True)
    assert "Write down at least one thing that was laid out." in page
    with pytest.raises(NotPossible):
        make.save(tool, rows=[], by=world.facilitator)
    assert make.stored(tool) == make.rows(tool.kind)
