"""US3: what adults have not yet heard is carried to them, answered, and told back; one thing stays."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.demo.masimbaya import HARMS
from tests import factories
from tests.dialogues import factories as dialogues

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WITHHELD, UNATTRIBUTED = HARMS["sexual_exploitation"], HARMS["harassment_on_road"]
STORY = "A girl who carries three loads"


@pytest.fixture
def world():
    world = factories.world()
    dialogues.masimbaya_round(world.groups, by=world.facilitator)
    return world


def _section(page: Page, heading: str):
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True))


def test_adults_have_not_yet_heard(window, world):
    facilitator, committee = window(world.facilitator), window(world.committee_member)
    heavy, meaning = HARMS["heavy_work"]

    # The facilitator sees from across the room what adults have not heard.
    facilitator.goto(reverse("dialogues:round_compare", args=[world.round.pk]))
    unheard = _section(facilitator, "Adults have not yet heard")
    for harm in ("heavy_work", "beating"):
        expect(unheard).to_contain_text(HARMS[harm][0])
    expect(unheard.get_by_role("img").first).to_have_accessible_name(
        "Children 0.76 Adults 0.00 Home visits 0.25"
    )
    expect(_section(facilitator, "Common ground")).to_contain_text(HARMS["out_of_school"][0])
    expect(_section(facilitator, "Only home visits raised")).to_contain_text(
        HARMS["disability_hidden"][0]
    )

    # With children a drama is prepared, and shown to those who decide.
    facilitator.get_by_role("link", name="What became of it").click()
    facilitator.get_by_role("link", name="It was carried to those who decide").click()
    expect(facilitator.get_by_label(WITHHELD[0])).to_have_count(0)
    facilitator.get_by_label(f"{heavy} – {meaning}").check()
    facilitator.get_by_label("The planning group").check()
    facilitator.get_by_label("Drama or play").check()
    facilitator.get_by_label("What was shown?").fill(STORY)
    facilitator.get_by_role("button", name="Write it down").click()
    expect(_section(facilitator, "Carried, and no answer yet")).to_contain_text(heavy)
    expect(_section(facilitator, "Stays with facilitators")).to_contain_text(WITHHELD[0])

    # Until they answer it is the first thing on the facilitator's page.
    facilitator.goto("/")
    facilitator.get_by_role("link", name="Carried, and no answer yet: 1").click()
    facilitator.get_by_role("link", name=heavy).click()
    facilitator.get_by_role("link", name="They answered").click()
    expect(facilitator.get_by_label("The planning group")).to_be_checked()
    facilitator.get_by_label("Partly", exact=True).check()
    facilitator.get_by_role("button", name="Write it down").click()
    expect(facilitator.get_by_role("alert")).to_contain_text("Why?")
    expect(facilitator.get_by_label("Partly", exact=True)).to_be_checked()
    facilitator.get_by_label("Why?").fill("Not while the rice is cut.")
    facilitator.get_by_role("button", name="Write it down").click()
    expect(facilitator.get_by_text("Those who said it do not know yet")).to_be_visible()

    # The sheet says it in plain words; then the children are told.
    sheet = facilitator.context.new_page()
    sheet.goto(reverse("dialogues:round_tell_back", args=[world.round.pk]))
    expect(sheet.get_by_text("Not while the rice is cut.")).to_be_visible()
    sheet.close()
    facilitator.get_by_role("link", name="They were told back").click()
    expect(facilitator.get_by_label(f"{heavy} – {meaning}")).to_be_checked()
    for group in ("Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17"):
        facilitator.get_by_label(group).check()
    facilitator.get_by_label("The facilitator", exact=True).check()
    facilitator.get_by_label("They want to know more").check()
    facilitator.get_by_role("button", name="Write it down").click()
    expect(_section(facilitator, "Told back")).to_contain_text(heavy)

    _reads_what_is_told(committee, world)


def _reads_what_is_told(page: Page, world) -> None:
    """Eleven of twelve, as "children said", without a hole where the twelfth is."""
    page.goto(reverse("dialogues:round_findings", args=[world.round.pk]))
    expect(page.locator("tr[data-harm]")).to_have_count(11)
    expect(page.locator("main")).not_to_contain_text(WITHHELD[0])
    expect(page.locator("main")).to_contain_text(UNATTRIBUTED[0])
    page.get_by_role("link", name="What became of it").click()
    told = page.locator("main")
    expect(told.get_by_role("link", name=HARMS["heavy_work"][0])).to_be_visible()
    expect(told).not_to_contain_text(WITHHELD[0])
    counts = [int(each) for each in page.locator("main .sec .count").all_inner_texts()]
    assert sum(counts) == 11
    page.get_by_role("link", name=HARMS["heavy_work"][0]).click()
    expect(page.get_by_text("Not while the rice is cut.")).to_be_visible()
    expect(page.get_by_text(STORY)).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Girls")
    expect(page.get_by_role("link", name="They answered again")).to_have_count(0)
