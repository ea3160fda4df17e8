"""On a narrow phone nothing is squeezed or pushed away from what it belongs to."""

import pytest
from django.urls import reverse

from participants.models import Phone, Service
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


@pytest.mark.parametrize("way", ["ltr", "rtl"])
def test_the_blank_form_is_read_on_a_phone(window, way):
    """Wide tables scroll by themselves, and every answer keeps away from the one before."""
    page = window(factories.world().facilitator)
    page.goto(reverse("dialogues:session_paper"))
    page.evaluate("way => { document.documentElement.dir = way; }", way)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    answers = page.locator(".boxes.one li").first.locator(".ticks>span")
    first, second, third = (answers.nth(at).bounding_box() for at in range(3))
    assert len({round(box["y"]) for box in (first, second, third)}) == 1
    for one, other in ((first, second), (second, third)):
        near, far = sorted((one, other), key=lambda box: box["x"])
        assert far["x"] - (near["x"] + near["width"]) >= 10


def test_words_to_look_for_have_the_whole_width(window):
    page = window(factories.world().facilitator)
    page.goto(reverse("dialogues:session_list", query={"q": "wok"}))
    box, form = (page.locator(at).bounding_box() for at in ("[name=q]", "form[role=search]"))
    assert box["width"] >= form["width"] - 1


def test_the_name_of_a_service_has_room_and_its_number_reads_forward(window):
    world = factories.world()
    Service.objects.update(name="Family Support Unit, Kholifa", assured_on=None, assured_by=None)
    Phone.objects.update(number="+232 76 000000")
    page = window(world.coordinator)
    page.goto("/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    row = page.locator(".said.roomy").first
    assert row.locator(":scope>span").first.bounding_box()["width"] > 180
    assert row.locator("bdi[dir=ltr]").count() == 1
