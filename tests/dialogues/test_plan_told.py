"""A plan says only what a group lets the community hear, in the words of a group that lets it."""

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import plans, steps
from dialogues.models import RankedItem
from dialogues.models.told import told_words

from . import factories as sessions
from . import plan_factories as make

SECRET = "what only the girls mean by it"


def withhold() -> None:
    RankedItem.objects.update(share_scope="facilitators")


def told_after_a_secret(world):
    """The girls said it first, and keep it; the women said it too, and let it be told."""
    heard = [("girls_10_13", "Ebi wok", SECRET, "group_only"),
             ("women", "ebi wok", "heavy work", "community_unattributed")]  # fmt: skip
    for group, term, gloss, scope in heard:
        sessions.recorded(
            world.groups[group], by=world.facilitator, harms=[(term, gloss)], scopes={term: scope}
        )
    return RankedItem.objects.get(gloss=SECRET).harm


def test_the_words_come_from_a_group_that_lets_them_be_heard(world, as_user):
    harm = told_after_a_secret(world)
    assert (harm.local_term, harm.gloss) == ("Ebi wok", SECRET)
    assert told_words(world.round) == {harm.pk: ("ebi wok", "heavy work")}
    client = as_user(world.facilitator)
    add = client.get(reverse("dialogues:plan_add") + f"?round={world.round.pk}").content.decode()
    assert "ebi wok – heavy work" in add
    assert SECRET not in add
    plan = plans.add_plan(
        id=uuid.uuid4(), round=world.round, harm=harm, name="Books", goal="No heavy loads.",
        builds_on_reason=make.WHY_NONE, by=world.facilitator,
    )  # fmt: skip
    assert plan.text()["harm"] == "ebi wok"
    page = client.get(plan.get_absolute_url()).content.decode()
    assert ("heavy work" in page, SECRET in page, "Ebi wok" in page) == (True, False, False)


def test_what_a_draft_session_or_nobody_tells_has_no_words(world):
    told_after_a_secret(world)
    RankedItem.objects.get(gloss="heavy work").session.delete()
    assert told_words(world.round) == {}


def test_withheld_later_it_is_still_read_without_its_meaning(world, as_user):
    plan = make.sent(world)
    withhold()
    page = as_user(world.committee_member).get(plan.get_absolute_url()).content.decode()
    assert ("ebi wok" in page, "heavy work" in page) == (True, False)


def test_withheld_before_it_is_sent_it_does_not_go_out(world, as_user):
    plan = make.draft(world)
    withhold()
    answer = as_user(world.facilitator).get(reverse("dialogues:plan_send", args=[plan.pk]))
    assert answer.status_code == 409
    assert "Ask the groups first" in answer.content.decode()
    with pytest.raises(NotPossible, match="Ask the groups first"):
        plans.send_plan(plan, version=plan.version, by=world.facilitator)
    assert make.again(plan).edition == 0


@pytest.mark.parametrize("status", ["with_community", "agreed", "in_action"])
def test_withheld_later_no_new_edition_goes_out(world, status):
    plan = make.moved(world, status)
    withhold()
    with pytest.raises(NotPossible, match="or set it aside"):
        make.step(plan, world, what="A new well")
    action = make.first_step(plan)
    with pytest.raises(NotPossible, match="or set it aside"):
        steps.edit_action(
            action, version=action.version, what="A law", owner_group=action.owner_group,
            by=world.facilitator,
        )  # fmt: skip
    assert (make.again(plan).edition, make.again(plan).actions.count()) == (1, 1)
