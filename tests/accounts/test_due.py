"""What happens by itself happens once, says nothing when idle, and loses nothing when it fails."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError
from django.db import connection

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.due import CLAIM, MOST_TRIES, READ_KEPT, claim
from cpfacilitate.accounts.models import Notification, OutgoingMail
from cpfacilitate.lib import clock, due
from tests.factories import fresh

from .factories import reachable, run_due, sign_in
from .mail_server import MailServer


@pytest.fixture
def waiting(world) -> OutgoingMail:
    actions.notify(reachable(world.focal_point), about=world.community)
    return OutgoingMail.objects.get()


def test_nothing_is_due(world):
    assert run_due() == ""


def test_mail_says_that_something_waits_and_nothing_more(world, waiting):
    assert run_due() == "accounts.send_mail: 1\n"
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([world.focal_point.email], "Something waits for you")
    said = f"{sent.subject} {sent.body}"
    for secret in (
        world.focal_point.display_name,
        world.ngo.name,
        "http",
        "/",
        "referral",
        "child",
    ):
        assert secret not in said
    assert run_due() == ""


def test_mail_waits_for_its_moment(world, waiting):
    OutgoingMail.objects.update(due_at=clock.now() + timedelta(hours=1))
    assert run_due() == ""
    with clock.at(clock.now() + timedelta(hours=1, seconds=1)):
        assert run_due() == "accounts.send_mail: 1\n"


def test_a_mail_server_that_is_down(world, waiting, settings):
    """Each try is later than the one before; after the last it is given up, and stays in sight."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    moment, waits = clock.now(), []
    for number in range(1, MOST_TRIES + 1):
        with clock.at(moment):
            assert run_due() == ""
            tried = OutgoingMail.objects.get()
            waits.append(tried.due_at - moment)
            assert (tried.failed_at, tried.failures) == (moment, number)
            assert (tried.given_up_at == moment) is (number == MOST_TRIES)
            assert run_due() == ""
            assert OutgoingMail.objects.get().due_at == tried.due_at
        moment = tried.due_at
    assert waits == [timedelta(minutes=min(2 * 2**n, 360)) for n in range(MOST_TRIES)]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.at(moment):
        assert run_due() == ""
        actions.retry_mail(tried, by=world.administrator)
        assert run_due() == "accounts.send_mail: 1\n"
    assert len(mail.outbox) == 1
    went = OutgoingMail.objects.get()
    assert (went.failures, went.failed_at, went.failure, went.tries) == (0, None, "", 0)


def test_what_comes_after_giving_up_is_tried_from_the_beginning(world, waiting):
    now = clock.now()
    OutgoingMail.objects.update(given_up_at=now, failed_at=now, tries=MOST_TRIES)
    assert run_due() == ""
    actions.notify(world.focal_point, about=world.other_community)
    assert run_due() == "accounts.send_mail: 1\n"


def test_one_that_fails_does_not_keep_the_others_waiting(world, waiting, monkeypatch):
    def broken(now):
        raise RuntimeError("broken")

    monkeypatch.setattr(due, "_tasks", {"test.broken": broken, **due.tasks()})
    with pytest.raises(CommandError, match=r"test\.broken"):
        run_due()
    assert len(mail.outbox) == 1


def test_a_claimed_mail_is_not_sent_by_another(world, waiting):
    same = OutgoingMail.objects.get(pk=waiting.pk)
    assert claim(waiting, now=clock.now()) is True
    assert claim(same, now=clock.now()) is False


def test_a_run_that_is_killed_loses_nothing(world, waiting):
    """It had claimed the mail and never came back: another run sends it, once, after a while."""
    now = clock.now()
    with clock.at(now):
        claim(waiting, now=now)
        assert run_due() == ""
    with clock.at(now + CLAIM - timedelta(seconds=1)):
        assert run_due() == ""
    with clock.at(now + CLAIM):
        assert run_due() == "accounts.send_mail: 1\n"
        assert run_due() == ""
    assert len(mail.outbox) == 1


def test_what_is_asked_for_anew_while_it_is_sent_goes_once_more(world, waiting):
    """High urgency that came when the mail before it had just left is not taken for told."""
    assert claim(waiting, now=clock.now())
    actions.notify(fresh(world.focal_point), about=world.other_community, urgent=True)
    anew = OutgoingMail.objects.get()
    assert (anew.urgent, anew.tries, anew.due_at > waiting.due_at) == (True, 0, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_runs_at_once_send_each_mail_once(world, settings):
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    people = [world.focal_point, world.mentor, world.social_worker, world.coordinator]
    for person in people:
        actions.notify(reachable(person), about=world.community)
    start = threading.Barrier(6)

    def run():
        start.wait()
        try:
            run_due()
        finally:
            connection.close()

    with MailServer().running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        threads = [threading.Thread(target=run) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(server.addresses) == sorted(person.email for person in people)


def test_sessions_that_ran_out_are_forgotten(world):
    sign_in(world.facilitator)
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
    assert run_due() == ""
    with clock.at(clock.now() + timedelta(hours=12, minutes=1)):
        assert run_due() == "accounts.forget_sessions: 2\n"
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_what_was_read_a_month_ago_is_forgotten(world):
    now = clock.now()
    read, new = (
        actions.notify(world.mentor, about=about)
        for about in (world.community, world.other_community)
    )
    with clock.at(now):
        actions.read_notification(read, by=world.mentor)
    with clock.at(now + READ_KEPT):
        assert run_due() == ""
    with clock.at(now + READ_KEPT + timedelta(seconds=1)):
        assert run_due() == "accounts.forget_read_notifications: 1\n"
    assert Notification.objects.get() == new
