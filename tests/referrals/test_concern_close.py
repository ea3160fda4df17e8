"""Is what was told closed with a reason, or with the referral it led to?"""

from referrals import actions
from referrals.models import Concern

from . import checks, factories

KNOW = {"focal_point"}


def _taken_up(world):
    return actions.take_up_concern(factories.concern(world), by=world.focal_point)


def test_it_works_and_is_audited(world):
    concern = _taken_up(world)
    response = checks.post(
        world.focal_point, "close", concern, noun="concern", closing_reason="We talked."
    )
    assert (response.status_code, response.url) == (302, "/referrals/concerns/")
    kept = Concern.objects.get()
    assert (kept.status, kept.closing_reason) == ("closed", "We talked.")
    assert factories.audited(concern)[-1] == "concern.closed"


def test_a_referral_is_reason_enough(world):
    concern, referral = _taken_up(world), factories.draft(world, by=world.focal_point)
    response = checks.post(
        world.focal_point, "close", concern, noun="concern", referral=str(referral.pk)
    )
    assert response.status_code == 302
    assert Concern.objects.get().referral == referral


def test_neither_is_not_enough_and_a_forged_one_is_none(world):
    concern = _taken_up(world)
    for referral in ("", str(world.ngo.pk)):
        response = checks.post(
            world.focal_point, "close", concern, noun="concern", referral=referral
        )
        assert response.status_code == 422
    assert Concern.objects.get().status == "taken_up"


def test_others_do_not_know_of_it(world):
    concern = _taken_up(world)
    checks.refused(
        world, "close", concern, noun="concern", may=KNOW, know=KNOW, closing_reason="No."
    )


def test_not_before_it_is_taken_up(world):
    response = checks.post(
        world.focal_point, "close", factories.concern(world), noun="concern", closing_reason="No."
    )
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    client = checks.signed_in(world.focal_point)
    assert client.get(checks.url("close", _taken_up(world), "concern")).status_code == 405
