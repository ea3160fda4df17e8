"""Does a declined referral go to another service, with the same clock?"""

from cpfacilitate.accounts.models import Notification
from referrals import actions
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


def test_a_sealed_name_does_not_keep_a_child_from_the_next_service(world):
    factories.shared_with(world, world.outside_service, data_points=["age"])
    referral = factories.named(world, status="declined")
    response = checks.post(world.facilitator, "reroute", referral, **_to(world.outside_service))
    assert response.status_code == 302
    kept = actions.move_referral(
        Referral.objects.get(), "accepted", by=world.outsider_social_worker
    )
    factories.shared_with(world, world.outside_service)  # what was not listed then stays apart
    assert (kept.status, kept.shared) == ("accepted", ["age"])
    page = checks.signed_in(world.outsider_social_worker).get(kept.get_absolute_url())
    assert "The child’s name, sealed apart" in page.content.decode()
    look = checks.post(world.outsider_social_worker, "identity", kept, reason="To meet")
    assert look.status_code == 403


def test_the_next_service_does_not_read_what_happened_at_the_one_before(world):
    said = {"cause": "no_place", "reason": "Full until March."}
    referral = actions.move_referral(
        factories.sent(world), "declined", by=world.social_worker, **said
    )
    checks.post(world.facilitator, "reroute", referral, **_to(world.outside_service))
    pages = {
        name: checks.signed_in(one).get(referral.get_absolute_url()).content.decode()
        for name, one in world.cast.items()
        if name in ("outsider_social_worker", "facilitator", "focal_point")
    }
    before = (said["reason"], str(world.service), str(world.social_worker))
    reading = {name for name, page in pages.items() if any(one in page for one in before)}
    assert reading == {"facilitator", "focal_point"}
    assert str(world.outside_service) in pages["outsider_social_worker"]
