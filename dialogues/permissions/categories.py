"""May this person lay the local terms of a community together?"""

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Community
from participants.permissions import demand, holds


def can_group_harms(user: User, community: Community) -> bool:
    """Any facilitator of the community, while it takes part; never the product by itself."""
    return community.agreement.is_live and holds(user, Permission.LOG_SESSION, community)


def demand_group_harms(user: User, community: Community) -> None:
    """Raise NotPermitted for everybody who logs no sessions there."""
    demand(user, Permission.LOG_SESSION, community)
