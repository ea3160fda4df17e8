"""US6: somebody confides in the facilitator after a dialogue; the session never learns of it.

Every byte of everybody's pages is compared in tests/test_no_trace.py; here it is done by hand.
"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from referrals.models import Concern, Referral
from tests import factories
from tests.browser.test_main_job import _step
from tests.dialogues import factories as dialogues
from tests.referrals import factories as referrals

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]
CANARY = "zqcanaryword"
WORDS = f"I would like to speak with you today. {CANARY}"
NEEDS_HELP = f"Needs a doctor today. {CANARY}"
OUTSIDE = (
    "mentor", "committee_member", "coordinator", "observer", "administrator",
    "outsider_facilitator", "outsider_social_worker", "other_coordinator",
)  # fmt: skip
# What differs from one opening to the next and says nothing.
PASSING = re.compile(r'(csrfmiddlewaretoken|owner)" value="[^"]*"')


def test_told_in_confidence_then_helped_and_nobody_else_knows(window):
    world = factories.world()
    referrals.agreed(world)
    session = dialogues.recorded(world.groups["girls_14_17"], by=world.facilitator)
    facilitator, mentor = window(world.facilitator), window(world.mentor)
    target = session.get_absolute_url()
    before = {page: _read(page, target) for page in (facilitator, mentor)}
    lists = {name: _lists(window(getattr(world, name))) for name in OUTSIDE}

    _tell(facilitator, target)
    _the_focal_point_reads_it(window(world.focal_point))
    referral = _refer(facilitator, world)
    _sign(window(world.focal_point), referral)
    _send_by_phone(facilitator, referral)
    _answer(window(world.social_worker), referral)

    assert {page: _read(page, target) for page in (facilitator, mentor)} == before
    for name in OUTSIDE:
        page = window(getattr(world, name))
        assert _lists(page) == lists[name], name
        assert page.request.get(referral.get_absolute_url()).status == 404
        assert page.request.get(Concern.objects.get().get_absolute_url()).status == 404


def _read(page: Page, target: str) -> str:
    """The bytes of a page, as the server sends them to this person."""
    answer = page.request.get(target)
    assert answer.status == 200
    return PASSING.sub("", answer.text())


def _lists(page: Page) -> dict[str, str]:
    """What this person is shown first, and what they find in each part of the product they have."""
    page.goto("/")
    links = page.locator(".nav a").evaluate_all("links => links.map(link => link.pathname)")
    found = {link: _read(page, link) for link in ["/", *links] if "/referrals/" not in link}
    assert not any(CANARY in text for text in found.values())
    return found


def _tell(page: Page, target: str) -> None:
    """From the page of the session: a neutral page that knows nothing of where one was."""
    page.goto(target)
    with page.expect_request(re.compile("/concerns/add/")) as waiting:
        page.get_by_role("link", name="Focal point", exact=True).click()
    session_key = target.strip("/").rpartition("/")[2]
    assert "referer" not in waiting.value.all_headers()
    page.wait_for_url("**" + reverse("referrals:concern_add"))
    expect(page).to_have_title("Focal point")
    assert page.evaluate("document.referrer") == ""
    assert session_key not in page.content()
    expect(page.locator("[name=words]")).to_have_value("")

    page.locator("[name=words]").fill(WORDS)
    with page.expect_request(lambda sent: sent.method == "POST") as waiting:
        page.get_by_role("button", name="Pass it on").click()
    said = (waiting.value.post_data or "") + str(waiting.value.all_headers())
    assert session_key not in said
    expect(page.get_by_text("Done.")).to_be_visible()
    assert page.url.endswith("/")
    assert CANARY not in page.content()
    page.goto("/")
    expect(page.get_by_text("Done.")).to_have_count(0)
    # Whoever takes the phone and goes back finds an empty page.
    page.go_back()
    page.go_back()
    assert CANARY not in page.content()
    if page.locator("[name=words]").count():
        expect(page.locator("[name=words]")).to_have_value("")
    left = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length,
        (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert left == [0, 0, 0, 0]


def _the_focal_point_reads_it(page: Page) -> None:
    page.goto("/")
    page.locator("section", has=page.locator("#concerns")).get_by_role("link").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name=re.compile("mine|take", re.I)).first.click()
    assert Concern.objects.get().status == "taken_up"


def _refer(page: Page, world) -> Referral:
    """By code, on paper, kept from the household: the child agrees, a caregiver cannot be asked."""
    page.goto(reverse("referrals:referral_add"))
    page.locator("[name=cluster]").select_option(label=str(world.cluster))
    page.locator("[name=service]").select_option(str(world.service.pk))
    for name, value in {
        "urgency": "high", "concern_category": "care", "age_band": "12_14", "sex": "girl",
        "immediate_safety": "safe", "child_assent": "yes", "caregiver_consent": "unsafe",
        "identity_mode": "on_paper", "limits_explained_by": "writer", "caregiver_informed": "no",
    }.items():  # fmt: skip
        page.locator(f"[name={name}][value='{value}']").check()
    page.get_by_label("Health care is needed today").check()
    page.locator("[name=needs][value=health]").check()
    page.locator("[name=summary]").fill(NEEDS_HELP)
    page.locator("[name=withhold_from]").fill("The household, the committee")
    page.locator("[name=caregiver_uninformed_because]").select_option("danger")
    page.get_by_text("If somebody’s yes is missing").click()
    page.locator("[name=override_reason]").fill("Home is where the danger is.")
    page.get_by_role("button", name="Keep as a draft").click()
    referral = Referral.objects.get()
    assert re.fullmatch(r"R-[0-9A-Z]{6}", referral.code)
    send = reverse("referrals:referral_send", args=[referral.pk])
    expect(page.locator(f"form[action='{send}']")).to_have_count(0)  # one signature is not enough
    return referral


def _sign(page: Page, referral: Referral) -> None:
    page.goto(referral.get_absolute_url())
    sign = reverse("referrals:referral_cosign", args=[referral.pk])
    page.locator(f"form[action='{sign}'] button").click()
    expect(page.get_by_text("two people signed")).to_be_visible()


def _send_by_phone(page: Page, referral: Referral) -> None:
    page.goto(referral.get_absolute_url())
    _step(page, referral, "send", {"sent_via": "phone"})
    referral.refresh_from_db()
    assert (referral.status, referral.sent_via) == ("sent", "phone")


def _answer(page: Page, referral: Referral) -> None:
    """The service that it is for says that it knows: its clock stops there."""
    page.goto("/")
    page.get_by_role("link", name=referral.code).click()
    expect(page.get_by_text(NEEDS_HELP)).to_be_visible()
    _step(page, referral, "acknowledge", {})
    referral.refresh_from_db()
    assert (referral.status, referral.acknowledged_at is not None) == ("acknowledged", True)
