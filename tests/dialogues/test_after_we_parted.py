"""Once a community and we have parted, nothing new is written down about it."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from dialogues.actions import sessions as session_actions
from dialogues.actions import steps
from participants import actions
from tests.factories import fresh
from tests.participants import factories as communities
from tests.participants import listening_factories as listening

from . import factories as sessions
from . import plan_factories as plans
from . import tool_factories as tools
from .test_purge import left, purged
from .test_session_edit import notes


def test_nothing_is_written_down(world, as_user):
    by = world.facilitator
    step = plans.first_step(plans.agreed(world))
    member, children = communities.member(world), communities.children(world)
    listening.add(world, "elders")
    voice = listening.edit(listening.voice(world, "elders", "walk"), by=by, hinders=["after_work"])
    group, community = world.groups["women"], world.community
    left(world, "keep")
    group.refresh_from_db()
    for write in (
        lambda: communities.member(world, "Mariama"),
        lambda: actions.edit_planning_group_member(
            member, version=1, name="Mariama", chairs=True, by=by
        ),
        lambda: communities.children(world, sex="boys"),
        lambda: actions.edit_children_in_planning(
            children, version=1, how_many=9, chosen_by_children=True, by=by
        ),
        lambda: actions.add_subgroup(
            id=uuid.uuid4(), community=community, voice="girls", label="Girls D", by=by
        ),
        lambda: actions.edit_subgroup(group, version=group.version, label="Women D", by=by),
        lambda: listening.add(world, "women"),
        lambda: listening.edit(voice, by=by, times=4),
        lambda: actions.move_voice(voice, "chose_not", by=by),
        lambda: actions.deliver_accommodations(voice, {"after_work": True}, by=by),
        lambda: listening.gather(world.round, listening.in_days(3), by=by),
        lambda: steps.move_action(step, "started", version=step.version, by=by),
        lambda: steps.confirm_action(step, version=step.version, by=by),
        lambda: actions.pause_subgroup(group, by=by),
    ):
        with pytest.raises(NotPossible, match=r"have parted|no agreement with us"):
            write()
    client = as_user(by)
    for name, record in (
        ("member_add", community),
        ("member_edit", member),
        ("children_add", community),
        ("children_edit", children),
        ("subgroup_add", community),
        ("subgroup_edit", group),
    ):
        answer = client.get(reverse(f"participants:{name}", args=[record.pk]))
        assert (name, answer.status_code) == (name, 409)


def test_who_leaves_the_planning_group_and_who_wants_no_name_here_still_can(world):
    leaves, withdraws = communities.member(world), communities.member(world, "Mariama")
    left(world, "keep")
    left_on = clock.today()
    assert actions.leave_planning_group(leaves, left_on=left_on, by=world.facilitator).left_on
    assert actions.withdraw_member(withdraws, by=world.facilitator).name == ""


def test_who_carries_on_is_written_down_until_the_records_are_gone(world, as_user):
    left(world)
    communities.handed_over(world, world.community)
    communities.contact(world, world.community)
    purged(clock.now())
    world.community.refresh_from_db()
    for write in (communities.handed_over, communities.contact):
        with pytest.raises(NotPossible, match="is deleted, as the community chose"):
            write(world, world.community)
    for name in ("handover_add", "contact_add"):
        answer = as_user(world.facilitator).get(
            reverse(f"participants:{name}", args=[world.community.pk])
        )
        assert answer.status_code == 409


def test_no_draft_is_written_on_and_none_is_opened_again(world, as_user):
    """Nor what is laid out in it. It may still be thrown away."""
    by, groups = world.facilitator, world.groups
    draft = sessions.filled(groups["women"], by=by)
    tool = tools.add(draft, by=by)
    locked = sessions.locked(groups["men"], by=by)
    left(world, "keep")
    draft = type(draft).objects.get(pk=draft.pk)
    for write in (
        lambda: session_actions.save_session(
            draft, version=draft.version, values={"promise": "Come back"}, rows={}, by=by
        ),
        lambda: tools.add(draft, "places", by=by),
        lambda: tools.save(tool, by=by, memo="Nobody nodded."),
        lambda: session_actions.unlock_session(locked, reason="A count.", by=fresh(world.mentor)),
    ):
        with pytest.raises(NotPossible, match="have parted"):
            write()
    for client, name, record, said in (
        (as_user(by), "session_edit", draft, notes(draft, promise="Come back")),
        (as_user(by), "tool_edit", tool, {}),
        (as_user(world.mentor), "session_unlock", locked,
         {"reason": "A count.", "wished_by": "group"}),
    ):  # fmt: skip
        answer = client.post(reverse(f"dialogues:{name}", args=[record.pk]), said)
        assert (name, answer.status_code) == (name, 409)
    thrown = as_user(by).post(reverse("dialogues:session_discard", args=[draft.pk]))
    assert thrown.status_code == 302
    assert not type(draft).objects.filter(pk=draft.pk).exists()
