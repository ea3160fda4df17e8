"""The main job, end to end, as the people who do it: listening, comparing, planning, referring."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.urls import get_resolver, reverse
from playwright.sync_api import Page, expect

from cpfacilitate.demo import masimbaya
from dialogues.models import ActionPlan, DialogueSession
from referrals.models import Referral
from tests import factories
from tests.referrals import factories as referrals

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(400),
]


def test_from_listening_to_a_closed_referral(window):
    world = factories.world()
    referrals.agreed(world)
    facilitator = window(world.facilitator)
    for group, harms in masimbaya.LISTS.items():
        _log(facilitator, world.groups[group], group, harms)
    assert DialogueSession.objects.filter(status="recorded").count() == 8

    _read_and_lock(window(world.mentor))
    _compare(facilitator, world)
    committee = window(world.committee_member)
    _read_what_may_be_heard(committee, world)

    plan = _plan(facilitator, world)
    _committee_answers(committee, plan)
    _gathering_agrees(facilitator, plan)

    referral = _refer(facilitator, world)
    worker = window(world.social_worker)
    _receive_and_close(worker, referral)
    facilitator.goto(referral.get_absolute_url())
    expect(facilitator.get_by_text("The visit was made.")).to_be_visible()

    _tell_in_confidence(facilitator, window(world.focal_point), referral)

    for person in (world.committee_member, world.outsider_facilitator, world.other_coordinator):
        _nothing_of_it_is_theirs(window(person), world, plan, referral)


def _log(page: Page, subgroup, group: str, harms: list[str]) -> None:
    """One dialogue on a phone: from Today to the last look."""
    page.goto("/")
    page.get_by_role("link", name="Log a session").click()
    page.get_by_role("button", name=subgroup.label, exact=True).click()
    page.get_by_label("After chores").check()
    page.get_by_label("We said what stays private and what cannot").check()
    for sex, band, people, _hard in masimbaya.PEOPLE[group]:
        cell = page.locator(f"[name=people-{sex}-{band}]")
        if not cell.is_visible():
            page.locator("details.more", has=cell).locator("summary").click()
        cell.fill(str(people))
    words, meaning = masimbaya.STRENGTHS[group][0]
    page.locator("[name=strengths-0-local_term]").fill(words)
    page.locator("[name=strengths-0-gloss]").fill(meaning)
    for number, harm in enumerate(harms):
        words, meaning = masimbaya.HARMS[harm]
        page.locator(f"[name=items-{number}-local_term]").fill(words)
        page.locator(f"[name=items-{number}-gloss]").fill(meaning)
        scope = masimbaya.TOLD.get(harm, "community_attributed")
        page.locator(f"[name=items-{number}-share_scope]").select_option(scope)
    page.get_by_role("button", name="Go to the last look").click()
    if group in masimbaya.NAMES_NOBODY:
        page.get_by_label("Why do these words name nobody?").fill(masimbaya.NAMES_NOBODY[group])
    page.get_by_role("button", name="Keep this record").click()
    expect(page.get_by_text("Kept. Thank you for listening.")).to_be_visible()


def _read_and_lock(page: Page) -> None:
    """The mentor reads what was said and closes one of the notes."""
    page.goto("/")
    page.locator("section", has=page.locator("#open_sessions")).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="What harms children")).to_be_visible()
    page.get_by_text("Lock", exact=True).click()
    page.get_by_role("button", name="Yes, lock it").click()
    expect(page.get_by_text("Locked.")).to_be_visible()
    assert DialogueSession.objects.filter(status="locked").count() == 1


def _tell_in_confidence(page: Page, focal_point: Page, referral: Referral) -> None:
    """From any page, in a few words that only the focal point reads; who also watches the referral."""
    page.goto("/")
    page.get_by_role("link", name="Focal point").click()
    page.locator("[name=words]").fill("Somebody asks children for favours.")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.get_by_text("Done.")).to_be_visible()
    focal_point.goto("/")
    focal_point.locator("section", has=focal_point.locator("#concerns")).get_by_role("link").click()
    expect(focal_point.get_by_text("Somebody asks children for favours.")).to_be_visible()
    focal_point.goto(referral.get_absolute_url())
    expect(focal_point.get_by_text("Everything that was recorded")).to_be_visible()


def _scores(page: Page) -> dict[str, list[str]]:
    return {
        row.get_attribute("data-harm"): row.locator("[data-lens]").all_inner_texts()
        for row in page.locator("tr[data-harm]").all()
    }


def _compare(page: Page, world) -> None:
    page.goto(reverse("dialogues:round_compare", args=[world.round.pk]))
    scores = _scores(page)
    assert len(scores) == 12
    assert scores["heavy work"] == ["0.76", "0.00", "0.25"]
    assert scores["out of school"] == ["0.69", "0.69", "0.75"]
    assert scores["beating"] == ["0.63", "0.00", "0.50"]
    assert scores["became pregnant"] == ["0.40", "0.81", "0.00"]
    assert scores["disabled child kept hidden"] == ["0.00", "0.00", "1.00"]
    unheard = page.locator("section", has=page.locator("#unheard")).locator(".word")
    assert unheard.all_inner_texts()[:2] == ["ebi wok", "bit pikin"]


def _read_what_may_be_heard(page: Page, world) -> None:
    page.goto(reverse("overview:community_page", args=[world.community.pk]))
    with page.expect_navigation():
        page.get_by_role("link", name="What the community may hear").click()
    scores = _scores(page)
    assert len(scores) == 11
    assert [scores[harm][0] for harm in ("heavy work", "out of school", "beating")] == [
        "0.79", "0.73", "0.65",
    ]  # fmt: skip
    text = page.content()
    for secret in (*masimbaya.HARMS["sexual_exploitation"], "Girls 10–13", "Girls 14–17"):
        assert secret not in text


def _plan(page: Page, world) -> ActionPlan:
    """A plan with one step and children who lead it, sent to the community."""
    page.goto(reverse("overview:community_page", args=[world.community.pk]))
    page.get_by_role("link", name="Begin a plan").click()
    page.get_by_label("ebi wok – heavy work").check()
    page.get_by_label("Name of the plan").fill("Books before buckets")
    page.locator("[name=builds_on_reason]").fill("Nobody has named anything it could build on.")
    page.get_by_label("What will be different?").fill("Nothing heavy before the school bell.")
    page.get_by_role("button", name=re.compile("Keep|Begin")).click()
    plan = ActionPlan.objects.get()
    page.goto(f"{reverse('dialogues:action_add')}?plan={plan.pk}")
    page.get_by_label("What will be done?").fill("A drama for three villages")
    page.get_by_label("Women", exact=True).check()
    page.get_by_role("button", name="Keep this step").click()
    action = plan.actions.get()
    page.goto(f"{reverse('dialogues:child_role_add')}?action={action.pk}")
    page.get_by_label("What do children do?").fill("Write and play the drama")
    page.get_by_label("Children lead this").check()
    page.get_by_label("Children", exact=True).check()
    page.get_by_label("Girls and boys").check()
    page.get_by_label("14–17").check()
    page.get_by_label("How many?").fill("16")
    page.get_by_label("Children themselves chose who does it").check()
    page.get_by_label("We asked what could harm them, and saw to it").check()
    page.get_by_label("It leaves time for school, rest and play").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", name="Books before buckets")).to_be_visible()
    page.goto(reverse("dialogues:plan_send", args=[plan.pk]))
    page.get_by_role("button", name="Send it").click()
    plan.refresh_from_db()
    assert (plan.status, plan.edition) == ("with_community", 1)
    return plan


def _committee_answers(page: Page, plan: ActionPlan) -> None:
    page.goto("/")
    page.get_by_role("link", name="Read and answer").click()
    expect(page.get_by_role("heading", name="What it is about")).to_be_visible()
    expect(page.get_by_text("Books before buckets").first).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", name="What we heard")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", name="Step 1")).to_be_visible()
    expect(page.get_by_text("Children lead this").first).to_be_visible()
    for heading in ("What we decided", "Who has answered", "What does your group say?"):
        page.get_by_role("link", name="Next").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.get_by_role("button", name="Agree We can start.").click()
    page.get_by_role("button", name="Send our answer").click()
    expect(page.get_by_role("heading", name="Books before buckets")).to_be_visible()
    assert plan.reviews.get().answer == "agree"


def _gathering_agrees(page: Page, plan: ActionPlan) -> None:
    page.goto(reverse("dialogues:plan_agree", args=[plan.pk]))
    page.get_by_label("All came to one mind").check()
    page.locator("[name=held_on]").fill(plan.created_at.date().isoformat())
    page.locator("[name=present]").fill("men 31, women 38, girls 22, boys 19")
    page.locator("[name=dissent]").fill("In planting season we need every hand.")
    page.get_by_role("button", name="The plan is agreed").click()
    plan.refresh_from_db()
    assert plan.status == "agreed"
    expect(page.get_by_text("In planting season we need every hand.")).to_be_visible()


def _refer(page: Page, world) -> Referral:
    page.goto(reverse("referrals:referral_add"))
    page.locator("[name=cluster]").select_option(label=str(world.cluster))
    page.locator("[name=service]").select_option(str(world.service.pk))
    for name, value in {
        "urgency": "high", "concern_category": "care", "age_band": "12_14", "sex": "girl",
        "immediate_safety": "safe", "child_assent": "yes", "caregiver_consent": "yes",
        "identity_mode": "on_paper", "limits_explained_by": "writer",
    }.items():  # fmt: skip
        field = page.locator(f"[name={name}]")
        if field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            page.locator(f"[name={name}][value='{value}']").check()
    page.locator("[name=needs]").first.check()
    page.locator("[name=summary]").fill("Needs a visit this week.")
    page.get_by_role("button", name="Keep as a draft").click()
    referral = Referral.objects.get()
    _step(page, referral, "send", {"sent_via": "app"})
    referral.refresh_from_db()
    assert referral.status == "sent"
    return referral


def _step(page: Page, referral: Referral, verb: str, said: dict[str, str]) -> None:
    """Two taps: what it does, then yes; with what the step has to say in between."""
    target = reverse(f"referrals:referral_{verb}", args=[referral.pk])
    step = page.locator("details", has=page.locator(f"form[action='{target}']"))
    step.locator("summary").click()
    for name, value in said.items():
        radio = step.locator(f"[name={name}][value='{value}']")
        radio.check() if radio.count() else step.locator(f"[name={name}]").fill(value)
    with page.expect_navigation():
        step.locator("form button").last.click()


def _receive_and_close(page: Page, referral: Referral) -> None:
    """Today says how long is left; every step is two taps."""
    page.goto("/")
    expect(page.get_by_text(re.compile("to answer"))).to_be_visible()
    page.get_by_role("link", name=referral.code).click()
    steps = [
        ("accept", {}),
        ("give", {}),
        ("close", {"outcome": "met", "feedback_to_referrer": "The visit was made."}),
    ]
    for verb, said in steps:
        _step(page, referral, verb, said)
    referral.refresh_from_db()
    assert referral.status == "closed"


def _nothing_of_it_is_theirs(page: Page, world, plan: ActionPlan, referral: Referral) -> None:
    """Every URL that takes a key is tried with every key that is not this person's."""
    keys = {
        "referral": referral.pk,
        "session": DialogueSession.objects.first().pk,
        "plan": plan.pk if world.committee_member.pk != _who(page) else None,
    }
    for name, key in keys.items():
        for target in _targets(name, key) if key else []:
            answer = page.request.get(target)
            assert answer.status in (404, 405), (target, answer.status)
            assert "Needs a visit this week." not in answer.text()


def _who(page: Page):
    """The key of the person whose window this is."""
    cookie = next(c for c in page.context.cookies() if c["name"] == "sessionid")
    decoded = Session.objects.get(session_key=cookie["value"]).get_decoded()
    return UUID(decoded["_auth_user_id"])


def _targets(noun: str, key) -> list[str]:
    """Every URL of the product about one `noun`, with its key in place."""
    found = []
    for app in ("dialogues", "referrals"):
        _resolver = get_resolver(f"{app}.urls")
        for pattern in _resolver.url_patterns:
            if pattern.name.startswith(f"{noun}_") and "uuid:pk" in str(pattern.pattern):
                found.append(reverse(f"{app}:{pattern.name}", args=[key]))
    assert found
    return found
