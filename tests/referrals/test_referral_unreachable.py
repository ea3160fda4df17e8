"""Does a service say that the child could not be reached?"""

from referrals.models import Referral

from . import checks, factories

TRIED = {"tries": 2, "reason": "Phoned, and went there."}


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(world.social_worker, "unreachable", referral, tries=2, reason="Phoned.")
    assert response.status_code == 302
    assert Referral.objects.get().status == "unable_to_reach"
    assert referral.events.last().reason == "Phoned."
    assert referral.events.last().tries == 2
    assert factories.audited(referral)[-1] == "referral.unable_to_reach"


def test_a_name_is_asked_about(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(
        world.social_worker, "unreachable", referral, tries=1, reason="Phoned the daughter of Bai."
    )
    assert response.status_code == 422
    assert "“daughter of Bai” may name someone." in response.content.decode()


def test_others_are_refused(world):
    referral = factories.in_state(world, "accepted")
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "unreachable", referral, may=may)


def test_not_when_it_is_over(world):
    response = checks.post(
        world.social_worker, "unreachable", factories.in_state(world, "closed"), **TRIED
    )
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "unreachable", factories.sent(world))


def test_a_word_that_names_nobody_may_stay_with_a_reason(world):
    referral = factories.in_state(world, "accepted")
    words, why = "Called 077 123 4567.", "It is the number of the office."
    assert (
        checks.post(world.social_worker, "unreachable", referral, tries=1, reason=words).status_code
        == 422
    )
    said = {"tries": 1, "reason": words, "identifier_reason": why}
    assert checks.post(world.social_worker, "unreachable", referral, **said).status_code == 302
    assert referral.events.last().reason == f"{words} · {why}"


def test_it_says_what_was_tried_and_how_often(world):
    referral = factories.in_state(world, "accepted")
    for said in ({"tries": 2}, {"reason": "Phoned."}, {"tries": 0, "reason": "Phoned."}, {}):
        assert checks.post(world.social_worker, "unreachable", referral, **said).status_code == 422
    assert Referral.objects.get().status == "accepted"


def test_a_service_that_declined_is_done_with_it_and_the_sender_may_enter_it(world):
    referral = factories.in_state(world, "declined")
    page = checks.signed_in(world.social_worker).get(referral.get_absolute_url())
    assert page.context["offers"] == []
    response = checks.post(world.social_worker, "unreachable", referral, **TRIED)
    checks.not_now(response, "Your service declined this.")
    told = {**TRIED, **factories.TOLD}
    assert checks.post(world.facilitator, "unreachable", referral, **told).status_code == 302
