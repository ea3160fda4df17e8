"""Locking, unlocking, promises, the list and the page of a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from dialogues.actions import sessions as actions
from dialogues.models import DialogueSession, Revision

from . import factories


@pytest.fixture
def session(world) -> DialogueSession:
    return factories.recorded(
        world.groups["girls_10_13"],
        by=world.facilitator,
        promise="Bring the ranking stones back.",
    )


def at(name: str, session: DialogueSession) -> str:
    return reverse(f"dialogues:session_{name}", args=[session.pk])


def test_the_page_shows_the_day_and_never_a_time_of_day(world, as_user, session):
    moment = clock.now().strftime("%H:%M")
    page = as_user(world.facilitator).get(at("show", session)).content.decode()
    assert "ebi wok" in page
    assert moment not in page


@pytest.mark.parametrize(
    "name",
    ["outsider_facilitator", "other_facilitator", "committee_member", "coordinator",
     "focal_point", "social_worker", "observer", "administrator", "stranger"],
)  # fmt: skip
def test_nobody_else_knows_of_a_session(world, as_user, session, name):
    client = as_user(getattr(world, name))
    for page in ("show", "edit", "record"):
        assert client.get(at(page, session)).status_code == 404
    for move in ("lock", "unlock", "keep_promise"):
        assert client.post(at(move, session)).status_code == 404
    listed = client.get(reverse("dialogues:session_list"))
    assert at("show", session) not in listed.content.decode()


def test_lock_and_unlock_with_a_reason_that_is_kept(world, as_user, session):
    assert as_user(world.facilitator).post(at("lock", session)).status_code == 302
    why = {"reason": "x", "wished_by": "group"}
    assert as_user(world.facilitator).post(at("unlock", session), why).status_code == 403
    mentor, wish = as_user(world.mentor), {"wished_by": "facilitator"}
    assert mentor.post(at("unlock", session), {"reason": "", **wish}).status_code == 422
    why = {"reason": "A count was wrong.", **wish}
    assert mentor.post(at("unlock", session), why).status_code == 302
    session.refresh_from_db()
    assert (session.status, session.locked_at, session.locked_by) == ("recorded", None, None)
    assert Revision.objects.filter(record_id=session.pk).last().values == {
        "unlocked": "A count was wrong.",
        "wished_by": "facilitator",
        "identifier_reason": "",
    }
    events = AuditEvent.objects.about(session).values_list("event", flat=True)
    assert list(events)[-2:] == ["session.locked", "session.unlocked"]


def test_locking_twice_is_409_and_get_is_405(world, as_user, session):
    client = as_user(world.facilitator)
    assert client.get(at("lock", session)).status_code == 405
    client.post(at("lock", session))
    assert client.post(at("lock", session)).status_code == 409


def test_a_session_locks_by_itself_after_fourteen_days_and_not_before(world, session):
    assert actions.lock_due_sessions(clock.now() + timedelta(days=13)) == 0
    assert actions.lock_due_sessions(clock.now() + timedelta(days=14, minutes=1)) == 1
    session.refresh_from_db()
    assert session.status == "locked"
    assert session.locked_by is None
    assert actions.lock_due_sessions(clock.now() + timedelta(days=15)) == 0


def test_a_promise_is_kept_once(world, as_user, session):
    client = as_user(world.facilitator)
    assert client.post(at("keep_promise", session)).status_code == 302
    session.refresh_from_db()
    assert session.promise_kept_on == clock.today()
    assert client.post(at("keep_promise", session)).status_code == 409


def test_the_list_pages_by_place_and_costs_the_same_for_many(
    world, as_user, django_assert_max_num_queries
):
    group = world.groups["girls_10_13"]
    DialogueSession.objects.bulk_create(
        DialogueSession(
            subgroup=group, community=world.community, round=world.round,
            created_by=world.facilitator, status="recorded",
            held_on=clock.today() - timedelta(days=number), recorded_at=clock.now(),
            recorded_by=world.facilitator, language="kri",
        )
        for number in range(120)
    )  # fmt: skip
    client, seen, target = as_user(world.facilitator), [], reverse("dialogues:session_list")
    client.get("/")
    while target:
        with django_assert_max_num_queries(8):
            answer = client.get(target)
        page = answer.context["page"]
        seen += [session.pk for session in page]
        target = f"{reverse('dialogues:session_list')}?after={page.next}" if page.next else ""
    assert len(seen) == len(set(seen)) == 120
    assert client.get(reverse("dialogues:session_list"), {"after": "nonsense~x"}).status_code == 200


def test_log_a_session_is_one_tap_on_a_group(world, as_user):
    client = as_user(world.facilitator)
    page = client.get(reverse("dialogues:session_add"))
    key = page.context["form"].fields["id"].initial()
    tap = {"subgroup": world.groups["women"].pk, "id": key}
    first = client.post(reverse("dialogues:session_add"), tap)
    assert first.url == reverse("dialogues:session_edit", args=[key])
    assert client.post(reverse("dialogues:session_add"), tap).url == first.url
    assert DialogueSession.objects.count() == 1


def test_a_group_of_another_community_is_not_offered(world, as_user):
    client = as_user(world.facilitator)
    outside = world.outside_community.subgroups.first()
    page = client.get(reverse("dialogues:session_add")).content.decode()
    assert str(outside.pk) not in page
    answer = client.post(
        reverse("dialogues:session_add"),
        {"subgroup": outside.pk, "id": "9d1f3b7e-2f63-4e2b-9f0c-6a6d9a7e4d11"},
    )
    assert answer.status_code == 422


def test_only_notes_that_do_not_count_are_thrown_away(world, as_user, session):
    client = as_user(world.facilitator)
    assert client.post(at("discard", session)).status_code == 409
    assert as_user(world.mentor).post(at("discard", session)).status_code == 403
    draft = factories.draft(world.groups["women"], by=world.facilitator)
    assert at("edit", draft) in client.get(reverse("dialogues:session_add")).content.decode()
    assert client.get(at("discard", draft)).status_code == 405
    assert client.post(at("discard", draft)).status_code == 302
    assert not DialogueSession.objects.filter(pk=draft.pk).exists()
    assert AuditEvent.objects.filter(record_id=draft.pk, event="session.discarded").exists()


def test_a_promise_is_its_makers_to_keep(world, as_user, session):
    assert as_user(world.mentor).post(at("keep_promise", session)).status_code == 403
