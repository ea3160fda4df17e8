"""Is a referral received by the service it was sent to, and by nobody else?"""

from referrals.models import Referral

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "sent")
    response = checks.post(world.social_worker, "acknowledge", referral)
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    assert Referral.objects.get().status == "acknowledged"
    assert factories.audited(referral)[-1] == "referral.acknowledged"


def test_others_are_refused(world):
    referral = factories.in_state(world, "sent")
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "acknowledge", referral, may=may)
    assert Referral.objects.get().status == "sent"


def test_the_sender_enters_it_only_as_told(world):
    referral = factories.in_state(world, "sent")
    assert checks.post(world.facilitator, "acknowledge", referral).status_code == 422
    assert checks.post(world.facilitator, "acknowledge", referral, channel="app").status_code == 422
    response = checks.post(world.facilitator, "acknowledge", referral, channel="phone")
    assert response.status_code == 422  # and who told it
    assert (
        checks.post(world.facilitator, "acknowledge", referral, **factories.TOLD).status_code == 302
    )
    assert referral.events.last().channel == "phone"


def test_a_second_tap_is_told_so(world):
    referral = factories.in_state(world, "acknowledged")
    response = checks.post(world.social_worker, "acknowledge", referral)
    checks.not_now(response, " was already ")
    assert factories.audited(referral).count("referral.acknowledged") == 1


def test_not_from_a_draft(world):
    draft = factories.draft(world)
    response = checks.post(world.facilitator, "acknowledge", draft, **factories.TOLD)
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "acknowledge", factories.sent(world))
