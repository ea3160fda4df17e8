"""May this person put right what a session says, or answer what its facilitator thinks of it?"""

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.errors import NotPermitted
from participants.permissions import holds

from ..models import DialogueSession, Reflection
from ..states import SessionStatus


def is_writer(user: User, session: DialogueSession) -> bool:
    """Is it their own session, and so their own reflection?"""
    return session.created_by_id == user.pk


def can_read_reflection(user: User, session: DialogueSession) -> bool:
    """Its writer and whoever accompanies them; no colleague of theirs, in the same community or not."""
    return is_writer(user, session) or holds(user, Permission.UNLOCK_SESSION, session.community)


def demand_reader(user: User, reflection: Reflection) -> None:
    """Raise NotPermitted for everybody who may not read it."""
    if not can_read_reflection(user, reflection.session):
        raise NotPermitted


def can_amend(user: User, session: DialogueSession) -> bool:
    """Any facilitator of the community writes down what was put right; a draft is simply changed."""
    return (
        session.status != SessionStatus.DRAFT
        and session.community.agreement.is_open
        and holds(user, Permission.LOG_SESSION, session.community)
    )
