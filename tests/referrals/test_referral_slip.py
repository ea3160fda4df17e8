"""Does a slip go on paper once it is sent, with a key that stands nowhere else?"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from cpfacilitate.accounts.models import Notification, OutgoingMail
from cpfacilitate.lib import clock
from referrals import actions
from referrals.listed import on_slip
from referrals.models import SlipLink, SlipPrint
from referrals.slip_keys import digest

from . import checks, factories


def printed(referral, person) -> str:
    """The key on a slip that `person` prints."""
    response = checks.post(person, "slip", referral)
    assert response.status_code == 200
    return response.context["key"]


def test_it_works_and_is_audited(world):
    referral = factories.sent(world)
    before = clock.now()
    page = checks.post(world.facilitator, "slip", referral)
    key, text = page.context["key"], page.content.decode()
    assert key in text
    assert "http://testserver/slip/" in text
    for line in on_slip(referral, referral.service):
        assert line.label in text
    assert factories.CANARY in text  # an agreement lets the words be shared
    link = SlipLink.objects.get()
    assert (link.referral, link.service, link.created_by) == (
        referral, world.service, world.facilitator,
    )  # fmt: skip
    assert (link.digest, link.uses_left) == (digest(key), settings.SLIP_LINK_USES)
    assert before + timedelta(days=6) < link.expires_at <= clock.now() + timedelta(days=14)
    one = SlipPrint.objects.get()
    assert (one.referral, one.service, one.by) == (referral, world.service, world.facilitator)
    assert factories.audited(referral)[-1] == "slip.printed"


def test_nothing_on_the_sheet_leads_away_from_a_key_that_is_shown_once(world):
    referral = factories.sent(world)
    before = checks.signed_in(world.facilitator).get(checks.url("slip", referral))
    assert b'name="look"' in before.content
    assert b'name="look"' not in checks.post(world.facilitator, "slip", referral).content


def test_it_says_no_more_than_the_list_and_never_who_it_is(world):
    referral = factories.named(world, name="Zainab Canary")
    text = checks.post(world.facilitator, "slip", referral).content.decode()
    for secret in ("Zainab Canary", "077 000 111", "by the well", str(world.cluster)):
        assert secret not in text


def test_the_key_is_readable_by_phone_and_stands_nowhere(world):
    referral = factories.sent(world)
    key = printed(referral, world.facilitator)
    groups = key.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert not set("".join(groups)) & set("ILOU")
    rows = repr([*SlipLink.objects.values(), *SlipPrint.objects.values()])
    assert key not in rows
    assert "".join(groups) not in rows
    again = checks.signed_in(world.facilitator).get(checks.url("slip", referral)).content.decode()
    assert key not in again
    assert "A new slip makes the key on the one before worthless." in again


def test_it_is_mailed_to_nobody(world):
    """What is sent out is a few words that are always the same; first there is something to find."""
    type(world.social_worker).objects.update(email="someone@example.org")
    referral = factories.sent(world, urgency="high")
    key = printed(referral, world.facilitator)
    actions.answer_slip(SlipLink.objects.get(), "accepted", told_by="the nurse")
    sent = repr([*OutgoingMail.objects.values(), *Notification.objects.values()])
    assert OutgoingMail.objects.exists()
    for secret in (key, key.replace("-", ""), referral.code, "/slip/"):
        assert secret not in sent


def test_a_new_slip_ends_the_one_before(world):
    referral = factories.sent(world)
    first, second = (printed(referral, world.facilitator) for _ in range(2))
    assert actions.open_slip(first) is None
    assert actions.open_slip(second) is not None
    assert SlipPrint.objects.count() == 2


def test_the_link_never_lives_longer_than_fourteen_days(world, settings):
    settings.SLIP_LINK_DAYS_AFTER = 90
    link, _key = actions.print_slip(factories.sent(world, urgency="low"), by=world.facilitator)
    assert link.expires_at - link.created_at <= timedelta(days=14, seconds=1)


def test_what_is_not_sent_leaves_on_no_paper(world):
    for status in ("draft", "declined", "closed", "revoked"):
        referral = factories.in_state(world, status)
        checks.not_now(checks.post(world.facilitator, "slip", referral), "Send it first")
        page = checks.signed_in(world.facilitator).get(checks.url("slip", referral))
        assert "Make the slip" not in page.content.decode()
    assert not SlipLink.objects.exists()


def test_others_are_refused(world):
    referral = factories.sent(world)
    may = {"facilitator", "focal_point"}
    checks.refused(world, "slip", referral, may=may)
    checks.refused(world, "slip", referral, may=may, method="get")


def test_no_other_method(world):
    client = checks.signed_in(world.facilitator)
    assert client.put(checks.url("slip", factories.sent(world))).status_code == 405
