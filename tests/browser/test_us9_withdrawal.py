"""US9: a community withdraws while its plan is under way, and decides about its records."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from dialogues.models import ActionPlan, DialogueSession, PeopleHeard
from participants.models import Agreement, Community, Leaving
from referrals.models import Referral
from tests import factories
from tests.dialogues import factories as dialogues
from tests.dialogues import plan_factories as plans
from tests.referrals import factories as referrals

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# All that can be pressed on the page of a plan whose community does not take part.
READ = {"Print", "Read it card by card", "Sheet to tick", "What we promised the children",
        "Meeting sheet", "The ten questions"}  # fmt: skip


def test_a_community_withdraws_stops_the_deletion_and_another_one_does_not(window):
    world = factories.world()
    plan = _under_way(world)
    referral = referrals.named(world)
    committee, facilitator = window(world.committee_member), window(world.facilitator)

    leaving = _withdraw(committee, world.community, "Give us a copy, and delete it")
    day = date_format(leaving.purge_on, "j F Y")
    expect(committee.get_by_role("heading", name=f"On {day} it is deleted")).to_be_visible()
    expect(committee.get_by_text("stays with the focal point")).to_be_visible()

    _nothing_is_asked_of_anybody(window, world, plan)
    _take_the_pack(committee, leaving)
    facilitator.goto("/")
    expect(facilitator.get_by_text(f"On {day}, unless the community stops it")).to_be_visible()
    facilitator.get_by_role("link", name="Masimbaya").last.click()
    _copy_was_handed_over(facilitator)

    committee.goto(leaving.get_absolute_url())
    committee.get_by_role("button", name="The community stops it").click()
    expect(committee.get_by_text("Nothing is deleted.").first).to_be_visible()
    with clock.at(clock.now() + timedelta(days=30)):
        call_command("due")
    assert ActionPlan.objects.filter(community=world.community).exists()
    committee = window(world.committee_member)  # a month later they sign in again
    committee.goto(plan.get_absolute_url())
    expect(committee.get_by_text("Adults carry water").first).to_be_visible()

    _another_one_goes_through_with_it(window, world)

    assert Referral.objects.filter(pk=referral.pk).exists()
    observer = window(world.observer)
    observer.goto("/")
    expect(observer.get_by_text("Choices respected: 2")).to_be_visible()
    for name in Community.objects.values_list("name", flat=True):
        assert name not in observer.content()


def _under_way(world: factories.World) -> ActionPlan:
    """A plan in action, and one that still waits for the answer of the women."""
    plan = plans.moved(world, "in_action")
    action = plans.first_step(plan)
    plans.steps.move_action(action, "started", version=action.version, by=world.committee_member)
    other = plans.plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=plan.harm, name="Another plan",
        goal="No child is beaten.", builds_on_reason=plans.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    plans.step(other, world, "Talk with parents")
    other = plans.again(other)
    plans.plans.send_plan(other, version=other.version, by=world.facilitator)
    return plans.again(plan)


def _nothing_is_asked_of_anybody(window, world: factories.World, plan: ActionPlan) -> None:
    """Everybody reads both plans as they were; nothing is to be done, and nothing went wrong."""
    other = ActionPlan.objects.get(name="Another plan")
    for person in (world.committee_member, world.facilitator, world.mentor, world.coordinator):
        page = window(person)
        page.goto("/")
        expect(page.get_by_role("link", name="Read and answer")).to_have_count(0)
        page.goto(reverse("dialogues:plan_list"))
        both = page.get_by_role("main").get_by_role("listitem").filter(has_text="Withdrawn")
        expect(both).to_have_count(2)
        for each in (plan, other):
            page.goto(each.get_absolute_url())
            main = page.get_by_role("main")
            expect(main.get_by_text("This is the community’s choice.")).to_be_visible()
            expect(
                main.get_by_text("Adults carry water").or_(main.get_by_text("Talk with")).first
            ).to_be_visible()
            pressed = main.locator("button:visible, a.btn:visible").all_inner_texts()
            aside = {"Set aside"} if person == world.facilitator else set()
            assert {text.strip() for text in pressed} == READ | aside
            assert not re.search(r"\b(fail|late|overdue)", main.inner_text().lower())
            assert page.locator(".late, .soon").count() == 0


def _withdraw(page: Page, community: Community, choice: str) -> Leaving:
    """From the agreement: the day, who told whom, what becomes of the records."""
    agreement = Agreement.objects.get(community=community)
    page.goto(agreement.get_absolute_url())
    page.get_by_role("link", name="Stop working together").click()
    page.get_by_label("In their words").fill("There was talk about money.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("What becomes of what is recorded?")
    expect(page.get_by_label("In their words")).to_have_value("There was talk about money.")
    page.get_by_label(choice, exact=True).check()
    page.get_by_label("Who told whom?").fill("The elders told us.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded, as the community decided.")).to_be_visible()
    return Leaving.objects.get(agreement=agreement)


def _take_the_pack(page: Page, leaving: Leaving) -> None:
    """On paper, and as files whose name tells nobody whose they are."""
    page.goto(leaving.get_absolute_url())
    page.get_by_role("link", name="Their copy: look, print, take along").click()
    expect(page.get_by_text("Adults carry water").first).to_be_visible()
    page.emulate_media(media="print")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 3
    page.emulate_media(media="screen")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take it along as files").click()
    assert waiting.value.suggested_filename == "records.zip"
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as files:
        assert {"pack.json", "agreement.csv", "heard.csv", "plans.csv"} <= set(files.namelist())
        assert "Adults carry water" in files.read("plans.csv").decode("utf-8-sig")


def _copy_was_handed_over(page: Page) -> None:
    page.get_by_role("link", name="Write down what they say now").click()
    page.get_by_label("Their copy was handed over on").fill(clock.today().isoformat())
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Handed over on")).to_be_visible()


def _another_one_goes_through_with_it(window, world) -> None:
    """The facilitator writes it down; on its day the records go, and only numbers stay."""
    community = world.outside_community
    by = world.outsider_facilitator
    dialogues.recorded(community.subgroups.get(voice="women"), by=by)
    page = window(by)
    choice = "Give us a copy, keep only numbers, delete the rest"
    leaving = _withdraw(page, community, choice)
    moment = clock.now() + timedelta(days=13)
    with clock.at(moment):
        call_command("purge")
    assert DialogueSession.objects.filter(subgroup__community=community).exists()
    moment += timedelta(days=1)
    with clock.at(moment):
        call_command("purge")
    assert not DialogueSession.objects.filter(subgroup__community=community).exists()
    assert PeopleHeard.objects.filter(community=community, gone=True).exists()
    page = window(by)  # a fortnight later they sign in again
    page.goto(leaving.get_absolute_url())
    day = date_format(clock.day_of(moment), "j F Y")
    expect(page.get_by_role("heading", name=f"Deleted on {day}")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Dialogues")).to_contain_text("1")
    page.goto(reverse("overview:community_page", args=[community.pk]))
    expect(page.get_by_text("Withdrawn").first).to_be_visible()
    assert "aunties walk us home" not in page.content()
