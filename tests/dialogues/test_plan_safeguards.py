"""Children are never asked to watch or report on adults, and what helps each other passes."""

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans, steps
from dialogues.safeguards import asks_to_report

from . import plan_factories as make


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Report parents who keep children at home", "Report parents"),
        ("report on fathers, not on mothers", "report on"),
        ("Report to the chief who beats", "Report to the chief who"),
        ("watch the teachers and write down who is late", "watch the teachers"),
        ("keep an eye on the men at the landing", "keep an eye on the men"),
        ("monitor which families send their girls", "monitor which families"),
        ("spy on neighbours", "spy"),
        ("inform on parents", "inform on"),
        ("They do not rest; they report beatings", "report beatings"),
        ("never alone: report adults", "report adults"),
        ("dénoncer les voisins", "dénoncer"),
        ("surveiller les parents", "surveiller les parents"),
    ],
)
def test_found_with_the_words(text, found):
    assert asks_to_report(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "attendance buddies, supportive not reporting",
        "Friends help each other. They tell on no one.",
        "Children never report on adults",
        "Drama group for three villages, with women and men watching",
        "count each week who is at school",
        "report back to the elders what children said",
        "watch over younger children on the road",
        "map unsafe places together with adults",
        "informer les parents du drame",
        "",
    ],
)
def test_passes(text):
    assert asks_to_report(text) == ""


WATCHING = "watch the teachers and write down who is late"


@pytest.mark.parametrize("field", ["name", "goal"])
def test_no_words_of_a_plan_ask_it(world, as_user, field):
    plan = make.draft(world)
    url = reverse("dialogues:plan_edit", args=[plan.pk])
    client = as_user(world.facilitator)
    said = {"name": plan.name, "goal": plan.goal, "builds_on_reason": make.WHY_NONE}
    said[field] = WATCHING
    typed = {**said, "harm": plan.harm_id}
    answer = client.post(url, make.filled(client, url, **typed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    with pytest.raises(NotPossible, match="report on adults"):
        plans.edit_plan(plan, version=plan.version, harm=plan.harm, by=world.facilitator, **said)
    with pytest.raises(NotPossible, match="report on adults"):
        plans.add_plan(
            id=uuid.uuid4(), round=world.round, harm=plan.harm, by=world.facilitator, **said
        )


@pytest.mark.parametrize("field", ["what", "details"])
def test_no_words_of_a_step_ask_it(world, as_user, field):
    action = make.first_step(make.draft(world))
    url = reverse("dialogues:action_edit", args=[action.pk])
    client = as_user(world.facilitator)
    said = {"what": action.what, "details": action.details, field: WATCHING}
    typed = {**said, "symbol": action.symbol, "owner_group": action.owner_group_id}
    answer = client.post(url, make.filled(client, url, **typed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    group = action.owner_group
    with pytest.raises(NotPossible, match="report on adults"):
        steps.edit_action(
            action, version=action.version, owner_group=group, by=world.facilitator, **said
        )
    with pytest.raises(NotPossible, match="report on adults"):
        steps.add_action(
            id=uuid.uuid4(), plan=action.plan, owner_group=group, by=world.facilitator, **said
        )
