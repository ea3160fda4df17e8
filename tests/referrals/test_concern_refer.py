"""Does a referral grow out of what was told, and close it, with no word of it going along?"""

import uuid
from datetime import timedelta

import pytest

from cpfacilitate.accounts.models import Notification
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from referrals import actions
from referrals.models import Concern, LegalHold, Referral
from tests.factories import fresh, person

from . import checks, factories

KNOW = {"focal_point"}
OWN = {"summary": "Wants to go back to school."}


def _post(world, concern, by=None, **values):
    slip = factories.posted(world, **{**OWN, **values})
    return checks.post(by or world.focal_point, "refer", concern, noun="concern", **slip)


def test_it_works_and_is_audited(world):
    concern = factories.taken_up(world)
    response = _post(world, concern)
    referral, kept = Referral.objects.get(), Concern.objects.get()
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    assert (kept.status, kept.referral, kept.closing_reason) == ("closed", referral, "")
    assert (referral.status, referral.created_by) == ("draft", world.focal_point)
    assert factories.audited(concern)[-1] == "concern.closed"
    assert factories.audited(referral) == ["referral.raised"]


def test_nothing_of_it_stands_on_the_form_or_on_the_referral(world):
    concern = factories.taken_up(world)
    client = checks.signed_in(world.focal_point)
    form = client.get(checks.url("refer", concern, "concern")).content.decode()
    assert concern.code in form  # the way back
    assert factories.CANARY not in form
    _post(world, concern)
    page = client.get(Referral.objects.get().get_absolute_url()).content.decode()
    for secret in (factories.CANARY, concern.code, str(concern.pk)):
        assert secret not in page


def test_sent_twice_it_is_one(world):
    concern = factories.taken_up(world)
    slip = factories.posted(world, **OWN)
    for _time in (1, 2):
        response = checks.post(world.focal_point, "refer", concern, noun="concern", **slip)
        assert response.status_code == 302
    assert Referral.objects.count() == 1
    checks.not_now(_post(world, concern), "so that step is no longer open")  # another one


def test_both_or_neither(world):
    concern = factories.taken_up(world)
    elsewhere = world.other_community.cluster
    with pytest.raises(NotPermitted):
        actions.refer_concern(
            concern, id=concern.pk, cluster=elsewhere, service=world.service,
            by=world.focal_point, **factories.SLIP,
        )  # fmt: skip
    assert (Concern.objects.get().status, Referral.objects.count()) == ("taken_up", 0)


def test_bad_input_loses_nothing(world):
    concern = factories.taken_up(world)
    response = _post(world, concern, urgency="", summary="Wants to learn a trade.")
    assert response.status_code == 422
    assert "Wants to learn a trade." in response.content.decode()
    assert Concern.objects.get().status == "taken_up"


def test_whoever_it_is_about_does_not_find_the_referral_either(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    usual = factories.draft(world, by=second, **OWN)
    assert list(Referral.objects.visible_to(fresh(world.focal_point))) == [usual]
    concern = factories.concern(world, kept_from=world.focal_point)
    actions.take_up_concern(concern, by=second)
    Notification.objects.all().delete()
    _post(world, concern, by=second, caregiver_consent="unsafe", override_reason="Home is unsafe.")
    referral = Concern.objects.get().referral
    assert set(Referral.objects.visible_to(fresh(world.focal_point))) == {usual}
    client = checks.signed_in(world.focal_point)
    assert client.get(referral.get_absolute_url()).status_code == 404
    assert referral.code not in client.get("/referrals/referrals/").content.decode()
    assert referral.code not in client.get("/").content.decode()
    told = Notification.objects.filter(user=world.focal_point)
    assert not told.exists()  # asked for no signature: not even told that something waits


def test_nor_whoever_is_in_the_line(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    factories.give(second, world.ngo, Role.COORDINATOR, by=world.administrator)
    concern = actions.take_up_concern(
        factories.concern(world, about_staff=True), by=world.focal_point
    )
    _post(world, concern)
    assert list(Referral.objects.visible_to(fresh(second))) == []
    assert Referral.objects.visible_to(fresh(world.focal_point)).count() == 1


def test_others_do_not_know_of_it(world):
    concern = factories.taken_up(world)
    checks.refused(world, "refer", concern, noun="concern", may=KNOW, know=KNOW)


def test_not_before_it_is_taken_up(world):
    checks.not_now(_post(world, factories.concern(world)), "so that step is no longer open")
    assert not Referral.objects.exists()


def test_no_other_method(world):
    client = checks.signed_in(world.focal_point)
    url = checks.url("refer", factories.taken_up(world), "concern")
    assert client.put(url).status_code == 405


def test_nor_what_goes_on_where_a_service_passed_the_child_on(world):
    second = person(world.ngo, Role.FOCAL_POINT, by=world.coordinator)
    concern = factories.concern(world, kept_from=world.focal_point)
    actions.take_up_concern(concern, by=second)
    _post(world, concern, by=second)
    first = Referral.objects.get()
    factories.agreed(world)
    yes = {"child_assent": "yes", "caregiver_consent": "yes"}
    for worker, service in (
        (world.social_worker, world.outside_service),
        (world.outsider_social_worker, world.service),
    ):
        last = Referral.objects.order_by("-created_at").first()
        last = actions.edit_referral(last, version=last.version, by=second, **yes)
        last = actions.send_referral(last, version=last.version, sent_via="app", by=second)
        for to in ("accepted", "referred_onward"):
            last = actions.move_referral(last, to, by=worker, **factories.said(to))
        last = actions.continue_referral(last, id=uuid.uuid4(), service=service, by=second)
    assert last.continues.continues == first
    actions.ask_for_hold(
        id=uuid.uuid4(), organisation=world.ngo, referral=last, by=second,
        reason="The court asked for it.", until=clock.today() + timedelta(days=9),
    )  # fmt: skip
    for one, number in ((second, 3), (world.focal_point, 0)):
        assert Referral.objects.visible_to(fresh(one)).count() == number
        assert LegalHold.objects.visible_to(fresh(one)).count() == bool(number)
    assert not Notification.objects.filter(user=world.focal_point).exists()
