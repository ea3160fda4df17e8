"""Mail that could not be sent is seen by whoever keeps the installation, and tried again."""

from __future__ import annotations

import pytest
from django.core import mail
from django.http import Http404
from django.urls import reverse

from cpfacilitate.accounts import actions
from cpfacilitate.accounts.models import OutgoingMail
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted

from .factories import failed, run_due

LIST = reverse("mail_list")


@pytest.fixture
def one(world) -> OutgoingMail:
    return failed(world)


def retry(one: OutgoingMail) -> str:
    return reverse("mail_retry", args=[one.pk])


def test_what_failed_is_seen_without_its_address(world, as_user, one):
    page = as_user(world.administrator).get(LIST).content.decode()
    for said in (
        world.mentor.display_name, "The mail server could not be reached.",
        "ConnectionRefusedError", "Failed once", "To be tried again", "Something waits for you",
    ):  # fmt: skip
        assert said in page
    assert one.to not in page
    OutgoingMail.objects.update(given_up_at=clock.now(), failures=20)
    page = as_user(world.administrator).get(LIST).content.decode()
    assert "Given up" in page
    assert "Failed 20 times" in page


def test_it_is_for_whoever_keeps_the_installation(world, as_user, one):
    for name, person in world.cast.items():
        keeps = name == "administrator"
        assert as_user(person).get(LIST).status_code == (200 if keeps else 403), name
        if not keeps:
            assert as_user(person).post(retry(one)).status_code == 404, name
            with pytest.raises(NotPermitted):
                actions.retry_mail(one, by=person)
    assert run_due() == ""


def test_trying_again_sends_it_with_the_next_minute(world, as_user, one):
    OutgoingMail.objects.update(given_up_at=clock.now(), tries=20)
    client = as_user(world.administrator)
    response = client.post(retry(one))
    assert (response.status_code, response.url) == (302, LIST)
    assert run_due() == "accounts.send_mail: 1\n"
    assert [sent.to for sent in mail.outbox] == [[one.to]]
    event = AuditEvent.objects.get(event="mail.retried")
    assert (event.by, event.record_id) == (world.administrator, one.pk)
    assert "The mail server took everything." in client.get(LIST).content.decode()


def test_what_went_meanwhile_is_not_sent_again(world, as_user, one):
    client = as_user(world.administrator)
    client.post(retry(one))
    run_due()
    assert client.post(retry(one)).status_code == 404  # it is not in the list any more
    assert run_due() == ""
    OutgoingMail.objects.all().delete()
    with pytest.raises(Http404):  # between finding it and locking it, too
        actions.retry_mail(one, by=world.administrator)


def test_other_methods_and_nobody(world, as_user, one):
    client = as_user(world.administrator)
    assert client.post(LIST).status_code == 405
    assert client.get(retry(one)).status_code == 405
    assert as_user(None).get(LIST).status_code == 302
