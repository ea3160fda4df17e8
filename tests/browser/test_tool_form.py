"""The small form of a tool: rows come, move and go by keyboard, with and without script, for everyone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from dialogues.models import DialogueSession, Tool
from tests import factories
from tests.dialogues import factories as dialogues
from tests.dialogues import tool_factories as make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]


@pytest.fixture
def world():
    return factories.world()


def a_session(world) -> DialogueSession:
    return dialogues.recorded(world.groups["girls_10_13"], by=world.facilitator)


def add(session: DialogueSession, kind: str) -> str:
    return reverse("dialogues:tool_add", query={"session": session.pk, "kind": kind})


def said(tool: Tool) -> list[str]:
    return [row.local_term for row in tool.own_rows()]


def test_rows_are_added_moved_and_taken_away_by_keyboard(window, world):
    page = window(world.facilitator)
    page.goto(add(a_session(world), "drama"))
    rows = page.locator("[data-rows] > [data-row]:not([hidden])")
    further = page.get_by_role("button", name="Add a scene")
    for words in ("one", "two", "three", "four"):
        further.focus()
        page.keyboard.press("Enter")
        page.keyboard.type(words)
    expect(rows).to_have_count(4)
    rows.nth(3).get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-moved]")).to_have_text("moved to place 3")
    rows.nth(0).get_by_role("button", name="Take away").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page).to_have_url(re.compile("#tool-"))
    tool = Tool.objects.get()
    assert said(tool) == ["two", "four", "three"]
    page.get_by_role("link", name=re.compile("Change.*A drama")).click()
    rows.nth(2).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page).to_have_url(re.compile("#tool-"))
    assert said(tool) == ["two", "three", "four"]


def test_it_works_without_javascript(window, world):
    page = window(world.facilitator, java_script_enabled=False)
    page.goto(add(a_session(world), "drama"))
    for number, words in enumerate(("one", "two", "three")):
        page.locator(f"[name=rows-{number}-local_term]").fill(words)
    page.get_by_role("button", name="Add a scene").click()
    page.locator("[name=rows-3-local_term]").fill("four")
    page.locator("[name=rows-0-DELETE]").check()
    for number, place in ((1, 2), (2, 3), (3, 1)):
        page.locator(f"[name=rows-{number}-ORDER]").fill(str(place))
    page.get_by_role("button", name="Keep", exact=True).click()
    assert said(Tool.objects.get()) == ["four", "two", "three"]


def faults(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = [f"{wide} px too wide"] if wide > 0 else []
    for violation in Axe().run(page).response["violations"]:
        found.append(f"{violation['id']} {[node['target'] for node in violation['nodes']][:3]}")
    return found


@pytest.mark.parametrize(("width", "way"), [(320, "ltr"), (360, "rtl"), (1280, "ltr")])
def test_every_form_and_every_picture_is_for_everyone(window, world, width, way):
    session, page, found = a_session(world), window(world.facilitator), []
    for kind in make.KINDS:
        make.add(session, kind, by=world.facilitator)
    addresses = [add(session, kind) for kind in make.KINDS] + [session.get_absolute_url()]
    page.set_viewport_size({"width": width, "height": 740})
    for address in addresses:
        page.goto(address)
        page.evaluate("way => { document.documentElement.dir = way }", way)
        found += [f"{address}: {fault}" for fault in faults(page)]
    assert found == []
