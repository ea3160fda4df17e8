"""How does a step say with which service it works, and what it is to clear out of the way?"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import lock
from participants.actions import demand_live_agreement
from participants.models import Barrier, ServiceLink

from ..models import Action
from ..permissions import plans as permissions
from .plans import revise


@transaction.atomic
def point_action(
    action: Action,
    *,
    version: int,
    by: User,
    link: ServiceLink | None = None,
    barrier: Barrier | None = None,
) -> Action:
    """Let a step point to a link with a service, and to what stands in the way; or to neither.

    What the community agreed to is what the step says: pointing somewhere asks nobody again.
    """
    action = lock(action, version=version)
    demand_pointing(action, by=by)
    for pointed in (link, barrier):
        if pointed is not None and pointed.community_id != action.plan.community_id:
            raise NotPermitted
    revise(action, {"link": link, "barrier": barrier}, "action.pointed", by=by)
    return action


def demand_pointing(action: Action, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now say to what the step points."""
    plan = action.plan
    permissions.demand_prepare_plan(by, plan.community)
    demand_live_agreement(plan.community)
    if plan.status in permissions.OVER:
        words = {"status": plan.get_status_display()}
        raise NotPossible(_("This plan stands at “%(status)s”. It stays as it is.") % words, plan)
    if not action.is_open:
        words = {"status": action.get_status_display()}
        raise NotPossible(_("This step stands at “%(status)s”. It stays as it is.") % words, action)
