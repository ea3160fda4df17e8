"""Words of a plan that may tell who someone is are asked about before they are kept."""

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans, reviews, steps
from dialogues.models import Action, PlanReview

from . import plan_factories as make

NAMED = "We help Kadie Bangura with the water"
WHY = "It is the name of a well."


def asked(answer) -> None:
    """The page shows what it found, and asks why it names nobody."""
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Kadie Bangura" in text
    assert "Why do these words name nobody?" in text
    assert 'type="hidden" name="identifier_reason"' not in text


@pytest.mark.parametrize("field", ["name", "goal", "builds_on_reason"])
def test_a_plan(world, as_user, field):
    plan = make.draft(world)
    url = reverse("dialogues:plan_edit", args=[plan.pk])
    client = as_user(world.facilitator)
    assert "Why do these words" not in client.get(url).content.decode()
    said = {
        "name": plan.name, "goal": plan.goal, "builds_on_reason": make.WHY_NONE, field: NAMED,
    }  # fmt: skip
    posted = make.filled(client, url, harm=plan.harm_id, **said)
    answer = client.post(url, posted)
    asked(answer)
    assert list(answer.context["form"].errors) == [field]
    kept = client.post(url, {**posted, "identifier_reason": WHY})
    assert kept.url == plan.get_absolute_url()
    plan = make.again(plan)
    assert (getattr(plan, field), plan.identifier_reason) == (NAMED, WHY)
    about = {"version": plan.version, "harm": plan.harm, "by": world.facilitator}
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        plans.edit_plan(plan, **about, **said)
    plans.edit_plan(plan, **about, **{**said, field: "Books"}, identifier_reason=WHY)
    assert make.again(plan).identifier_reason == ""
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        plans.add_plan(
            id=uuid.uuid4(), round=world.round, harm=plan.harm, by=world.facilitator, **said
        )


@pytest.mark.parametrize("field", ["what", "details"])
def test_a_step(world, as_user, field):
    plan = make.draft(world)
    url = reverse("dialogues:action_add") + f"?plan={plan.pk}"
    client = as_user(world.facilitator)
    group = world.groups["women"]
    said = {"what": "Adults carry water", "details": "Before seven.", field: NAMED}
    posted = make.filled(client, url, symbol="bucket", owner_group=group.pk, **said)
    asked(client.post(url, posted))
    client.post(url, {**posted, "identifier_reason": WHY})
    action = Action.objects.get(**{field: NAMED})
    assert action.identifier_reason == WHY
    about = {"owner_group": group, "by": world.facilitator}
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        steps.edit_action(action, version=action.version, **about, **said)
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        steps.add_action(id=uuid.uuid4(), plan=plan, **about, **said)


def test_an_answer(world, as_user):
    plan = make.sent(world)
    url = reverse("dialogues:plan_review", args=[plan.pk])
    client = as_user(world.committee_member)
    posted = {
        "id": str(uuid.uuid4()), "edition": 1, "subgroup": world.groups["women"].pk,
        "answer": "change", "words": NAMED,
    }  # fmt: skip
    asked(client.post(url, posted))
    with pytest.raises(NotPossible, match="“Kadie Bangura”"):
        make.answer(plan, world.committee_member, world.groups["women"], "change", NAMED)
    client.post(url, {**posted, "identifier_reason": WHY})
    review = PlanReview.objects.get()
    assert (review.words, review.identifier_reason) == (NAMED, WHY)


def test_the_community_and_its_groups_name_nobody(world):
    plan = make.sent(world)
    words = f"{world.community.name} {world.community.cluster.name} and the Women wait."
    review = reviews.review_plan(
        id=uuid.uuid4(), plan=plan, edition=1, subgroup=world.groups["women"], answer="change",
        words=words, by=world.committee_member,
    )  # fmt: skip
    assert review.identifier_reason == ""
