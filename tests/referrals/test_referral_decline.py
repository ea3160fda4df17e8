"""Does a service say no with a reason, and does the referrer learn of it?"""

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.models import Notification
from referrals.models import Referral

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.sent(world)
    Notification.objects.all().delete()
    response = checks.post(world.social_worker, "decline", referral, cause="no_place")
    assert response.status_code == 302
    assert Referral.objects.get().status == "declined"
    assert referral.events.last().cause == "no_place"
    assert factories.audited(referral)[-1] == "referral.declined"
    assert list(Notification.objects.values_list("user", flat=True)) == [world.facilitator.pk]


def test_without_a_reason_it_asks_for_one(world):
    referral = factories.sent(world)
    for cause in ("", "no such reason"):
        response = checks.post(world.social_worker, "decline", referral, cause=cause)
        assert response.status_code == 422
    assert Referral.objects.get().status == "sent"


def test_the_reasons_are_buttons_on_the_queue(world):
    """Two taps: decline, and why."""
    factories.sent(world)
    page = checks.signed_in(world.social_worker).get("/referrals/referrals/").content.decode()
    assert '<button class="btn" name="cause" value="no_place">No place</button>' in page


def test_others_are_refused(world):
    referral = factories.sent(world)
    may = {"social_worker", "facilitator", "focal_point"}
    checks.refused(world, "decline", referral, may=may, cause="no_place")


def test_not_after_accepting(world):
    referral = factories.in_state(world, "accepted")
    response = checks.post(world.social_worker, "decline", referral, cause="no_place")
    checks.not_now(response, "so that step is no longer open")


def test_it_is_a_post(world):
    checks.only_posts(world, "decline", factories.sent(world))


def test_a_few_words_may_come_with_it_and_name_nobody(world):
    referral = factories.sent(world)
    said = {"cause": "no_place", "reason": "Phoned the daughter of Bai."}
    response = checks.post(world.social_worker, "decline", referral, **said)
    assert response.status_code == 422
    assert "“daughter of Bai” may name someone." in response.content.decode()
    said["reason"] = "Places again from March."
    assert checks.post(world.social_worker, "decline", referral, **said).status_code == 302
    assert referral.events.last().reason == "Places again from March."
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url())
    assert "Places again from March." in page.content.decode()


def test_where_the_sender_is_here_no_more_the_focal_point_learns_of_it(world):
    referral = factories.sent(world)
    Notification.objects.all().delete()
    (role,) = world.facilitator.memberships.live()
    accounts.end_role(role, by=world.coordinator)
    checks.post(world.social_worker, "decline", referral, cause="no_place")
    assert list(Notification.objects.values_list("user", flat=True)) == [world.focal_point.pk]
