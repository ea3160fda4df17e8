"""Does a service without an account answer by the link on its slip, as itself and no more?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cpfacilitate.accounts.models import Notification
from referrals import actions, slip_keys
from referrals.models import Referral

from . import checks, factories

ANSWER = "/slip/answer/"


@pytest.fixture(autouse=True)
def _no_tries_yet(world):
    cache.clear()


def opened(world, status: str = "sent"):
    """A referral in `status`, and the mark of its open slip."""
    referral = factories.in_state(world, status)
    _link, key = actions.print_slip(referral, by=world.facilitator)
    page = Client().post("/slip/", {"key": key})
    return referral, page.context["offers"][0].form.initial["opening"]


def answer(opening: str, step: str, **said):
    return Client().post(ANSWER, {"opening": opening, "step": step, "told_by": "the nurse", **said})


@pytest.mark.parametrize(
    ("status", "step", "to", "said"),
    [
        ("sent", "acknowledge", "acknowledged", {}),
        ("sent", "accept", "accepted", {}),
        ("acknowledged", "accept", "accepted", {}),
        ("accepted", "begin", "in_progress", {}),
        ("accepted", "give", "service_given", {}),
    ],
)
def test_it_works_and_is_audited(world, status, step, to, said):
    referral, opening = opened(world, status)
    Notification.objects.all().delete()
    response = answer(opening, step, **said)
    assert response.status_code == 200
    assert "The sender is told." in response.content.decode()
    assert b'name="look"' not in response.content  # it would come back to an address for forms only
    assert Referral.objects.get().status == to
    last = referral.events.last()
    assert (last.channel, last.by, last.told_by) == ("link", None, "the nurse")
    assert factories.audited(referral)[-1] == f"referral.{to}_by_link"
    assert list(Notification.objects.values_list("user", flat=True)) == [world.facilitator.pk]
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url()).content.decode()
    assert "the service itself: the nurse" in page


def test_a_step_that_lacks_something_leads_back_to_the_slip_and_uses_nothing_up(world):
    referral, opening = opened(world)
    refused = answer(opening, "accept", told_by="")
    assert refused.status_code == 422
    assert f'name="opening" value="{opening}"><button' in refused.content.decode()
    before = referral.slip_links.get().uses_left
    page = Client().post(ANSWER, {"opening": opening})
    assert page.status_code == 200
    assert {offer.step.to for offer in page.context["offers"]} >= {"accepted", "declined"}
    assert referral.slip_links.get().uses_left == before
    assert Referral.objects.get().status == "sent"


def test_it_declines_with_a_reason_and_then_nothing_is_left_to_read(world):
    referral, opening = opened(world)
    assert answer(opening, "decline").status_code == 422
    response = answer(opening, "decline", cause="no_place", reason="Places again from March.")
    text = response.content.decode()
    assert "its key opens nothing any more" in text
    assert factories.CANARY not in text
    last = referral.events.last()
    assert (last.to, last.cause, last.reason) == (
        "declined",
        "no_place",
        "Places again from March.",
    )
    assert answer(opening, "accept").status_code == 404


def test_it_closes_with_an_outcome(world):
    _referral, opening = opened(world, "service_given")
    assert answer(opening, "close").status_code == 422
    response = answer(opening, "close", outcome="met", feedback_to_referrer="The child was seen.")
    assert response.status_code == 200
    kept = Referral.objects.get()
    assert (kept.status, kept.outcome, kept.feedback_to_referrer) == (
        "closed", "met", "The child was seen.",
    )  # fmt: skip


def test_it_goes_on_from_one_step_to_the_next_on_the_same_page(world):
    referral, opening = opened(world)
    for step, to in (("accept", "accepted"), ("begin", "in_progress"), ("give", "service_given")):
        page = answer(opening, step)
        opening = page.context["offers"][0].form.initial["opening"]
        assert Referral.objects.get().status == to
    assert referral.slip_links.get().uses_left == 5


@pytest.mark.parametrize("told_by", ["", "Sister Kadie Sesay"])
def test_it_asks_for_a_role_and_no_name(world, told_by):
    _referral, opening = opened(world)
    response = answer(opening, "accept", told_by=told_by)
    assert response.status_code == 422
    assert Referral.objects.get().status == "sent"
    if told_by:
        text = response.content.decode()
        assert "This looks like a name." in text
        assert told_by in text


def test_a_second_tap_is_told_so(world):
    referral, opening = opened(world)
    answer(opening, "accept")
    response = answer(opening, "accept")
    checks.not_now(response, "This referral was already accepted on ")
    text = response.content.decode()
    for secret in (str(referral.pk), opening, factories.CANARY):
        assert secret not in text
    assert factories.audited(referral).count("referral.accepted_by_link") == 1


def test_not_a_step_that_is_not_the_services_by_link(world):
    _referral, opening = opened(world, "accepted")
    for step in ("revoke", "send", "reroute", "pass_on", "unreachable", "invented", ""):
        assert answer(opening, step, cause="mistake").status_code == 404
    checks.not_now(answer(opening, "close", outcome="met"), "so that step is no longer open")
    assert Referral.objects.get().status == "accepted"


def test_not_with_an_invented_mark_and_not_for_long(world):
    referral, opening = opened(world)
    link = referral.slip_links.get()
    for mark in ("", "invented", f"{opening}x", str(link.pk)):
        assert answer(mark, "accept").status_code == 404
    later = timezone.now() + slip_keys.OPEN_FOR + timedelta(minutes=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.signing.time.time", later.timestamp)
        assert answer(opening, "accept").status_code == 404
    assert Referral.objects.get().status == "sent"


def test_it_is_a_post(world):
    assert Client().get(ANSWER).status_code == 405
