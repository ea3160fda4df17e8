"""Does a draft leave when it may, and are the right people told, in words that say nothing?"""

from datetime import timedelta

import pytest

from cpfacilitate.accounts.models import Notification, OutgoingMail, User
from cpfacilitate.lib import clock
from participants.models import Service
from referrals import actions
from referrals.models import Referral

from . import checks, factories


def test_it_works_and_is_audited(world):
    referral = factories.draft(world)
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="app"
    )
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    kept = Referral.objects.get()
    assert (kept.status, kept.sent_via) == ("sent", "app")
    assert factories.audited(referral) == ["referral.raised", "referral.sent"]


def test_the_service_and_the_focal_point_are_told(world):
    factories.sent(world)
    told = set(Notification.objects.values_list("user", flat=True))
    assert told == {world.social_worker.pk, world.focal_point.pk}


@pytest.mark.parametrize(("urgency", "longest"), [("high", 0), ("medium", 30), ("low", 30)])
def test_the_time_of_a_mail_says_nothing_unless_it_is_urgent(world, urgency, longest):
    User.objects.filter(pk=world.social_worker.pk).update(email="kamara@example.org")
    now = clock.now()
    with clock.at(now):
        factories.sent(world, urgency=urgency)
    mail = OutgoingMail.objects.get()
    assert timedelta(0) <= mail.due_at - now <= timedelta(minutes=longest)


@pytest.mark.parametrize("values", [{"child_assent": ""}, {"child_assent": "no"},
                                    {"caregiver_consent": "no"}])  # fmt: skip
def test_without_consent_it_stays(world, values):
    referral = factories.draft(world, **values)
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="phone"
    )
    checks.not_now(response, "This cannot be sent yet.")
    assert Referral.objects.get().status == "draft"


def test_a_service_that_closed_gets_nothing(world):
    referral = factories.draft(world)
    Service.objects.filter(pk=world.service.pk).update(status="inactive")
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="phone"
    )
    checks.not_now(response, "This service is not open now.")


def test_where_nobody_signs_in_somebody_must_phone(world):
    referral = factories.draft(world, service=factories.without_account(world))
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="app"
    )
    checks.not_now(response, "Nobody of this service signs in here.")
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="phone"
    )
    assert response.status_code == 302


def test_a_sealed_name_is_there_before_it_leaves(world):
    referral = factories.draft(world, identity_mode="encrypted")
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="app"
    )
    checks.not_now(response, "Write down first who the child is")


def test_it_asks_how_it_went(world):
    referral = factories.draft(world)
    for way in ("", "pigeon"):
        assert (
            checks.post(
                world.facilitator, "send", referral, version=referral.version, sent_via=way
            ).status_code
            == 422
        )


def test_others_are_refused(world):
    may = {"facilitator", "focal_point"}
    referral = factories.draft(world)
    checks.refused(
        world, "send", referral, may=may, know=may, version=referral.version, sent_via="app"
    )
    referral = factories.sent(world)
    checks.refused(world, "send", referral, may=may, version=referral.version, sent_via="app")


def test_a_second_tap_is_told_so(world):
    referral = factories.sent(world)
    response = checks.post(
        world.facilitator, "send", referral, version=referral.version, sent_via="app"
    )
    checks.not_now(response, "This referral was already sent on ")


def test_it_does_not_reroute(world):
    referral = factories.in_state(world, "declined")
    checks.not_now(
        checks.post(world.facilitator, "send", referral, version=referral.version, sent_via="app")
    )
    assert Referral.objects.get().status == "declined"


def test_it_is_a_post(world):
    checks.only_posts(world, "send", factories.draft(world))


def test_what_was_changed_since_is_read_before_it_leaves(world):
    referral = factories.draft(world)
    shown = checks.signed_in(world.facilitator).get(referral.get_absolute_url())
    forms = {offer.step.verb: offer.form for offer in shown.context["offers"]}
    assert forms["send"]["version"].value() == referral.version
    actions.edit_referral(referral, version=referral.version, by=world.focal_point, urgency="high")
    values = {"version": referral.version, "sent_via": "app"}
    response = checks.post(world.facilitator, "send", referral, **values)
    checks.not_now(response, "Two people wrote here")
    assert Referral.objects.get().status == "draft"


def test_it_says_which_version_was_read(world):
    referral = factories.draft(world)
    assert checks.post(world.facilitator, "send", referral, sent_via="app").status_code == 422
