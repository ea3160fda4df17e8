"""Mail goes to a real server over a real socket: what comes of it when that server misbehaves?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import OutgoingMail
from cpfacilitate.lib import clock
from tests.canaries import Cage
from tests.dialogues import plan_factories as plans
from tests.referrals import factories as referrals

from .factories import reachable, run_due
from .mail_server import HOST, MailServer, certificate


@pytest.fixture
def server(settings) -> MailServer:
    """Not running yet."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = None
    settings.DEFAULT_FROM_EMAIL = "waits@kindala.example"
    return server


def told(world, *people: str) -> list[str]:
    """Something waits for each of them; their addresses."""
    for name in people:
        actions.notify(reachable(getattr(world, name)), about=world.community)
    return [getattr(world, name).email for name in people]


def failures() -> dict[str, tuple[str, int]]:
    """Address → what went wrong with its mail, and how often."""
    mails = OutgoingMail.objects.failed()
    return {mail.to: (mail.failure, mail.failures) for mail in mails}


def test_it_is_taken(world, server):
    addresses = told(world, "mentor", "focal_point")
    with server.running():
        assert run_due() == "accounts.send_mail: 2\n"
        assert run_due() == ""
    assert server.addresses == addresses
    assert {mail["From"] for mail in server.mails} == {"waits@kindala.example"}
    assert {mail["Subject"] for mail in server.mails} == {"Something waits for you"}
    assert failures() == {}


def test_a_refused_address_keeps_nobody_else_waiting(world, server, caplog):
    refused, taken = told(world, "mentor", "focal_point")
    server.refuses.add(refused)
    with server.running():
        assert run_due() == "accounts.send_mail: 1\n"
    assert server.addresses == [taken]
    assert failures() == {refused: ("SMTPRecipientsRefused 550", 1)}
    assert refused not in caplog.text
    assert "unknown here" not in caplog.text


def test_a_server_that_hangs_up_in_the_middle_is_tried_again(world, server):
    addresses = told(world, "mentor", "focal_point")
    server.hangs_up = True
    now = clock.now()
    with server.running(), clock.at(now):
        assert run_due() == ""
        assert failures() == {addresses[0]: ("SMTPServerDisconnected", 1)}
        server.hangs_up = False
        assert run_due() == "accounts.send_mail: 1\n"
    with server.running(), clock.at(now + timedelta(minutes=2)):
        assert run_due() == "accounts.send_mail: 1\n"
    assert server.addresses == addresses[::-1]
    assert failures() == {}


def test_a_server_that_was_away_gets_everything_once_it_is_back(world, server, as_user):
    """And nothing else stops meanwhile: people work, and `due` does the rest of what is due."""
    addresses = told(world, "mentor", "focal_point")
    now = clock.now()
    with clock.at(now):
        assert run_due() == ""
        assert failures() == {addresses[0]: ("ConnectionRefusedError", 1)}
        referrals.sent(world, urgency="high")
        assert as_user(world.observer).get(reverse("notification_list")).status_code == 200
    with server.running(), clock.at(now + timedelta(minutes=40)):
        assert run_due() == "accounts.send_mail: 2\n"
    assert sorted(server.addresses) == sorted(addresses)


def test_it_is_sealed_on_the_way(world, server, settings, tmp_path, monkeypatch):
    (address,) = told(world, "mentor")
    server.tls, trusted = certificate(tmp_path)
    settings.EMAIL_USE_TLS = True
    now = clock.now()
    with server.running(), clock.at(now):
        assert run_due() == ""
        assert failures() == {address: ("SSLCertVerificationError", 1)}
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with server.running(), clock.at(now + timedelta(minutes=2)):
        assert run_due() == "accounts.send_mail: 1\n"
    assert (server.addresses, server.sealed) == ([address], [True])


def test_a_mail_holds_nothing_of_what_it_is_about(world, server):
    """A canary in every text there is, and a mail for everybody whom something waits for."""
    for name in ("facilitator", "committee_member", "social_worker", "focal_point"):
        reachable(getattr(world, name))
    plans.sent(world)
    referral = referrals.named(world, status="accepted")
    referrals.concern(world)
    cage = Cage()
    moment = clock.now() + timedelta(hours=1)
    addresses = [mail.to for mail in OutgoingMail.objects.select_related("user")]
    with server.running(), clock.at(moment):
        assert run_due().startswith("accounts.send_mail: 4\n")
    assert sorted(server.addresses) == sorted(addresses)
    for envelope, mail in zip(server.envelopes, server.mails, strict=True):
        assert cage.seen(mail.get_payload().encode()) == []
        assert cage.seen(mail["Subject"].encode()) == []
        written = envelope.content.decode()
        for secret in (referral.code, str(referral.pk), "Canary", world.community.name, "http"):
            assert secret not in written
    bodies = {(mail["Subject"], mail.get_payload()) for mail in server.mails}
    assert len(bodies) == 1
