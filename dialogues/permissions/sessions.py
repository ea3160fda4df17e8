"""May this person log, change, lock or read this session?"""

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import states
from cpfacilitate.lib.errors import NotPermitted
from participants.models import Community
from participants.permissions import holds

from ..models import DialogueSession
from ..states import SESSION_TRANSITIONS, SessionStatus


def can_log_session(user: User, community: Community) -> bool:
    return holds(user, Permission.LOG_SESSION, community)


def can_edit_session(user: User, session: DialogueSession) -> bool:
    """Its own facilitator may, for as long as it is not locked."""
    return (
        session.status != SessionStatus.LOCKED
        and session.created_by_id == user.pk
        and can_log_session(user, session.community)
    )


def demand_writer(user: User, session: DialogueSession) -> None:
    """Raise NotPermitted for everybody but the facilitator whose notes these are."""
    if session.created_by_id != user.pk or not can_log_session(user, session.community):
        raise NotPermitted


def can_read_confirmed(user: User, session: DialogueSession) -> bool:
    """Which words were kept with a reason, and the reason, is for their writer and the mentor."""
    return session.created_by_id == user.pk or holds(
        user, Permission.UNLOCK_SESSION, session.community
    )


def holds_move(user: User, session: DialogueSession, permission: Permission) -> bool:
    """A facilitator moves only their own sessions; a mentor those of the communities they accompany."""
    own = session.created_by_id == user.pk or holds(
        user, Permission.UNLOCK_SESSION, session.community
    )
    return own and holds(user, permission, session.community)


def session_moves(user: User, session: DialogueSession) -> list[str]:
    return states.moves(SESSION_TRANSITIONS, session, lambda p: holds_move(user, session, p))
