"""Who sees a child's name, when, and is each look kept with its reason?"""

import pytest

from referrals.models import IdentityView, Referral

from . import checks, factories

WHY = {"reason": "To meet at the health post"}


@pytest.mark.parametrize("name", ["facilitator", "focal_point"])
def test_the_senders_side_sees_it_with_a_reason(world, name):
    referral = factories.named(world)
    person = getattr(world, name)
    response = checks.post(person, "identity", referral, **WHY)
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
    response = checks.post(world.social_worker, "identity", referral, **WHY)
    assert response.status_code == code
    assert ("Canary" in response.content.decode()) is (code == 200)
    assert IdentityView.objects.count() == (1 if code == 200 else 0)


def test_without_a_reason_nothing_is_shown(world):
    referral = factories.named(world)
    response = checks.post(world.facilitator, "identity", referral, reason="")
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
    checks.post(world.facilitator, "identity", referral, **WHY)
    for name, reads in (("focal_point", True), ("facilitator", False), ("social_worker", False)):
        page = checks.signed_in(getattr(world, name)).get(referral.get_absolute_url())
        assert (WHY["reason"] in page.content.decode()) is reads


def test_where_there_is_no_name_it_says_so(world):
    response = checks.post(world.facilitator, "identity", factories.sent(world), **WHY)
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
    response = checks.post(world.facilitator, "identity", referral, **WHY)
    checks.not_now(response, "No name is kept here")
    assert "Canary" not in response.content.decode()
