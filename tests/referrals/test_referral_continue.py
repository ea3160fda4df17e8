"""A service passed a child on: does the next referral begin where the first stood, with its clock?"""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import Referral

from . import checks, factories


def passed_on(world, *, acted: bool = False, hours: int = 50) -> Referral:
    """Sent and passed on to schooling an hour ago, having been acted on or not."""
    now = clock.now()
    with clock.at(now - timedelta(hours=hours)):
        referral = factories.sent(world, needs=["social_welfare"], urgency="medium")
    with clock.at(now - timedelta(hours=1)):
        for to in ("accepted", *(["in_progress"] if acted else []), "referred_onward"):
            said = factories.said(to)
            referral = actions.move_referral(referral, to, by=world.social_worker, **said)
    return referral


def begin(world, referral, person=None, **values):
    posted = {"id": str(uuid.uuid4()), "service": str(world.outside_service.pk), **values}
    return checks.post(person or world.facilitator, "continue", referral, **posted)


def agreed_and_sent(world, draft: Referral) -> Referral:
    """Every yes was asked for anew."""
    yes = {"child_assent": "yes", "caregiver_consent": "yes", "limits_explained_by": "writer"}
    draft = actions.edit_referral(draft, version=draft.version, by=world.facilitator, **yes)
    return actions.send_referral(
        draft, version=draft.version, sent_via="phone", by=world.facilitator
    )


def test_it_works_and_is_audited(world):
    first = passed_on(world)
    response = begin(world, first)
    draft = Referral.objects.get(continues=first)
    assert (response.status_code, response.url) == (302, draft.get_absolute_url())
    assert (draft.status, draft.service, draft.needs) == (
        "draft", world.outside_service, ["education"],
    )  # fmt: skip
    assert (draft.summary, draft.age_band, draft.cluster) == (
        first.summary, first.age_band, first.cluster,
    )  # fmt: skip
    assert draft.code != first.code
    assert factories.audited(first)[-1] == "referral.continued"
    assert factories.audited(draft)[0] == "referral.raised"


def test_every_yes_is_asked_for_anew(world):
    begin(world, passed_on(world))
    draft = Referral.objects.get(status="draft")
    assert (draft.child_assent, draft.caregiver_consent, draft.override_reason) == ("", "", "")
    assert not draft.may_leave


def test_while_nobody_has_acted_the_clock_goes_on(world):
    first = passed_on(world)
    begin(world, first)
    second = agreed_and_sent(world, Referral.objects.get(status="draft"))
    for time in ("first_sent_at", "acknowledge_by_at", "act_by_at", "acknowledged_at"):
        assert getattr(second, time) == getattr(first, time)
    assert second.due_at == first.act_by_at


def test_a_more_urgent_one_is_never_later(world):
    first = passed_on(world, hours=3)
    begin(world, first)
    draft = Referral.objects.get(status="draft")
    draft = actions.edit_referral(
        draft, version=draft.version, urgency="high", by=world.facilitator
    )
    second = agreed_and_sent(world, draft)
    assert second.act_by_at == first.first_sent_at + timedelta(hours=24)


def test_what_is_left_after_somebody_acted_has_waited_since_it_was_passed_on(world):
    first = passed_on(world, acted=True)
    begin(world, first)
    second = agreed_and_sent(world, Referral.objects.get(status="draft"))
    assert second.first_sent_at == first.status_at
    assert second.act_by_at == first.status_at + timedelta(hours=72)
    assert (second.acknowledged_at, second.acted_at) == (None, None)


def test_only_once(world):
    first = passed_on(world)
    begin(world, first)
    checks.not_now(begin(world, first), "somebody asks the next service")
    assert Referral.objects.filter(continues=first).count() == 1
    page = checks.signed_in(world.facilitator).get(first.get_absolute_url()).content.decode()
    assert "Ask the next service" not in page


@pytest.mark.parametrize("status", ["sent", "accepted", "declined", "revoked"])
def test_not_what_was_not_passed_on(world, status):
    checks.not_now(begin(world, factories.in_state(world, status)), "This was not passed on")


def test_it_needs_a_service(world):
    first = passed_on(world)
    for service in ("", str(world.ngo.pk), str(world.service.pk)):
        assert begin(world, first, service=service).status_code == 422


def test_others_are_refused(world):
    first, may = passed_on(world), {"facilitator", "focal_point"}
    checks.refused(world, "continue", first, may=may)
    checks.refused(world, "continue", first, may=may, method="get")


def test_no_other_method(world):
    first = passed_on(world)
    client = checks.signed_in(world.facilitator)
    assert client.get(checks.url("continue", first)).status_code == 200
    assert client.put(checks.url("continue", first)).status_code == 405


def test_it_can_be_begun_when_the_first_service_has_closed(world):
    first = passed_on(world)
    first = actions.move_referral(
        first, "closed", by=world.social_worker, **factories.said("closed")
    )
    page = checks.signed_in(world.facilitator).get(first.get_absolute_url()).content.decode()
    assert "Ask the next service" in page
    assert begin(world, first).status_code == 302


def test_not_what_was_taken_back_after_it_was_passed_on(world):
    first = actions.revoke_referral(passed_on(world), cause="consent", by=world.facilitator)
    page = checks.signed_in(world.facilitator).get(first.get_absolute_url()).content.decode()
    assert "Ask the next service" not in page
    checks.not_now(begin(world, first), "This was not passed on")
    assert not Referral.objects.filter(continues=first).exists()
