"""Who is told that something waits, by which way, and when? Of what it is, nobody."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import MailPreference, Notification, OutgoingMail
from cpfacilitate.lib import clock
from referrals.due import climb_what_is_overdue
from tests.factories import as_stored, fresh
from tests.referrals import factories as referrals

from .factories import reachable, run_due

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def prefer(user, timing="at_once", *, daily=7, quiet=(None, None)):
    since, until = (None if hour is None else time(hour) for hour in quiet)
    return actions.set_mail_preference(
        by=user, timing=timing, daily_at=time(daily), quiet_from=since, quiet_until=until
    )


def at(hour: int, minute: int = 0, *, day: int = 4) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def mails_at(moment: datetime) -> int:
    """How many mails the timer sends at `moment`."""
    before = len(mail.outbox)
    with clock.at(moment):
        run_due()
    return len(mail.outbox) - before


# --- In the application ---------------------------------------------------------------------------


def test_told_twice_of_one_thing_is_one_thing(world):
    with clock.at(NOON):
        first = actions.notify(world.mentor, about=world.community)
    with clock.at(NOON + timedelta(hours=1)):
        again = actions.notify(world.mentor, about=world.community)
        actions.notify(world.mentor, about=world.other_community)
        actions.notify(world.facilitator, about=world.community)
    assert again.pk == first.pk
    assert Notification.objects.get(pk=first.pk).at == NOON + timedelta(hours=1)
    assert world.mentor.notifications.count() == 2
    actions.read_notification(first, by=world.mentor)
    assert actions.notify(world.mentor, about=world.community).pk != first.pk
    assert fresh(world.mentor).waiting == 2


def test_no_row_says_what_it_is_about(world):
    """Not its kind, not its key, not even the length of its path; nor that two are told of one."""
    reachable(world.focal_point)
    referral = referrals.in_state(world, "sent")
    concern = referrals.concern(world)
    actions.notify(world.focal_point, about=world.community)
    actions.notify(world.facilitator, about=world.community)
    rows = repr(as_stored(Notification) + as_stored(OutgoingMail))
    for record in (referral, concern, world.community):
        for secret in (str(record.pk), record.pk.hex, record.get_absolute_url()):
            assert secret not in rows
    for secret in ("referral", "concern", "communit", referral.code, world.community.name):
        assert secret not in rows
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_path, mark FROM accounts_notification")
        sealed, marks = zip(*cursor.fetchall(), strict=True)
    assert len(sealed) >= 5
    assert len({len(path) for path in sealed}) == 1
    assert len(set(marks)) == len(marks)
    assert {n.path for n in world.focal_point.notifications.all()} == {
        record.get_absolute_url() for record in (referral, concern, world.community)
    }


def test_where_it_leads_without_its_key_is_the_first_page(world, settings):
    told = actions.notify(world.mentor, about=world.community)
    settings.FIELD_KEYS = ["b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMTE="]
    assert Notification.objects.get(pk=told.pk).path == "/"


# --- By mail --------------------------------------------------------------------------------------


def test_however_many_things_wait_there_is_one_mail_until_one_looks(world, as_user):
    person = reachable(world.mentor)
    for number, about in enumerate((world.community, world.other_community) * 3):
        with clock.at(NOON + timedelta(minutes=number)):
            actions.notify(person, about=about)
            run_due()
    assert len(mail.outbox) == 1
    as_user(person).get(reverse("home"))
    assert not OutgoingMail.objects.exists()
    with clock.at(NOON + timedelta(hours=1)):
        actions.notify(person, about=world.community)
        run_due()
    assert len(mail.outbox) == 2


def test_whoever_does_not_look_is_reminded_once_a_day_when_more_comes(world):
    person = reachable(world.mentor)
    for hours, sent in [(0, 1), (19, 1), (20, 2), (21, 2), (39, 2), (40, 3)]:
        with clock.at(NOON + timedelta(hours=hours)):
            actions.notify(person, about=world.community)
            run_due()
        assert len(mail.outbox) == sent, hours
    assert mails_at(NOON + timedelta(days=30)) == 0  # nothing new, nothing said


def test_whoever_looked_before_the_mail_left_gets_none(world, as_user):
    person = reachable(world.mentor)
    actions.notify(person, about=world.community)
    as_user(person).get(reverse("notification_list"))
    assert run_due() == ""
    assert mail.outbox == []


def test_high_urgency_is_told_again_although_one_did_not_look(world):
    person = reachable(world.mentor)
    for minutes, urgent, sent in [(0, False, 1), (1, False, 1), (2, True, 2), (3, True, 3)]:
        with clock.at(NOON + timedelta(minutes=minutes)):
            actions.notify(person, about=world.community, urgent=urgent)
            run_due()
        assert len(mail.outbox) == sent, minutes


def test_the_earliest_of_those_that_wait_decides(world):
    person, now = reachable(world.mentor), clock.now()
    soon, later = now + timedelta(minutes=5), now + timedelta(hours=1)
    for moment in (later, soon, later):
        actions.notify(person, about=world.community, not_before=moment)
    actions.notify(world.facilitator, about=world.community)  # has no address
    assert list(OutgoingMail.objects.values_list("user", "kind", "due_at")) == [
        (person.pk, "waiting", soon)
    ]


def test_what_was_undone_was_never_told(world):
    """The mail is asked for in the transaction of what it tells of."""
    reachable(world.mentor)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.notify(world.mentor, about=world.community)
        raise RuntimeError
    assert (Notification.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert run_due() == ""


# --- When ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quiet", "asked", "goes"),
    [
        ((22, 6), at(21, 59), at(21, 59)),
        ((22, 6), at(22), at(6, day=5)),
        ((22, 6), at(3, day=5), at(6, day=5)),
        ((22, 6), at(6, day=5), at(6, day=5)),
        ((1, 5), at(1), at(5)),
        ((1, 5), at(5), at(5)),
        ((1, 5), at(0, 59), at(0, 59)),
        ((0, 6), at(0), at(6)),
        ((18, 0), at(23, 59), at(0, day=5)),
    ],
)
def test_quiet_hours_hold_back_until_they_end(world, quiet, asked, goes):
    person = reachable(world.mentor)
    prefer(person, quiet=quiet)
    with clock.at(asked):
        actions.notify(person, about=world.community)
    assert OutgoingMail.objects.get().due_at == goes
    with clock.at(asked):
        actions.notify(person, about=world.community, urgent=True)
    assert OutgoingMail.objects.get().due_at == asked


def test_quiet_hours_are_those_of_the_installation(world, settings):
    settings.TIME_ZONE = "Asia/Dhaka"
    person = reachable(world.mentor)
    with timezone.override(ZoneInfo("Asia/Dhaka")), clock.at(at(17)):  # 23:00 there
        prefer(person, quiet=(22, 6))
        actions.notify(person, about=world.community)
        assert OutgoingMail.objects.get().due_at == at(0, day=5)  # 06:00 there


def test_a_mail_that_was_late_still_waits_for_the_day(world):
    """The timer, or the mail server, had stood still: not even then is anybody woken."""
    person = reachable(world.mentor)
    prefer(person, quiet=(22, 6))
    with clock.at(at(21)):
        actions.notify(person, about=world.community)
    assert mails_at(at(23)) == 0
    assert mails_at(at(5, 59, day=5)) == 0
    assert mails_at(at(6, day=5)) == 1


def test_once_a_day_at_the_hour_one_chose(world):
    person = reachable(world.mentor)
    prefer(person, "daily", daily=17)
    for hour in (9, 11, 16):
        with clock.at(at(hour)):
            actions.notify(person, about=world.community)
        assert mails_at(at(hour)) == 0
    assert mails_at(at(17)) == 1
    with clock.at(at(18)):
        actions.notify(person, about=world.other_community)
    assert mails_at(at(16, 59, day=5)) == 0
    assert mails_at(at(17, day=6)) == 1
    assert {sent.body for sent in mail.outbox} == {mail.outbox[0].body}
    assert not any(letter.isdigit() for letter in mail.outbox[0].subject + mail.outbox[0].body)
    with clock.at(at(20, day=6)):
        actions.notify(person, about=world.community, urgent=True)
    assert mails_at(at(20, day=6)) == 1


def test_no_mail_but_for_those_who_keep_watch(world):
    for name in ("mentor", "focal_point", "social_worker"):
        person = reachable(getattr(world, name))
        prefer(person, "none", quiet=(22, 6))
        with clock.at(at(23)):
            actions.notify(person, about=world.community)
        assert mails_at(at(12, day=5)) == 0, name
        with clock.at(at(23)):
            actions.notify(person, about=world.community, urgent=True)
        assert mails_at(at(23)) == (name != "mentor"), name
        OutgoingMail.objects.all().delete()


def test_wishes_that_change_move_what_waits(world):
    person = reachable(world.mentor)
    with clock.at(at(9)):
        actions.notify(person, about=world.community)
        prefer(person, "daily", daily=17)
    assert mails_at(at(16, 59)) == 0
    with clock.at(at(16, 59)):
        prefer(person, "none")
    assert mails_at(at(17)) == 0
    assert not OutgoingMail.objects.exists()


def test_whoever_is_not_here_any_more_is_not_written_to(world):
    person = reachable(world.mentor)
    actions.notify(person, about=world.community)
    person.is_active = False
    person.save()
    assert run_due() == ""
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("urgency", ["high", "medium", "low"])
def test_only_high_urgency_breaks_quiet_hours_when_a_time_was_missed(world, urgency):
    people = [reachable(world.facilitator), reachable(world.social_worker)]
    for person in people:
        prefer(person, quiet=(22, 6))
    with clock.at(at(9)):
        referral = referrals.sent(world, urgency=urgency)
    OutgoingMail.objects.all().delete()
    missed = referral.acknowledge_by_at.replace(hour=23, minute=30)
    with clock.at(missed):
        assert climb_what_is_overdue(missed) == 1
    assert mails_at(missed) == (2 if urgency == "high" else 0)
    assert mails_at(missed + timedelta(hours=7)) == (0 if urgency == "high" else 2)


def test_a_preference_nobody_chose_is_at_once_at_any_hour(world):
    preference = MailPreference.of(world.mentor)
    assert preference.first_moment(at(3), urgent=False) == at(3)
    assert not MailPreference.objects.exists()
