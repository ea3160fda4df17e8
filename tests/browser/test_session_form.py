"""The form used most: kept as it is filled, moved by keyboard, through an expired sign-in, without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

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


def kept(page: Page) -> None:
    """Wait until the page says that what stands on it is on the server."""
    expect(page.locator("#kept")).to_have_text("Kept.", timeout=8000)


def test_what_is_typed_is_there_after_a_reload_and_nothing_is_left_in_the_browser(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    page.locator("[name=strengths-0-local_term]").fill("aunties walk us home")
    page.locator("[name=people-female-10_13]").fill("8")
    page.get_by_role("button", name="Girls, 10–13: one more").first.click()
    expect(page.locator(".sums td").nth(1)).to_have_text("9")
    kept(page)
    page.reload()
    expect(page.locator("[name=strengths-0-local_term]")).to_have_value("aunties walk us home")
    expect(page.locator("[name=people-female-10_13]")).to_have_value("9")
    left = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length,
        (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert left == [0, 0, 0, 0]


def rows(page: Page, name: str = "items"):
    return page.locator(f"[data-rows={name}] > [data-row]:visible")


def test_notes_that_count_take_no_half_a_word(window, world):
    """A pause while typing keeps nothing; going away does."""
    session = dialogues.recorded(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    expect(page.locator("#kept")).to_contain_text("These notes count.")
    page.locator("[name=items-1-local_term]").fill("wata f")
    page.wait_for_timeout(2500)
    page.locator("[name=items-1-local_term]").fill("wata far")
    page.goto(reverse("home"))
    page.wait_for_timeout(500)
    terms = session.community.harms.filter(local_term__startswith="wata")
    assert [term.local_term for term in terms] == ["wata far"]


def test_rows_are_added_moved_and_taken_away_by_keyboard(window, world):
    harms = [("ebi wok", "heavy work"), ("bit pikin", "beating"), ("angri", "hunger")]
    session = dialogues.filled(world.groups["girls_10_13"], by=world.facilitator, harms=harms)
    page = opened(window(world.facilitator), session)
    rows(page).nth(2).get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#moved")).to_have_text("angri moved to place 2")
    page.keyboard.press("Enter")
    kept(page)
    order = session.items.values_list("local_term", flat=True)
    assert list(order) == ["angri", "ebi wok", "bit pikin"]
    rows(page).nth(1).get_by_role("button", name="Take away").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=items-1-local_term]")).to_be_focused()  # the one that came up
    page.keyboard.press("Enter")  # what it means is written: on to the next row
    page.keyboard.type("lɛf skul")
    expect(page.locator("[data-scope=items-3] label")).to_have_text("lɛf skul")
    page.wait_for_timeout(1500)
    kept(page)
    assert list(session.items.values_list("local_term", "rank")) == [
        ("angri", 1), ("bit pikin", 2), ("lɛf skul", 3),
    ]  # fmt: skip


def test_enter_goes_on_and_an_empty_row_waits_at_the_end(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    expect(page.get_by_role("button", name="Add to the list")).to_be_hidden()
    expect(rows(page)).to_have_count(1)
    page.locator("[name=items-0-local_term]").focus()
    for words in ("ebi wok", "heavy work", "bit pikin", "beating", "angri"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(4)
    page.keyboard.type("hunger")
    page.wait_for_timeout(1500)
    kept(page)
    said = session.items.values_list("local_term", "gloss", "mentioned", "rank")
    assert list(said) == [
        ("ebi wok", "heavy work", 1, 1), ("bit pikin", "beating", 2, 2), ("angri", "hunger", 3, 3),
    ]  # fmt: skip
    rows(page).nth(2).get_by_role("button", name="Move up").click()
    page.wait_for_timeout(1500)
    kept(page)
    said = session.items.values_list("local_term", "mentioned")
    assert list(said) == [("ebi wok", 1), ("angri", 3), ("bit pikin", 2)]


def test_a_full_list_says_so_and_takes_no_more(window, world):
    harms = [(f"word {number}", "") for number in range(14)]
    session = dialogues.filled(world.groups["girls_10_13"], by=world.facilitator, harms=harms)
    page = opened(window(world.facilitator), session)
    full = page.get_by_text("Fifteen is as much as one list keeps.")
    expect(full).to_be_hidden()
    page.locator("[name=items-14-local_term]").fill("the last one")
    expect(full).to_be_visible()
    expect(rows(page)).to_have_count(15)
    rows(page).nth(0).get_by_role("button", name="Take away").click()
    expect(full).to_be_hidden()
    expect(rows(page)).to_have_count(15)  # and an empty one again
    expect(page.locator("[name=items-0-local_term]")).to_have_value("")


def test_a_known_word_brings_its_meaning_and_the_same_word_twice_is_asked_about(window, world):
    told = {"ebi wok": "community_attributed"}
    dialogues.recorded(world.groups["boys_10_13"], by=world.facilitator, scopes=told)
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    gloss = page.locator("[name=items-0-gloss]")
    page.locator("[name=items-0-local_term]").fill("Ebi wok")
    expect(gloss).to_have_value("heavy work")
    page.locator("[name=items-0-local_term]").fill("Ebi woks")
    expect(gloss).to_have_value("")  # it was that word's meaning, not this one's
    gloss.fill("our own meaning")
    page.locator("[name=items-0-local_term]").fill("ebi wok")
    expect(gloss).to_have_value("our own meaning")
    page.locator("[name=strengths-0-local_term]").fill("aunties walk us home")
    expect(page.locator("[name=strengths-0-gloss]")).to_have_value("older women")
    expect(page.locator("#twice")).to_be_hidden()
    page.locator("[name=items-1-local_term]").fill("ebi  WOK")
    expect(page.locator("#twice")).to_contain_text("Twice in the list: ebi wok.")


def test_quotes_find_the_words_of_the_list_and_one_choice_goes_for_all(window, world):
    session = dialogues.filled(
        world.groups["girls_10_13"], by=world.facilitator,
        harms=[("ebi wok", ""), ("angri", "")], scopes={"angri": "group_only"},
    )  # fmt: skip
    page = opened(window(world.facilitator), session)
    page.locator("[name=items-2-local_term]").fill("bit pikin")
    page.locator("[name=quotes-0-words]").fill("The load is heavier than I am.")
    page.locator("[name=quotes-0-about]").focus()
    offered = page.locator("#their-words option").evaluate_all("all => all.map((one) => one.value)")
    assert offered == ["ebi wok", "angri", "bit pikin"]
    page.locator("[name=quotes-0-about]").fill("bit pikin")
    expect(page.locator("[data-scope=quotes-0] label")).to_have_text(
        "The load is heavier than I am."
    )
    page.get_by_label("The same for all of these").select_option("“Children said”")
    page.wait_for_timeout(1500)
    kept(page)
    assert dict(session.items.values_list("local_term", "share_scope")) == {
        "ebi wok": "community_unattributed",
        "angri": "group_only",  # nobody else: that stays
        "bit pikin": "community_unattributed",
    }
    quote = session.quotes.get()
    assert (quote.about, quote.share_scope) == ("bit pikin", "community_unattributed")


@pytest.mark.parametrize("look", ["light", "dark", "outdoor", "rtl"])
def test_the_whole_form_is_for_everyone_when_all_of_it_is_open(window, world, look):
    """Every list with two rows, every part unfolded, at the narrowest."""
    session = dialogues.filled(
        world.groups["girls_10_13"], by=world.facilitator, **dialogues.NOTICED,
        quotes=[dialogues.QUOTE], harms=[("ebi wok", "heavy work"), ("ebi wok", "")],
    )  # fmt: skip
    page = opened(window(world.facilitator), session)
    page.set_viewport_size({"width": 320, "height": 740})
    page.evaluate(
        """look => { const html = document.documentElement;
        if (look === "rtl") html.dir = "rtl"; else html.dataset.look = look;
        for (const part of document.querySelectorAll("main details")) part.open = true; }""",
        look,
    )
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_was_noticed_is_kept_as_it_is_written(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    page.get_by_text("Who spoke, who was silent").click()
    page.locator("[name=power-0-kind]").select_option("silent")
    expect(rows(page, "power")).to_have_count(2)
    page.locator("[name=power-1-kind]").select_option("disagreed")
    page.get_by_text("Was it a good place for children to speak?").click()
    hint = page.get_by_text("Next time: a place of their own")
    expect(hint).to_be_hidden()
    page.locator("[name=safe][value=partly]").check()
    expect(hint).to_be_visible()
    page.wait_for_timeout(1500)
    kept(page)
    session.refresh_from_db()
    assert [note["kind"] for note in session.power_notes] == ["silent", "disagreed"]
    assert session.safe == "partly"


def test_an_expired_sign_in_is_mended_where_one_is(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    Session.objects.all().delete()
    page.locator("[name=promise]").fill("Come back with the stones.")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=8000)
    dialog.get_by_label("User name or e-mail").fill(world.facilitator.username)
    dialog.get_by_label("Password").fill("not this one")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_text("That did not work. Try again.")).to_be_visible()
    dialog.get_by_label("Password").fill(factories.PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    kept(page)
    session.refresh_from_db()
    assert session.promise == "Come back with the stones."


def test_somebody_else_who_signs_in_there_does_not_get_the_notes(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator), session)
    Session.objects.all().delete()
    page.locator("[name=promise]").fill("Come back with the stones.")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=8000)
    dialog.get_by_label("User name or e-mail").fill(world.outsider_facilitator.username)
    dialog.get_by_label("Password").fill(factories.PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_text("These notes belong to somebody else.")).to_be_visible()
    session.refresh_from_db()
    assert session.promise == ""


def test_without_script_the_same_form_keeps_orders_and_finishes(window, world):
    session = dialogues.draft(world.groups["girls_10_13"], by=world.facilitator)
    page = opened(window(world.facilitator, java_script_enabled=False), session)
    page.locator("[name=people-female-10_13]").fill("9")
    page.locator("[name=strengths-0-local_term]").fill("aunties walk us home")
    for number, word in enumerate(["ebi wok", "bit pikin"]):
        page.locator(f"[name=items-{number}-local_term]").fill(word)
        page.get_by_role("button", name="Add to the list").click()
    page.locator("[name=items-1-ORDER]").fill("1")
    page.get_by_role("button", name="Go to the last look").click()
    page.get_by_role("button", name="Keep this record").click()
    expect(page.get_by_text("Kept. Thank you for listening.")).to_be_visible()
    assert list(session.items.values_list("local_term", flat=True)) == ["bit pikin", "ebi wok"]


def test_leaving_signs_out_and_shows_nothing(window, world):
    for leave in ("button", "keys"):
        page = window(world.facilitator)
        page.goto("/")
        expect(page.get_by_role("link", name="Log a session")).to_be_visible()
        if leave == "button":
            page.get_by_role("button", name="Leave").click()
        else:
            page.keyboard.press("Escape")
            page.keyboard.press("Escape")
        page.wait_for_url("about:blank")
        while Session.objects.exists():  # the page is gone before its sign-out arrives
            page.wait_for_timeout(100)
        page.goto("/")
        expect(page).to_have_url(re.compile("/accounts/login/"))
