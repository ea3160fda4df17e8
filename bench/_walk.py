"""How is a typical dialogue logged, tap by tap? The walk that the measure and its test share."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import Locator, Page, expect

MOST, LONGEST = 40, 180  # interactions, and seconds of the walk
PHONE = {"width": 360, "height": 740}
# Their words, and what they mean. The first five have been said here before.
TERMS = (
    ("ebi wok", "heavy work"), ("bit pikin", "beating"), ("lɛf skul", "out of school"),
    ("ambɔg na rod", "harassed on the road"), ("angri", "hunger"), ("fa wata", "water is far"),
    ("dak na rod", "no light on the road"), ("nɔ buk", "no books"),
)  # fmt: skip
QUOTES = ("The load is heavier than I am.", "When I come to school the bell has rung.")
PROMISE = "Come back and say what the adults answered."


class Walk:
    """Counts what a person does: a tap, or a field filled however many letters it takes."""

    def __init__(self, page: Page):
        self.page = page
        self.taps = self.fields = self.keystrokes = self.taps_to_first_field = 0
        self.seconds = 0.0

    @property
    def interactions(self) -> int:
        return self.taps + self.fields

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def fill(self, name: str, words: str) -> None:
        """One field of the form. It has to be in view without another tap."""
        field = self.page.locator(f"[name={name}]")
        expect(field).to_be_visible()
        self.taps_to_first_field = self.taps_to_first_field or self.taps
        field.fill(words)
        self.fields += 1
        self.keystrokes += len(words)

    def fill_row(self, rows: str, number: int, **words: str) -> None:
        """A row of a list; where no empty one waits, one more tap brings it."""
        first = f"{rows}-{number}-{next(iter(words))}"
        if not self.page.locator(f"[name={first}]").count():
            self.tap(self.page.locator(f"[data-add={rows}]"))
        for name, said in words.items():
            field = self.page.locator(f"[name={rows}-{number}-{name}]")
            if field.input_value() != said:  # what a known term brings with it is accepted
                self.fill(f"{rows}-{number}-{name}", said)

    def line(self) -> str:
        return (
            f"{self.interactions} interactions ({self.taps} taps, {self.fields} fields), "
            f"{self.keystrokes} keystrokes, {self.seconds:.1f} s, "
            f"{self.taps_to_first_field} taps to the first field"
        )

    @property
    def is_short(self) -> bool:
        return self.interactions <= MOST and self.seconds <= LONGEST


def log_a_session(page: Page, *, group: str, day: str) -> Walk:
    """From Today to “Kept”: twelve children, eight ranked words, two quotes, a promise."""
    page.goto("/")
    walk, began = Walk(page), time.monotonic()
    walk.tap(page.get_by_role("link", name="Log a session"))
    walk.tap(page.get_by_role("button", name=re.compile(f"^Again with {re.escape(group)}")))
    walk.fill("held_on", day)
    walk.tap(page.get_by_label("After chores"))
    walk.tap(page.get_by_label("We said what stays private and what cannot"))
    walk.fill("people-female-10_13", "12")
    walk.fill_row("strengths", 0, local_term="aunties walk us home")
    for number, (words, meaning) in enumerate(TERMS):
        walk.fill_row("items", number, local_term=words, gloss=meaning)
    for number, said in enumerate(QUOTES):
        walk.fill_row("quotes", number, words=said)
    walk.fill("promise", PROMISE)
    walk.tap(page.get_by_role("button", name="Go to the last look"))
    walk.tap(page.get_by_role("button", name="Keep this record"))
    expect(page.get_by_text("Kept. Thank you for listening.")).to_be_visible()
    walk.seconds = time.monotonic() - began
    return walk


def stands(session: Any) -> dict[str, Any]:
    """What came of it, to be compared with what was typed."""
    return {
        "people": session.people,
        "items": list(session.items.values_list("local_term", "gloss")),
        "quotes": list(session.quotes.values_list("words", flat=True)),
        "promise": session.promise,
    }


TYPED = {"people": 12, "items": list(TERMS), "quotes": list(QUOTES), "promise": PROMISE}
