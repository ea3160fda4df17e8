"""Guess, then hear: from the comparison to what they said when they saw it; on a screen and on paper."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.demo.masimbaya import HARMS
from tests import factories
from tests.dialogues import factories as dialogues

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GUESSED = ("disobedience", "drugs", "out_of_school")
WORDS = "We did not know that the load is so heavy."


@pytest.fixture
def world():
    world = factories.world()
    dialogues.masimbaya_round(world.groups, by=world.facilitator)
    return world


def _section(page: Page, heading: str):
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_men_guess_and_hear(window, world, script):
    page = window(world.facilitator, java_script_enabled=script)
    page.goto(reverse("dialogues:round_compare", args=[world.round.pk]))
    page.get_by_role("link", name="They guess Men", exact=True).click()
    for number, harm in enumerate(GUESSED):
        row = page.locator("[data-row]").nth(number)
        row.get_by_label("Their words").fill(HARMS[harm][0])
    page.get_by_role("button", name="One thing more").click()
    expect(page.locator("[data-row]")).to_have_count(4)
    expect(page.locator("[data-row]").first.get_by_label("Their words")).to_have_value("nɔ de yɛri")
    page.get_by_role("button", name="Keep").last.click()

    # One list more at each step, and nothing of the next in the page before.
    guess = _section(page, "What they thought children would say").get_by_role("listitem")
    expect(guess).to_have_count(3)
    assert "ebi wok" not in page.content()
    page.get_by_role("link", name="Show what they say themselves").click()
    expect(_section(page, "What they say themselves").get_by_role("listitem")).to_have_count(4)
    assert "ebi wok" not in page.content()
    page.get_by_role("link", name="Show what children said").click()
    children = _section(page, "What children said").get_by_role("listitem")
    expect(children.nth(0)).to_contain_text("ebi wok")
    expect(children.nth(0)).to_contain_text("Not on the guess")
    expect(children.nth(1)).to_contain_text("Guessed, at place 3")
    assert HARMS["sexual_exploitation"][0] not in page.content()

    page.get_by_label("What did they say when they saw it?").fill(WORDS)
    page.get_by_role("button", name="Keep, they have seen it").click()
    expect(_section(page, "What they said when they saw it")).to_contain_text(WORDS)
    expect(page.get_by_role("link", name="Change the guess")).to_have_count(0)

    # For the table: three heaps, each on a sheet of its own.
    with page.expect_navigation():
        page.get_by_role("link", name="Cards for the table").click()
    page.emulate_media(media="print")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 3
