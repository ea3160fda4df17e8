"""The one page of a plan: what each may read and do there."""

import pytest
from django.urls import reverse

from dialogues.actions import plans, reviews, steps

from . import plan_factories as make


def page(client, plan) -> str:
    response = client.get(plan.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_who_finds_it(world, as_user):
    plan = make.draft(world)
    found = {"facilitator", "mentor"}
    for sent in (False, True):
        if sent:
            plans.send_plan(plan, version=plan.version, by=world.facilitator)
            found |= {"committee_member", "coordinator"}
        codes = {
            name: as_user(user).get(plan.get_absolute_url()).status_code
            for name, user in world.cast.items()
        }
        assert {name for name, code in codes.items() if code == 200} == found
        assert {code for name, code in codes.items() if name not in found} == {404}


def test_what_is_written_is_read(world, as_user):
    text = page(as_user(world.committee_member), make.sent(world))
    for words in (
        "Books before buckets", "No child carries heavy loads before school.", "ebi wok",
        "wata tem", "Adults carry water", "Before half past seven.", "16 November",
        "9 girls, 14–17", "Children lead this",
    ):  # fmt: skip
        assert words in text
    assert "<title>Plan</title>" in text
    assert 'class="plan"' in text


def test_buttons_are_the_moves(world, as_user):
    plan = make.sent(world)
    here = [reverse(f"dialogues:{name}", args=[plan.pk]) for name in ("plan_agree", "plan_edit")]
    assert not any(url in page(as_user(world.committee_member), plan) for url in here)
    make.answer(plan, world.committee_member, world.groups["women"])
    assert here[0] in page(as_user(world.committee_member), plan)
    assert here[0] in page(as_user(world.facilitator), plan)
    for reader in (world.mentor, world.coordinator):
        assert (
            "<form method" not in page(as_user(reader), plan).split("<main")[1].split("</main")[0]
        )


def test_it_says_what_is_missing_to_who_prepares(world, as_user):
    plan = make.sent(world)
    assert "Not answered yet: Women." in page(as_user(world.facilitator), plan)
    assert "Not answered yet: Women." not in page(as_user(world.committee_member), plan)


def test_a_member_without_a_group_is_told_what_to_do(world, as_user):
    plan = make.sent(world)
    world.community.planning_group.update(left_on="2026-01-06")
    text = page(as_user(world.committee_member), plan)
    assert "for which group you speak" in text
    assert "Send our answer" not in text


def test_what_changed_after_the_agreement_is_marked(world, as_user):
    plan = make.agreed(world)
    assert "<ins>" not in page(as_user(world.committee_member), plan)
    action = make.first_step(plan)
    steps.edit_action(
        action, version=action.version, what=action.what, details="Before seven.",
        symbol=action.symbol, owner_group=world.groups["men"], starts_on=action.starts_on,
        by=world.facilitator,
    )  # fmt: skip
    text = page(as_user(world.committee_member), plan)
    assert "Before <del>half past </del> seven." in text
    assert "<del>Women</del> <ins>Men</ins>" in text
    assert text.count("<ins>") == 1
    assert text.count("<del>") == 2
    assert "Changed: step 1." in text
    assert "the community decides again" in text


def test_a_new_step_and_a_dropped_one_are_marked(world, as_user):
    plan = make.agreed(world)
    action = make.first_step(plan)
    steps.move_action(
        action, "dropped", version=action.version, dropped_reason="The well is dry.",
        by=world.facilitator,
    )  # fmt: skip
    make.step(make.again(plan), world, what="A new well")
    text = page(as_user(world.committee_member), plan)
    assert "<del>Adults carry water</del>" in text
    assert "The well is dry." in text
    assert "<ins>A new well</ins>" in text


def test_dissent_is_kept_and_read(world, as_user):
    plan = make.sent(world)
    sees_it_so = "In planting season we need every hand."
    make.answer(plan, world.committee_member, world.groups["women"], "disagree", sees_it_so)
    make.decide(plan, world.facilitator, dissent="Some farmers need their sons.")
    text = page(as_user(world.committee_member), plan)
    assert sees_it_so in text
    assert "Some farmers need their sons." in text
    assert "31 men, 38 women, 22 girls, 19 boys" in text


def test_the_reason_why_somebody_was_not_heard_stays(world, as_user):
    plan = make.draft(world, heard=False)
    plans.send_plan(
        plan, version=plan.version, unheard_reason="The rains come.", by=world.facilitator
    )
    assert "The rains come." in page(as_user(world.committee_member), plan)


@pytest.mark.parametrize("status", ["in_action", "reflecting", "concluded", "set_aside"])
def test_every_status_has_its_page(world, as_user, status):
    plan = make.moved(world, status)
    text = page(as_user(world.facilitator), plan)
    assert plan.get_status_display() in text
    assert page(as_user(world.committee_member), plan)


def test_wrong_method(world, as_user):
    plan = make.draft(world)
    assert as_user(world.facilitator).post(plan.get_absolute_url()).status_code == 405


def test_it_asks_the_database_no_more_often_for_more_steps(
    world, as_user, django_assert_max_num_queries
):
    plan = make.sent(world)
    for number in range(8):
        make.child_role(make.step(make.again(plan), world, what=f"Step {number}"))
    client = as_user(world.facilitator)
    with django_assert_max_num_queries(45):
        page(client, plan)


def filled(client, plan) -> list[str]:
    moves = client.get(plan.get_absolute_url()).context["page"].moves
    return [move.to for move in moves if move.go]


def test_the_filled_button_is_the_next_step_of_its_life(world, as_user):
    client = as_user(world.facilitator)
    plan = make.sent(world)
    assert filled(client, plan) == []
    asked = make.answer(plan, world.committee_member, world.groups["women"], "change", "Later.")
    assert filled(client, plan) == []
    reviews.answer_change(
        asked, version=asked.version, answered_words="It starts later.", by=world.facilitator
    )
    moves = client.get(plan.get_absolute_url()).context["page"].moves
    assert [move.to for move in moves] == ["agreed", "draft", "set_aside"]
    assert filled(client, plan) == ["agreed"]


def test_it_leads_back_to_the_community(world, as_user):
    plan = make.sent(world)
    link = f'<a href="{world.community.get_absolute_url()}">{world.community}</a>'
    for reader in (world.facilitator, world.committee_member, world.coordinator):
        assert link in page(as_user(reader), plan)


@pytest.mark.parametrize("aside", [False, True])
def test_while_it_is_rewritten_its_readers_read_what_was_sent(world, as_user, aside):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Later.")
    plan = plans.take_back_plan(plan, version=make.again(plan).version, by=world.facilitator)
    plans.edit_plan(
        plan, version=plan.version, harm=plan.harm, name="Half a name", goal="Half a goal.",
        builds_on_reason="Half a why.", by=world.facilitator,
    )  # fmt: skip
    action = make.first_step(plan)
    steps.move_action(
        action, "dropped", version=action.version, dropped_reason="Half a reason.",
        by=world.facilitator,
    )  # fmt: skip
    make.step(make.again(plan), world, what="Half a step")
    if aside:
        plan = make.again(plan)
        plans.move_plan(
            plan, "set_aside", version=plan.version, set_aside_reason="The elders.",
            by=world.facilitator,
        )  # fmt: skip
    for reader in (world.committee_member, world.coordinator):
        text = page(as_user(reader), plan)
        assert [
            word for word in ("name", "goal", "why", "reason", "step") if f"Half a {word}" in text
        ] == []
        assert "Books before buckets" in text
        assert "<h3>1. <bdi>Adults carry water</bdi></h3>" in text
    for reader in (world.facilitator, world.mentor):
        text = page(as_user(reader), plan)
        assert "Half a step" in text
