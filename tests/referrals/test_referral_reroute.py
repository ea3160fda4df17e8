"""Does a declined referral go to another service, with the same clock?"""

from cpfacilitate.accounts.models import Notification
from referrals.models import Referral

from . import checks, factories


def _to(service):
    return {"service": str(service.pk), "sent_via": "app"}


def test_it_works_and_is_audited(world):
    referral = factories.in_state(world, "declined")
    Notification.objects.all().delete()
    response = checks.post(world.facilitator, "reroute", referral, **_to(world.outside_service))
    assert response.status_code == 302
    kept = Referral.objects.get()
    assert (kept.status, kept.service) == ("sent", world.outside_service)
    assert kept.act_by_at == referral.act_by_at
    assert factories.audited(referral)[-1] == "referral.rerouted"
    told = set(Notification.objects.values_list("user", flat=True))
    assert told == {world.outsider_social_worker.pk, world.focal_point.pk}


def test_the_first_service_no_longer_sees_it_and_the_second_does(world):
    referral = factories.in_state(world, "declined")
    checks.post(world.facilitator, "reroute", referral, **_to(world.outside_service))
    target = referral.get_absolute_url()
    assert checks.signed_in(world.social_worker).get(target).status_code == 404
    assert checks.signed_in(world.outsider_social_worker).get(target).status_code == 200


def test_the_page_says_that_the_clock_keeps_running(world):
    referral = factories.in_state(world, "declined")
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url())
    assert "The child’s clock keeps running" in page.content.decode()


def test_not_to_the_one_that_declined_nor_to_an_invented_one(world):
    referral = factories.in_state(world, "declined")
    response = checks.post(world.facilitator, "reroute", referral, **_to(world.service))
    assert response.status_code == 422
    response = checks.post(world.facilitator, "reroute", referral, **_to(world.ngo))
    assert response.status_code == 422


def test_others_are_refused(world):
    referral = factories.in_state(world, "declined")
    may = {"facilitator", "focal_point"}
    checks.refused(world, "reroute", referral, may=may, **_to(world.outside_service))


def test_not_from_a_draft_and_not_while_it_is_with_a_service(world):
    for referral in (factories.draft(world), factories.sent(world)):
        checks.not_now(
            checks.post(world.facilitator, "reroute", referral, **_to(world.outside_service))
        )


def test_it_is_a_post(world):
    checks.only_posts(world, "reroute", factories.sent(world))
