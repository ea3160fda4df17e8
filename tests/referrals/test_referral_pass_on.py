"""Does a service say to which kind of service it passed a child on?"""

from referrals.models import Referral

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(world.social_worker, "pass_on", referral, onward_kind="legal")
    assert response.status_code == 302
    kept = Referral.objects.get()
    assert (kept.status, kept.onward_kind) == ("referred_onward", "legal")
    assert factories.audited(referral)[-1] == "referral.referred_onward"


def test_it_says_to_which_kind(world):
    referral = factories.in_state(world, "accepted")
    for kind in ("", "a kind of our own"):
        response = checks.post(world.social_worker, "pass_on", referral, onward_kind=kind)
        assert response.status_code == 422


def test_others_are_refused(world):
    referral = factories.in_state(world, "accepted")
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "pass_on", referral, may=may, onward_kind="legal")


def test_not_before_accepting(world):
    response = checks.post(
        world.social_worker, "pass_on", factories.sent(world), onward_kind="legal"
    )
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "pass_on", factories.sent(world))
