"""US8: a few decide for many. Facilitator and mentor are asked about it; the community never is."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.demo import masimbaya
from cpfacilitate.lib import clock
from dialogues.actions import plans, reviews, steps
from dialogues.models import ActionPlan
from participants import actions as participants
from tests import factories
from tests.dialogues import factories as sessions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
QUESTIONS = (
    "Who speaks first in the meetings, and who waits to be asked?",
    "What do women say of this when they are among themselves?",
    "Where could children come into the planning, in a way they choose?",
    "What would children say of this choice, had they chosen?",
    "What might those have changed who had not met yet?",
    "Whose silence do we take for a yes?",
    "Which step could children lead, or share?",
    "What did people do for children before we came?",
)
FACTS = (
    "Those who call and lead the meetings speak for: Men.",
    "Of 8 who plan, one speaks for the women.",
    "In round 1 it stands on no list of girls or boys.",
    "The chair leaves for the coast.",
)


def captured(world) -> ActionPlan:
    """Seven men and one woman plan against idle youth, which no child named."""
    by, men = world.facilitator, world.groups["men"]
    for number in range(7):
        participants.add_planning_group_member(
            id=uuid.uuid4(), subgroup=men, name=f"Mzee {number}", chairs=number == 0,
            consented_on=clock.today() - timedelta(days=50), by=by,
        )  # fmt: skip
    idle = ("vijana kukaa bure", "idle youth")
    sessions.recorded(men, by=by, harms=[idle], scopes={idle[0]: "community_unattributed"})
    boys = [masimbaya.HARMS["out_of_school"]]
    sessions.recorded(world.groups["boys_14_17"], by=by, harms=boys)
    plan = plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=world.community.harms.get(gloss=idle[1]),
        name="Busy hands", goal="Nobody sits idle.", builds_on_reason="Something new.", by=by,
    )  # fmt: skip
    steps.add_action(
        id=uuid.uuid4(), plan=plan, what="Young men clean the lane", details="", symbol="page",
        owner_group=men, by=by,
    )  # fmt: skip
    plan = ActionPlan.objects.get()
    plan = plans.send_plan(
        plan, version=plan.version, unheard_reason="The chair leaves for the coast.", by=by
    )
    reviews.review_plan(
        id=uuid.uuid4(), plan=plan, edition=plan.edition, subgroup=men, answer="agree", words="",
        told_on=clock.today(), told_at="the chair and the men", by=by,
    )  # fmt: skip
    return plan


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_mentor_reads_questions_and_the_women_have_their_pause(window, size):
    world = factories.world()
    plan = captured(world)
    url = reverse("overview:reflect", args=[world.community.pk])

    for person in (world.mentor, world.facilitator):
        page = window(person)
        page.set_viewport_size(size)
        assert page.goto(url).status == 200
        for words in QUESTIONS:
            expect(page.get_by_role("heading", name=words)).to_be_visible()
        for words in FACTS:
            expect(page.get_by_text(words)).to_be_visible()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"]
    page.emulate_media(media="print")
    for words in QUESTIONS:
        expect(page.get_by_role("heading", name=words)).to_be_hidden()

    committee = window(world.committee_member)
    committee.set_viewport_size(size)
    assert committee.goto(url).status == 404
    _never_meets_the_questions(committee, [plan.get_absolute_url()])
    _pauses(committee, world)

    mentor = window(world.mentor)
    mentor.set_viewport_size(size)
    mentor.goto(world.community.agreement.get_absolute_url())
    expect(mentor.get_by_role("heading", name="The community asked for a pause.")).to_be_visible()
    assert mentor.locator("main .late, main .soon").count() == 0  # nobody is blamed for a pause


def _never_meets_the_questions(page: Page, first: list[str]) -> None:
    """From today on, through every link: no page holds a word of them, nor the way to them."""
    waiting, seen = ["/", *first], set()
    while waiting:
        target = waiting.pop(0)
        if target in seen:
            continue
        seen.add(target)
        page.goto(target)
        text = page.content()
        assert [words for words in QUESTIONS if words in text] == []
        assert "reflect/" not in text
        links = [link.get_attribute("href") for link in page.locator("main a[href^='/']").all()]
        waiting += [
            re.sub("#.*", "", link) for link in links if not re.search("/accounts/|leave", link)
        ]
    assert len(seen) > 8


def _pauses(page: Page, world) -> None:
    """As the women wish, and without a word why."""
    page.goto(world.community.agreement.get_absolute_url())
    page.get_by_role("link", name="Pause", exact=True).click()
    page.locator(f"[name='{world.groups['women'].pk}-answer'][value=later]").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("heading", name="The community asked for a pause.")).to_be_visible()
    expect(page.get_by_text("No reason is needed.").first).to_be_visible()
