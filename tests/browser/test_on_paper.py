"""What a community reads goes on one sheet of paper, also when there is much of it."""

import re

import pytest
from django.urls import reverse

from cpfacilitate.demo.masimbaya import HARMS
from cpfacilitate.demo.plans import CHANGED_RULE, CHILDREN, STEPS
from cpfacilitate.demo.worked_out import work_out
from dialogues.actions import plans, reviews, steps
from tests import factories
from tests.dialogues import factories as dialogues
from tests.dialogues import finding_factories as findings
from tests.dialogues import plan_factories as make
from tests.participants import listening_factories as listening

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
WORDS = "A fine? Then the poorest pay. Who has no money can still come and help with the farm."


def sheets(page, address: str) -> int:
    page.goto(address)
    page.emulate_media(media="print")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def written(world):
    """The five steps of Masimbaya, and children's part in two of them."""
    plan = make.draft(world)
    plan.actions.all().delete()
    made = []
    for what, details, symbol, group, _days in STEPS:
        made.append(make.step(make.again(plan), world, what=what))
        steps.edit_action(
            made[-1], version=1, what=what, details=details, symbol=symbol,
            owner_group=world.groups[group], starts_on=made[-1].starts_on, by=world.facilitator,
        )  # fmt: skip
    for number, role, mode, sex, band, how_many, support in CHILDREN:
        make.child_role(
            made[number], role=role, mode=mode, sex=sex, age_band=band, how_many=how_many,
            support_needed=support,
        )  # fmt: skip
    work_out(plan, world.groups, by=world.facilitator, school=world.service)
    plan = make.again(plan)
    made[-1].refresh_from_db()
    return plans.send_plan(plan, version=plan.version, by=world.facilitator), made[-1]


def test_a_plan_with_a_change_asked_fits_one_sheet(window):
    world = factories.world()
    plan, rule = written(world)
    sorie = make.spokesperson(world, "men")
    asked = make.answer(plan, world.committee_member, world.groups["women"], "change", WORDS)
    page = window(world.committee_member)
    assert sheets(page, plan.get_absolute_url()) == 1
    assert WORDS in page.content()
    make.answer(plan, sorie, world.groups["men"], "disagree", "In planting season we need hands.")
    reviews.answer_change(
        asked, version=1, answered_words="It is a help day now, no fine.", by=world.facilitator
    )
    plan = make.again(plan)
    plan = plans.take_back_plan(plan, version=plan.version, by=world.facilitator)
    rule.refresh_from_db()
    steps.edit_action(
        rule, version=rule.version, what=rule.what, details=CHANGED_RULE, symbol=rule.symbol,
        owner_group=rule.owner_group, starts_on=rule.starts_on, weight=rule.weight,
        by=world.facilitator,
    )  # fmt: skip
    plan = make.again(plan)
    plans.send_plan(plan, version=plan.version, by=world.facilitator)
    assert sheets(page, plan.get_absolute_url()) == 1


def test_the_board_of_whom_to_hear_is_one_sheet(window):
    """Twelve planned voices, three of them helped in four ways each."""
    world = factories.world()
    hinders = ["after_work", "childcare", "interpreter", "same_sex"]
    for name in ("women", "boys_14_17", "girls_14_17"):
        listening.helped(world, name, hinders=hinders)
    for name in ("women", "men", "elders", "boys_10_13"):
        listening.add(world, name)
    assert sheets(window(world.facilitator), world.round.get_absolute_url()) == 1


@pytest.mark.parametrize("page", ["findings", "trail", "tell_back"])
def test_what_was_heard_and_what_became_of_it_are_one_sheet_each(window, page):
    """Eleven harms, four of them carried, three answered."""
    world = factories.world()
    by = world.facilitator
    dialogues.masimbaya_round(world.groups, by=by)
    names = ("heavy_work", "beating", "out_of_school", "harassment_on_road")
    carried = findings.found(world.round, *(HARMS[name][0] for name in names))
    findings.presented(*carried, by=by)
    for finding in carried[:3]:
        findings.answered(finding, by=by, reason="Not before the rice is cut, and then all of us.")
    address = reverse(f"dialogues:round_{page}", args=[world.round.pk])
    assert sheets(window(world.committee_member), address) == 1


@pytest.mark.parametrize("sheet", ["paper", "promises", "meeting"])
def test_the_sheets_of_a_plan_are_one_sheet_each(window, sheet):
    """Seven groups plan, three of them answered, two changes were asked for in many words."""
    world = factories.world()
    plan, rule = written(world)
    people = {name: make.spokesperson(world, name) for name in (
        "men", "elders", "girls_10_13", "girls_14_17", "boys_10_13", "boys_14_17")}  # fmt: skip
    women = world.committee_member
    make.answer(plan, women, world.groups["women"], "change", WORDS, about=rule)
    make.answer(plan, people["men"], world.groups["men"], "disagree", WORDS)
    make.answer(plan, people["elders"], world.groups["elders"], "change", WORDS)
    address = reverse(f"dialogues:plan_{sheet}", args=[plan.pk])
    assert sheets(window(women), address) == 1
