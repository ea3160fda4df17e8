"""The sheets of a plan: to tick, to tell children, to bring to the gathering; who reads what on them."""

import pytest
from django.urls import reverse

from dialogues.actions import plans, steps
from dialogues.models import RankedItem

from . import finding_factories as findings
from . import plan_factories as make
from . import progress_factories as told_of

SHEETS = ("paper", "promises", "meeting")
CHILD_GROUPS = ("Girls 10–13", "Girls 14–17", "Boys 10–13", "Boys 14–17")


def url_of(plan, sheet) -> str:
    return reverse(f"dialogues:plan_{sheet}", args=[plan.pk])


def read(client, plan, sheet) -> str:
    response = client.get(url_of(plan, sheet))
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("sheet", SHEETS)
def test_who_finds_it_and_reaches_it_in_one_tap(world, as_user, sheet):
    plan = make.draft(world)
    found = {"facilitator", "mentor"}
    for sent in (False, True):
        if sent:
            plan = plans.send_plan(plan, version=plan.version, by=world.facilitator)
            found |= {"committee_member", "coordinator"}
        codes = {
            name: as_user(user).get(url_of(plan, sheet)).status_code
            for name, user in world.cast.items()
        }
        assert {name for name, code in codes.items() if code == 200} == found
        assert {code for name, code in codes.items() if name not in found} == {404}
    client = as_user(world.committee_member)
    assert url_of(plan, sheet) in client.get(plan.get_absolute_url()).content.decode()
    assert client.post(url_of(plan, sheet)).status_code == 405
    assert "<title>Sheet</title>" in client.get(url_of(plan, sheet)).content.decode()


def test_the_sheet_to_tick_has_three_boxes_for_each_group_in_the_order_of_the_cards(world, as_user):
    make.spokesperson(world, "men")
    plan = make.sent(world)
    make.step(plan, world, "A farm calendar")
    text = read(as_user(world.committee_member), plan, "paper")
    assert text.count('<span class="box"></span>') == 6
    order = ["Books before buckets", "ebi wok", "Adults carry",
             "A farm calendar", "Women</b>", "Men</b>"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_the_sheet_to_tick_says_all_that_is_agreed(world, as_user):
    plan = make.draft(world)
    told_of.milestone(make.first_step(plan))
    told_of.resource(make.again(plan), brought_by=world.groups["women"])
    plan = plans.send_plan(make.again(plan), version=1, by=world.facilitator)
    text = read(as_user(world.committee_member), plan, "paper")
    for words in (
        "16 November", "The rota hangs at the well", "9 January", "water cans", "forty",
    ):  # fmt: skip
        assert words in text


def test_children_read_what_came_of_what_they_said_and_no_group_is_named(world, as_user):
    plan = make.sent(world)
    step = make.first_step(plan)
    by = world.facilitator
    heard = findings.found(world.round, "ebi wok")
    findings.presented(*heard, by=by)
    findings.answered(heard[0], by=by, action=step)
    drama = make.step(plan, world, "A drama")
    steps.edit_action(
        drama, version=drama.version, what="A drama", details="", symbol="drama",
        owner_group=world.groups["girls_14_17"], by=by,
    )  # fmt: skip
    make.child_role(drama, sex="boys", how_many=7, support_needed="A place to play")
    for person in (world.committee_member, by, world.mentor):
        text = read(as_user(person), plan, "promises")
        for words in (
            "Children said:", "ebi wok", "Adults carry water", "9 girls: a drama about heavy loads",
            "7 boys: a drama about heavy loads", "16 children lead: 9 girls, 7 boys",
            "A place to play", "Ask:", "Women",
        ):  # fmt: skip
            assert words in text
        assert not any(group in text for group in CHILD_GROUPS)


def test_what_children_keep_to_themselves_is_on_no_sheet_whoever_prints_it(world, as_user):
    """It was carried and answered with a step; then its groups kept it to themselves."""
    plan, by = make.sent(world), world.facilitator
    kept = findings.found(world.round, make.WITHHELD)[0]
    said = RankedItem.objects.filter(harm=kept.harm)
    said.update(share_scope="community_unattributed")
    findings.presented(kept, by=by)
    findings.answered(kept, by=by, action=make.first_step(plan))
    assert "Children said" in read(as_user(by), plan, "promises")
    said.update(share_scope="group_only")  # they thought again
    for person in (world.committee_member, by, world.mentor):
        for sheet in SHEETS:
            text = read(as_user(person), plan, sheet)
            assert make.WITHHELD not in text
            assert "Children said" not in text


def test_a_plan_that_is_not_agreed_promises_nothing_yet(world, as_user):
    client = as_user(world.committee_member)
    words = "The community has not agreed to this yet."
    assert words in read(client, make.sent(world), "promises")
    assert words not in read(client, make.agreed(world), "promises")


def test_what_is_dropped_is_promised_to_nobody(world, as_user):
    plan = make.agreed(world)
    action = make.first_step(plan)
    steps.move_action(
        action, "dropped", version=action.version, dropped_reason="The well is dry.",
        by=world.committee_member,
    )  # fmt: skip
    text = read(as_user(world.committee_member), plan, "promises")
    assert "Adults carry water" not in text
    assert "children lead" not in text


def test_the_meeting_sheet_says_who_answered_and_what_was_asked(world, as_user):
    men = make.spokesperson(world, "men")
    make.spokesperson(world, "elders")
    plan = make.sent(world)
    action = make.first_step(plan)
    make.answer(
        plan, world.committee_member, world.groups["women"], "change", "Begin at six.",
        about=action,
    )  # fmt: skip
    make.answer(plan, men, world.groups["men"], "disagree", "We need every hand.")
    text = read(as_user(world.committee_member), plan, "meeting")
    for words in (
        "Begin at six.", "Step: Adults carry water", "We need every hand.", "Not yet",
        "All came to one mind", "We look again on", "Never a name",
    ):  # fmt: skip
        assert words in text


def test_a_change_being_written_is_on_no_sheet_of_the_committee(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "No.")
    plan = plans.take_back_plan(make.again(plan), version=plan.version, by=world.facilitator)
    plans.edit_plan(
        plan, version=plan.version, harm=plan.harm, name="SECRET STILL", goal="SECRET GOAL",
        builds_on_reason=make.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    make.step(make.again(plan), world, "SECRET STEP")
    for sheet in SHEETS:
        assert "SECRET" not in read(as_user(world.committee_member), plan, sheet)
        assert "SECRET" in read(as_user(world.facilitator), plan, sheet)
