"""US1: “May we come in?” and a respected no, on the facilitator's phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cpfacilitate.lib import clock
from participants.models import Agreement, Community
from tests import factories
from tests.participants.factories import begun

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(120),
]
ASKED = {"Men": ("No", "12"), "Women": ("Not now", "15"), "Boys 14–17": ("Voices differed", "9")}


def test_a_respected_no(window):
    world = factories.world()
    community = begun(world, "Ngiyema Landing")
    page = window(world.facilitator)

    _note_the_visit(page, community)
    _write_down_what_we_said(page, community)
    _record_the_no(page, community)

    _nothing_alarms(page, community)
    _no_session_begins(page, community)
    _a_referral_stays_possible(page)
    _it_counts_as_a_choice_respected(window(world.coordinator))
    _it_counts_as_a_choice_respected(window(world.observer))


def _note_the_visit(page: Page, community: Community) -> None:
    page.goto(community.agreement.get_absolute_url())
    page.get_by_role("link", name="Note a visit").click()
    for role in ("Chief or headman", "Women’s leader", "Youth leader"):
        page.get_by_label(role).check()
    page.get_by_label("How did you say who you are?").fill("We come to listen and to learn.")
    page.get_by_label("What do people hope for?").fill("Will you bring rice?")
    page.get_by_label("What did you answer?").fill("We bring no rice and no money.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("The visit is noted.")).to_be_visible()
    expect(page.get_by_text("Chief or headman, Women’s leader, Youth leader")).to_be_visible()
    assert community.entry_visits.get().expectations == "Will you bring rice?"


def _write_down_what_we_said(page: Page, community: Community) -> None:
    page.get_by_role("link", name="The agreement").click()
    page.get_by_role("link", name="Write it down").click()
    page.get_by_label("What we will do").fill("Come when you call us.")
    page.get_by_label("What we will not do").fill("Bring rice, or decide for you.")
    page.get_by_label("What people hope for from us").fill("Will you bring rice?")
    page.get_by_label("Everybody, in a gathering").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Bring rice, or decide for you.")).to_be_visible()


def _record_the_no(page: Page, community: Community) -> None:
    """Each group by itself; nobody is asked for a reason."""
    page.get_by_role("link", name="They chose not to").click()
    for group, (answer, people) in ASKED.items():
        row = page.locator(".asked [role=group]", has=page.get_by_text(group, exact=True))
        row.get_by_label(answer, exact=True).check()
        row.get_by_label("People").fill(people)
    until = clock.today() + timedelta(days=365)
    page.get_by_label("We do not come back before").fill(until.isoformat())
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Recorded, as the community decided.")).to_be_visible()
    agreement = Agreement.objects.get(community=community)
    assert (agreement.status, agreement.no_contact_until) == ("declined", until)
    move = agreement.moves.get()
    assert (move.words, move.answers.count()) == ("", 3)


def _nothing_alarms(page: Page, community: Community) -> None:
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_have_text("The community chose not to go ahead.")
    expect(page.get_by_text("No reason is needed, and none was asked.")).to_be_visible()
    expect(page.get_by_text("Help for a child is always open")).to_be_visible()
    assert page.locator(".late, .soon").count() == 0
    expect(page.get_by_role("link", name="Note a visit")).to_have_count(0)


def _no_session_begins(page: Page, community: Community) -> None:
    """No group of theirs is offered, and whoever asks for one all the same is told why not."""
    page.goto(reverse("dialogues:session_add"))
    theirs = page.locator("section", has=page.get_by_role("heading", name=community.name))
    expect(theirs.get_by_text("so no session is logged.")).to_be_visible()
    expect(theirs.get_by_role("button")).to_have_count(0)
    women = community.subgroups.get(voice="women")
    button = page.locator("button[name=subgroup]").first
    button.evaluate("(button, key) => { button.value = key }", str(women.pk))
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        button.click()
    assert sent.value.status == 409
    expect(page.get_by_text("has no agreement with us at present")).to_be_visible()
    expect(page.get_by_text("A referral for a child is always possible.")).to_be_visible()


def _a_referral_stays_possible(page: Page) -> None:
    answer = page.goto(reverse("referrals:referral_add"))
    assert answer.status == 200
    expect(page.get_by_role("button", name="Keep as a draft")).to_be_visible()


def _it_counts_as_a_choice_respected(page: Page) -> None:
    page.goto("/")
    section = page.locator("section", has=page.locator("#agreements"))
    expect(section.get_by_text("Choices respected: 1")).to_be_visible()
    assert not re.search("fail|lost|refus", section.inner_text(), re.IGNORECASE)
    assert page.locator(".late, .soon").count() == 0
