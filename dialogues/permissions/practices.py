"""May this person write of what people here do, or of the rules they gave themselves?"""

from __future__ import annotations

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Community
from participants.permissions import holds

from ..models import NormReflection


def writes_practices(user: User, community: Community) -> bool:
    """Any facilitator of the community, for as long as it takes part."""
    return community.agreement.is_live and holds(user, Permission.LOG_SESSION, community)


def reads_practices(user: User, community: Community) -> bool:
    """Facilitator and mentor; what a group said of a practice is told to nobody else."""
    return holds(user, Permission.VIEW_SESSION, community)


def is_own_norm(user: User, reflection: NormReflection) -> bool:
    """Whoever heard a group and wrote it down is the one to correct it."""
    return reflection.created_by_id == user.pk
