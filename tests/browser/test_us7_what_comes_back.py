"""US7: what a kind of service often says no to comes back at quarter level only, and is worked on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from participants.models import Barrier
from referrals import due, quarters
from referrals.models import Referral
from tests import factories
from tests.referrals import factories as slips

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]
CLOSED = "No place"


def test_a_no_said_often_comes_back_when_the_quarter_is_over(window):
    world = factories.world()
    begins_on = quarters.last_over(clock.now())
    _said_no(world, begins_on, times=6)
    _was_given(world, begins_on, times=6)
    back = reverse("overview:community_services_back", args=[world.community.pk])
    committee, facilitator = window(world.committee_member), window(world.facilitator)

    # While its figures are not kept nobody reads anything of it: not even that there was a no.
    for page in (committee, facilitator):
        page.goto(back)
        expect(page.get_by_text("Nothing can be told yet")).to_be_visible()
        expect(page.get_by_text(CLOSED)).to_have_count(0)

    assert due.keep_quarters(clock.now()) > 0
    _read(committee, world, back)
    expect(committee.get_by_role("button", name="Make this a barrier")).to_have_count(0)
    _work_on_it(facilitator, world, back)
    # What comes later changes nothing of what was told.
    before = facilitator.inner_text("main")
    _said_no(world, begins_on, times=3)
    due.keep_quarters(clock.now())
    facilitator.goto(back)
    assert facilitator.inner_text("main") == before


def _said_no(world, begins_on, *, times: int) -> None:
    for number in range(times):
        with clock.at(clock.midnight(begins_on) + timedelta(days=3 + number)):
            slips.agreed(world)
            slips.moved(world, "declined")


def _was_given(world, begins_on, *, times: int) -> None:
    """As many who were helped, and too late: so that neither is too few to be told."""
    for number in range(times):
        sent_at = clock.midnight(begins_on) + timedelta(days=20 + number)
        with clock.at(sent_at):
            referral = slips.sent(world)
        with clock.at(sent_at + timedelta(hours=30)):
            for to in ("accepted", "service_given"):
                slips.actions.move_referral(referral, to, by=world.social_worker)


def _read(page: Page, world, back: str) -> None:
    """From the page of the community, in sentences, with no code, child or day in them."""
    page.goto(world.community.get_absolute_url())
    page.get_by_role("link", name="What came back from services").click()
    page.wait_for_url(f"**{back}")
    expect(page.get_by_text("12 referrals were sent.").first).to_be_visible()
    expect(page.get_by_text("A rise is usually trust")).to_be_visible()
    expect(page.get_by_text(CLOSED).first).to_be_visible()
    text = page.inner_text("main")
    for referral in Referral.objects.all():
        assert referral.code not in text
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    page.emulate_media(media="print")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.emulate_media(media="screen")
    assert height > 0


def _work_on_it(page: Page, world, back: str) -> None:
    page.goto(back)
    page.get_by_role("button", name="Make this a barrier we work on").first.click()
    barrier = Barrier.objects.get()
    page.wait_for_url(f"**{barrier.get_absolute_url()}")
    assert (barrier.what, barrier.source, barrier.service) == ("no_place", "aggregated", None)
    page.goto(back)
    expect(page.get_by_role("button", name="Make this a barrier")).to_have_count(0)
    expect(page.get_by_role("link", name="We work on this").first).to_be_visible()
