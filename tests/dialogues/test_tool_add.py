"""Writing down a tool: every kind keeps its own shape, odd words come back as they were typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cpfacilitate.accounts.models import CarriedForm
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.models import SHAPES, DialogueSession, Tool, ToolKind
from dialogues.models.rows import scope_words
from dialogues.models.shapes import is_free_text
from participants import actions as participants
from tests.accounts.factories import hidden
from tests.factories import PASSWORD

from . import factories
from . import tool_factories as make

ODD = "سؤال عن الطريق 🙂 ‮ɛlo <b>&amp;"


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.recorded(world.groups["girls_10_13"], by=world.facilitator)


def url(session: DialogueSession, kind: str = "") -> str:
    query = {"session": session.pk} | ({"kind": kind} if kind else {})
    return reverse("dialogues:tool_add", query=query)


def test_every_kind_has_a_shape_and_rows_to_test_with():
    assert set(SHAPES) == set(ToolKind.values) == set(make.ROWS)


def test_the_tools_are_offered(world, as_user, session):
    page = as_user(world.facilitator).get(url(session)).content.decode()
    for kind in ToolKind:
        assert f"session={session.pk}&amp;kind={kind}" in page


@pytest.mark.parametrize("kind", make.KINDS)
def test_what_is_typed_is_kept_in_its_shape_and_shown(world, as_user, session, kind):
    client = as_user(world.facilitator)
    answer = client.post(
        url(session, kind), make.posted(client, url(session, kind), make.rows(kind))
    )
    tool = Tool.objects.get()
    assert (answer.status_code, answer.url) == (302, tool.get_absolute_url())
    assert (tool.kind, tool.question, tool.memo) == (
        kind, "What happens here?", "Everybody nodded.",
    )  # fmt: skip
    assert make.stored(tool) == make.rows(kind)
    page = client.get(session.get_absolute_url()).content.decode()
    for row in make.rows(kind):
        assert row["local_term"] in page
    assert "Everybody nodded." in page
    assert "What happens here?" in page
    event = AuditEvent.objects.get(event="tool.added")
    assert (event.record_id, event.by, event.fields) == (tool.pk, world.facilitator, [])


@pytest.mark.parametrize("kind", make.KINDS)
def test_odd_words_come_back_as_they_were_typed(world, as_user, session, kind):
    odd = {
        field.name: ODD
        for field in SHAPES[kind].said_fields()
        if is_free_text(field)
    }  # fmt: skip
    client = as_user(world.facilitator)
    said = make.rows(kind, **odd)
    client.post(url(session, kind), make.posted(client, url(session, kind), said, question=ODD))
    tool = Tool.objects.get()
    assert (tool.question, make.stored(tool)) == (ODD, said)
    page = client.get(reverse("dialogues:tool_edit", args=[tool.pk]))
    assert page.context["notes"].rows[0]["local_term"].value() == ODD


@pytest.mark.parametrize("kind", make.KINDS)
def test_what_is_too_long_is_refused_with_nothing_lost(world, as_user, session, kind):
    client = as_user(world.facilitator)
    free = [field for field in SHAPES[kind].said_fields() if is_free_text(field)]
    said = make.rows(kind, **{field.name: "ɛ" * (field.max_length + 1) for field in free})
    memo = "word " * 401
    body = make.posted(client, url(session, kind), said, memo=memo)
    answer = client.post(url(session, kind), body)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Tool.objects.count() == 0
    assert memo.strip() in page
    assert ("ɛ" * (max(field.max_length for field in free) + 1)) in page
    assert said[1]["local_term"] in page
    errors = {id for id, _label, _said in answer.context["notes"].errors()}
    assert {"id_memo", *(f"id_rows-0-{field.name}" for field in free)} == errors


@pytest.mark.parametrize("kind", make.KINDS)
def test_what_makes_no_sense_is_refused_in_every_shape(world, as_user, session, kind):
    """No choice that is not offered, no month 13, no sentence of a server that fell over."""
    client = as_user(world.facilitator)
    chosen = [field.name for field in SHAPES[kind].said_fields() if field.choices]
    for nonsense in ("-1", "99999999999999999999", "∞", "'; --"):
        said = make.rows(kind, **dict.fromkeys(chosen, nonsense))
        answer = client.post(url(session, kind), make.posted(client, url(session, kind), said))
        errors = {id for id, _label, _said in answer.context["notes"].errors()}
        assert answer.status_code == 422
        assert errors == {f"id_rows-0-{name}" for name in chosen}
    assert Tool.objects.count() == 0


@pytest.mark.parametrize("kind", make.KINDS)
def test_what_a_row_needs_is_asked_for_and_rows_without_words_are_not_there(
    world, as_user, session, kind
):
    client, shape = as_user(world.facilitator), SHAPES[kind]
    needed = [field.name for field in shape.own_fields() if not field.blank]
    bare = {field.name: "" for field in shape.said_fields()}
    said = [bare, {**bare, "local_term": "one"}]
    answer = client.post(url(session, kind), make.posted(client, url(session, kind), said))
    if needed:
        assert answer.status_code == 422
        assert "Choose one." in answer.content.decode()
        return
    assert [row["local_term"] for row in make.stored(Tool.objects.get())] == ["one"]


@pytest.mark.parametrize("kind", make.KINDS)
def test_nothing_is_said_of_a_row_that_nobody_said(world, as_user, session, kind):
    """How far it may go is bounded until the group says more; everything else is blank."""
    shape, group = SHAPES[kind], scope_words(session.subgroup)
    notes = as_user(world.facilitator).get(url(session, kind)).context["notes"]
    for row in notes.rows:
        shown = {field.name: row[field.name].value() for field in shape.said_fields()}
        assert {name: value for name, value in shown.items() if value} == {
            "share_scope": "facilitators"
        }
        assert list(row.fields["share_scope"].choices) == list(group.items())
        for field in shape.own_fields():
            assert not field.choices or row.fields[field.name].choices[0] == ("", "–")


def test_a_row_that_says_anything_is_asked_for_the_rest_at_once(world, as_user, session):
    client, at = as_user(world.facilitator), url(session, "seasonal_calendar")
    bare = dict.fromkeys(("local_term", "change", "first_month", "last_month"), "")
    said = [{**bare, "gloss": "hunger"}, {**bare, "local_term": "skul"}, bare]
    answer = client.post(at, make.posted(client, at, said))
    errors = [id for id, _label, _said in answer.context["notes"].errors()]
    assert answer.status_code == 422
    assert errors == [
        "id_rows-0-local_term", "id_rows-0-change", "id_rows-0-first_month",
        "id_rows-1-change", "id_rows-1-first_month",
    ]  # fmt: skip


def test_it_is_asked_and_told_in_the_words_of_the_group(world, as_user, session):
    client, at = as_user(world.facilitator), url(session, "who_helps")
    page = client.get(at).content.decode()
    assert "“Girls 10–13 said”</option>" in page
    assert "Facilitators only</option>" in page
    said = make.rows("who_helps", share_scope="community_attributed")
    client.post(at, make.posted(client, at, said))
    shown = client.get(session.get_absolute_url()).content.decode()
    assert '<span class="badge">“Girls 10–13 said”</span>' in shown
    edit = reverse("dialogues:tool_edit", args=[Tool.objects.get().pk])
    for address in (at, url(session), edit):
        assert "<title>Tool" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("daily_calendar", {"from_hour": 7, "to_hour": 7}, "to_hour"),
        ("daily_calendar", {"from_hour": ""}, "from_hour"),
        ("seasonal_calendar", {"first_month": 13}, "first_month"),
        ("who_helps", {"local_term": ""}, "local_term"),
        ("who_helps", {"trust": 9}, "trust"),
        ("options", {"strengths_by": "nobody"}, "strengths_by"),
    ],
)
def test_a_row_that_cannot_be_is_said_at_its_field(world, as_user, session, kind, changes, field):
    client = as_user(world.facilitator)
    said = make.rows(kind, **changes)
    answer = client.post(url(session, kind), make.posted(client, url(session, kind), said))
    errors = [id for id, _label, _said in answer.context["notes"].errors()]
    assert (answer.status_code, errors) == (422, [f"id_rows-0-{field}"])


def test_a_month_alone_is_a_stretch_of_one(world, as_user, session):
    client, at = as_user(world.facilitator), url(session, "seasonal_calendar")
    client.post(at, make.posted(client, at, make.rows("seasonal_calendar", last_month="")))
    first, second = Tool.objects.get().own_rows()
    assert (first.last_month, first.stretches()) == (6, [(5, 1)])
    assert second.stretches() == [(0, 1), (10, 2)]


def test_the_button_for_a_further_row_keeps_what_is_typed_and_writes_nothing(
    world, as_user, session
):
    client, at = as_user(world.facilitator), url(session, "drama")
    body = make.posted(client, at, make.rows("drama"), go="row")
    answer = client.post(at, body)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert len(answer.context["notes"].rows.forms) == 3
    assert make.ROWS["drama"][1]["local_term"] in page
    assert "Everybody nodded." in page
    assert Tool.objects.count() == 0
    full = client.post(at, body | {"rows-TOTAL_FORMS": "20"})
    assert len(full.context["notes"].rows.forms) == 20


def test_places_and_ticks_do_without_javascript(world, as_user, session):
    client, at = as_user(world.facilitator), url(session, "drama")
    third = {"local_term": "Everybody laughs.", "share_scope": "facilitators"}
    body = make.posted(client, at, [*make.rows("drama"), third])
    order = {"rows-0-ORDER": "2", "rows-1-DELETE": "on", "rows-2-ORDER": "1"}
    client.post(at, body | order)
    assert [row.local_term for row in Tool.objects.get().own_rows()] == [
        "Everybody laughs.", make.ROWS["drama"][0]["local_term"],
    ]  # fmt: skip


def test_words_that_may_name_somebody_need_a_reason(world, as_user, session):
    client, at = as_user(world.facilitator), url(session, "places")
    said = make.rows("places", why="The daughter of Pa Sorie was followed there")
    answer = client.post(at, make.posted(client, at, said, memo="Near house 14"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "daughter of Pa" in page
    assert "house 14" in page
    assert 'type="text" name="identifier_reason"' in page
    body = make.posted(client, at, said, memo="Near house 14", identifier_reason="A tale.")
    assert client.post(at, body).status_code == 302
    assert Tool.objects.get().identifier_reason == "A tale."


def test_a_reason_that_nobody_needs_is_not_kept(world, session):
    tool = make.add(session, by=world.facilitator, identifier_reason="Just so.")
    assert tool.identifier_reason == ""


def test_the_same_form_twice_is_one_tool_and_other_words_are_not_lost(world, as_user, session):
    client, at = as_user(world.facilitator), url(session, "drama")
    body = make.posted(client, at, make.rows("drama"))
    first, second = client.post(at, body), client.post(at, body)
    assert (first.url, Tool.objects.count()) == (second.url, 1)
    assert len(make.stored(Tool.objects.get())) == 2
    for changed in ({"memo": "Somebody laughed."}, {"rows-0-local_term": "A boy comes home."}):
        answer = client.post(at, body | changed)
        assert answer.status_code == 409
        assert next(iter(changed.values())) in answer.content.decode()
    assert AuditEvent.objects.filter(event="tool.added").count() == 1


def test_tools_stand_in_the_order_in_which_they_were_written(world, session):
    made = [make.add(session, kind, by=world.facilitator) for kind in ("places", "drama")]
    assert [tool.position for tool in made] == [1, 2]
    assert list(session.tools.all()) == made


def test_an_expired_sign_in_loses_nothing(world, session):
    client, at = Client(), url(session, "drama")
    client.force_login(world.facilitator)
    body = make.posted(client, at, make.rows("drama", local_term=ODD))
    with clock.at(clock.now() + timedelta(minutes=31)):
        away = client.post(at, body)
        assert away.status_code == 302
        assert away.url.startswith(reverse("account_login"))
        assert Tool.objects.count() == 0
        back = reverse("carried_form", args=[CarriedForm.objects.get().pk])
        login = {"login": world.facilitator.username, "password": PASSWORD}
        client.post(f"{reverse('account_login')}?next={back}", login)
        given = hidden(client.get(back).content.decode())
        assert given["rows-0-local_term"] == ODD
        assert client.post(at, given).status_code == 302
    assert not CarriedForm.objects.exists()
    assert make.stored(Tool.objects.get())[0]["local_term"] == ODD


# --- Who may, and when ---------------------------------------------------------------------------


def test_nobody_else_adds(world, as_user, session):
    for user, status in (
        (world.mentor, 403), (world.committee_member, 404), (world.coordinator, 404),
        (world.focal_point, 404), (world.outsider_facilitator, 404),
    ):  # fmt: skip
        assert as_user(user).get(url(session)).status_code == status
        assert as_user(user).post(url(session, "drama")).status_code == status
        with pytest.raises(NotPermitted):
            make.add(session, by=user)
    assert Tool.objects.count() == 0


def test_a_session_of_nobody_and_a_tool_of_no_kind(world, as_user, session):
    client = as_user(world.facilitator)
    assert client.get(reverse("dialogues:tool_add")).status_code == 404
    assert client.get(url(session, "photographs")).status_code == 404
    assert client.put(url(session)).status_code == 405
    assert client.post(url(session)).status_code == 422
    assert client.post(url(session, "drama")).status_code == 422


def test_a_locked_session_says_why_not(world, as_user):
    session = factories.locked(world.groups["women"], by=world.facilitator)
    answer = as_user(world.facilitator).get(url(session, "drama"))
    assert answer.status_code == 409
    assert "This session is locked. Ask your mentor to unlock it" in answer.content.decode()
    with pytest.raises(NotPossible):
        make.add(session, by=world.facilitator)


def test_while_the_community_pauses_nothing_is_added_to_what_counts(world, as_user, session):
    draft = factories.draft(world.groups["women"], by=world.facilitator)
    participants.move_agreement(
        world.community.agreement, "paused", decided_on=clock.today(), by=world.facilitator
    )
    client = as_user(world.facilitator)
    assert client.get(url(session, "drama")).status_code == 409
    assert client.get(url(draft, "drama")).status_code == 200


@pytest.mark.parametrize("kind", make.KINDS)
def test_the_form_stays_below_what_a_request_may_carry(world, as_user, session, kind, settings):
    client, at = as_user(world.facilitator), url(session, kind)
    row = {"local_term": "one", **{k: v for k, v in make.rows(kind)[0].items()}}
    body = make.posted(client, at, [row] * 20)
    body |= {f"rows-{number}-ORDER": str(number + 1) for number in range(20)}
    assert len(body) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert client.post(at, body).status_code == 302
    assert len(make.stored(Tool.objects.get())) == 20
