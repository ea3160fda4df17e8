"""Is it noted, by number alone, that the service keeps a file of its own, and does our name go?"""

import pytest

from referrals.models import Referral, ReferralIdentity

from . import checks, factories

NUMBER = "CP-2026-0412"


@pytest.mark.parametrize("name", ["facilitator", "focal_point", "social_worker"])
def test_it_works_and_is_audited(world, name):
    referral = factories.moved(world, "accepted")
    by = getattr(world, name)
    response = checks.post(by, "confirm", referral, handed_over_as=NUMBER)
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    kept = Referral.objects.get()
    assert (kept.handed_over_as, kept.handed_over_by) == (NUMBER, by)
    assert kept.handed_over_at is not None
    assert factories.audited(referral)[-1] == "referral.handed_over"
    page = checks.signed_in(world.focal_point).get(referral.get_absolute_url()).content.decode()
    assert f"They keep their own file, {NUMBER}, since" in page


def test_a_name_that_is_sealed_here_goes_then(world):
    referral = factories.named(world, status="accepted")
    assert ReferralIdentity.objects.get().handed_over_at is None
    checks.post(world.social_worker, "confirm", referral, handed_over_as=NUMBER)
    identity = ReferralIdentity.objects.get()
    assert identity.handed_over_by == world.social_worker
    assert "identity.handed_over" in factories.audited(referral)


def test_a_number_is_put_right_and_the_day_stays(world):
    referral = factories.moved(world, "accepted")
    checks.post(world.facilitator, "confirm", referral, handed_over_as="CP-1")
    first = Referral.objects.get().handed_over_at
    checks.post(world.focal_point, "confirm", referral, handed_over_as=NUMBER)
    kept = Referral.objects.get()
    assert (kept.handed_over_as, kept.handed_over_at) == (NUMBER, first)
    assert kept.handed_over_by == world.facilitator


@pytest.mark.parametrize("number", ["", "Zainab", "ZAINAB-7", "Kadie 7", "CP", "-7", "7" * 41])
def test_a_name_is_no_number(world, number):
    referral = factories.moved(world, "accepted")
    response = checks.post(world.facilitator, "confirm", referral, handed_over_as=number)
    assert response.status_code == 422
    assert Referral.objects.get().handed_over_as == ""


@pytest.mark.parametrize("number", ["7", "CP-2026-0412", "a1b2c3d", "SL/0412.7"])
def test_what_numbers_look_like(world, number):
    referral = factories.moved(world, "accepted")
    response = checks.post(world.facilitator, "confirm", referral, handed_over_as=number)
    assert response.status_code == 302


@pytest.mark.parametrize("status", ["sent", "declined", "revoked"])
def test_not_before_a_service_accepted(world, status):
    referral = factories.in_state(world, status)
    response = checks.post(world.facilitator, "confirm", referral, handed_over_as=NUMBER)
    checks.not_now(response, "once it has accepted")


def test_who_may(world):
    referral = factories.moved(world, "accepted")
    may = {"facilitator", "focal_point", "social_worker"}
    checks.refused(world, "confirm", referral, may=may, handed_over_as=NUMBER)


def test_no_other_method(world):
    client = checks.signed_in(world.facilitator)
    assert client.put(checks.url("confirm", factories.sent(world))).status_code == 405


def test_once_the_number_is_wiped_the_page_still_says_that_they_do(world):
    referral = factories.in_state(world, "closed")
    checks.post(world.facilitator, "confirm", referral, handed_over_as=NUMBER)
    Referral.objects.update(handed_over_as="")
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url()).content.decode()
    assert "They keep their own file since" in page
