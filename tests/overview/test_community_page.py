"""The page of a community: what it tells, and what it does not offer where it could not be done."""

from __future__ import annotations

from django.urls import reverse

from tests.dialogues import factories as dialogues
from tests.dialogues import plan_factories as plans
from tests.dialogues import sign_factories as signs
from tests.participants.factories import move


def page(world, as_user, name: str = "facilitator") -> str:
    target = reverse("overview:community_page", args=[world.community.pk])
    return as_user(getattr(world, name)).get(target).content.decode()


def test_it_tells_voices_strengths_promises_to_those_who_read_sessions(world, as_user):
    group = world.groups["women"]
    dialogues.recorded(group, by=world.facilitator, promise="Come back before the rains")
    assert "Come back before the rains" in page(world, as_user)
    assert "Come back before the rains" in page(world, as_user, "mentor")
    for name in ("committee_member", "coordinator"):
        assert "Come back before the rains" not in page(world, as_user, name)


def test_what_cannot_be_done_now_is_not_offered(world, as_user):
    offered = ("Begin a listening round", "Begin a plan", "Log a session")
    assert [words in page(world, as_user) for words in offered] == [True, True, True]
    move(world.community.agreement, "paused", by=world.committee_member)
    assert [words in page(world, as_user) for words in offered] == [False, False, False]


def test_questions_to_reflect_on_are_led_to_from_two_roles_only(world, as_user):
    reads = {
        name: "Questions to reflect on" in page(world, as_user, name)
        for name in ("facilitator", "mentor", "coordinator", "committee_member")
    }
    assert reads == {
        "facilitator": True, "mentor": True, "coordinator": False, "committee_member": False,
    }  # fmt: skip


def test_a_child_group_that_chose_not_to_is_no_other_than_one_not_reached(world, as_user):
    from participants import actions
    from tests.participants import listening_factories as listening

    before = page(world, as_user, "committee_member")
    actions.move_voice(listening.voice(world, "girls_10_13"), "chose_not", by=world.facilitator)
    assert page(world, as_user, "committee_member").count("Not yet reached") == before.count(
        "Not yet reached"
    )
    assert "Chose not to take part" in page(world, as_user)


def test_it_tells_what_is_seen_of_a_plan_and_leads_to_how_far_it_is_their_own(world, as_user):
    by = world.facilitator
    plan = plans.agreed(world)
    plans.draft(world)  # which only some read, and of which nothing is seen
    sign = signs.sign(plan, by=by)
    signs.reading(sign, by=by, told_at="under the mango tree", number=61)
    signs.sign(plan, by=by, words="Nobody is awake at night")
    ended = signs.sign(plan, by=by, words="Fewer loads on the road")
    type(ended).objects.filter(pk=ended.pk).update(ended_because="The road is closed.")
    signs.look_back(plan, by=by)
    own = reverse("dialogues:ownership_review_list", args=[world.community.pk])
    for name in ("facilitator", "mentor", "committee_member", "coordinator"):
        told = page(world, as_user, name)
        assert "61 of 96" in told
        assert "Nobody is awake at night" in told
        assert "Fewer loads on the road" not in told
        assert "Looked back together on" in told
        assert (own in told) == (name != "coordinator")
