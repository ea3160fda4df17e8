"""Does a service say that the child could not be reached?"""

from referrals.models import Referral

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(world.social_worker, "unreachable", referral, reason="Phoned twice.")
    assert response.status_code == 302
    assert Referral.objects.get().status == "unable_to_reach"
    assert referral.events.last().reason == "Phoned twice."
    assert factories.audited(referral)[-1] == "referral.unable_to_reach"


def test_a_name_is_asked_about(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(
        world.social_worker, "unreachable", referral, reason="Phoned the daughter of Bai."
    )
    assert response.status_code == 422
    assert "“daughter of Bai” may name someone." in response.content.decode()


def test_others_are_refused(world):
    referral = factories.in_state(world, "accepted")
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "unreachable", referral, may=may)


def test_not_when_it_is_over(world):
    response = checks.post(world.social_worker, "unreachable", factories.in_state(world, "closed"))
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "unreachable", factories.sent(world))


def test_a_word_that_names_nobody_may_stay_with_a_reason(world):
    referral = factories.in_state(world, "accepted")
    words, why = "Called 077 123 4567.", "It is the number of the office."
    assert (
        checks.post(world.social_worker, "unreachable", referral, reason=words).status_code == 422
    )
    said = {"reason": words, "identifier_reason": why}
    assert checks.post(world.social_worker, "unreachable", referral, **said).status_code == 302
    assert referral.events.last().reason == f"{words} · {why}"
