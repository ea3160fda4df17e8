"""US7: declined after fifty hours, suggested, sent on, answered by a slip; and late all the same."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from participants import actions as participants
from referrals import actions
from referrals.due import climb_what_is_overdue
from referrals.models import Referral, SlipLink
from tests import factories
from tests.referrals import factories as slips

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def catch_up_class(world):
    """Somebody to phone, takes referrals by code, and not confirmed for 120 days."""
    return participants.add_service(
        id=world.community.pk, organisation=world.service.organisation, name="Catch-up class",
        kind="education", district="Bombali", accepts_coded_referrals=True, by=world.coordinator,
        assured_on=clock.today() - timedelta(days=120), phones=[{"number": "076 123 456"}],
        contacts=[{"role": "backup", "name": "Mr Bangura", "phone": "076 555 111"}],
    )  # fmt: skip


def declined_after_fifty_hours(world) -> Referral:
    start = clock.now() - timedelta(hours=73)
    with clock.at(start):
        referral = slips.sent(world, age_band="15_17")
    with clock.at(start + timedelta(hours=50)):
        return actions.move_referral(
            referral, "declined", by=world.social_worker, cause="no_place",
            reason="No places for over-age.",
        )  # fmt: skip


def test_a_child_waited_too_long_although_each_hop_was_quick(window):
    world = factories.world()
    catch_up_class(world)
    referral = declined_after_fifty_hours(world)
    page = window(world.facilitator)
    page.goto(referral.get_absolute_url())
    expect(page.get_by_text("They cannot take it: No place. No places")).to_be_visible()
    fits = page.get_by_role("region", name="Services that fit")
    expect(fits.get_by_role("link", name="Catch-up class")).to_be_visible()
    expect(fits.get_by_text("Nobody has confirmed this service for 90 days.")).to_be_visible()
    _send_on(page, "Catch-up class")
    kept = Referral.objects.get()
    assert (kept.status, kept.act_by_at) == ("sent", referral.act_by_at)
    expect(page.get_by_text("1 hour late to act")).to_be_visible()

    climb_what_is_overdue(clock.now())
    page.reload()
    expect(page.get_by_text("Mr Bangura, 076 555 111")).to_be_visible()
    page.get_by_role("button", name="I phoned: reached").click()
    expect(page.get_by_text("Kept: the backup contact was phoned.")).to_be_visible()

    key = _print(page)
    _answer(window(None), key)
    page.goto(referral.get_absolute_url())
    expect(page.get_by_text("the service itself: head teacher").first).to_be_visible()
    assert Referral.objects.get().status == "in_progress"
    assert Referral.objects.get().acted_at > referral.act_by_at


def _send_on(page: Page, service: str) -> None:
    page.get_by_role("button", name=f"Send it there: {service}").click()
    # What the other service will read is shown first.
    expect(page.get_by_role("heading", name="What the service will see")).to_be_visible()
    form = page.locator("form").filter(has=page.locator("[name=sent_via]"))
    expect(form.locator("[name=service] option:checked")).to_contain_text(service)
    form.locator("[name=sent_via][value=in_person]").check()
    form.get_by_role("button", name="Yes, send it there").click()


def _url(verb: str) -> str:
    return reverse(f"referrals:referral_{verb}", args=[Referral.objects.get().pk])


def _print(page: Page) -> str:
    """The slip on one sheet of A4; what is on it and nowhere else."""
    page.get_by_role("link", name="A slip on paper").click()
    page.get_by_role("button", name="Make the slip").click()
    key = page.locator(".slip .code.big").inner_text()
    page.emulate_media(media="print")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="screen")
    assert len(sheets) == 1
    assert page.locator("svg.qr path").count() == 1
    return key


def _answer(page: Page, key: str) -> None:
    """By the address that a camera reads, and then step by step as the head teacher."""
    page.goto(f"/slip/#{key}")
    expect(page.get_by_label("Key on the slip")).to_have_value(key)
    assert key not in page.url
    page.get_by_role("button", name="Show the slip").click()
    expect(page.get_by_role("heading", name=Referral.objects.get().code)).to_be_visible()
    for step, confirm in (("Accept", "Yes, accept"), ("Begin", "Yes, we have begun")):
        page.locator("summary", has_text=step).click()
        opened = page.locator("details[open]")
        opened.get_by_label("Who are you?").fill("head teacher")
        opened.get_by_role("button", name=confirm).click()
        expect(page.get_by_role("status")).to_contain_text("The sender is told.")
    assert SlipLink.objects.get().uses_left == 5
