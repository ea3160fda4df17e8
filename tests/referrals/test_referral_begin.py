"""Does the service say that it has begun?"""

from referrals.models import Referral

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(world.social_worker, "begin", referral)
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    assert Referral.objects.get().status == "in_progress"
    assert factories.audited(referral)[-1] == "referral.in_progress"


def test_others_are_refused(world):
    referral = factories.in_state(world, "accepted")
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "begin", referral, may=may)
    assert Referral.objects.get().status == "accepted"


def test_the_sender_enters_it_only_as_told(world):
    referral = factories.in_state(world, "accepted")
    assert checks.post(world.facilitator, "begin", referral).status_code == 422
    assert checks.post(world.facilitator, "begin", referral, channel="app").status_code == 422
    response = checks.post(world.facilitator, "begin", referral, channel="phone")
    assert response.status_code == 422  # and who told it
    assert checks.post(world.facilitator, "begin", referral, **factories.TOLD).status_code == 302
    assert referral.events.last().channel == "phone"


def test_a_second_tap_is_told_so(world):
    referral = factories.in_state(world, "in_progress")
    response = checks.post(world.social_worker, "begin", referral)
    checks.not_now(response, " was already ")
    assert factories.audited(referral).count("referral.in_progress") == 1


def test_not_from_a_draft(world):
    draft = factories.draft(world)
    response = checks.post(world.facilitator, "begin", draft, **factories.TOLD)
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "begin", factories.sent(world))
