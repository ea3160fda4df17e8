"""May this person write down by what a community sees change, or what it saw?"""

from __future__ import annotations

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Community
from participants.permissions import holds

from ..models import ActionPlan, OwnershipReview, PlanReview, SignOfChange, SignReading
from ..states import PlanStatus


def goes_on(plan: ActionPlan) -> bool:
    """Can anything be seen of it? A plan that was set aside shows nothing any more."""
    return plan.status != PlanStatus.SET_ASIDE and plan.community.agreement.is_live


def keeps_signs(user: User, plan: ActionPlan) -> bool:
    """Whoever prepares the plan writes down its signs, and what was said looking back."""
    return goes_on(plan) and holds(user, Permission.PREPARE_PLAN, plan.community)


def looks_back(user: User, plan: ActionPlan) -> bool:
    """A meeting looks back on what the community was once shown."""
    return plan.edition > 0 and keeps_signs(user, plan)


def may_report(user: User, plan: ActionPlan) -> bool:
    """Facilitator and committee say what was seen."""
    return goes_on(plan) and holds(user, Permission.REPORT_ACTION, plan.community)


def adds_readings(user: User, sign: SignOfChange) -> bool:
    return may_report(user, sign.plan) and not sign.ended_because


def channel_of(user: User, community: Community) -> str:
    """By themselves, or as told to whoever prepares the plan."""
    if holds(user, Permission.PREPARE_PLAN, community):
        return PlanReview.Channel.AS_TOLD
    return PlanReview.Channel.IN_APPLICATION


def corrects_reading(user: User, reading: SignReading) -> bool:
    """What the committee wrote the committee corrects; what was told, whoever writes down what is told."""
    reports = holds(user, Permission.REPORT_ACTION, reading.community)
    return reports and channel_of(user, reading.community) == reading.channel


def fills_ownership(user: User, community: Community) -> bool:
    """The committee itself, or the facilitator from its sheet of paper."""
    return community.agreement.is_live and holds(user, Permission.REPORT_ACTION, community)


def reads_each_group(user: User, community: Community) -> bool:
    """A committee reads of children as one voice, never a single group of them."""
    return holds(user, Permission.VIEW_SESSION, community)


def corrects_ownership(user: User, review: OwnershipReview) -> bool:
    """Whoever wrote it down is the one to correct it."""
    return review.created_by_id == user.pk
