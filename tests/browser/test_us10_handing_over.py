"""US10: the work with a community is finished, and it goes on by itself."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from participants.models import Agreement, Handover, LiveContact, Phase
from tests import factories
from tests.dialogues import plan_factories as plans

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Five action facilitators, two of them under 18.
HANDED_OVER = [
    ("Calls the meetings", "Women", 1, 0),
    ("Keeps the book of decisions", "Men", 1, 0),
    ("Visits families at home", "Elders", 1, 0),
    ("Leads the girls’ circle", "Girls 14–17", 1, 1),
    ("Leads the drama", "Boys 14–17", 1, 1),
]


def test_a_community_takes_over_and_goes_on_by_itself(window):
    world = factories.world()
    plans.moved(world, "in_action")
    page, agreement = window(world.facilitator), world.community.agreement
    _conclude(page, agreement)
    expect(page.get_by_text("Write down first who carries on what.")).to_be_visible()
    assert Agreement.objects.get(pk=agreement.pk).is_live

    for handed_over in HANDED_OVER:
        _hand_over(page, world.community, *handed_over)
    _reach(page, world.community, "Social Welfare", "the officer on duty")
    _reach(page, world.community, "Health Post", "the nurse in charge")
    assert sum(one.people for one in Handover.objects.all()) == 5
    assert sum(one.under_18 for one in Handover.objects.all()) == 2
    assert LiveContact.objects.count() == 2

    _conclude(page, agreement)
    expect(page.get_by_text("The community goes on by itself.")).to_be_visible()
    expect(page.get_by_role("heading", name="What becomes of the records")).to_be_visible()
    expect(page.get_by_text("it is deleted")).to_have_count(0)
    for what, *_rest in HANDED_OVER:
        expect(page.get_by_text(what)).to_be_visible()

    committee = window(world.committee_member)
    committee.goto(reverse("participants:handover_list", args=[world.community.pk]))
    expect(committee.get_by_text("1 under 18")).to_have_count(2)
    expect(committee.get_by_text("Ask for the nurse in charge")).to_be_visible()
    expect(committee.get_by_role("link", name="116")).to_have_count(2)

    _go_on_without_us(page, world.community)


def _conclude(page: Page, agreement: Agreement) -> None:
    page.goto(agreement.get_absolute_url())
    page.get_by_role("link", name="We finished together").click()
    page.get_by_label("In their words").fill("We carry it on ourselves.")
    page.get_by_label("Give us a copy, and keep it").check()
    page.get_by_role("button", name="Record it").click()


def _hand_over(page: Page, community, what: str, group: str, people: int, under_18: int) -> None:
    page.goto(reverse("participants:handover_list", args=[community.pk]))
    page.get_by_role("link", name="Something is handed over").click()
    page.get_by_label("What do they do now?").fill(what)
    page.get_by_label(group, exact=True).check()
    page.get_by_label("How many people?").fill(str(people))
    page.get_by_label("Of whom under 18").fill(str(under_18))
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down.")).to_be_visible()


def _reach(page: Page, community, service: str, ask_for: str) -> None:
    page.goto(reverse("participants:contact_add", args=[community.pk]))
    page.get_by_role("combobox", name="Service").select_option(label=service)
    page.get_by_label("For whom do they ask there?").fill(ask_for)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down.")).to_be_visible()


def _go_on_without_us(page: Page, community) -> None:
    """Self-led is a phase of a community with which we have finished."""
    page.goto(reverse("participants:phase_add", args=[community.pk]))
    page.get_by_label("Going on without us").check()
    page.get_by_role("button", name="Begin it").click()
    page.wait_for_url(f"**{reverse('participants:phase_list', args=[community.pk])}")
    assert Phase.objects.filter(community=community, kind="self_led").exists()
