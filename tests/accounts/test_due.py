"""What happens by itself happens once, says nothing when idle, and loses nothing when it fails."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.due import claim
from cpfacilitate.accounts.models import OutgoingMail, User
from cpfacilitate.lib import clock, due

from .factories import sign_in


def run() -> str:
    out = StringIO()
    call_command("due", stdout=out)
    return out.getvalue()


@pytest.fixture
def waiting(world) -> OutgoingMail:
    person = world.focal_point
    User.objects.filter(pk=person.pk).update(email="focal@example.org")
    person.refresh_from_db()
    actions.notify(person)
    return OutgoingMail.objects.get()


def test_nothing_is_due(world):
    assert run() == ""


def test_mail_says_that_something_waits_and_nothing_more(world, waiting):
    assert run() == "accounts.send_mail: 1\n"
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["focal@example.org"], "Something waits for you")
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
    assert not OutgoingMail.objects.exists()
    assert run() == ""


def test_mail_waits_for_its_moment(world, waiting):
    OutgoingMail.objects.update(due_at=clock.now() + timedelta(hours=1))
    assert run() == ""
    with clock.at(clock.now() + timedelta(hours=1, seconds=1)):
        assert run() == "accounts.send_mail: 1\n"


def test_a_mail_server_that_is_down(world, waiting, settings):
    """Each try is later than the one before; when it is back, the mail goes."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    moment, waits = clock.now(), []
    for _ in range(11):
        with clock.at(moment):
            assert run() == ""
            tried = OutgoingMail.objects.get()
            waits.append(tried.due_at - moment)
            assert run() == ""
            assert OutgoingMail.objects.get().due_at == tried.due_at
        moment = tried.due_at
    assert waits == [timedelta(minutes=min(2 * 2**n, 360)) for n in range(11)]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.at(moment):
        assert run() == "accounts.send_mail: 1\n"
    assert len(mail.outbox) == 1


def test_one_that_fails_does_not_keep_the_others_waiting(world, waiting, monkeypatch):
    def broken(now):
        raise RuntimeError("broken")

    monkeypatch.setattr(due, "_tasks", {"test.broken": broken, **due.tasks()})
    with pytest.raises(CommandError, match=r"test\.broken"):
        run()
    assert len(mail.outbox) == 1


def test_a_claimed_mail_is_not_sent_by_another(world, waiting):
    same = OutgoingMail.objects.get(pk=waiting.pk)
    assert claim(waiting, now=clock.now()) is True
    assert claim(same, now=clock.now()) is False


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_sends(world, waiting):
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once need PostgreSQL")
    start, outcomes = threading.Barrier(8), []

    def send():
        one = OutgoingMail.objects.select_related("user").get(pk=waiting.pk)
        start.wait()
        outcomes.append(claim(one, now=clock.now()))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 7 + [True]


def test_sessions_that_ran_out_are_forgotten(world):
    sign_in(world.facilitator)
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
    assert run() == ""
    with clock.at(clock.now() + timedelta(hours=12, minutes=1)):
        assert run() == "accounts.forget_sessions: 2\n"
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)
