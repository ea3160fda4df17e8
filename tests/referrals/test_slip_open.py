"""Does a slip open without an account: a few times, for a few days, and otherwise say nothing?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import ReferralEvent, SlipLink

from . import checks, factories

OPEN = "/slip/"


@pytest.fixture(autouse=True)
def _no_tries_yet(world):
    cache.clear()


def slip(world, **values):
    """A sent referral, and the key of its slip."""
    referral = factories.sent(world, **values)
    return referral, actions.print_slip(referral, by=world.facilitator)[1]


def show(key: str):
    return Client().post(OPEN, {"key": key})


def test_it_works_without_an_account_and_is_audited(world):
    referral, key = slip(world)
    page = show(key)
    assert page.status_code == 200
    text = page.content.decode()
    assert referral.code in text
    assert factories.CANARY in text
    assert SlipLink.objects.get().uses_left == settings.SLIP_LINK_USES - 1
    assert factories.audited(referral)[-1] == "slip.opened"
    offered = [offer.step.verb for offer in page.context["offers"]]
    assert offered == ["acknowledge", "accept", "decline"]


def test_it_shows_the_slip_only_and_never_who_it_is(world):
    referral = factories.named(world, name="Zainab Canary")
    _link, key = actions.print_slip(referral, by=world.facilitator)
    text = show(key).content.decode()
    for secret in (
        "Zainab Canary",
        "077 000 111",
        "by the well",
        str(world.cluster),
        str(referral.pk),
    ):
        assert secret not in text
    assert key not in text


def test_it_is_kept_by_nobody_and_found_by_no_search(world):
    _referral, key = slip(world)
    for response in (Client().get(OPEN), show(key), show("nothing")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert set(response.cookies) <= {settings.CSRF_COOKIE_NAME}


@pytest.mark.parametrize(
    "how", [str.lower, lambda key: key.replace("-", " "), lambda key: key.replace("-", "")]
)
def test_it_forgives_how_a_key_is_typed(world, how):
    _referral, key = slip(world)
    assert show(f"  {how(key)} ").status_code == 200


def test_it_forgives_what_looks_alike(world, monkeypatch):
    monkeypatch.setattr("referrals.actions.slips.new_key", lambda: "0101-2345-6789-ABCD")
    slip(world)
    assert show("OlOi-2345-6789-abcd").status_code == 200


def test_looking_uses_nothing_up(world):
    """What a phone fetches ahead, or a chat shows of a link, is a GET."""
    _referral, key = slip(world)
    for _ in range(30):
        assert Client().get(OPEN).status_code == 200
        assert Client().get(f"{OPEN}?key={key}").status_code == 200
        assert Client().head(OPEN).status_code == 405
    assert SlipLink.objects.get().uses_left == settings.SLIP_LINK_USES
    assert factories.CANARY not in Client().get(f"{OPEN}?key={key}").content.decode()


def test_it_opens_so_many_times(world):
    _referral, key = slip(world)
    SlipLink.objects.update(uses_left=2)
    assert [show(key).status_code for _ in range(4)] == [200, 200, 404, 404]
    assert SlipLink.objects.get().uses_left == 0


def dead(world) -> dict[str, str]:
    """A key of each kind that opens nothing."""
    keys = {"unknown": "0000-0000-0000-0000", "empty": ""}
    _referral, keys["expired"] = slip(world)
    SlipLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    referral, keys["used up"] = slip(world)
    referral.slip_links.update(uses_left=0)
    referral, keys["replaced"] = slip(world)
    actions.print_slip(referral, by=world.facilitator)
    referral, keys["taken back"] = slip(world)
    actions.revoke_referral(referral, cause="consent", by=world.facilitator)
    referral, keys["declined"] = slip(world)
    actions.move_referral(referral, "declined", cause="no_place", by=world.social_worker)
    referral, keys["elsewhere"] = slip(world)
    referral = actions.move_referral(referral, "declined", cause="no_place", by=world.social_worker)
    for service, worker in [
        (world.outside_service, world.outsider_social_worker), (world.service, None),
    ]:  # fmt: skip
        referral = actions.reroute_referral(
            referral, service=service, sent_via="app", by=world.facilitator
        )
        if worker:
            referral = actions.move_referral(referral, "declined", cause="not_ours", by=worker)
    return keys


def test_one_answer_to_whatever_opens_nothing(world):
    """Same status, same bytes: a key that is wrong cannot be told from one that has run out."""
    answers = {}
    for why, key in dead(world).items():
        cache.clear()
        answers[why] = (show(key).status_code, show(key).content)
    assert set(answers.values()) == {(404, answers["unknown"][1])}
    assert b"This key opens nothing" in answers["unknown"][1]


def test_an_open_page_is_dead_at_once_too(world):
    """Taken back while the service reads: the page on its screen can do nothing any more."""
    referral, key = slip(world)
    opening = show(key).context["offers"][0].form.initial["opening"]
    actions.revoke_referral(referral, cause="consent", by=world.facilitator)
    said = {"opening": opening, "step": "accept", "told_by": "the nurse"}
    response = Client().post("/slip/answer/", said)
    assert (response.status_code, response.content) == (404, show("unknown").content)
    assert ReferralEvent.objects.filter(to="accepted").count() == 0


def test_tries_are_counted(world):
    _referral, key = slip(world)
    codes = [show("0000-0000-0000-0000").status_code for _ in range(12)]
    assert codes == [404] * 10 + [429] * 2
    assert show(key).status_code == 429
    assert SlipLink.objects.get().uses_left == settings.SLIP_LINK_USES


def test_no_other_method(world):
    assert checks.signed_in(None).put(OPEN).status_code == 405
