"""How is a session put right that no longer changes? Somebody who was there says so, with a date."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import demand_open_agreement
from participants.permissions import demand

from ..guard import demand_names_nobody
from ..models import Amendment, DialogueSession
from ..states import SessionStatus


@transaction.atomic
def add_amendment(
    *,
    id: uuid.UUID,
    session: DialogueSession,
    said_on: date,
    corrector: str,
    part: str,
    words: str,
    by: User,
    identifier_reason: str = "",
) -> Amendment:
    """Put a correction beside the record. It stays; what is wrong in it is put right by another."""
    session = lock(session)
    demand_amendable(session, by=by)
    if not session.held_on <= said_on <= clock.today():
        raise NotPossible(
            _("A correction is said after the dialogue, and not on a day to come."), session
        )
    amendment, made = create_once(
        Amendment,
        id=id,
        by=by,
        session=session,
        said_on=said_on,
        corrector=corrector,
        part=part,
        words=words,
        identifier_reason=demand_names_nobody(
            session, identifier_reason, words, of=id, new=True, by=by
        ),
    )
    if made:
        record("session.amended", session, by=by)
    return amendment


def demand_amendable(session: DialogueSession, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may put this session right beside itself."""
    demand(by, Permission.LOG_SESSION, session.community)
    if session.status == SessionStatus.DRAFT:
        raise NotPossible(
            _("These notes do not count yet. Change them; nothing has to be put right."), session
        )
    demand_open_agreement(session.community)
