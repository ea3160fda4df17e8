"""How do a facilitator and their mentor think about a session together?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.actions import notify
from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.actions import demand_open_agreement
from participants.models import Assignment

from ..guard import demand_names_nobody
from ..models import DialogueSession, Reflection, ReflectionAnswer
from ..permissions.reflections import demand_reader, is_writer
from ..permissions.sessions import demand_writer
from ..states import SessionStatus, WaitsFor

TEXTS = ("suggested_words", "surprised", "ask_differently", "note")


@transaction.atomic
def add_reflection(
    *,
    id: uuid.UUID,
    session: DialogueSession,
    by: User,
    identifier_reason: str = "",
    **said: Any,
) -> Reflection:
    """Keep what the facilitator thinks of their own part in a session; once for each session.

    `said` are the fields of Reflection. Not a word of it goes into the session or its history.
    """
    demand_reflecting(session, by=by)
    session = lock(session)
    other = Reflection.objects.filter(session=session).exclude(pk=id).first()
    if other is not None:
        raise NotPossible(
            _("You kept a reflection on this session before. Open that one and add to it."), other
        )
    waits_for = WaitsFor.MENTOR if said.get("talk_over") else ""
    values = {**said, "identifier_reason": _named(session, identifier_reason, said, of=id, by=by)}
    reflection, made = create_once(Reflection, id=id, by=by, session=session, **values)
    if made:
        record("reflection.added", reflection, by=by)
        _pass_to(reflection, waits_for, by=by)
    return reflection


@transaction.atomic
def edit_reflection(
    reflection: Reflection, *, version: int, by: User, identifier_reason: str = "", **said: Any
) -> Reflection:
    """Change one's own words. What they were before is not kept: they prove nothing to anybody."""
    demand_reflecting(reflection.session, by=by)
    reflection = lock(reflection, version=version)
    named = _named(reflection.session, identifier_reason, said, of=reflection.pk, by=by)
    before = assign(reflection, {**said, "identifier_reason": named})
    if before:
        record("reflection.edited", reflection, by=by, fields=before)
    if "talk_over" in before:
        _pass_to(reflection, WaitsFor.MENTOR if reflection.talk_over else "", by=by)
    return reflection


@transaction.atomic
def answer_reflection(
    *,
    id: uuid.UUID,
    reflection: Reflection,
    words: str,
    by: User,
    identifier_reason: str = "",
) -> ReflectionAnswer:
    """Write back, as the mentor or as the one who reflects: then it is the other's turn."""
    demand_reader(by, reflection)
    demand_open_agreement(reflection.community)
    reflection = lock(reflection)
    answer, made = create_once(
        ReflectionAnswer,
        id=id,
        by=by,
        reflection=reflection,
        words=words,
        identifier_reason=demand_names_nobody(
            reflection.session, identifier_reason, words, of=id, new=True, by=by
        ),
    )
    if made:
        record("reflection.answered", reflection, by=by)
        mine = is_writer(by, reflection.session)
        _pass_to(reflection, WaitsFor.MENTOR if mine else WaitsFor.FACILITATOR, by=by)
    return answer


@transaction.atomic
def read_answer(reflection: Reflection, *, by: User) -> None:
    """Its writer has seen what the mentor wrote: it waits no longer, nor does this copy of it."""
    if reflection.waits_for == WaitsFor.FACILITATOR and is_writer(by, reflection.session):
        record("reflection.read", reflection, by=by)
        _pass_to(lock(reflection), "", by=by)
        reflection.waits_for = ""


@transaction.atomic
def talk_over(reflection: Reflection, *, by: User) -> Reflection:
    """The two have talked, by whatever way: nothing waits for either of them."""
    demand_reader(by, reflection)
    reflection = lock(reflection)
    if not reflection.waits_for:
        raise NotPossible(_("Nobody waits here. You can write something below."), reflection)
    record("reflection.talked_over", reflection, by=by)
    assign(reflection, {"talk_over": False})
    _pass_to(reflection, "", by=by)
    return reflection


def demand_reflecting(session: DialogueSession, *, by: User) -> None:
    """Raise NotPermitted for all but the session's writer, NotPossible when we have parted."""
    demand_writer(by, session)
    demand_open_agreement(session.community)


def _named(
    session: DialogueSession, reason: str, said: Mapping[str, Any], *, of: uuid.UUID, by: User
) -> str:
    texts = (said.get(name, "") for name in TEXTS)
    return demand_names_nobody(session, reason, *texts, of=of, by=by)


def _pass_to(reflection: Reflection, waits_for: str, *, by: User) -> None:
    """Whose turn it is. No version: whoever is writing here meanwhile has lost nothing."""
    if reflection.waits_for == waits_for:
        return
    reflection.waits_for = waits_for
    reflection.save(update_fields=["waits_for"])
    _tell(reflection, by=by)


def tell_who_waits(session: DialogueSession, *, by: User) -> None:
    """The notes count from now on: what was thought while they were a draft can be read."""
    for reflection in Reflection.objects.filter(session=session):
        _tell(reflection, by=by)


def _tell(reflection: Reflection, *, by: User) -> None:
    for person in _waited_for(reflection):
        if person != by:
            notify(person, about=reflection)


def _waited_for(reflection: Reflection) -> Iterable[User]:
    """Whose turn it is; nobody's while the notes are a draft, which its writer alone reads."""
    if reflection.session.status == SessionStatus.DRAFT:
        return []
    match reflection.waits_for:
        case WaitsFor.MENTOR:
            return Assignment.objects.mentors(reflection.community)
        case WaitsFor.FACILITATOR:
            return [reflection.session.created_by]
    return []
