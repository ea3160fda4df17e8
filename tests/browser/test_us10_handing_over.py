"""US10: the work with a community is finished, and it goes on by itself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from dialogues.models import ActionPlan, OwnershipReview
from dialogues.models.ownership import QUESTIONS
from participants.models import Agreement, EntryVisit, Handover, LiveContact, Phase, Service
from tests import factories
from tests.dialogues import plan_factories as plans
from tests.dialogues import progress_factories as told
from tests.dialogues import sign_factories as seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Five action facilitators, two of them under 18.
HANDED_OVER = [
    ("Calls the meetings", "Women", 1, 0),
    ("Keeps the book of decisions", "Men", 1, 0),
    ("Visits families at home", "Elders", 1, 0),
    ("Leads the girls’ circle", "Girls 14–17", 1, 1),
    ("Leads the drama", "Boys 14–17", 1, 1),
]


def test_a_community_takes_over_and_goes_on_by_itself(window):
    world, plan = _ten_months()
    page, agreement = window(world.facilitator), world.community.agreement
    committee = window(world.committee_member)
    _lead_it_themselves(committee, plan)
    _look_how_far_it_is_their_own(window, committee, world)
    _finish_the_plan(page, plan)

    _conclude(page, agreement)
    expect(page.get_by_text("Write down first who carries on what.")).to_be_visible()
    assert Agreement.objects.get(pk=agreement.pk).is_live

    for handed_over in HANDED_OVER:
        _hand_over(page, world.community, *handed_over)
    _reach(page, world.community, "Social Welfare", "the officer on duty")
    _reach(page, world.community, "Health Post", "the nurse in charge")
    assert sum(one.people for one in Handover.objects.all()) == 5
    assert sum(one.under_18 for one in Handover.objects.all()) == 2
    assert LiveContact.objects.count() == 2

    _conclude(page, agreement)
    expect(page.get_by_text("The community goes on by itself.")).to_be_visible()
    expect(page.get_by_role("heading", name="What becomes of the records")).to_be_visible()
    expect(page.get_by_text("it is deleted")).to_have_count(0)
    for what, *_rest in HANDED_OVER:
        expect(page.get_by_text(what)).to_be_visible()

    committee.goto(reverse("participants:handover_list", args=[world.community.pk]))
    expect(committee.get_by_text("1 under 18")).to_have_count(2)
    expect(committee.get_by_text("Ask for the nurse in charge")).to_be_visible()
    expect(committee.get_by_role("link", name="116")).to_have_count(2)

    _go_on_without_us(page, world.community)
    _what_stays_readable(committee, plan)
    _come_when_invited(page, world.community)


def _ten_months() -> tuple[factories.World, ActionPlan]:
    """Eight steps, all led by the facilitator first and two of them lately; 7 of 10 things ours."""
    began = clock.now() - timedelta(days=300)
    with clock.at(began):
        world = factories.world()
        plan = plans.draft(world)
        for number in range(2, 9):
            plans.step(plan, world, f"Step {number} of eight")
        for number in range(10):
            whose = "ours" if number < 7 else "outside"
            told.resource(plan, whose=whose, what=f"Thing {number}", how_much="")
        told.resource(plan, whose="service", what="a bench", how_much="", service=world.service)
        plan = plans.again(plan)
        plan = plans.plans.send_plan(plan, version=plan.version, by=world.facilitator)
        plans.answer(plan, world.committee_member, world.groups["women"], told_on=clock.today())
        plans.decide(plan, world.facilitator)
        plan = plans.again(plan)
        plan = plans.plans.move_plan(plan, "in_action", version=plan.version, by=world.facilitator)
    for days, by_facilitator in ((20, 8), (120, 5), (240, 2)):
        with clock.at(began + timedelta(days=days)):
            _told(world, plan, by_facilitator)
    with clock.at(began + timedelta(days=130)):
        seen.ownership_review(world.community, by=world.facilitator)
    return world, plans.again(plan)


def _told(world: factories.World, plan: ActionPlan, by_facilitator: int) -> None:
    """How each step goes, the last ones led by the facilitator."""
    for place, action in enumerate(plan.actions.order_by("-position", "-id")):
        told.report(
            action, by=world.committee_member, progress=50,
            led_by="facilitator" if place < by_facilitator else "community",
        )  # fmt: skip


def _lead_it_themselves(page: Page, plan: ActionPlan) -> None:
    """The last but one step is led by the community from now on, and the plan says so."""
    page.goto(plan.get_absolute_url())
    expect(page.get_by_text("Steps the facilitator led: first 8, now 2.")).to_be_visible()
    expect(page.get_by_text("7 of 10 come from here.")).to_be_visible()
    action = plan.actions.order_by("position", "id")[6]
    page.goto(f"{reverse('dialogues:progress_report_add')}?action={action.pk}")
    page.get_by_label("What was done?").fill("The elders called everybody.")
    page.get_by_label("Three quarters").check()
    page.get_by_label("The community", exact=True).check()
    page.locator("main form button.go").click()
    page.goto(plan.get_absolute_url())
    expect(page.get_by_text("Steps the facilitator led: first 8, now 1.")).to_be_visible()
    page.get_by_role("link", name="Who leads the steps").click()
    for month in ("The community 0, together 0, the facilitator 8",
                  "The community 3, together 0, the facilitator 5",
                  "The community 6, together 0, the facilitator 2",
                  "The community 7, together 0, the facilitator 1"):  # fmt: skip
        expect(page.get_by_text(month)).to_be_visible()
    assert "%" not in page.get_by_role("main").inner_text()


def _look_how_far_it_is_their_own(window, page: Page, world: factories.World) -> None:
    """Filled by the community itself, beside what it said before; nobody else reads it."""
    url = reverse("dialogues:ownership_review_list", args=[world.community.pk])
    page.goto(url)
    page.get_by_role("link", name="Answer all together").click()
    for _question, steps in QUESTIONS.values():
        page.get_by_label(str(steps[0]), exact=True).first.check()
    page.get_by_label("What was said of it?").fill("Seven of ten things are our own now.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("columnheader")).to_have_count(3)  # the question, now, and before
    expect(page.get_by_text("Seven of ten things are our own now.")).to_be_visible()
    assert OwnershipReview.objects.count() == 2
    assert not re.search(r"%|score|rank", page.get_by_role("main").inner_text())
    for other in (world.coordinator, world.observer, world.outsider_committee_member):
        assert window(other).goto(url).status == 404


def _finish_the_plan(page: Page, plan: ActionPlan) -> None:
    """Looked back on and concluded, with what is still under way left as it is."""
    for button, status in (("Look back together", "Reflecting"), ("Conclude", "Concluded")):
        page.goto(plan.get_absolute_url())
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text(status, exact=True).first).to_be_visible()


def _what_stays_readable(page: Page, plan: ActionPlan) -> None:
    """To the community: its plan, who led it, and how far it was its own; nothing to press."""
    page.goto(plan.get_absolute_url())
    expect(page.get_by_text("Steps the facilitator led: first 8, now 1.")).to_be_visible()
    expect(page.get_by_role("link", name="Read and answer")).to_have_count(0)
    main = page.get_by_role("main")
    assert "late" not in re.findall(r"\w+", main.inner_text().lower())
    page.goto(reverse("dialogues:ownership_review_list", args=[plan.community_id]))
    expect(page.get_by_text("Seven of ten things are our own now.")).to_be_visible()
    expect(page.get_by_role("link", name="Answer all together")).to_have_count(0)


def _come_when_invited(page: Page, community) -> None:
    """After half a year they are visited because they ask for it, and only then."""
    agreement = Agreement.objects.get(community=community)
    page.goto(agreement.get_absolute_url())
    expect(page.get_by_role("heading", name="We come back when they invite us")).to_be_visible()
    page.locator("section", has_text="If they invite us").get_by_role("link").click()
    page.get_by_role("button", name="Record it").click()
    expect(
        page.get_by_text("The community wants no contact now, unless it invites us.").first
    ).to_be_visible()
    page.get_by_label("The community invited us").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("they invited us")).to_be_visible()
    page.goto(reverse("participants:visit_add", args=[community.pk]))
    page.get_by_label("Women’s leader").check()
    page.get_by_label("How did you say who you are?").fill("As guests who were invited to look.")
    page.locator("main form button.go").click()
    assert EntryVisit.objects.filter(community=community).count() == 1


def _conclude(page: Page, agreement: Agreement) -> None:
    page.goto(agreement.get_absolute_url())
    page.get_by_role("link", name="We finished together").click()
    page.get_by_label("In their words").fill("We carry it on ourselves.")
    page.get_by_label("Give us a copy, and keep it").check()
    page.get_by_role("button", name="Record it").click()


def _hand_over(page: Page, community, what: str, group: str, people: int, under_18: int) -> None:
    page.goto(reverse("participants:handover_list", args=[community.pk]))
    page.get_by_role("link", name="Something is handed over").click()
    page.get_by_label("What do they do now?").fill(what)
    page.get_by_label(group, exact=True).check()
    page.get_by_label("How many people?").fill(str(people))
    page.get_by_label("Of whom under 18").fill(str(under_18))
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down.")).to_be_visible()


def _reach(page: Page, community, service: str, ask_for: str) -> None:
    page.goto(reverse("participants:contact_add", args=[community.pk]))
    offered = Service.objects.get(name=service).offered_as()
    page.get_by_role("combobox", name="Service").select_option(label=offered)
    page.get_by_label("For whom do they ask there?").fill(ask_for)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down.")).to_be_visible()


def _go_on_without_us(page: Page, community) -> None:
    """Self-led is a phase of a community with which we have finished."""
    page.goto(reverse("participants:phase_add", args=[community.pk]))
    page.get_by_label("Going on without us").check()
    page.get_by_label("What was decided?").fill("After half a year we invite them to see it.")
    page.get_by_role("button", name="Begin it").click()
    page.wait_for_url(f"**{reverse('participants:phase_list', args=[community.pk])}")
    assert Phase.objects.filter(community=community, kind="self_led").exists()
