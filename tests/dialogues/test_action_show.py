"""The page of one step, for everybody who reads the plan, in the words they were sent."""

from datetime import date

import pytest
from django.urls import reverse

from dialogues.actions import plans, steps
from dialogues.models import Action

from . import plan_factories as make
from . import progress_factories as told


def test_who_reads_it(world, as_user):
    action = make.first_step(make.draft(world))
    found = {"facilitator", "mentor"}
    for sent in (False, True):
        if sent:
            plan = make.again(action.plan)
            plans.send_plan(plan, version=plan.version, by=world.facilitator)
            found |= {"committee_member", "coordinator"}
        codes = {n: as_user(user).get(action.page).status_code for n, user in world.cast.items()}
        assert {name for name, code in codes.items() if code == 200} == found
        assert {code for name, code in codes.items() if name not in found} == {404}
    assert as_user(world.facilitator).post(action.page).status_code == 405


def test_it_says_what_was_agreed_and_leads_to_and_from_the_plan(world, as_user):
    plan = told.agreed_with(world, lambda plan: told.part(make.first_step(plan), world))
    whole, part = plan.actions.order_by("position")
    client = as_user(world.committee_member)
    plan_page = client.get(plan.get_absolute_url()).content.decode()
    assert whole.page in plan_page
    assert part.page in plan_page
    shown = client.get(whole.page).content.decode()
    for words in ("Adults carry water", "Before half past seven.", "Women", "16 November",
                  "Nothing was told yet.", part.page, whole.get_absolute_url()):  # fmt: skip
        assert words in shown
    assert whole.page in client.get(part.page).content.decode()
    assert "<title>Step</title>" in shown


def test_while_the_plan_is_rewritten_its_readers_read_what_was_sent(world, as_user):
    plan = make.sent(world)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Later.")
    plans.take_back_plan(plan, version=make.again(plan).version, by=world.facilitator)
    action = make.first_step(plan)
    new = make.step(make.again(plan), world, what="Half a step")
    told.milestone(action, what="Half a milestone")
    steps.edit_action(
        action, version=action.version, what="Half a word", owner_group=action.owner_group,
        by=world.facilitator,
    )  # fmt: skip
    for reader in (world.committee_member, world.coordinator):
        shown = as_user(reader).get(action.page).content.decode()
        assert "Half a" not in shown
        assert "Adults carry water" in shown
        assert as_user(reader).get(new.page).status_code == 404
    assert "Half a milestone" in as_user(world.mentor).get(action.page).content.decode()


def test_nothing_of_a_draft_shows_in_its_parts_nor_that_it_was_dropped(world, as_user):
    plan = told.agreed_with(
        world,
        lambda plan: told.part(make.first_step(plan), world),
        lambda plan: told.part(make.first_step(plan), world, what="Mend the road"),
        lambda plan: make.step(plan, world, what="A calendar"),
    )
    whole, part, road, calendar = plan.actions.order_by("position")
    told.report(part, by=world.committee_member, progress=50)
    told.weigh(part, 2)
    make.answer(plan, world.committee_member, world.groups["women"], "change", "Later.")
    plans.take_back_plan(plan, version=make.again(plan).version, by=world.facilitator)
    told.weigh(part, 3, what="Half a word")
    told.part(whole, world, what="Half a part")
    for step in (road, calendar):
        steps.move_action(
            Action.objects.get(pk=step.pk), "dropped", version=step.version,
            dropped_reason="Half a reason.", by=world.facilitator,
        )  # fmt: skip
    told.weigh(part, 3, what="Half a word", parent=None)
    reader, mentor = as_user(world.committee_member), as_user(world.mentor)
    page = reader.get(whole.page).context["page"]
    assert [(one.what, one.page, one.stands) for one in page.parts] == [
        ("Clean the cans", part.page, "Started"),
        ("Mend the road", road.page, ""),
    ]
    for step in (whole, road, calendar):
        shown = reader.get(step.page).content.decode()
        assert ("Half a" in shown, "Dropped" in shown) == (False, False)
    assert "Half a reason." in mentor.get(calendar.page).content.decode()
    assert "A calendar" in reader.get(calendar.page).content.decode()
    far = {client: client.get(progress(plan)).context["far"] for client in (reader, mentor)}
    assert (far[reader], bool(far[mentor])) == (None, True)


def test_an_edition_of_before_has_no_milestones_and_no_parts(world, as_user):
    plan = told.agreed_with(world, lambda plan: told.part(make.first_step(plan), world))
    for edition in plan.editions.all():
        for step in edition.text["actions"]:
            for name in ("milestones", "weight", "parent"):
                del step[name]
        edition.save()
    plans.move_plan(
        plan, "set_aside", version=plan.version, set_aside_reason="So they decided.",
        by=world.facilitator,
    )  # fmt: skip
    for step in plan.actions.all():
        shown = as_user(world.committee_member).get(step.page)
        assert (shown.status_code, step.what in shown.content.decode()) == (200, True)


@pytest.mark.parametrize("status", ["planned", "started", "done", "dropped"])
def test_every_status_has_its_page(world, as_user, status):
    action = make.reported(world, status)
    shown = as_user(world.committee_member).get(action.page)
    assert shown.status_code == 200
    tells = reverse("dialogues:progress_report_add") in shown.content.decode()
    assert tells == (status != "dropped")


def test_it_asks_the_database_no_more_often_for_more(world, as_user, django_assert_max_num_queries):
    plan = told.agreed_with(
        world,
        lambda plan: told.part(make.first_step(plan), world),
        lambda plan: told.milestone(make.first_step(plan)),
    )
    whole, part = plan.actions.order_by("position")
    for _number in range(4):
        told.report(part, by=world.committee_member)
    for user in (world.committee_member, world.facilitator, world.mentor):
        client = as_user(user)
        client.get(whole.page)
        for action in (whole, part):
            with django_assert_max_num_queries(10):
                client.get(action.page)


# --- Who leads, month by month --------------------------------------------------------------------


def progress(plan) -> str:
    return reverse("dialogues:plan_progress", args=[plan.pk])


def test_who_leads_is_said_month_by_month(world, as_user):
    plan = told.agreed_with(world, lambda plan: make.step(plan, world, what="A calendar"))
    for action in plan.actions.all():
        told.report(
            action, by=world.committee_member, led_by="facilitator", reported_on=date(2026, 1, 9)
        )
    told.report(Action.objects.first(), by=world.committee_member, reported_on=date(2026, 3, 2))
    client = as_user(world.committee_member)
    response = client.get(progress(plan))
    first, last = response.context["leads"].months
    assert (first.facilitator, first.community, first.pieces) == (2, 0, [("facilitator", 0, 100)])
    assert last.pieces == [("community", 0, 50), ("facilitator", 50, 50)]
    shown = response.content.decode()
    assert "Steps the facilitator led: first 2, now 1." in shown
    assert "The community 1, together 0, the facilitator 1" in shown
    assert shown.index("March 2026") < shown.index("January 2026")
    assert progress(plan) in client.get(plan.get_absolute_url()).content.decode()


def test_before_anything_was_told(world, as_user):
    plan = make.sent(world)
    assert "Nothing was told yet." in as_user(world.mentor).get(progress(plan)).content.decode()


def test_others_drafts_and_wrong_method(world, as_user):
    plan = make.draft(world)
    assert as_user(world.outsider_facilitator).get(progress(plan)).status_code == 404
    assert as_user(world.committee_member).get(progress(plan)).status_code == 404
    assert as_user(world.facilitator).post(progress(plan)).status_code == 405
