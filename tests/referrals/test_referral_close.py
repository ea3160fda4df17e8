"""Is a referral closed with an outcome, and does its sender learn what they may?"""

import pytest

from cpfacilitate.lib.errors import NotPossible
from referrals import actions
from referrals.models import Referral

from . import checks, factories

SAID = {"outcome": "met", "feedback_to_referrer": "The child is at school again."}


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "service_given")
    assert checks.post(world.social_worker, "close", referral, **SAID).status_code == 302
    kept = Referral.objects.get()
    assert (kept.status, kept.outcome) == ("closed", "met")
    assert factories.audited(referral)[-1] == "referral.closed"
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url())
    assert "The child is at school again." in page.content.decode()


def test_it_needs_an_outcome(world):
    referral = factories.in_state(world, "service_given")
    response = checks.post(world.social_worker, "close", referral, feedback_to_referrer="Fine.")
    assert response.status_code == 422
    assert "Fine." in response.content.decode()
    assert Referral.objects.get().status == "service_given"


def test_the_feedback_names_nobody(world):
    referral = factories.in_state(world, "service_given")
    said = {**SAID, "feedback_to_referrer": "Phone 077 123 4567."}
    assert checks.post(world.social_worker, "close", referral, **said).status_code == 422


def test_others_are_refused(world):
    referral = factories.in_state(world, "service_given")
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "close", referral, may=may, **SAID)


def test_not_before_the_service_was_given(world):
    response = checks.post(world.social_worker, "close", factories.sent(world), **SAID)
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "close", factories.sent(world))


def test_a_word_that_names_nobody_may_stay_with_a_reason(world):
    referral = factories.in_state(world, "service_given", identifier_reason="A word of the slip.")
    words, why = "Phone 077 123 4567.", "It is the number of the office."
    said = {**SAID, "feedback_to_referrer": words, "identifier_reason": why}
    assert checks.post(world.social_worker, "close", referral, **said).status_code == 302
    kept = Referral.objects.get()
    assert (kept.feedback_to_referrer, kept.events.last().reason) == (words, why)
    assert kept.identifier_reason == "A word of the slip."


def test_where_the_child_keeps_it_from_the_sender_no_words_reach_them(world):
    referral = factories.in_state(world, "service_given", feedback_allowed_to=["child"])
    page = checks.signed_in(world.social_worker).get(referral.get_absolute_url()).content.decode()
    assert 'name="feedback_to_referrer"' not in page
    with pytest.raises(NotPossible):
        actions.move_referral(referral, "closed", by=world.social_worker, **SAID)
    assert checks.post(world.social_worker, "close", referral, **SAID).status_code == 302
    assert Referral.objects.get().feedback_to_referrer == ""
