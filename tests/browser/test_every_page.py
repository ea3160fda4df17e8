"""Each page once, as the person it is for, in a look chosen by turns: axe and the width find no fault."""

from __future__ import annotations

from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import NoReverseMatch

from tests import factories
from tests.test_urls import ROWS, address
from tests.things import things

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]
# The columns of tests/test_urls.py, in the order in which a page finds the person it is for.
PEOPLE = ("facilitator", "mentor", "focal_point", "coordinator", "committee_member",
          "social_worker", "observer", "administrator")  # fmt: skip
LOOKS = ("light", "dark", "outdoor", "rtl", "narrow")
# Downloads and pages that lead elsewhere.
NO_PAGE = {"health", "mfa_download_recovery_codes"}


def visits() -> list[tuple[str, str]]:
    """(page, person) for every page that answers somebody with a page; the first who may sees it."""
    found = {}
    for row in ROWS:
        method, target, answers, *_rest = row.split()
        name = target.partition("@")[0].partition("?")[0]
        if method == "GET" and "y" in answers and name not in NO_PAGE:
            found.setdefault(target, PEOPLE[answers.index("y")])
    return list(found.items())


def test_every_page_is_for_everyone(window):
    world = factories.world()
    made, pages, faults = things(world), {}, []
    for (target, person), look in zip(visits(), cycle(LOOKS)):
        if person not in pages:
            pages[person] = window(getattr(world, person))
        page = pages[person]
        try:
            url = address(target, made)
        except (NoReverseMatch, KeyError):
            continue
        page.set_viewport_size({"width": 320 if look == "narrow" else 360, "height": 740})
        page.goto(url)
        page.evaluate(
            """look => { const html = document.documentElement;
            if (look === "rtl") html.dir = "rtl"; else html.dataset.look = look; }""",
            look,
        )
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]][:3]
            faults.append(f"{target} as {person} ({look}): {violation['id']} {nodes}")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            faults.append(f"{target} as {person} ({look}): {wide} px too wide")
    assert not faults, "\n".join(faults)
