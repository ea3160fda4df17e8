"""A typical dialogue on a phone: at most forty taps and fields, and what does not fit is asked at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from bench import _walk
from cpfacilitate.lib import clock
from dialogues.models import DialogueSession
from tests import factories
from tests.dialogues import factories as dialogues

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    return factories.world()


def opened(page: Page, session: DialogueSession) -> Page:
    page.goto(reverse("dialogues:session_edit", args=[session.pk]))
    return page


def test_a_typical_dialogue_takes_at_most_forty_interactions(window, world):
    dialogues.masimbaya_round(world.groups, by=world.facilitator)
    group = world.groups["girls_10_13"]
    dialogues.recorded(group, by=world.facilitator)
    day = (clock.today() - timedelta(days=1)).isoformat()
    walk = _walk.log_a_session(window(world.facilitator), group=group.label, day=day)
    assert walk.interactions <= _walk.MOST, walk.line()
    assert walk.taps_to_first_field <= 2, walk.line()
    session = DialogueSession.objects.order_by("-created_at").first()
    assert _walk.stands(session) == _walk.TYPED


def test_counts_go_up_by_thumb_add_up_and_go_back_to_not_counted(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    more = page.get_by_role("button", name="Girls, 10–13: one more")
    for _ in range(3):
        more.click()
    page.get_by_role(
        "button", name="Boys, 10–13: one fewer"
    ).click()  # counted, and nobody was there
    sums = page.locator(".sums tbody tr").first.locator("td")
    expect(sums).to_have_text(["3", "3", "0", "–"])
    page.get_by_role("button", name="Boys, 10–13: not counted").click()
    expect(sums).to_have_text(["3", "3", "–", "–"])
    expect(page.locator("#kept")).to_have_text("Kept.", timeout=8000)
    page.wait_for_timeout(1500)
    expect(page.locator("#kept")).to_have_text("Kept.", timeout=8000)
    assert list(session.head_counts.values_list("sex", "people")) == [("female", 3)]


def test_numbers_that_do_not_fit_are_asked_about_where_they_stand(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    page.locator("[name=people-female-10_13]").fill("9")
    page.locator("[name=counted_together]").fill("12")
    asked = page.locator("[data-asks=s3]")
    expect(asked).to_contain_text("The boxes make 9, and together you counted 12.", timeout=8000)
    expect(page.locator(".steps li.done")).to_have_count(1)  # how many came
    page.locator("[name=counted_together]").fill("9")
    expect(asked).to_be_hidden(timeout=8000)


def test_the_step_one_is_at_is_marked(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    page.get_by_role("link", name="3 How many came").click()
    expect(page.locator(".steps [aria-current=step]")).to_have_attribute("href", "#s3")
    expect(page.get_by_role("heading", name="How many came")).to_be_in_viewport()


def test_households_are_asked_where_people_are_visited_without_script_too(window, world):
    for scripted in (True, False):
        session = dialogues.draft(world.groups["women"], by=world.facilitator)
        page = opened(window(world.facilitator, java_script_enabled=scripted), session)
        households = page.locator("[name=households]")
        expect(households).to_be_hidden()
        page.locator("[name=channel]").select_option("home_visits")
        expect(households).to_be_visible()


def test_without_script_every_age_and_the_text_to_read_are_there(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator, java_script_enabled=False), session)
    page.get_by_text("Read aloud").click()
    expect(page.get_by_text("Do you want to take part?")).to_be_visible()
    page.get_by_text("Add an age").click()
    page.locator("[name=people-female-25_59]").fill("2")
    page.locator("[name=people-female-10_13]").fill("9")
    page.locator("[name=asked]").fill("8")
    page.locator("[name=agreed]").fill("9")
    page.get_by_role("button", name="Save and go on").first.click()
    expect(page.get_by_text("8 were asked; 9 agreed and 0 declined.")).to_be_visible()
    expect(page.locator("[name=people-female-25_59]")).to_be_visible()


@pytest.mark.timeout(300)
def test_the_form_is_for_everyone_with_everything_open_in_it(window, world):
    """Axe, the width and the reading direction, in every look, with questions and errors in view."""
    session = dialogues.filled(
        world.groups["girls_10_13"], by=world.facilitator, asked=9, agreed=12, two_adults="no",
        interpreted="relative", channel="home_visits", question="What weighs on you?",
    )  # fmt: skip
    page, faults = opened(window(world.facilitator), session), []
    for look, width in {"light": 360, "dark": 360, "outdoor": 320, "rtl": 320}.items():
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate(
            """look => { const html = document.documentElement;
            for (const folded of document.querySelectorAll("#notes details")) folded.open = true;
            if (look === "rtl") html.dir = "rtl"; else html.dataset.look = look; }""",
            look,
        )
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]][:3]
            faults.append(f"{look}: {violation['id']} {nodes}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{look}: too wide")
    assert not faults, "\n".join(faults)
