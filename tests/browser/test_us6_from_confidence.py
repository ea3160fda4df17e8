"""US6, from the focal point's side: taken up, a referral raised from it, helped, closed; no trace."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from referrals import actions
from referrals.models import Concern, IdentityView, Referral
from tests import factories
from tests.browser.test_us6_no_trace import CANARY, NEEDS_HELP, _lists, _read
from tests.dialogues import factories as dialogues
from tests.referrals import factories as slips

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]
OUTSIDE = ("facilitator", "mentor", "committee_member", "coordinator")
TOLD = f"Somebody asked me for help after we had finished. {CANARY}"


def test_from_what_was_told_to_what_came_of_it(window):
    world = factories.world()
    with clock.at(clock.now() - timedelta(days=60)):
        slips.agreed(world)
    session = dialogues.recorded(world.groups["girls_14_17"], by=world.facilitator)
    target = session.get_absolute_url()
    before = {name: _lists(window(getattr(world, name))) for name in OUTSIDE}
    reads = {name: _read(window(getattr(world, name)), target) for name in OUTSIDE[:2]}

    concern = actions.raise_concern(
        id=uuid.uuid4(), organisation=world.ngo, words=TOLD, by=world.facilitator
    )
    focal_point = window(world.focal_point)
    referral = _raise_from(focal_point, concern, world)
    _helped_and_closed(world, referral)
    _four_looks_are_read(focal_point, world, referral)

    for name in OUTSIDE:
        page = window(getattr(world, name))
        assert _lists(page) == before[name], name
        assert page.request.get(concern.get_absolute_url()).status == 404
        assert page.request.get(referral.get_absolute_url()).status == 404
    for name, read in reads.items():
        assert _read(window(getattr(world, name)), target) == read


def _raise_from(page: Page, concern: Concern, world) -> Referral:
    """Take it up, raise a referral: its form knows nothing of the words, and closes it."""
    page.goto(concern.get_absolute_url())
    expect(page.get_by_text(TOLD)).to_be_visible()
    page.get_by_role("button", name="I take this up").click()
    page.get_by_role("link", name="Raise a referral").click()
    assert CANARY not in page.content()
    page.locator("[name=cluster]").select_option(label=str(world.cluster))
    page.locator("[name=service]").select_option(str(world.service.pk))
    for name, value in {
        "urgency": "high", "concern_category": "care", "age_band": "12_14", "sex": "girl",
        "immediate_safety": "safe", "child_assent": "yes", "caregiver_consent": "yes",
        "identity_mode": "encrypted", "limits_explained_by": "colleague",
    }.items():  # fmt: skip
        box = page.locator(f"[name={name}][value='{value}']")
        box.evaluate(
            "field => { const fold = field.closest('details'); if (fold) fold.open = true }"
        )
        box.check()
    page.locator("[name=needs][value=health]").check()
    page.locator("[name=summary]").fill(NEEDS_HELP)
    page.get_by_role("button", name="Keep as a draft, and close").click()
    referral = Referral.objects.get()
    page.wait_for_url(f"**{referral.get_absolute_url()}")
    assert concern.code not in page.content()
    kept = Concern.objects.get()
    assert (kept.status, kept.referral) == ("closed", referral)
    page.goto(concern.get_absolute_url())
    expect(page.get_by_role("link", name=referral.code)).to_be_visible()
    return referral


def _helped_and_closed(world, referral: Referral) -> None:
    """Sent and seen the same day, passed on, closed on the thirty-fourth; looked at four times."""
    by, worker, started = world.focal_point, world.social_worker, clock.now() - timedelta(days=34)
    with clock.at(started):
        actions.keep_identity(
            referral, name="Zainab", contact="by the aunt", whereabouts="at school", by=by
        )
        referral.refresh_from_db()
        actions.send_referral(referral, version=referral.version, sent_via="app", by=by)
        actions.view_identity(referral, reason="To tell them by phone.", by=by)
        actions.move_referral(referral, "accepted", by=worker)
        for reason in ("To find her.", "To phone her."):
            actions.view_identity(referral, reason=reason, by=worker)
        actions.move_referral(referral, "in_progress", by=worker)
    with clock.at(started + timedelta(days=8)):
        actions.view_identity(referral, reason="To look after her.", by=worker)
        actions.move_referral(referral, "referred_onward", onward_kind="psychosocial", by=worker)
    actions.move_referral(
        referral, "closed", outcome="met", feedback_to_referrer="Service received.", by=worker
    )


def _four_looks_are_read(page: Page, world, referral: Referral) -> None:
    assert IdentityView.objects.count() == 4
    page.goto(referral.get_absolute_url())
    looks = page.locator("section", has=page.get_by_role("heading", name="Who looked at the name"))
    expect(looks.locator("li")).to_have_count(4)
    expect(page.get_by_text("Service received.")).to_be_visible()
    export = reverse("referrals:referral_export", args=[referral.pk])
    expect(page.locator(f"a[href='{export}']")).to_be_visible()
    assert "Zainab" not in page.content()
