"""May this person answer the ten questions, say what it means for us, or sign a note on a red flag?"""

from __future__ import annotations

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.errors import NotPermitted
from participants.models import Community
from participants.permissions import holds

from ..models import ActionPlan, FlagNote
from ..models.best_interests import Side
from .plans import OVER


def reads_all(user: User, community: Community) -> bool:
    """Facilitator and mentor; everybody else who sees the plan reads what is the community's."""
    return holds(user, Permission.VIEW_SESSION, community)


def sides_of(user: User, community: Community) -> list[str]:
    """As whom `user` talks over what may hurt a child; first as whom they write."""
    asked = {
        Side.FACILITATOR: Permission.PREPARE_PLAN,
        Side.MENTOR: Permission.UNLOCK_SESSION,
    }
    return [side for side, permission in asked.items() if holds(user, permission, community)]


def demand_side(user: User, community: Community) -> str:
    """As whom `user` writes; raise NotPermitted for who is neither facilitator nor mentor there."""
    sides = sides_of(user, community)
    if not sides:
        raise NotPermitted
    return sides[0]


def is_talked_over(plan: ActionPlan) -> bool:
    """Can something still be written beside this plan?"""
    return plan.status not in OVER and plan.community.agreement.is_live


def may_sign(user: User, note: FlagNote) -> bool:
    """A note is signed by somebody else, who stands on the other side."""
    other = [side for side in sides_of(user, note.community) if side != note.side]
    return bool(other) and note.signed_at is None and note.created_by_id != user.pk
