"""A coordinator brings in the list of communities that stands in a spreadsheet, and takes it out."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from participants.models import Community
from tests import factories
from tests.reports.factories import csv_bytes, xlsx_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = [
    ("Rokolba", "Bombali", "Masimbaya", "kri", ""),
    ("Rokolba", "", "Yele", "kri", "SL0204"),
    ("Moyamba", "Moyamba", "Gbɔnkɔ́to Hill", "men", ""),
]
WRONG = [
    *ROWS,
    ("Moyamba", "Moyamba", "Bo", "the Mende language", ""),
    ("Sandafe", "", "Koidu", "kri", ""),
]
RIGHT = [*ROWS, ("Moyamba", "Moyamba", "Bo", "men", ""), ("Sandafe", "Kono", "Koidu", "kri", "")]


def test_a_list_is_read_put_right_brought_in_and_taken_out(window):
    world = factories.world()
    page = window(world.coordinator)
    page.goto(reverse("participants:community_list"))
    page.get_by_role("link", name="Bring in a list").click()

    _read(page, "communities.csv", csv_bytes(WRONG))
    expect(page.get_by_text("2 rows need you")).to_be_visible()
    first = page.locator("section", has=page.locator("#problem")).get_by_role("listitem")
    expect(first.nth(0)).to_contain_text("Main language: A code of two or three letters")
    expect(first.nth(0)).to_contain_text("Row 5")
    expect(first.nth(1)).to_contain_text("District: Say in which district this new cluster lies.")
    expect(page.get_by_role("button", name="Bring in")).to_have_count(0)
    assert Community.objects.count() == 3

    page.get_by_role("link", name="Read the changed file").click()
    _read(page, "communities.xlsx", xlsx_bytes(RIGHT))
    page.get_by_role("button", name="Bring in 4 communities").click()
    expect(page.get_by_text("4 communities are entered.")).to_be_visible()

    page.get_by_role("link", name="Go to the communities").click()
    shown = ["Bo", "Gbonkoto", "Gbɔnkɔ́to Hill", "Koidu", "Masimbaya", "Yele"]
    expect(page.locator("main .rows .word")).to_have_text(shown)
    taken = _taken(page)
    assert [row["name"] for row in taken] == shown
    assert [row["agreement"] for row in taken] == page.locator(
        "main .rows .badge"
    ).all_inner_texts()


def _read(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[name=file]").set_input_files(files=[file])
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What this file would do")).to_be_visible()


def _taken(page: Page) -> list[dict[str, str]]:
    """The file that is taken out, as rows."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Take out as CSV").click()
    assert download.value.suggested_filename == "communities.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
