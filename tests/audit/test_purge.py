"""What has been kept as long as it may be goes, once a day, as recorded numbers and nothing else."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import CarriedForm, Notification
from cpfacilitate.audit.actions import purge, record
from cpfacilitate.audit.models import AuditEvent, PurgeRun, RetentionRun
from cpfacilitate.lib import clock, retention
from dialogues.actions import sessions
from dialogues.models import Amendment, DialogueSession, Quote, Reflection, Revision
from participants.models import Round
from referrals.models import ReferralIdentity
from tests.dialogues import factories as dialogues
from tests.dialogues import reflection_factories as reflections
from tests.dialogues import tool_factories as tools
from tests.referrals import factories as referrals


def later(days: int, *options: str) -> str:
    out = StringIO()
    with clock.at(clock.now() + timedelta(days=days)):
        call_command("purge", *options, stdout=out, stderr=out)
    return out.getvalue()


def due(days: float = 0) -> None:
    with clock.at(clock.now() + timedelta(days=days)):
        call_command("due", stdout=StringIO())


def test_a_run_keeps_numbers_only(world):
    referrals.named(world, status="closed", name="Zainab Canary")
    later(61)
    run = PurgeRun.objects.get()
    assert run.deleted["identities"] == 1
    assert (run.started_by, run.dry_run, run.held, run.failed) == ("command", False, {}, [])
    assert "Canary" not in str(list(PurgeRun.objects.values()))
    assert AuditEvent.objects.filter(event="purge.run", record_id=run.pk).count() == 1


def test_a_dry_run_says_the_same_and_deletes_nothing(world):
    referral = referrals.named(world, status="closed")
    said = later(0, "--dry-run")
    day = clock.today() + timedelta(days=60)
    assert f"{day.isoformat()}       1  Names of children\n" in said
    assert "Zainab" not in said
    assert referral.code not in said
    assert later(61, "--dry-run").splitlines()[0].split()[1:] != []
    assert ReferralIdentity.objects.count() == 1
    dry = PurgeRun.objects.order_by("started_at").last()
    assert (dry.dry_run, dry.deleted["identities"]) == (True, 1)
    assert AuditEvent.objects.filter(event="purge.dry").count() == 2


def test_due_purges_once_a_day(world):
    due()
    due(0.0001)
    assert PurgeRun.objects.count() == 1
    due(1)
    assert PurgeRun.objects.count() == 2
    assert set(PurgeRun.objects.values_list("started_by", flat=True)) == {"clock"}


def test_a_dry_run_does_not_count_as_the_run_of_the_day(world):
    later(0, "--dry-run")
    due()
    assert PurgeRun.objects.filter(dry_run=False).count() == 1


def test_one_that_fails_is_told_stops_nothing_and_is_tried_again(world, monkeypatch):
    CarriedForm.objects.create(
        user=world.facilitator, path="/", posted="a=b", at=clock.now() - timedelta(days=3)
    )
    whole = dict(retention._rules)

    def broken(due: QuerySet, now) -> retention.Outcome:
        raise RuntimeError("broken")

    first = next(iter(whole.values()))
    failing = retention.Rule(**{**vars(first), "kind": "failing", "purge": broken, "held": None})
    monkeypatch.setattr(retention, "_rules", {"failing": failing, **whole})
    with pytest.raises(CommandError, match="purge_expired"):
        due()
    run = PurgeRun.objects.get()
    assert run.failed == ["failing"]
    assert run.deleted["carried_forms"] == 1
    due(0.01)
    assert PurgeRun.objects.count() == 1
    with pytest.raises(CommandError, match="purge_expired"):
        due(0.05)
    assert PurgeRun.objects.count() == 2


def test_the_trail_goes_by_its_one_path_and_what_is_held_stays(world):
    held, free = referrals.sent(world), referrals.sent(world)
    long_ago = clock.now() - timedelta(days=6 * 365)
    with clock.at(long_ago):
        from django.db import transaction

        with transaction.atomic():
            for referral in (held, free):
                record("referral.viewed", referral, by=world.facilitator)
    referrals.hold(world, held, approved=True)
    run = purge(started_by="command", now=clock.now())
    old = AuditEvent.objects.filter(at__lte=long_ago)
    assert set(old.values_list("record_id", flat=True)) == {held.pk}
    assert run.deleted["audit_events"] == 1
    assert run.held["audit_events"] == 1
    assert RetentionRun.objects.get().deleted == 1


def test_notifications_that_were_read_go_and_others_stay_half_a_year(world):
    accounts.notify(world.focal_point, about=world.community)
    accounts.notify(world.mentor, about=world.community)
    accounts.read_notifications(world.mentor)
    later(31)
    assert [one.user for one in Notification.objects.all()] == [world.focal_point]
    later(181)
    assert not Notification.objects.exists()


# --- Raw notes of dialogues -----------------------------------------------------------------------


@pytest.fixture
def logged(world) -> DialogueSession:
    """A session with everything in it, of a round that is over."""
    group, by = world.groups["girls_10_13"], world.facilitator
    session = dialogues.recorded(
        group, by=by, promise="Come back before the rains", **dialogues.NOTICED,
        quotes=[dialogues.QUOTE],
    )  # fmt: skip
    reflections.amendment(session, by=by)
    reflections.reflection(session, by=by)
    tools.add(session, by=by)
    Round.objects.filter(pk=world.round.pk).update(ended_on=clock.today())
    return session


def test_notes_go_a_year_after_the_round_and_the_lists_stay(logged):
    ranked = list(logged.items.values_list("local_term", "gloss", "rank", "harm"))
    counted = list(logged.head_counts.values_list("sex", "age_band", "people"))
    assert (Quote.objects.count(), Amendment.objects.count()) == (1, 1)
    later(364)
    assert Quote.objects.count() == 1
    later(366)
    fresh = DialogueSession.objects.get(pk=logged.pk)
    assert (fresh.before_note, fresh.space_note, fresh.question, fresh.power_notes) == (
        "",
        "",
        "",
        [],
    )
    assert (Quote.objects.count(), Amendment.objects.count()) == (0, 0)
    assert not Revision.objects.filter(record_id=logged.pk).exists()
    assert not Reflection.objects.filter(session=logged).exists()
    assert list(fresh.items.values_list("local_term", "gloss", "rank", "harm")) == ranked
    assert set(fresh.items.values_list("why", flat=True)) <= {""}
    assert list(fresh.head_counts.values_list("sex", "age_band", "people")) == counted
    assert fresh.promise, "it is still owed"
    assert not fresh.words.filter(word__startswith="rains").exists() or fresh.promise
    events = AuditEvent.objects.about(logged).values_list("event", flat=True)
    assert {"session.notes_forgotten", "session.power_notes_forgotten"} <= set(events)


def test_who_was_silent_goes_from_what_stood_before_too(world, logged, settings):
    """An installation may keep that for half a year, and the other notes longer."""
    settings.RETENTION_DAYS = {"power_notes": 183}
    sessions.save_session(
        logged, version=logged.version, values={"power_notes": []}, rows={}, by=world.facilitator
    )
    assert "until the stones came" in str(list(Revision.objects.values_list("values", flat=True)))
    later(184)
    assert "until the stones came" not in str(
        list(Revision.objects.values_list("values", flat=True))
    )
    assert Quote.objects.count() == 1
    assert "power_notes" not in PurgeRun.objects.latest_real().failed
    later(185)
    assert "power_notes" not in PurgeRun.objects.latest_real().deleted


def test_a_round_that_goes_on_keeps_its_notes(world, logged):
    Round.objects.update(ended_on=None)
    later(800)
    assert Quote.objects.count() == 1


def test_the_page_of_a_session_opens_without_its_notes(world, logged, as_user):
    later(366)
    page = as_user(world.facilitator).get(logged.get_absolute_url())
    assert page.status_code == 200
    assert "Raw notes deleted, as their time had come" in page.content.decode()


def test_a_draft_that_never_counted_goes(world, logged):
    draft = dialogues.filled(world.groups["women"], by=world.facilitator)
    later(366)
    assert not DialogueSession.objects.filter(pk=draft.pk).exists()
