"""US5: a dialogue that questions a norm, written down on a phone; it goes forward, and back again."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from dialogues.models import ByLaw, NormReflection, Practice
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(180),
]
DO, SHOULD = "Do most people here do it?", "Do most people here think it should be done?"
DOUBT = "Marriage did not stop my sister’s suffering."
# group, days ago, do, should, how they talk of it, a doubt
SAID = [
    ("Men", 60, "half", "half", "questioned by some", ""),
    ("Women", 58, "few", "few", "questioned by some", DOUBT),
    ("Girls 14–17", 56, "few", "none", "nobody speaks of it", ""),
    ("Men", 40, "half", "few", "openly debated", "If school is near, why hurry?"),
    ("Men", 20, "few", "few", "a new agreement", ""),
    ("Men", 2, "half", "few", "slid back", ""),
]


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def test_a_norm_is_questioned_from_inside(window):
    world = factories.world()
    page = window(world.facilitator)
    _write_the_practice(page, world)
    for said in SAID:
        _write_what_a_group_says(page, *said)
    assert NormReflection.objects.count() == len(SAID)
    _correct_a_slip(page)
    _write_the_rule(page)

    practice = Practice.objects.get()
    _reads_the_timeline(window(world.mentor, java_script_enabled=False), practice)
    committee = window(world.committee_member)
    assert committee.goto(practice.get_absolute_url()).status == 404
    register = reverse("dialogues:practice_list", args=[world.community.pk])
    assert committee.goto(register).status == 404
    _reads_the_rule_alone(committee, world)


def _write_the_practice(page: Page, world) -> None:
    page.goto(world.community.get_absolute_url())
    page.get_by_role("link", name="Practices, and how people talk of them").click()
    page.get_by_role("link", name="Write down a practice").click()
    page.get_by_label("In their words").fill("ndoa za mapema")
    page.get_by_label("Language of these words").select_option("sw")
    page.get_by_label("What it means").fill("early marriage")
    page.get_by_label("People here see it differently").check()
    page.get_by_label("What is it believed to bring?").fill("Boys will not spoil her.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="ndoa za mapema")).to_be_visible()
    expect(page.get_by_text("No group was asked yet.")).to_be_visible()


def _write_what_a_group_says(
    page: Page, group: str, days: int, do: str, should: str, readiness: str, doubt: str
) -> None:
    page.get_by_role("link", name="What a group says of it").click()
    page.get_by_role("radio", name=group, exact=True).check()
    page.get_by_label("On which day?").fill(ago(days).isoformat())
    for question, answer in ((DO, do), (SHOULD, should)):
        asked = page.get_by_role("group", name=question)
        asked.get_by_role("radio", name=answer, exact=True).check()
    page.get_by_role("radio", name=readiness, exact=True).check()
    page.get_by_label("Did anyone voice a doubt?").fill(doubt)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("It stands beside what the others say.")).to_be_visible()


def _correct_a_slip(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Correct it.*Girls 14–17")).click()
    page.get_by_label("Who could change it?").fill("Nobody asks us.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Nobody asks us.")).to_be_visible()


def _write_the_rule(page: Page) -> None:
    """One that hits girls: it is written down, and there is a reason to talk."""
    page.get_by_role("link", name="Write down a rule").click()
    page.get_by_label("What do people here call it?").fill("Faini ya mimba")
    page.get_by_label("What does it say?").fill("Who becomes a mother at school brings a goat.")
    page.get_by_label("On which day was it agreed?").fill(ago(30).isoformat())
    page.get_by_label("Which groups agreed?").fill("The elders.")
    page.get_by_label("What follows for who does not keep it?").fill("A pregnant girl is fined.")
    page.get_by_label("What does it cost the poorest?").fill("They have no goat.")
    page.get_by_label("Nobody knows yet").check()
    page.get_by_role("button", name="Keep the rule").click()
    expect(page.get_by_text("“pregnant girl is fined” can hurt a child")).to_be_visible()
    assert ByLaw.objects.get().practice == Practice.objects.get()


def _reads_the_timeline(page: Page, practice: Practice) -> None:
    """On a phone, without a script: every voice by itself, the newest first, no number anywhere."""
    page.goto(practice.get_absolute_url())
    men = page.get_by_role("row", name=re.compile("^Men"))
    expect(men.get_by_text("Slid back")).to_be_visible()
    newest, debated = men.get_by_role("cell").nth(0), men.get_by_role("cell").nth(2)
    expect(newest).to_contain_text("more than last time (few)")
    expect(newest).to_contain_text("last time: a new agreement")
    expect(debated).to_contain_text("fewer than last time (half)")
    women = page.get_by_role("row", name="Women")
    expect(women.get_by_text("questioned by some")).to_be_visible()
    expect(page.get_by_text(DOUBT)).to_be_visible()
    words = page.locator("main").inner_text()
    assert "%" not in words
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(media="print")
    expect(men.get_by_text("Slid back")).to_be_visible()


def _reads_the_rule_alone(page: Page, world) -> None:
    page.goto(world.community.get_absolute_url())
    page.get_by_role("link", name="Rules the community gave itself").click()
    page.get_by_role("link", name="Faini ya mimba").click()
    expect(page.get_by_text("They have no goat.")).to_be_visible()
    words = page.locator("main").inner_text()
    assert "ndoa" not in words
    assert "can hurt a child" not in words
