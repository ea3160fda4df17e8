"""US4: from a harm to a plan that is the community's own, with children who lead in it.

Nothing that may hurt a child is agreed before it is talked over, or said otherwise; nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from cpfacilitate.lib import clock
from dialogues.models import ActionPlan, Choice, Decision, Finding, PlanReview, RedFlag
from tests import factories
from tests.dialogues import option_factories as options
from tests.dialogues import plan_factories as make
from tests.dialogues import sign_factories as signs

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]
NAME = "Books before buckets"
FARMERS = "In the farmers’ season the farm comes first."
SEASON = "At harvest we need every hand."
THERE = {"Girls": 22, "Boys": 19, "Women": 38, "Men": 31}
# what, how, which group sees to it
STEPS = [
    ("Adults carry the water", "Before half past seven, in turns.", "Women"),
    ("A drama for three villages", "Children write it and play it.", "Girls 14–17"),
    (
        "A rule for everyone",
        "A pregnant girl pays a fine. Who cannot pay is shut out of the meeting.",
        "Men",
    ),
]
DRAMA, RULE = STEPS[1][0], STEPS[2][0]
HELP_DAY = "First a warning, then a help day."
PART = "a drama of a child who is beaten for coming late"  # played so that it ends
LEAD = "16 children lead: 9 girls, 7 boys"
MEETING = "the planning group under the mango tree"
TO_TALK_OVER = "To talk over first, as it may hurt a child"
DECIDE = "Write down what the gathering decided"
# What groups, girls by themselves, or facilitator and mentor said, and no committee reads.
AT_NIGHT = "We are afraid at the well at night."
APART = "The fine takes what we eat."
TALKED = "It is played so that it ends. Teachers come and listen."
WITHHELD = (make.WITHHELD, "beating", AT_NIGHT, APART, TALKED)
PEOPLE = ("Kadie", "Sorie", "Mariama", "Sesay")


@dataclass
class Story:
    """Who sits at which phone."""

    world: factories.World
    facilitator: Page
    mentor: Page
    committee: Page

    @property
    def plan(self) -> ActionPlan:
        return ActionPlan.objects.get()

    @property
    def finding(self) -> Finding:
        return Finding.objects.get(harm__local_term="ebi wok")

    def page_of(self, name: str) -> str:
        return reverse(f"dialogues:{name}", args=[self.plan.pk])


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def tap(page: Page, button: Locator) -> None:
    """Press what opens a page, and wait until it is there."""
    with page.expect_navigation():
        button.click()


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def card(page: Page, step: str) -> Locator:
    return page.locator("ol.steps > li").filter(has=page.get_by_role("heading", name=step))


def test_from_a_harm_to_a_plan_with_children_as_actors(window):
    world = factories.world()
    options.heard(world)
    for group in ("men", "elders"):
        make.spokesperson(world, group)
    people = (world.facilitator, world.mentor, world.committee_member)
    story = Story(world, *(window(person) for person in people))

    _lays_the_ways_side_by_side(story)
    _the_gathering_chooses(story)
    _begins_a_plan_from_it(story)
    _children_lead_a_drama(story)
    _the_ten_questions_find_that_a_fine_hits_the_poorest(story)
    _goes_to_the_community(story)
    _cannot_be_agreed(story, "“pregnant girl pays”", "“cannot pay is shut out”", "“beaten”")
    _facilitator_and_mentor_note_the_dialogue(story)
    _cannot_be_agreed(story, "“pregnant girl pays”", "“cannot pay is shut out”")
    _the_men_ask_to_change_the_rule(story)
    _the_words_of_the_rule_are_changed(story)
    _the_women_answer_card_by_card(story)
    _the_others_answer_as_told(story)
    _the_gathering_agrees(story)
    _the_drama_is_played(story)
    _more_children_arrive_before_the_bell(story)
    _names_nobody_and_tells_nothing_that_was_withheld(story)


def _lays_the_ways_side_by_side(story: Story) -> None:
    page = story.facilitator
    page.goto(story.finding.get_absolute_url())
    tap(page, link(page, "What could be done"))
    tap(page, link(page, "Something that could be done"))
    page.get_by_label("What could be done?").fill(options.ROTA)
    idea = page.get_by_role("group", name="Whose idea is it?")
    for kind in ("Children", "Women"):
        idea.get_by_label(kind, exact=True).check()
    tap(page, button(page, "Keep it"))
    _says(page, "Women", "Speaks for it", "Girls hear the bell.", "“women said”")
    _says(page, "Men", "Speaks against it", FARMERS, "“women said”")
    _says(page, "Girls 14–17", "Speaks against it", AT_NIGHT, "Facilitators only")
    for words in ("Girls hear the bell.", FARMERS, AT_NIGHT):
        expect(page.get_by_role("cell").get_by_text(words)).to_be_visible()


def _says(page: Page, group: str, weighs: str, words: str, scope: str) -> None:
    tap(page, link(page, "What a group says"))
    page.get_by_role("radio", name=group, exact=True).check()
    page.get_by_role("radio", name=weighs).check()
    page.get_by_label("In their words").fill(words)
    page.get_by_role("radio", name=re.compile(scope)).check()
    tap(page, button(page, "Keep it"))


def _the_gathering_chooses(story: Story) -> None:
    """All came to one mind; how many were there, and what the farmers say against it, is kept."""
    page = story.facilitator
    tap(page, link(page, "The gathering chose it"))
    page.get_by_role("radio", name="All came to one mind").check()
    part = page.get_by_role("group", name="Which groups took part?")
    for kind in ("Children", "Women", "Men"):
        part.get_by_label(kind, exact=True).check()
    there = page.get_by_role("group", name="How many were there?")
    for kind, number in THERE.items():
        there.get_by_role("spinbutton", name=kind, exact=True).fill(str(number))
    page.locator("[name=with_difficulty]").fill("4")
    against = page.get_by_role("group", name="Who saw it differently, in their words")
    against.get_by_role("textbox", name="Men", exact=True).fill(FARMERS)
    tap(page, button(page, "Write it down"))
    chosen = page.get_by_role("region", name="What the gathering chose")
    expect(chosen).to_contain_text("Girls 22, Boys 19, Women 38, Men 31", ignore_case=True)
    expect(chosen.get_by_role("blockquote")).to_have_text(FARMERS)


def _begins_a_plan_from_it(story: Story) -> None:
    page = story.facilitator
    tap(page, link(page, "Begin a plan with it"))
    expect(page.get_by_role("radio", name=re.compile("ebi wok"))).to_be_checked()
    page.get_by_label("Name of the plan").fill(NAME)
    page.get_by_label("What will be different?").fill("No child carries before the bell.")
    page.get_by_label("If it builds on nothing of this: why?").fill("Adults want something new.")
    tap(page, button(page, "Keep this plan"))
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page.get_by_text("It began with what a gathering chose:")).to_contain_text(options.ROTA)
    for what, how, group in STEPS:
        tap(page, link(page, "Add a step"))
        page.get_by_label("What will be done?").fill(what)
        page.get_by_label("How?").fill(how)
        page.get_by_role("radio", name=group, exact=True).check()
        tap(page, button(page, "Keep this step"))
        expect(card(page, what)).to_be_visible()
    assert story.plan.choice == Choice.objects.get()


def _children_lead_a_drama(story: Story) -> None:
    """Nine girls and seven boys. A name that slips in is asked about, and goes."""
    page = story.facilitator
    for sex, number, slip in (("Girls", 9, "Mariama Sesay leads the drama"), ("Boys", 7, "")):
        card(page, DRAMA).get_by_text("Change this step").click()
        tap(page, card(page, DRAMA).get_by_role("link", name="Add children’s part"))
        page.get_by_label("What do children do?").fill(slip or PART)
        page.get_by_role("radio", name="Children lead this").check()
        idea = page.get_by_role("group", name="Whose idea was it?")
        idea.get_by_role("radio", name="Children", exact=True).check()
        page.get_by_role("radio", name=sex, exact=True).check()
        page.get_by_role("radio", name="14–17").check()
        page.get_by_label("How many?").fill(str(number))
        for seen_to in ("Children themselves chose", "We asked what could harm", "It leaves time"):
            page.get_by_label(seen_to).check()
        if slip:
            tap(page, button(page, "Keep this"))
            expect(page.get_by_role("alert")).to_contain_text("may tell who someone is")
            page.get_by_label("What do children do?").fill(PART)
        tap(page, button(page, "Keep this"))
    expect(page.get_by_text(LEAD)).to_be_visible()


def _the_ten_questions_find_that_a_fine_hits_the_poorest(story: Story) -> None:
    page = story.facilitator
    tap(page, link(page, "The ten questions"))
    tap(page, link(page, "Ask the questions"))
    fair = page.get_by_role("group", name="Are its work, time and cost fair")
    fair.get_by_role("radio", name="No", exact=True).check()
    fair.get_by_label("What will we change because of it?").fill("A warning, then a help day.")
    page.get_by_label("On which day did you talk it over last?").fill(ago(1).isoformat())
    page.get_by_label("Women", exact=True).check()
    page.get_by_label("What did girls say, apart?").fill(APART)
    tap(page, button(page, "Keep"))
    expect(page.get_by_text("1 of 10 were asked so far.")).to_be_visible()


def _goes_to_the_community(story: Story) -> None:
    """And every group agrees: what is to be talked over is all that the gathering waits for."""
    page, world = story.facilitator, story.world
    page.goto(story.plan.get_absolute_url())
    tap(page, link(page, "Send it to the community"))
    tap(page, button(page, "Send it"))
    expect(page.get_by_text("Not answered yet: Women, Men and Elders.")).to_be_visible()
    make.answer(story.plan, world.committee_member, world.groups["women"])
    for group in ("men", "elders"):
        make.answer(story.plan, world.facilitator, world.groups[group])


def _cannot_be_agreed(story: Story, *found: str) -> None:
    """Neither by the facilitator nor by the committee: there is no way to it, and none behind it."""
    assert not story.plan.groups_to_answer().exists()
    for page in (story.facilitator, story.committee):
        page.goto(story.plan.get_absolute_url())
        waits = page.get_by_text(TO_TALK_OVER)
        expect(waits).to_have_count(1)
        for words in ("“pregnant girl pays”", "“cannot pay is shut out”", "“beaten”"):
            told = expect(waits)
            (told.to_contain_text if words in found else told.not_to_contain_text)(words)
        expect(link(page, DECIDE)).to_have_count(0)
        assert page.goto(story.page_of("plan_agree")).status == 409
        expect(page.get_by_text(TO_TALK_OVER)).to_be_visible()
    assert (story.plan.status, Decision.objects.count()) == ("with_community", 0)


def _facilitator_and_mentor_note_the_dialogue(story: Story) -> None:
    """Of what the drama shows. One hand is not enough: it counts once both have put theirs to it."""
    page, mentor = story.facilitator, story.mentor
    page.goto(story.page_of("best_interests_show"))
    talk = re.compile("^Write down the dialogue.*Somebody is beaten")
    tap(page, page.get_by_role("link", name=talk))
    page.get_by_label("What was said, and what comes of it?").fill(TALKED)
    tap(page, button(page, "Keep"))
    expect(page.get_by_text("Waits for: Mentor")).to_be_visible()
    expect(page.get_by_text("Talked over", exact=True)).to_have_count(0)
    mentor.goto(story.page_of("best_interests_show"))
    tap(mentor, button(mentor, "Yes, so we talked it over: sign"))
    expect(mentor.get_by_text("Talked over", exact=True)).to_have_count(1)
    settled = RedFlag.objects.get()
    assert (settled.kind, settled.settled_by) == ("shamed", story.world.mentor)


def _the_men_ask_to_change_the_rule(story: Story) -> None:
    """The words are the community's: they change because a group asks for it."""
    page = story.facilitator
    page.goto(story.plan.get_absolute_url())
    tap(page, link(page, "Write down what groups told"))
    _at_the_meeting(page)
    men = page.get_by_role("region", name="Men", exact=True)
    men.get_by_label("Change this").check()
    men.get_by_label("In the group’s words").fill("A fine hurts the poorest. Let it be a help day.")
    men.get_by_label("Which step should change?").select_option(f"3. {RULE}")
    tap(page, button(page, "Write the answers down"))
    expect(page.get_by_text("1 change that was asked for has no answer.")).to_be_visible()


def _at_the_meeting(page: Page) -> None:
    page.get_by_label("Day of the meeting").fill(clock.today().isoformat())
    page.get_by_label("Which meeting was it?").fill(MEETING)


def _the_words_of_the_rule_are_changed(story: Story) -> None:
    page = story.facilitator
    page.get_by_label("What became of it?").fill("The fine is gone.")
    tap(page, button(page, "Tell the group"))
    expect(page.get_by_text("The fine is gone.")).to_be_visible()
    tap(page, button(page, "Take it back to change it"))
    card(page, RULE).get_by_text("Change this step").click()
    tap(page, card(page, RULE).get_by_role("link", name="Change the words"))
    page.get_by_label("How?").fill(HELP_DAY)
    tap(page, button(page, "Keep the change"))
    expect(page.get_by_text(TO_TALK_OVER)).to_have_count(0)
    tap(page, link(page, "Send it to the community"))
    tap(page, button(page, "Send it"))
    expect(page.get_by_text("Changed: step 3.")).to_be_visible()
    expect(link(page, DECIDE)).to_have_count(0)  # every group is asked again


def _the_women_answer_card_by_card(story: Story) -> None:
    page = story.committee
    page.goto("/")
    tap(page, link(page, "Read and answer"))
    headings = ["What it is about", "What we heard", "Step 1", "Step 2", "Step 3",
                "What we decided", "Who has answered"]  # fmt: skip
    for heading in headings:
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        if heading == "Step 2":
            expect(page.get_by_text("9 girls, 14–17")).to_be_visible()
            expect(page.get_by_text("7 boys, 14–17")).to_be_visible()
        if heading == "Step 3":
            expect(page.get_by_text("Changed", exact=True)).to_be_visible()
            expect(page.locator("main ins").last).to_contain_text("help day")
        if heading == "What we decided":
            expect(page.get_by_text(LEAD)).to_be_visible()
        tap(page, link(page, "Next"))
    tap(page, button(page, "Agree We can start."))
    expect(page.get_by_role("heading", name="Is this what you say?")).to_be_visible()
    tap(page, button(page, "Send our answer"))
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(link(page, DECIDE)).to_have_count(0)  # men and elders have not answered


def _the_others_answer_as_told(story: Story) -> None:
    """The elders do not agree: it is kept, and does not stop the others."""
    page = story.facilitator
    page.goto(story.plan.get_absolute_url())
    tap(page, link(page, "Write down what groups told"))
    _at_the_meeting(page)
    men, elders = (page.get_by_role("region", name=name, exact=True) for name in ("Men", "Elders"))
    men.get_by_label("Agree", exact=True).check()
    elders.get_by_label("Do not agree").check()
    elders.get_by_label("In the group’s words").fill(SEASON)
    tap(page, button(page, "Write the answers down"))
    expect(page.get_by_text(re.compile(f"{MEETING}, "))).to_have_count(2)
    said = PlanReview.objects.filter(replaced_at=None, edition=2).order_by("subgroup__position")
    assert list(said.values_list("subgroup__label", "answer", "channel")) == [
        ("Women", "agree", "in_application"),
        ("Men", "agree", "as_told"),
        ("Elders", "disagree", "as_told"),
    ]


def _the_gathering_agrees(story: Story) -> None:
    page = story.facilitator
    tap(page, link(page, DECIDE))
    page.get_by_label("Day of the gathering").fill(clock.today().isoformat())
    page.get_by_role("radio", name="All came to one mind").check()
    page.get_by_label("Who was there?").fill("31 men, 38 women, 22 girls, 19 boys")
    page.get_by_label("Who saw it differently, in their words").fill(FARMERS)
    tap(page, button(page, "The plan is agreed"))
    expect(page.get_by_text(re.compile("The gathering of .* agreed to this plan."))).to_be_visible()
    for words in (FARMERS, SEASON):
        expect(page.get_by_role("blockquote").filter(has_text=words)).to_be_visible()
    expect(page.get_by_text("Chosen at the gathering of")).to_be_visible()
    tap(page, button(page, "The work begins"))
    expect(button(page, "Look back together")).to_be_visible()
    assert story.plan.status == "in_action"


def _the_drama_is_played(story: Story) -> None:
    """The committee reports it; somebody else confirms it."""
    page, other = story.committee, story.facilitator
    page.goto(story.plan.get_absolute_url())
    tap(page, card(page, DRAMA).get_by_role("button", name="It has begun"))
    tap(page, card(page, DRAMA).get_by_role("link", name="It is done"))
    page.get_by_label("How do we know it is done?").fill("Three villages saw it.")
    tap(page, button(page, "Report it"))
    expect(card(page, DRAMA).get_by_text("Done, not confirmed yet")).to_be_visible()
    other.goto(story.plan.get_absolute_url())
    tap(other, card(other, DRAMA).get_by_role("button", name="Yes, it is so"))
    expect(card(other, DRAMA).get_by_text("Done, confirmed")).to_be_visible()


def _more_children_arrive_before_the_bell(story: Story) -> None:
    """42, 61, 70 of 96: the prefects count, and the committee reads it on its plan."""
    by, page, committee = story.world.facilitator, story.facilitator, story.committee
    sign = signs.sign(story.plan, by=by)
    for days, number in ((14, 42), (7, 61)):
        signs.reading(sign, by=by, told_at=MEETING, seen_on=ago(days), number=number)
    page.goto(story.plan.get_absolute_url())
    tap(page, link(page, "Children arrive before the bell"))
    tap(page, link(page, "What was seen"))
    page.get_by_role("radio", name="Adults").check()
    page.get_by_label("How many?", exact=True).fill("70")
    page.get_by_label("Of how many?").fill("96")
    page.get_by_label("At which meeting was this told?").fill(MEETING)
    tap(page, button(page, "Keep"))
    expect(page.get_by_role("cell").get_by_text("70 of 96")).to_be_visible()
    committee.goto(story.plan.get_absolute_url())
    seen = committee.get_by_role("region", name="Our signs of change")
    expect(seen).to_contain_text(re.compile(r"42\s*,\s*61\s*,\s*70 of 96"))
    expect(committee.get_by_text(LEAD)).to_be_visible()


def _names_nobody_and_tells_nothing_that_was_withheld(story: Story) -> None:
    """What was withheld stands where facilitator and mentor read it, and on no page of the committee."""
    of_harm, of_plan = ("finding_show", "finding_options", "finding_sheet"), (
        "plan_show", "plan_review", "plan_paper", "plan_promises", "plan_meeting",
        "plan_progress", "best_interests_show",
    )  # fmt: skip
    sign = story.plan.signs.get()
    pages = [reverse(f"dialogues:{name}", args=[story.finding.pk]) for name in of_harm]
    pages += [story.page_of(name) for name in of_plan]
    pages += [sign.get_absolute_url(), "/", story.world.round.get_absolute_url()]
    read = {}
    for who, page in (("facilitator", story.facilitator), ("committee", story.committee)):
        read[who] = [_words_of(page, url) for url in pages]
        named = [(url, name) for url, text in zip(pages, read[who], strict=True)
                 for name in PEOPLE if name in text]  # fmt: skip
        assert named == []
    for words in (AT_NIGHT, APART, TALKED):
        assert any(words in text for text in read["facilitator"])
    assert any(FARMERS in text for text in read["committee"])
    told = [(url, words) for url, text in zip(pages, read["committee"], strict=True)
            for words in WITHHELD if words in text]  # fmt: skip
    assert told == []


def _words_of(page: Page, url: str) -> str:
    assert page.goto(url).status == 200
    expect(page.get_by_role("main")).to_be_visible()
    return page.content()
