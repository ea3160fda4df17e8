"""What does the page of a community tell at a glance, to the person who reads it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from dialogues.models import ActionPlan, DialogueSession, LookBack, SignOfChange
from dialogues.models.seen import look_backs_of, signs_of, with_seen
from dialogues.signs_over_time import OverTime, over_time
from participants.models import Community, Leaving, ProtectivePractice
from participants.path import path_of
from participants.permissions import can_edit_community, holds

from .voices import voices_of

LATEST = 5
MOST = 20  # sessions, with those whose promise is open
# What of the page, and of its links, is whose.
MAY = {
    "may_prepare": Permission.PREPARE_PLAN,
    "may_read_sessions": Permission.VIEW_SESSION,
    "may_read_findings": Permission.VIEW_FINDINGS,
    "may_reflect": Permission.REFLECT,
    "may_log": Permission.LOG_SESSION,
    "may_see_links": Permission.VIEW_LINK,
    "may_keep": Permission.KEEP_COMMUNITY,
}


def story_of(community: Community, user: User) -> dict[str, Any]:
    """Its voices, what protects, its plans and promises, its path; each as far as `user` may read."""
    visible = DialogueSession.objects.visible_to(user).filter(community=community).for_list()
    sessions = list(visible.latest_or_promising(LATEST)[:MOST])
    return {
        "community": community,
        "rounds": voices_of(community.rounds.all(), user),
        "practices": ProtectivePractice.objects.read_by(user, community),
        "plans": planned_in(community, user),
        "sessions": sessions[:LATEST],
        "promises": [session for session in sessions if session.promise_is_open],
        "path": path_of(community.phases.all(), clock.today()),
        "leaving": None if community.agreement.is_open else _deleted_soon(community),
        "may_correct": can_edit_community(user, community),
        **{name: holds(user, permission, community) for name, permission in MAY.items()},
    }


@dataclass(frozen=True)
class Planned:
    """A plan, by what people see that it works, and when they looked back on it last."""

    plan: ActionPlan
    signs: list[tuple[SignOfChange, OverTime]]
    look_back: LookBack | None


def planned_in(community: Community, user: User) -> list[Planned]:
    """What was decided there and what came of it, as far as `user` may read it."""
    plans = ActionPlan.objects.visible_to(user).of_community(community).for_list()
    return [_planned(plan) for plan in with_seen(plans)]


def _planned(plan: ActionPlan) -> Planned:
    looked = look_backs_of(plan)
    signs = [
        (sign, over_time(seen)) for sign, seen in signs_of(plan).items() if not sign.ended_because
    ]
    return Planned(plan, signs, looked[-1] if looked else None)


def _deleted_soon(community: Community) -> Leaving | None:
    """What settles that the records of a community that left are to go."""
    return community.agreement.leavings.waiting().first()
