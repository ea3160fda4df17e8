"""The page of a community: what it tells, and what it does not offer where it could not be done."""

from __future__ import annotations

from django.urls import reverse

from tests.dialogues import factories as dialogues
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
