"""What we said we will and will not do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cpfacilitate.audit.models import AuditEvent
from participants.models import Agreement, Revision

from . import factories


def url(agreement) -> str:
    return reverse("participants:agreement_edit", args=[agreement.pk])


def typed(agreement, **changed):
    data = {"version": agreement.version, "we_will": "Listen.", "we_will_not": "Bring money."}
    return data | changed


def test_it_is_written_down_and_what_it_said_before_is_kept(world, as_user):
    agreement = world.community.agreement
    client = as_user(world.facilitator)
    assert client.post(url(agreement), typed(agreement)).url == agreement.get_absolute_url()
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert (agreement.we_will, agreement.we_will_not) == ("Listen.", "Bring money.")
    client.post(url(agreement), typed(agreement, we_will="Listen to everybody."))
    kept = Revision.objects.get(record_id=agreement.pk, version=agreement.version)
    assert kept.values == {"we_will": "Listen."}
    event = AuditEvent.objects.filter(record_id=agreement.pk, event="agreement.edited").latest("at")
    assert event.fields == ["we_will"]


def test_a_stale_edit_shows_both_and_loses_nothing(world, as_user):
    agreement, client = world.community.agreement, as_user(world.facilitator)
    client.post(url(agreement), typed(agreement, we_will="from the laptop"))
    answer = client.post(url(agreement), typed(agreement, we_will="from the phone"))
    assert answer.status_code == 409
    assert "from the laptop" in answer.content.decode()
    assert "from the phone" in answer.content.decode()


@pytest.mark.parametrize("status", ["declined", "withdrawn", "concluded", "stepped_back"])
def test_what_was_said_stays_when_it_has_ended(world, as_user, status):
    agreement = factories.agreement_at(world, status)
    for method in ("get", "post"):
        answer = getattr(as_user(world.facilitator), method)(url(agreement), typed(agreement))
        assert answer.status_code == 409


def test_who_may(world, as_user):
    agreement = world.community.agreement
    for method in ("get", "post"):
        people = ("mentor", "coordinator", "committee_member")
        expected = dict.fromkeys(people, 403) | dict.fromkeys(factories.STRANGERS, 404)
        assert factories.codes(as_user, world, expected, url(agreement), method) == expected


def test_too_much_is_422_with_the_text_still_there(world, as_user):
    agreement = world.community.agreement
    answer = as_user(world.facilitator).post(url(agreement), typed(agreement, we_will="x" * 2001))
    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.facilitator).delete(url(world.community.agreement)).status_code == 405
