"""The committee's review of its plan: by keyboard alone, by what a screen reader meets, without script.

US4 and the committee's side of it: one card after the other, one question, three answers.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from dialogues.models import PlanReview
from tests import factories
from tests.dialogues import plan_factories as make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]
CARDS = ["What it is about", "What we heard", "Step 1", "Step 2", "What we decided",
         "Who has answered"]  # fmt: skip
# A phone with two voices for the page's language, one of them somewhere else, and one for another.
VOICES = """
const here = (name, lang, localService) => ({ name, lang, localService, default: false });
window.said = []; window.cancelled = 0;
const speech = { speaking: false, pending: false,
  getVoices: () => window.voices, addEventListener() {},
  speak(each) { this.speaking = true; window.said.push([each.text, each.voice.name]); },
  cancel() { this.speaking = false; window.cancelled += 1; } };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.voices = [here("far away", "en-US", false), here("other", "fr-FR", true)];
if (!window.location.search.includes("nowhere")) window.voices.push(here("on the phone", "en_GB", true));
"""


def planned(*groups: str):
    world = factories.world()
    people = [make.spokesperson(world, group) for group in groups]
    plan = make.draft(world)
    make.step(plan, world, "A farm calendar with the school")
    plan = make.again(plan)
    plan = make.plans.send_plan(plan, version=plan.version, by=world.facilitator)
    return world, plan, people


def no_complaints(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [each["id"] for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def press(page: Page, name: str, *, role: str = "link") -> None:
    """Go with the Tab key alone, from where the page put the focus, to what has this name; press it."""
    wanted = page.get_by_role(role, name=name, exact=True)
    expect(wanted).to_be_visible()
    for _tab in range(30):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"“{name}” is not reached with the Tab key.")


def on(page: Page, heading: str) -> None:
    """The card in view, with the focus on its heading."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_focused()


def test_the_whole_review_by_keyboard_alone(window):
    world, _plan, _people = planned("men")
    page = window(world.committee_member)
    page.goto("/")
    no_complaints(page)
    press(page, "Read and answer")
    for heading in CARDS:
        on(page, heading)
        no_complaints(page)
        press(page, "Next")
    on(page, "What does your group say?")
    no_complaints(page)
    press(page, "Change this We say what to change.", role="button")
    on(page, "What should change?")
    page.keyboard.press("Tab")
    expect(page.get_by_label("In the group’s words")).to_be_focused()
    page.keyboard.type("Begin at six.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("2. A farm calendar with the school")).to_be_checked()
    no_complaints(page)
    press(page, "Next", role="button")
    on(page, "Is this what you say?")
    expect(page.get_by_text("Begin at six.")).to_be_visible()
    expect(page.get_by_text("Step 2: A farm calendar with the school")).to_be_visible()
    no_complaints(page)
    press(page, "Send our answer", role="button")
    expect(page.get_by_role("heading", level=1, name="Books before buckets")).to_be_visible()
    review = PlanReview.objects.get()
    assert (review.answer, review.words, str(review.about), str(review.subgroup)) == (
        "change", "Begin at six.", "A farm calendar with the school", "Women",
    )  # fmt: skip


def test_what_a_screen_reader_meets(window):
    """Roles and names: the tree of a card, of the question, and of who has answered."""
    world, plan, (sorie,) = planned("men")
    make.answer(plan, sorie, world.groups["men"], "disagree", "We need every hand.")
    page = window(world.committee_member)
    url = reverse("dialogues:plan_review", args=[plan.pk])
    page.goto(f"{url}?card=3")
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
- main:
  - paragraph:
    - link "Books before buckets"
    - text: · Card 3 of 7
  - region "Step 1":
    - heading "Step 1" [level=1]
    - paragraph: Adults carry water
    - paragraph: Before half past seven.
    - paragraph: "Who sees to it: Women"
    - paragraph: "It starts: 16 November"
    - heading "What children do" [level=2]
    - paragraph: "9 girls, 14–17: a drama about heavy loads"
    - paragraph: /Children themselves chose who does it · We asked .* · It leaves time/
    - text: Children lead this
  - button "Change step 1"
  - navigation "Cards":
    - link "Next"
    - link "Back"
""")
    page.goto(f"{url}?card=6")
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
- region "Who has answered":
  - heading "Who has answered" [level=1]
  - list:
    - listitem: Women Not yet
    - listitem: Men Do not agree
  - paragraph: Silence is not a yes. The gathering waits for every group.
""")
    page.goto(f"{url}?card=answer")
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
- heading "What does your group say?" [level=1]
- group "What does your group say?":
  - button "Agree We can start."
  - button "Change this We say what to change."
  - button "Do not agree Our reason is kept."
- navigation "Cards":
  - link "Back"
""")


def test_without_script_and_with_the_back_button(window):
    world, plan, _people = planned()
    page = window(world.committee_member, java_script_enabled=False)
    page.goto(reverse("dialogues:plan_review", args=[plan.pk]) + "?card=3")
    expect(page.get_by_role("button", name="Read aloud")).to_be_hidden()
    page.get_by_role("button", name="Change step 1").click()
    page.get_by_label("In the group’s words").fill("Begin at six.")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Is this what you say?")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("In the group’s words")).to_have_value("Begin at six.")
    expect(page.get_by_label("1. Adults carry water")).to_be_checked()
    page.go_forward()
    page.get_by_role("button", name="Send our answer").click()
    expect(page.get_by_role("heading", name="Books before buckets")).to_be_visible()
    assert PlanReview.objects.get().words == "Begin at six."


def test_a_card_is_read_aloud_by_a_voice_of_this_phone(window):
    world, plan, _people = planned()
    page = window(world.committee_member)
    page.add_init_script(VOICES)
    url = reverse("dialogues:plan_review", args=[plan.pk])
    page.goto(f"{url}?card=3")
    start, stop = (page.get_by_role("button", name=name) for name in ("Read aloud", "Stop reading"))
    expect(start).to_be_visible()
    expect(stop).to_be_hidden()
    assert page.evaluate("window.said") == []  # nothing by itself
    start.click()
    said = page.evaluate("window.said")
    assert {voice for _text, voice in said} == {"on the phone"}
    texts = [text for text, _voice in said]
    assert texts[:4] == [
        "Step 1", "Adults carry water", "Before half past seven.", "Who sees to it: Women",
    ]  # fmt: skip
    expect(stop).to_be_focused()
    page.keyboard.press("Enter")
    expect(start).to_be_focused()
    expect(stop).to_be_hidden()
    page.goto(f"{url}?card=answer")
    start.click()
    heard = " ".join(text for text, _voice in page.evaluate("window.said"))
    assert "What does your group say?" in heard
    assert re.search(r"Agree.*Change this.*Do not agree", heard)


def test_where_no_voice_is_on_the_phone_there_is_no_button(window):
    world, plan, _people = planned()
    page = window(world.committee_member)
    page.add_init_script(VOICES)
    page.goto(reverse("dialogues:plan_review", args=[plan.pk]) + "?card=3&nowhere")
    expect(page.get_by_role("link", name="Next")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_be_hidden()


def test_a_facilitator_copies_the_sheet(window):
    """Two of three groups as they ticked; wrong once, and nothing is lost."""
    world, plan, _people = planned("men", "elders")
    page = window(world.facilitator)
    page.goto(plan.get_absolute_url())
    page.get_by_role("link", name="Write down what groups told").click()
    no_complaints(page)
    women, men = (page.get_by_role("region", name=name, exact=True) for name in ("Women", "Men"))
    women.get_by_label("Agree", exact=True).check()
    men.get_by_label("Change this").check()
    men.get_by_label("In the group’s words").fill("Begin at six.")
    men.get_by_label("Which step should change?").select_option("1. Adults carry water")
    page.get_by_role("button", name="Write the answers down").click()
    expect(page.get_by_role("alert")).to_be_focused()
    no_complaints(page)
    expect(men.get_by_label("In the group’s words")).to_have_value("Begin at six.")
    page.get_by_label("Day of the meeting").fill("2026-01-06")
    page.get_by_label("Which meeting was it?").fill("the planning group in the school")
    page.get_by_role("button", name="Write the answers down").click()
    expect(page.get_by_role("heading", level=1, name="Books before buckets")).to_be_visible()
    expect(page.get_by_text("the planning group in the school, 6 January")).to_have_count(2)
    said = PlanReview.objects.order_by("subgroup__position").values_list(
        "subgroup__label", "answer"
    )
    assert list(said) == [("Women", "agree"), ("Men", "change")]


@pytest.mark.parametrize("look", ["light", "dark", "outdoor"])
def test_the_sheets_are_read_on_the_narrowest_phone(window, look):
    world, plan, (sorie,) = planned("men")
    make.answer(plan, sorie, world.groups["men"], "change", "Begin at six.")
    page = window(world.committee_member)
    page.set_viewport_size({"width": 320, "height": 640})
    for name in ("plan_paper", "plan_promises", "plan_meeting", "plan_show"):
        page.goto(reverse(f"dialogues:{name}", args=[plan.pk]))
        page.evaluate("look => { document.documentElement.dataset.look = look; }", look)
        no_complaints(page)
