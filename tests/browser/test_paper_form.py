"""The form of a session, blank, on one sheet of paper: in the order and the words of the screen."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from participants.models import Accommodation
from tests import factories
from tests.browser.test_on_paper import sheets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_the_two_sides_of_one_sheet(window, language):
    page = window(factories.world().facilitator, locale=language)
    assert sheets(page, reverse("dialogues:session_paper")) == 2
    page.emulate_media(media="print")
    # Nothing is cut off at the side of the paper.
    page.set_viewport_size({"width": 710, "height": 1040})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 710
    titles = page.locator(".sheet h2").all_inner_texts()
    assert [title[0] for title in titles] == list("12345678")
    assert re.findall("Never a name", page.content())
    for word in Accommodation.Code.labels:
        assert str(word) in page.inner_text(".sheet")
