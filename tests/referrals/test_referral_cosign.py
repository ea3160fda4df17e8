"""Does a focal point sign second, having read what stands there?"""

from datetime import timedelta

from cpfacilitate.accounts.models import Notification
from cpfacilitate.lib import clock
from referrals import actions, cards
from referrals.models import Referral
from tests.factories import fresh

from . import checks, factories


def _unsigned(world):
    return factories.draft(world, **factories.WITHOUT_CONSENT, override_reason=factories.REASON)


def test_it_works_and_is_audited(world):
    referral = _unsigned(world)
    told = Notification.objects.values_list("user", flat=True)
    assert list(told) == [world.focal_point.pk]
    response = checks.post(world.focal_point, "cosign", referral, version=1)
    assert response.status_code == 302
    assert Referral.objects.get().override_cosigned_by == world.focal_point
    assert factories.audited(referral) == ["referral.raised", "referral.cosigned"]


def test_the_page_offers_it_to_the_focal_point_only(world):
    referral = _unsigned(world)
    words = "I sign: it must go"
    for name, offered in (("focal_point", True), ("facilitator", False)):
        page = checks.signed_in(getattr(world, name)).get(referral.get_absolute_url())
        assert (words in page.content.decode()) is offered


def test_what_changed_since_is_read_first(world):
    referral = _unsigned(world)
    response = checks.post(world.focal_point, "cosign", referral, version=2)
    checks.not_now(response)
    assert Referral.objects.get().override_cosigned_by is None


def test_a_signature_without_its_page_is_refused(world):
    assert checks.post(world.focal_point, "cosign", _unsigned(world)).status_code == 422


def test_there_must_be_something_to_sign(world):
    draft = factories.draft(world)
    checks.not_now(checks.post(world.focal_point, "cosign", draft, version=1))


def test_others_are_refused(world):
    know = {"facilitator", "focal_point"}
    checks.refused(world, "cosign", _unsigned(world), may={"focal_point"}, know=know, version=1)


def test_it_is_a_post(world):
    checks.only_posts(world, "cosign", _unsigned(world))


def _said_today(world, name):
    """The code and the words of each referral on somebody's first page, in order."""
    found = cards.needed(fresh(getattr(world, name)), clock.now())
    return [(card.referral.code, card.draft_waits_for) for card in found]


def test_until_it_is_sent_it_stands_on_today_and_says_what_it_waits_for(world):
    referral = _unsigned(world)
    assert _said_today(world, "facilitator") == [(referral.code, "Waits for the second signature.")]
    assert _said_today(world, "focal_point") == [(referral.code, "Needs your signature.")]
    referral = actions.cosign_override(referral, version=1, by=world.focal_point)
    for name in ("facilitator", "focal_point"):
        assert _said_today(world, name) == [(referral.code, "Signed. Send it now.")]
        page = checks.signed_in(getattr(world, name)).get("/").content.decode()
        assert "Signed. Send it now." in page
    assert _said_today(world, "other_focal_point") == []


def test_a_draft_that_cannot_wait_comes_first(world):
    with clock.at(clock.now() - timedelta(days=30)):
        declined = factories.in_state(world, "declined")
    calm = factories.draft(world)
    unsafe = factories.draft(world, immediate_safety="not_safe")
    found = [code for code, _words in _said_today(world, "facilitator")]
    assert found == [unsafe.code, declined.code, calm.code]
    page = checks.signed_in(world.facilitator).get("/").content.decode()
    assert page.count("Not safe now.") == 1
