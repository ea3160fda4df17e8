"""US2: a round that reaches the unheard, on a phone, from the board to the dialogue and back."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from cpfacilitate.lib import clock
from participants import actions
from participants.models import Round
from tests import factories
from tests.participants import listening_factories as listening

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "On that day the whole chiefdom is here."


@pytest.fixture
def world():
    return factories.world()


def row(page: Page, group: str) -> Locator:
    return page.locator("li", has=page.get_by_text(group, exact=True)).last


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def test_a_round_reaches_the_unheard(window, world):
    board = world.round.get_absolute_url()
    page = window(world.facilitator)
    page.goto(board)
    expect(row(page, "Home visits")).to_contain_text("Not yet reached")
    expect(row(page, "Boys 14–17")).to_contain_text("Not yet reached")

    # Everybody is to meet before people at home are visited: the page asks why, and keeps the day.
    page.get_by_role("link", name="Plan the gathering").click()
    page.get_by_label("The whole community meets on").fill(in_days(5).isoformat())
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("alert")).to_contain_text("before everybody is visited at home")
    expect(page.get_by_label("The whole community meets on")).to_have_value(in_days(5).isoformat())
    page.get_by_label("Why does everybody meet before all are visited at home?").fill(WHY)
    page.get_by_role("button", name="Go on, for this reason").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    assert Round.objects.get(pk=world.round.pk).gathering_reason == WHY

    # The boys who work come in the evening, and a man talks with them.
    page.get_by_role("link", name="Change Boys 14–17").click()
    page.get_by_label("Planned for").fill(clock.today().isoformat())
    page.get_by_label("After market, farm or chores").check()
    page.get_by_label("A facilitator of the same sex").check()
    page.get_by_role("button", name="Keep").click()
    expect(row(page, "Boys 14–17").last).to_contain_text("A facilitator of the same sex")

    _log(page, "Boys 14–17")
    page.goto(board)
    boys = page.locator(".rows > li", has=page.get_by_text("Boys 14–17", exact=True))
    expect(boys).to_contain_text("Heard")

    # One thing did not come: it stands on the board until it is mended.
    boys.get_by_role("link", name="What came?").click()
    page.get_by_role("group", name="After market").get_by_label("It came", exact=True).check()
    page.get_by_role("group", name="same sex").get_by_label("It did not come").check()
    page.get_by_role("button", name="Keep").click()
    expect(
        page.get_by_role("region", name="Planned for a group, and did not come")
    ).to_contain_text("A facilitator of the same sex")


def test_a_committee_member_learns_no_childs_choice(window, world):
    voice = listening.voice(world, "girls_10_13")
    actions.move_voice(voice, "chose_not", by=world.facilitator)
    listening.heard(world, "women")
    page = window(world.committee_member)
    page.goto(world.round.get_absolute_url())
    for group in ("Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17"):
        found = page.locator(".rows > li", has=page.get_by_text(group, exact=True))
        expect(found).to_contain_text("Not heard in this round")
        expect(found.locator("svg.m.not")).to_have_count(1)
    assert "Chose not" not in page.content()
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


def _log(page: Page, group: str) -> None:
    """The real form, as short as it may be."""
    page.goto(reverse("dialogues:session_add"))
    page.get_by_role("button", name=group).click()
    page.wait_for_url(re.compile("/edit/"))
    page.locator("[name=people-male-14_17]").fill("12")
    page.locator("[name=left_early]").fill("1")
    page.locator("[name=strengths-0-local_term]").fill("big brothers carry")
    page.get_by_role("button", name="Go to the last look").click()
    page.get_by_role("button", name="Keep this record").click()
    expect(page.get_by_text("Kept. Thank you for listening.")).to_be_visible()
