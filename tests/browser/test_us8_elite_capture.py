"""US8: a few decide for many. Facilitator and mentor are asked about it; the community never is."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.accounts.models import User
from cpfacilitate.demo import masimbaya
from cpfacilitate.lib import clock
from dialogues.actions import plans, reviews, steps
from dialogues.models import ActionPlan, Choice, Finding
from participants import actions as participants
from tests import factories
from tests.dialogues import factories as sessions
from tests.dialogues import option_factories as options

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
WAY, FENCE = "Young men clean the lane", "A fence around the hall"
QUESTIONS = (
    "Who speaks first in the meetings, and who waits to be asked?",
    "What do women say of this when they are among themselves?",
    "Where could children come into the planning, in a way they choose?",
    "What would children say of this choice, had they chosen?",
    "Who saw it differently, and where could they say so?",
    "What might those have changed who had not met yet?",
    "Whose silence do we take for a yes?",
    "Which step could children lead, or share?",
    "What did people do for children before we came?",
)
FACTS = (
    "Those who call and lead the meetings speak for: Men.",
    "Of 8 who plan, one speaks for the women.",
    "“Busy hands” is about “vijana kukaa bure”. In round 1 it stands on no list of girls or boys.",
    "“A fence around the hall” is about “vijana kukaa bure”. In round 1 it stands on no list of",
    "Gatherings decided 2 times, and no word of dissent is kept.",
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
    finding = Finding.objects.get(harm__gloss=idle[1])
    clean, _fence = [_chosen(finding, words, by) for words in (WAY, FENCE)]
    plan = plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=finding.harm, choice=clean,
        name="Busy hands", goal="Nobody sits idle.", builds_on_reason="Something new.", by=by,
    )  # fmt: skip
    steps.add_action(
        id=uuid.uuid4(), plan=plan, what=WAY, details="", symbol="page",
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


def _chosen(finding: Finding, words: str, by: User) -> Choice:
    """What a gathering of men chose, before anybody else was heard."""
    return options.choice(
        options.option(finding, by=by, words=words, raised_by=["men"]), by=by, took_part=["men"],
        counts={"men": 23}, dissents={}, unheard_reason="The chair leaves.",
    )  # fmt: skip


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
    chosen = plan.choice.get_absolute_url()  # what was chosen they read, and nothing asked of it
    _never_meets_the_questions(committee, [plan.get_absolute_url(), chosen])
    committee.goto(chosen)
    expect(committee.get_by_text(FENCE).first).to_be_visible()
    committee.goto(plan.get_absolute_url())
    answer = committee.get_by_role("link", name="Read and answer")
    expect(answer).to_be_visible()
    _pauses(committee, world)
    committee.goto(plan.get_absolute_url())
    expect(committee.get_by_role("heading", level=1, name="Busy hands")).to_be_visible()
    expect(answer).to_have_count(0)  # nobody is asked for anything in a pause

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
    move = world.community.agreement.moves.latest("at")
    asked = [(answer.subgroup.label, answer.answer) for answer in move.answers.all()]
    assert (move.to, move.words, asked) == ("paused", "", [("Women", "later")])
