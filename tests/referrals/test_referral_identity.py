"""Who sees a child's name, when, and is each look kept with its reason?"""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.cache import cache
from django.urls import reverse

from cpfacilitate.accounts.models import CarriedForm
from referrals import actions
from referrals.models import IdentityView, Referral
from tests.accounts.factories import code_now, enrol, sign_in
from tests.factories import PASSWORD

from . import checks, factories

WHY = {"reason": "To meet at the health post"}


@pytest.mark.parametrize("name", ["facilitator", "focal_point"])
def test_the_senders_side_sees_it_with_a_reason(world, name):
    referral = factories.named(world)
    person = getattr(world, name)
    response = checks.proved(person, "identity", referral, **WHY)
    assert response.status_code == 200
    assert "Zainab Canary" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    look = IdentityView.objects.get()
    assert (look.by, look.reason) == (person, WHY["reason"])
    assert factories.audited(referral)[-1] == "identity.viewed"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("sent", 403),
        ("acknowledged", 403),
        ("declined", 403),
        ("accepted", 200),
        ("in_progress", 200),
        ("service_given", 200),
        ("referred_onward", 200),
        ("closed", 403),
    ],
)
def test_the_service_sees_it_only_while_it_has_accepted(world, status, code):
    referral = factories.named(world, status=status)
    response = checks.proved(world.social_worker, "identity", referral, **WHY)
    assert response.status_code == code
    assert ("Canary" in response.content.decode()) is (code == 200)
    assert IdentityView.objects.count() == (1 if code == 200 else 0)


def test_without_a_reason_nothing_is_shown(world):
    referral = factories.named(world)
    response = checks.proved(world.facilitator, "identity", referral, reason="")
    assert response.status_code == 422
    assert "Canary" not in response.content.decode()
    assert "identity.viewed" not in factories.audited(referral)


def test_no_page_shows_it_unasked(world):
    referral = factories.named(world, status="accepted")
    for name in checks.KNOW:
        client = checks.signed_in(getattr(world, name))
        for target in (referral.get_absolute_url(), "/referrals/referrals/"):
            assert "Canary" not in client.get(target).content.decode()


def test_the_focal_point_reads_who_looked(world):
    referral = factories.named(world)
    checks.proved(world.facilitator, "identity", referral, **WHY)
    for name, reads in (("focal_point", True), ("facilitator", False), ("social_worker", False)):
        page = checks.signed_in(getattr(world, name)).get(referral.get_absolute_url())
        assert (WHY["reason"] in page.content.decode()) is reads


def test_where_there_is_no_name_it_says_so(world):
    response = checks.proved(world.facilitator, "identity", factories.sent(world), **WHY)
    checks.not_now(response, "No name is kept here")


def test_others_are_refused(world):
    may = {"facilitator", "focal_point"}
    checks.refused(world, "identity", factories.named(world), may=may, **WHY)


def test_it_is_a_post(world):
    checks.only_posts(world, "identity", factories.named(world))


def test_a_name_that_is_not_kept_here_is_not_shown_here(world):
    """Even if a row were left over."""
    referral = factories.named(world)
    Referral.objects.filter(pk=referral.pk).update(identity_mode="on_paper")
    response = checks.proved(world.facilitator, "identity", referral, **WHY)
    checks.not_now(response, "No name is kept here")
    assert "Canary" not in response.content.decode()


# --- Is it still you? ----------------------------------------------------------------------------


def page_of(client, referral, **data):
    return client.post(checks.url("identity", referral), data)


def test_without_the_password_nothing_is_shown_and_the_reason_stays(world):
    referral = factories.named(world)
    response = checks.post(world.facilitator, "identity", referral, **WHY)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Is it still you?" in page
    assert WHY["reason"] in page
    assert "Canary" not in page
    assert IdentityView.objects.count() == 0


def test_a_wrong_password_keeps_the_reason_and_is_soon_refused(world):
    cache.clear()
    referral = factories.named(world)
    client, said = checks.signed_in(world.facilitator), []
    for _ in range(7):
        response = page_of(client, referral, password="not this one at all", **WHY)
        page = response.content.decode()
        assert response.status_code == 422
        assert WHY["reason"] in page
        assert "not this one at all" not in page
        said.append("That is not your password." in page)
    assert said[0] is True
    assert "Too many tries." in page
    late = page_of(client, referral, password=PASSWORD, **WHY)
    assert late.status_code == 422, "even the right one has to wait now"
    assert IdentityView.objects.count() == 0
    cache.clear()


def test_minutes_after_signing_in_nobody_is_asked_again(world, settings):
    referral = factories.named(world)
    client = sign_in(world.facilitator)
    assert "id_password" not in client.get(referral.get_absolute_url()).content.decode()
    assert page_of(client, referral, **WHY).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert "id_password" in client.get(referral.get_absolute_url()).content.decode()
    assert page_of(client, referral, **WHY).status_code == 422


def test_who_proved_it_once_is_not_asked_with_the_next_name(world):
    one, other = factories.named(world), factories.named(world, name="Other Canary")
    client = checks.signed_in(world.facilitator)
    assert page_of(client, one, password=PASSWORD, **WHY).status_code == 200
    assert page_of(client, other, **WHY).status_code == 200


def test_with_a_second_step_its_code_is_asked_for(world, settings):
    cache.clear()
    referral = factories.named(world, status="accepted")
    secret = enrol(sign_in(world.social_worker))
    client = checks.signed_in(world.social_worker)
    assert page_of(client, referral, password=PASSWORD, **WHY).status_code == 422
    assert page_of(client, referral, code="000000", **WHY).status_code == 422
    shown = page_of(client, referral, code=code_now(secret), **WHY)
    assert shown.status_code == 200
    assert "Zainab Canary" in shown.content.decode()


def test_a_second_step_whose_key_is_lost_says_so(world, settings):
    cache.clear()
    referral = factories.named(world, status="accepted")
    secret = enrol(sign_in(world.social_worker))
    assert Authenticator.objects.filter(user=world.social_worker).count() >= 1
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    client = checks.signed_in(world.social_worker)
    response = page_of(client, referral, code=code_now(secret), **WHY)
    page = response.content.decode()
    assert response.status_code == 409
    assert "the key it was sealed with is missing" in page
    assert code_now(secret) not in page
    cache.clear()
    again = sign_in(world.social_worker)
    assert again.post(reverse("mfa_authenticate"), {"code": code_now(secret)}).status_code == 409


def test_a_name_whose_key_is_lost_gets_a_sentence(world, settings):
    referral = factories.named(world)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    response = checks.proved(world.facilitator, "identity", referral, **WHY)
    assert response.status_code == 200
    assert "The key it was sealed with is missing" in response.content.decode()


# --- Shown, and hidden again ----------------------------------------------------------------------


def test_it_hides_itself_and_is_never_printed(world, settings):
    settings.IDENTITY_SHOWN_SECONDS = 60
    referral = factories.named(world)
    response = checks.proved(world.facilitator, "identity", referral, **WHY)
    page = response.content.decode()
    assert response.headers["Refresh"] == f"60; url={referral.get_absolute_url()}"
    assert "hidden again after 1 minute," in page
    assert page.index("no-print") < page.index("Zainab Canary")
    assert "A name is never printed." in page
    refused = checks.proved(world.facilitator, "identity", referral, reason="")
    assert "Refresh" not in refused.headers


def test_neither_password_nor_code_is_said_back_or_kept(world):
    """Not on the page that says it is not possible now, and not with a form that waits."""
    response = checks.proved(world.facilitator, "identity", factories.sent(world), **WHY)
    assert response.status_code == 409
    assert PASSWORD not in response.content.decode()
    referral = factories.named(world)
    page = checks.signed_in(world.facilitator).get(referral.get_absolute_url())
    owner = page.context["identity"]["owner"].value()
    sent = {"owner": owner, "password": PASSWORD, "code": "123456", **WHY}
    checks.signed_in(None).post(checks.url("identity", referral), sent)
    kept = dict(CarriedForm.objects.get().fields())
    assert kept == {"reason": WHY["reason"]}


# --- Who loses sight of it ------------------------------------------------------------------------


def test_another_service_takes_its_place(world):
    referral = factories.named(world, status="declined")
    actions.reroute_referral(
        referral, service=world.outside_service, sent_via="app", by=world.facilitator
    )
    assert checks.proved(world.social_worker, "identity", referral, **WHY).status_code == 404
    second = world.outsider_social_worker
    assert checks.proved(second, "identity", referral, **WHY).status_code == 403
    actions.move_referral(Referral.objects.get(pk=referral.pk), "accepted", by=second)
    assert checks.proved(second, "identity", referral, **WHY).status_code == 200


def test_what_was_taken_back_is_shown_to_nobody(world):
    referral = factories.named(world, status="accepted")
    actions.revoke_referral(referral, cause="consent", by=world.facilitator)
    codes = {
        name: checks.proved(getattr(world, name), "identity", referral, **WHY).status_code
        for name in ("facilitator", "focal_point", "social_worker")
    }
    assert codes == {"facilitator": 403, "focal_point": 409, "social_worker": 403}
