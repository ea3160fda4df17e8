"""US2: a round that reaches the unheard, on a phone, from the board to the dialogue and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from cpfacilitate.lib import clock
from dialogues.models import DialogueSession
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

    # The dialogue says what came: one thing did not, and stands on the board until it is mended.
    with _logging(page, "Boys 14–17"):
        page.get_by_label("Evening").check()
        page.locator("[name=people-male-14_17]").fill("12")
        page.get_by_role("group", name="After market").get_by_label("Came", exact=True).check()
        page.get_by_role("group", name="same sex").get_by_label("Did not come").check()
    page.goto(board)
    boys = page.locator(".rows > li", has=page.get_by_text("Boys 14–17", exact=True))
    expect(boys).to_contain_text("Heard")
    owed = page.get_by_role("region", name="Planned for a group, and did not come")
    expect(owed).to_contain_text("A facilitator of the same sex")
    expect(owed).not_to_contain_text("After market")


def test_people_at_home_and_women_with_small_children(window, world):
    """Two rounds of visits to six homes in all; somebody minds the small ones of the women."""
    board, page = world.round.get_absolute_url(), window(world.facilitator)
    listening.edit(listening.voice(world, "home_visits"), by=world.facilitator, times=2)
    listening.helped(world, "women", hinders=["childcare"])
    for visited, told in (("4", "Partly heard"), ("2", "Heard")):
        with _logging(page, "Home visits"):
            page.locator("[name=households]").fill(visited)
            page.locator("[name=people-female-25_59]").fill(visited)
            page.get_by_label("Interpreting").select_option("relative")
        page.goto(board)
        expect(row(page, "Home visits")).to_contain_text(told)
    with _logging(page, "Women"):
        page.locator("[name=people-female-25_59]").fill("16")
        page.get_by_role("group", name="Somebody minds").get_by_label("Came", exact=True).check()
    page.goto(board)
    expect(row(page, "Women").last).to_contain_text("It came.")
    sessions = DialogueSession.objects.filter(subgroup=world.groups["home_visits"])
    assert sum(sessions.values_list("households", flat=True)) == 6


def test_a_committee_member_learns_no_childs_choice(window, world):
    voice = listening.voice(world, "girls_10_13")
    actions.move_voice(voice, "chose_not", by=world.facilitator)
    listening.heard(world, "women")
    page = window(world.committee_member)
    page.goto(world.round.get_absolute_url())
    found = page.locator(".rows > li", has=page.get_by_text("Children", exact=True))
    expect(found).to_contain_text("Not heard in this round")
    expect(found.locator("svg.m.not")).to_have_count(1)
    for hidden in ("Chose not", "Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17"):
        assert hidden not in page.content()
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


@contextmanager
def _logging(page: Page, group: str) -> Iterator[None]:
    """The real form, as short as it may be, with what happens inside."""
    page.goto(reverse("dialogues:session_add"))
    page.get_by_role("button", name=group).last.click()
    page.wait_for_url(re.compile("/edit/"))
    page.locator("[name=strengths-0-local_term]").fill("big brothers carry")
    yield
    page.get_by_role("button", name="Go to the last look").click()
    page.get_by_role("button", name="Keep this record").click()
    expect(page.get_by_text("Kept. Thank you for listening.")).to_be_visible()
