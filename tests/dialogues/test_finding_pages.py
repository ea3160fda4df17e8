"""The pages on which it is kept, and read, what became of what was said."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cpfacilitate.lib import clock
from dialogues.models import Finding, Presentation, Response, TellBack
from participants.models import Round
from tests.factories import fresh

from . import factories
from . import finding_factories as found
from . import plan_factories as plans


@pytest.fixture
def heard(world) -> list[Finding]:
    return found.by_two_groups(world)


def add(name: str, **keys: object) -> str:
    pairs = "&".join(f"{key}={value}" for key, value in keys.items())
    return f"{reverse(f'dialogues:{name}_add')}?{pairs}"


def trail(client: Client, listening: Round) -> str:
    return client.get(reverse("dialogues:round_trail", args=[listening.pk])).text


def test_from_heard_to_told_back_on_the_pages(world, as_user, heard):
    client, finding, listening = as_user(world.facilitator), heard[0], world.round
    page = client.get(finding.get_absolute_url()).text
    assert "“Girls 14–17 said”" not in page  # they let it be told as “children said”
    assert "“Boys 14–17 said”" in page
    target = add("presentation", round=listening.pk, finding=finding.pk)
    form = client.get(target).context["form"]
    assert form["findings"].value() == [str(finding.pk)]
    sent = {
        "id": uuid.uuid4(), "findings": [finding.pk, heard[1].pk], "audience": "planning_group",
        "form": "drama", "shown": "A girl who carries three loads", "presented_on": clock.today(),
    }  # fmt: skip
    assert client.post(target, sent).status_code == 302
    assert Presentation.objects.get().findings.count() == 2
    target = add("response", finding=finding.pk)
    sent = {
        "id": uuid.uuid4(), "audience": "planning_group", "answer": "partly",
        "reason": "Only out of the farming season.", "answered_on": clock.today(),
    }  # fmt: skip
    assert client.post(target, sent)["Location"] == finding.get_absolute_url()
    page = client.get(finding.get_absolute_url()).text
    assert "Those who said it do not know yet" in page
    target = add("tell_back", round=listening.pk, finding=finding.pk)
    groups = [world.groups[name].pk for name in ("girls_14_17", "boys_14_17")]
    sent = {
        "id": uuid.uuid4(), "findings": [finding.pk], "groups": groups, "told_by": "together",
        "reaction": "ask_more", "words": "When does it begin?", "told_on": clock.today(),
    }  # fmt: skip
    assert client.post(target, sent).status_code == 302
    finding.refresh_from_db()
    assert finding.status == "told_back"
    assert "When does it begin?" in client.get(finding.get_absolute_url()).text


@pytest.mark.parametrize(
    ("name", "wrong", "says"),
    [
        ("presentation", {"findings": []}, "Choose at least one."),
        ("presentation", {"presented_on": "2030-01-01"}, "still to come"),
        ("presentation", {"presented_on": "2001-01-01"}, "before the round began"),
        ("presentation", {"audience": "king"}, "Select a valid choice"),
        ("presentation", {"shown": "Ask Kadie Bangura"}, "Kadie Bangura"),
        ("response", {"reason": ""}, "Write something here."),
        ("response", {"answered_on": "2001-01-01"}, "before it was carried"),
        ("response", {"answered_on": "2030-01-01"}, "still to come"),
        ("response", {"reason": "Ask Kadie Bangura"}, "Kadie Bangura"),
        ("tell_back", {"groups": []}, "Choose at least one."),
        ("tell_back", {"words": "said Kadie Bangura"}, "Kadie Bangura"),
        ("tell_back", {"told_on": "2030-01-01"}, "still to come"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(world, as_user, heard, name, wrong, says):
    by, client, finding = world.facilitator, as_user(world.facilitator), heard[0]
    if name != "presentation":
        found.presented(finding, by=by)
    if name == "tell_back":
        found.answered(finding, by=by)
    sent = {
        "id": str(uuid.uuid4()), "findings": [str(finding.pk)], "audience": "leaders",
        "form": "song", "shown": "the words of the song", "presented_on": str(clock.today()),
        "answer": "rejected", "reason": "the words of the reason",
        "answered_on": str(clock.today()), "groups": [str(world.groups["girls_14_17"].pk)],
        "told_by": "facilitator", "reaction": "content", "words": "the words they said",
        "told_on": str(clock.today()),
    }  # fmt: skip
    where = {"finding": finding.pk} if name == "response" else {"round": world.round.pk}
    answer = client.post(add(name, **where), {**sent, **wrong})
    assert answer.status_code == 422
    assert says in answer.text
    words = {"presentation": "shown", "response": "reason", "tell_back": "words"}[name]
    assert {**sent, **wrong}[words] in answer.text
    counts = [Presentation.objects.count(), Response.objects.count(), TellBack.objects.count()]
    assert (
        counts == {"presentation": [0, 0, 0], "response": [1, 0, 0], "tell_back": [1, 1, 0]}[name]
    )


def test_only_what_may_be_told_is_offered_and_nothing_else_is_taken(world, as_user):
    kept, told = found.heard(
        world, by=world.facilitator, harms=found.HARMS[:2], scopes={"ebi wok": "facilitators"}
    )
    client, target = as_user(world.facilitator), add("presentation", round=world.round.pk)
    assert [
        key for key, _words in client.get(target).context["form"].fields["findings"].choices
    ] == [told.pk]
    sent = {
        "id": uuid.uuid4(), "findings": [kept.pk], "audience": "leaders", "form": "talk",
        "presented_on": clock.today(),
    }  # fmt: skip
    answer = client.post(target, sent)
    assert answer.status_code == 409
    assert "keeps this to itself" in answer.text
    assert "Stays with facilitators" in trail(client, world.round)


def test_the_committee_reads_the_way_and_not_whose_it_was(world, as_user, heard):
    by, finding = world.facilitator, heard[0]
    found.presented(finding, by=by)
    found.answered(finding, by=by)
    found.told(finding, groups=[world.groups["girls_14_17"]], by=by)
    client = as_user(world.committee_member)
    pages = [client.get(finding.get_absolute_url()).text, trail(client, world.round)]
    pages.append(client.get(reverse("dialogues:round_tell_back", args=[world.round.pk])).text)
    assert "Not in the farming season." in pages[0]
    assert "Content in part" in pages[0]
    for html in pages:
        assert "Girls 14–17" not in html
        assert "Boys 14–17" not in html
        assert "They ask when it begins." not in html  # what the group said to us
        assert "Stays with facilitators" not in html
    for name in ("withdraw", "open", "guard"):
        assert client.post(reverse(f"dialogues:finding_{name}", args=[finding.pk])).status_code in (
            403,
            422,
        )


def test_a_group_takes_it_back_on_a_page_of_its_own(world, as_user, heard):
    client, finding = as_user(world.facilitator), heard[0]
    target = reverse("dialogues:finding_withdraw", args=[finding.pk])
    groups = client.get(target).context["form"].fields["subgroup"].queryset
    assert set(groups) == {world.groups["girls_14_17"], world.groups["boys_14_17"]}
    assert client.post(target, {"version": finding.version}).status_code == 422
    for name in ("girls_14_17", "boys_14_17"):
        finding.refresh_from_db()
        sent = {"version": finding.version, "subgroup": world.groups[name].pk}
        assert client.post(target, sent).status_code == 302
    finding.refresh_from_db()
    assert finding.status == "withdrawn_by_group"
    assert as_user(world.committee_member).get(finding.get_absolute_url()).status_code == 404
    assert client.post(target, {"version": 1, "subgroup": groups[0].pk}).status_code in (409, 422)


def test_the_name_of_one_group_alone(world, as_user):
    """Facilitator and mentor say on its page that the name can do it no harm."""
    finding = found.heard(world, by=world.facilitator, scopes={"ebi wok": "community_attributed"})[
        0
    ]
    facilitator, mentor = as_user(world.facilitator), as_user(fresh(world.mentor))
    page = finding.get_absolute_url()
    assert "“Children said”" in facilitator.get(page).text
    target = reverse("dialogues:finding_open", args=[finding.pk])
    assert facilitator.post(target).status_code == 302
    assert "“Girls 10–13 said”" not in facilitator.get(page).context["said_as"]
    assert mentor.post(target).status_code == 302
    assert facilitator.get(page).context["said_as"] == ["“Girls 10–13 said”"]
    compared = reverse("dialogues:round_compare", args=[world.round.pk])
    assert facilitator.get(compared).text.count("Told as “children said”") == 2
    assert (
        facilitator.post(reverse("dialogues:finding_guard", args=[finding.pk])).status_code == 302
    )
    assert facilitator.get(page).context["said_as"] == ["“Children said”"]
    assert facilitator.get(compared).text.count("Told as “children said”") == 3


# --- Today ----------------------------------------------------------------------------------------


def test_children_who_wait_for_an_answer_come_first(world, as_user, heard):
    client, by = as_user(world.facilitator), world.facilitator
    sections = client.get(reverse("home")).context["today"].sections
    assert sections[0].name == "answers"
    found.presented(*heard[:2], by=by)
    found.answered(heard[0], by=by)
    with clock.at(clock.now() + timedelta(days=31)):
        client = as_user(world.facilitator)
        waits = client.get(reverse("home")).context["today"].sections[0].things
        assert [(wait.status, wait.count, wait.days) for wait in waits] == [
            ("presented", 1, 33), ("answered", 1, 32), ("heard", 1, 31),
        ]  # fmt: skip


def test_what_is_told_back_withheld_or_of_adults_waits_for_nobody(world, as_user, heard):
    by, children = world.facilitator, [world.groups[n] for n in ("girls_14_17", "boys_14_17")]
    factories.recorded(
        world.groups["men"], by=by, harms=[("wata far", "")],
        scopes={"wata far": "community_attributed"},
    )  # fmt: skip
    factories.recorded(world.groups["girls_10_13"], by=by, harms=[("angri", "")])  # stays with us
    found.presented(*heard, by=by)
    for finding in heard:
        found.answered(finding, by=by)
    found.told(*heard, groups=children, by=by)
    for person in (world.facilitator, world.mentor, world.committee_member, world.coordinator):
        sections = as_user(person).get(reverse("home")).context["today"].sections
        assert "answers" not in [section.name for section in sections]


def test_what_a_group_of_children_alone_lets_be_told_waits_too(world, as_user):
    found.heard(world, by=world.facilitator)
    waits = as_user(world.facilitator).get(reverse("home")).context["today"].sections[0].things
    assert [(wait.status, wait.count) for wait in waits] == [("heard", 3)]


# --- What came of it ------------------------------------------------------------------------------


def test_an_answer_leads_to_the_step_that_came_of_it_and_back(world, as_user, heard):
    by, finding = world.facilitator, heard[0]
    plan = plans.agreed(world)
    step = plans.first_step(plan)
    found.presented(finding, by=by)
    found.answered(finding, by=by, answer="adopted", action=step)
    for person in (world.facilitator, world.committee_member):
        client = as_user(person)
        assert (
            f"{plan.get_absolute_url()}#step-{step.pk}"
            in client.get(finding.get_absolute_url()).text
        )
        page = client.get(plan.get_absolute_url()).text
        assert f'href="{finding.get_absolute_url()}">It answers what children said' in page
    sheet = as_user(world.facilitator).get(
        reverse("dialogues:round_tell_back", args=[world.round.pk])
    )
    assert "a step of the community’s plan" in sheet.text


@pytest.mark.parametrize("gone", [{"status": "dropped", "dropped_reason": "Too far."}, None])
def test_a_step_that_is_not_done_any_more_is_on_no_trail(world, as_user, heard, gone):
    plan = plans.agreed(world)
    step = plans.first_step(plan)
    found.presented(heard[0], by=world.facilitator)
    found.answered(heard[0], by=world.facilitator, action=step)
    if gone:
        type(step).objects.filter(pk=step.pk).update(**gone)
    else:
        type(plan).objects.filter(pk=plan.pk).update(
            status="set_aside", set_aside_reason="Not now."
        )
    assert "#step-" not in as_user(world.committee_member).get(heard[0].get_absolute_url()).text


def test_two_answers_with_one_step_show_one_idea(world, as_user, heard):
    plan = plans.agreed(world)
    found.presented(heard[0], by=world.facilitator)
    for _time in range(2):
        found.answered(heard[0], by=world.facilitator, action=plans.first_step(plan))
    page = as_user(world.facilitator).get(plan.get_absolute_url()).text
    assert page.count("It answers what children said") == 1


def test_a_step_nobody_was_shown_yet_is_on_no_trail(world, as_user, heard):
    by, finding = world.facilitator, heard[0]
    draft = plans.draft(world)
    found.presented(finding, by=by)
    found.answered(finding, by=by, action=plans.first_step(draft))
    assert (
        draft.get_absolute_url()
        not in as_user(world.committee_member).get(finding.get_absolute_url()).text
    )


def test_an_answer_with_a_step_of_another_community_is_refused(world, as_user, heard):
    found.presented(heard[0], by=world.facilitator)
    form = as_user(world.facilitator).get(add("response", finding=heard[0].pk)).context["form"]
    assert set(form.fields["action"].queryset.values_list("plan__community", flat=True)) <= {
        world.community.pk
    }


def test_the_sheet_tells_what_was_answered_and_what_still_waits(world, as_user, heard):
    found.presented(*heard[:2], by=world.facilitator)
    found.answered(heard[0], by=world.facilitator, answer="rejected", reason="It costs too much.")
    sheet = as_user(world.facilitator).get(
        reverse("dialogues:round_tell_back", args=[world.round.pk])
    ).text  # fmt: skip
    told, waits = sheet.split('id="wait"')
    assert "ebi wok" in told
    assert "It costs too much." in told
    assert "bit pikin" in waits
    assert "lɛf skul" not in sheet


def test_a_round_without_anything_says_so(world, as_user):
    client = as_user(world.facilitator)
    assert "Nothing is ready to be told yet." in trail(client, world.round)
    answer = client.get(add("presentation", round=world.round.pk))
    assert "There is nothing of it now." in answer.text


def test_actions_are_refused_on_the_page_that_came_too_late(world, as_user, heard):
    client, finding = as_user(world.facilitator), heard[0]
    sent = {
        "id": uuid.uuid4(), "audience": "leaders", "answer": "rejected", "reason": "No.",
        "answered_on": clock.today(),
    }  # fmt: skip
    assert client.post(add("response", finding=finding.pk), sent).status_code == 409
