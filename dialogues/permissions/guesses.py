"""May this person write down what a group of adults thought children would say?"""

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Community
from participants.permissions import demand, holds

from ..models import Guess


def can_write_guesses(user: User, community: Community) -> bool:
    """Any facilitator of the community, while it takes part."""
    return community.agreement.is_live and holds(user, Permission.LOG_SESSION, community)


def demand_write_guesses(user: User, community: Community) -> None:
    """Raise NotPermitted for everybody who logs no sessions there."""
    demand(user, Permission.LOG_SESSION, community)


def can_edit_guess(user: User, guess: Guess) -> bool:
    """Until they have seen the children's list."""
    return not guess.is_seen and can_write_guesses(user, guess.community)
