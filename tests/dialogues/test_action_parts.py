"""A step is made of other steps, one level deep, and is as far as they are."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cpfacilitate.lib.errors import NotPermitted, NotPossible
from dialogues.actions import steps
from dialogues.models import Action
from dialogues.permissions.plans import action_moves, can_remove_action
from dialogues.views.how_far import how_far

from . import plan_factories as make
from . import progress_factories as told


def add(world) -> str:
    return reverse("dialogues:action_add")


def test_a_part_is_chosen_among_the_steps_that_stand_alone(world, as_user):
    plan = make.draft(world)
    whole = make.first_step(plan)
    told.part(whole, world)
    client, url = as_user(world.facilitator), f"{add(world)}?plan={plan.pk}&parent={whole.pk}"
    form = client.get(url).context["form"]
    assert [str(step) for step in form.fields["parent"].queryset] == [whole.what]
    assert str(form["parent"].value()) == str(whole.pk)
    women = world.groups["women"].pk
    posted = make.filled(
        client, url, what="Mend the road", owner_group=women, symbol="tree", weight=3,
        parent=whole.pk,
    )  # fmt: skip
    client.post(url, posted)
    made = Action.objects.get(what="Mend the road")
    assert (made.parent, made.weight, made.progress) == (whole, 3, 0)
    assert make.events(made) == ["action.added"]


def test_without_a_word_on_it_a_step_is_small_and_stands_alone(world):
    step = make.step(make.draft(world), world)
    assert (step.weight, step.parent, step.progress) == (1, None, 0)


def test_no_loop_no_second_level_no_other_plan(world):
    plan = make.draft(world)
    whole, other = make.first_step(plan), make.step(plan, world, what="A farm calendar")
    part = told.part(whole, world)
    with pytest.raises(NotPossible, match="open and no part"):
        told.part(part, world)
    with pytest.raises(NotPossible, match="open and no part"):
        told.weigh(other, 1, parent=other)
    with pytest.raises(NotPossible, match="made of other steps"):
        told.weigh(whole, 1, parent=other)
    elsewhere = make.first_step(make.draft(world))
    with pytest.raises(NotPermitted):
        told.weigh(other, 1, parent=elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=part.pk).update(parent=part.pk)
    assert Action.objects.get(pk=other.pk).parent is None


def test_a_part_moves_out_again(world, as_user):
    part = told.part(make.first_step(make.draft(world)), world)
    url = reverse("dialogues:action_edit", args=[part.pk])
    client = as_user(world.facilitator)
    posted = make.filled(
        client, url, what=part.what, owner_group=part.owner_group_id, symbol="tree", weight=2,
        parent="",
    )  # fmt: skip
    client.post(url, posted)
    part.refresh_from_db()
    assert (part.parent, part.weight) == (None, 2)


def test_what_is_made_of_steps_is_not_asked_and_not_taken_out(world, as_user):
    plan = make.draft(world)
    whole = make.first_step(plan)
    part = told.part(whole, world)
    url = reverse("dialogues:action_edit", args=[whole.pk])
    assert "parent" not in as_user(world.facilitator).get(url).context["form"].fields
    whole = Action.objects.get(pk=whole.pk)
    assert not can_remove_action(world.facilitator, whole)
    with pytest.raises(NotPossible):
        steps.remove_action(whole, version=whole.version, by=world.facilitator)
    steps.remove_action(part, version=part.version, by=world.facilitator)
    whole = Action.objects.get(pk=whole.pk)
    assert can_remove_action(world.facilitator, whole)


def test_it_is_done_or_dropped_after_its_parts(world):
    plan = told.agreed_with(world, lambda plan: told.part(make.first_step(plan), world))
    whole, part = plan.actions.order_by("position")
    member = world.committee_member
    whole = steps.move_action(whole, "started", version=whole.version, by=member)
    assert action_moves(member, whole) == []
    for to in ("done", "dropped"):
        with pytest.raises(NotPossible, match="Parts of this step"):
            steps.move_action(
                whole, to, version=whole.version, evidence="Seen.", dropped_reason="No.", by=member
            )
    part = steps.move_action(part, "started", version=part.version, by=member)
    steps.move_action(part, "done", version=part.version, evidence="Seen.", by=member)
    whole = Action.objects.get(pk=whole.pk)
    assert action_moves(member, whole) == ["done", "dropped"]
    whole = steps.move_action(whole, "done", version=whole.version, evidence="Seen.", by=member)
    assert (whole.status, whole.progress) == ("done", 100)


def test_the_plan_is_as_far_as_what_was_agreed(world):
    plan = told.agreed_with(world, lambda plan: told.part(make.first_step(plan), world, weight=3),
                            lambda plan: make.step(plan, world, what="A calendar"))  # fmt: skip
    _whole, part, calendar = plan.actions.order_by("position")
    assert how_far(plan, plan.actions.all()).words == "Not begun"
    assert how_far(plan, []) is None
    told.report(part, by=world.committee_member, progress=50)
    told.report(calendar, by=world.committee_member, progress=100, evidence="It hangs there.")
    far = how_far(plan, plan.actions.all())
    assert (far.share * 4, far.steps, far.done, far.confirmed) == (3, 2, 1, 0)
    assert (far.words, far.counted, far.seen) == (
        "About three quarters", "1 of 2 steps are done.",
        "Nobody else has confirmed it yet.",
    )  # fmt: skip


def test_a_step_inside_one_that_is_not_agreed_counts_by_itself(world):
    plan = told.agreed_with(world, lambda plan: make.step(plan, world, what="A calendar"))
    done, calendar = plan.actions.order_by("position")
    told.report(done, by=world.committee_member, progress=100, evidence="They come in time.")
    new = make.step(make.again(plan), world, what="All the seasons")
    told.weigh(calendar, 1, parent=new)
    plan = make.again(plan)
    far = how_far(plan, plan.actions.all())
    assert (far.words, far.counted) == ("About half", "1 of 2 steps are done.")


def test_before_anything_was_agreed_nothing_is_far(world):
    plan = make.sent(world)
    assert how_far(plan, plan.actions.all()) is None


def test_the_page_shows_a_part_inside_its_step(world, as_user):
    plan = told.agreed_with(
        world,
        lambda plan: told.part(make.first_step(plan), world, weight=3),
        lambda plan: make.step(plan, world, what="A calendar"),
    )
    response = as_user(world.committee_member).get(plan.get_absolute_url())
    first, second = response.context["page"].steps
    assert [step.number for step in response.context["page"].all_steps] == ["1", "1.1", "2"]
    assert (first.parts[0].record.what, second.parts) == ("Clean the cans", ())
    text = response.content.decode()
    assert "<h4>1.1. <bdi>Clean the cans</bdi></h4>" in text
    assert "<bdi>A large step</bdi>" in text
    assert "How far we are: Not begun." in text


def test_a_step_that_moves_or_weighs_more_changes_the_plan(world, as_user):
    plan = told.agreed_with(world, lambda plan: make.step(plan, world, what="A calendar"))
    whole, calendar = plan.actions.order_by("position")
    told.weigh(calendar, 3, parent=whole)
    again = make.again(plan)
    assert again.status == "with_community"
    text = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert "Changed: step 1.1." in text
    assert "It moved to another place in the plan." in text
    assert "<del>A small step</del> <ins>A large step</ins>" in text
    assert uuid.UUID(again.text()["actions"][1]["parent"]) == whole.pk
