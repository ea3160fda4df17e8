"""Writing a plan, and what an edit after the agreement brings about."""

import pytest
from django.urls import reverse

from dialogues.actions import plans
from dialogues.models import RankedItem, Revision

from . import plan_factories as make

WORDS = {"name": "Books before buckets", "goal": "No child carries before the bell."}


def url_of(plan) -> str:
    return reverse("dialogues:plan_edit", args=[plan.pk])


def typed(client, plan, **values):
    kept = {"harm": plan.harm_id, "builds_on": [str(p.pk) for p in plan.builds_on.all()]}
    posted = make.filled(client, url_of(plan), **WORDS)
    return {**posted, **kept, **values}


def test_it_works_and_keeps_what_stood_before(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), typed(client, plan))
    assert response.url == plan.get_absolute_url()
    assert make.again(plan).goal == WORDS["goal"]
    assert make.again(plan).status == "draft"
    before = Revision.objects.get(record_id=plan.pk)
    assert before.values == {"goal": "No child carries heavy loads before school."}
    assert before.version == plan.version
    assert make.events(plan) == ["plan.added", "plan.edited"]


def test_what_it_builds_on_can_change_alone(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    typed_in = typed(client, plan, goal=plan.goal, builds_on=[], builds_on_reason=make.WHY_NONE)
    client.post(url_of(plan), typed_in)
    changed = make.again(plan)
    assert list(changed.builds_on.all()) == []
    assert changed.builds_on_reason == make.WHY_NONE
    kept = {}
    for revision in Revision.objects.filter(record_id=plan.pk):
        kept |= revision.values
    assert kept == {"builds_on": [str(make.practice(world).pk)], "builds_on_reason": ""}


def test_what_is_withheld_later_does_not_close_the_plan(world, as_user):
    plan = make.draft(world)
    RankedItem.objects.update(share_scope="facilitators")
    client = as_user(world.facilitator)
    assert client.post(url_of(plan), typed(client, plan)).url == plan.get_absolute_url()
    offered = client.get(url_of(plan)).context["form"].fields["harm"].queryset
    assert list(offered) == [plan.harm]


@pytest.mark.parametrize("status", ["agreed", "in_action"])
def test_after_the_agreement_it_goes_back_by_itself(world, as_user, status):
    plan = make.moved(world, status)
    client = as_user(world.facilitator)
    client.post(url_of(plan), typed(client, plan))
    back = make.again(plan)
    assert (back.status, back.edition) == ("with_community", plan.edition + 1)
    assert list(back.groups_to_answer()) == [world.groups["women"]]
    assert make.events(plan)[-2:] == ["plan.edited", "plan.sent_back"]
    assert back.agreed_text()["goal"] == plan.goal
    assert back.editions.get(number=back.edition).text["goal"] == WORDS["goal"]


def test_an_edit_that_changes_nothing_sends_nothing_back(world, as_user):
    plan = make.agreed(world)
    client = as_user(world.facilitator)
    client.post(url_of(plan), typed(client, plan, goal=plan.goal))
    assert (make.again(plan).status, make.again(plan).version) == ("agreed", plan.version)


def test_while_nobody_has_answered_the_words_are_open(world, as_user):
    plan = make.sent(world)
    client = as_user(world.facilitator)
    client.post(url_of(plan), typed(client, plan))
    assert (make.again(plan).edition, make.again(plan).status) == (2, "with_community")


def test_once_somebody_has_answered_they_are_not(world, as_user):
    plan = make.sent(world)
    client = as_user(world.facilitator)
    posted = typed(client, plan)
    make.answer(plan, world.committee_member, world.groups["women"])
    assert client.get(url_of(plan)).status_code == 409
    response = client.post(url_of(plan), posted)
    assert response.status_code == 409
    assert "already answered these words" in response.content.decode()
    assert WORDS["goal"] in response.content.decode()
    assert make.again(plan).goal == plan.goal


@pytest.mark.parametrize("status", ["reflecting", "concluded", "set_aside"])
def test_wrong_state(world, as_user, status):
    plan = make.moved(world, status)
    response = as_user(world.facilitator).get(url_of(plan))
    assert response.status_code == 409
    assert "Its words stay as they are." in response.content.decode()


def test_two_people_one_plan(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    posted = typed(client, plan)
    plans.edit_plan(
        plan, version=plan.version, harm=plan.harm, name="Buckets later", goal=plan.goal,
        builds_on=plan.builds_on.all(), by=world.facilitator,
    )  # fmt: skip
    response = client.post(url_of(plan), posted)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Buckets later" in text
    assert WORDS["goal"] in text
    assert "builds on" not in text  # both say the same of it
    assert make.again(plan).name == "Buckets later"
    assert Revision.objects.filter(record_id=plan.pk).count() == 1


def test_others_do_not_find_it(world, as_user):
    plan = make.sent(world)
    for user in (world.outsider_facilitator, world.outsider_committee_member, world.stranger):
        assert as_user(user).get(url_of(plan)).status_code == 404


def test_wrong_role(world, as_user):
    plan = make.sent(world)
    posted = typed(as_user(world.facilitator), plan)
    for user in (world.mentor, world.coordinator, world.committee_member):
        assert as_user(user).get(url_of(plan)).status_code == 403
        assert as_user(user).post(url_of(plan), posted).status_code == 403


def test_bad_input(world, as_user):
    plan = make.draft(world)
    client = as_user(world.facilitator)
    response = client.post(url_of(plan), typed(client, plan, name=""))
    assert response.status_code == 422
    assert WORDS["goal"] in response.content.decode()


def test_wrong_method(world, as_user):
    assert as_user(world.facilitator).put(url_of(make.draft(world))).status_code == 405
