"""On a narrow phone nothing is squeezed or pushed away from what it belongs to."""

import pytest
from django.urls import reverse

from participants.models import Service
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def boxes(page, selector: str) -> list[dict]:
    return [each.bounding_box() for each in page.locator(selector).all()]


@pytest.mark.parametrize("look", ["", "outdoor"])
def test_the_navigation_stays_on_one_row(window, look):
    world = factories.world()
    for person in (world.facilitator, world.coordinator, world.committee_member):
        page = window(person)
        page.goto("/")
        page.evaluate("look => { if (look) document.documentElement.dataset.look = look; }", look)
        places = boxes(page, ".nav li")
        assert {round(place["y"]) for place in places} == {round(places[0]["y"])}
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


def test_a_group_stands_beside_its_mark(window):
    world = factories.world()
    page = window(world.mentor)
    page.goto(reverse("participants:subgroup_list", args=[world.community.pk]))
    (mark, *_), (words, *_) = boxes(page, ".said>svg"), boxes(page, ".said>span")
    assert words["x"] - (mark["x"] + mark["width"]) < 20


def test_the_name_of_a_service_has_room_and_its_number_reads_forward(window):
    world = factories.world()
    named = {"name": "Family Support Unit, Kholifa", "phone": "+232 76 000000"}
    Service.objects.update(**named, assured_on=None)
    page = window(world.coordinator)
    page.goto("/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    row = page.locator(".said.roomy").first
    assert row.locator(":scope>span").first.bounding_box()["width"] > 180
    assert row.locator("bdi[dir=ltr]").count() == 1
