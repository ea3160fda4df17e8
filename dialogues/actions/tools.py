"""How does what a group laid out with a tool get into its session, change, and leave it again?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib.errors import AlreadyThere, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.actions import demand_live_agreement, demand_open_agreement

from ..guard import demand_names_nobody, forget_confirmed
from ..models import DialogueSession, Revision, Tool
from ..models.tools import revised_rows, stored_rows_of, texts_of
from ..permissions.sessions import can_edit_session, demand_writer
from ..states import SessionStatus
from ..tool_words import reason_asked_for
from .findings import keep_findings
from .revisions import keep_revision
from .words import keep_words

Rows = Sequence[Mapping[str, Any]]


def demand_open_notes(user: User, session: DialogueSession) -> None:
    """Raise NotPermitted or NotPossible unless this person may change the session's tools now."""
    demand_writer(user, session)
    if not can_edit_session(user, session):
        raise NotPossible(
            _("This session is locked. Ask your mentor to unlock it, and say why."), session
        )
    if session.status == SessionStatus.RECORDED:
        demand_live_agreement(session.community)
    else:
        demand_open_agreement(session.community)


@transaction.atomic
def add_tool(
    *, id: uuid.UUID, session: DialogueSession, kind: str, rows: Rows, by: User, **values: Any
) -> Tool:
    """Write down what was laid out with one tool.

    `values`: question, about, memo, identifier_reason; `rows`: as the tool's shape says them.
    """
    session = _open(session, by=by)
    words = _clear(session, None, kind, values, rows, by=by)
    last = session.tools.order_by("-position").first()
    position = last.position + 1 if last else 1
    tool, made = create_once(
        Tool, id=id, by=by, session=session, kind=kind, position=position, **words
    )
    if made:
        _put_rows(tool, rows)
        _confirm(tool, words, rows, by=by)
        _keep_what_counts(session, by=by)
        record("tool.added", tool, by=by)
    elif tool.version == 1 and _said(stored_rows_of(tool)) != _said(rows):
        raise AlreadyThere(
            _("This form was sent before, with other words. Nothing is lost: keep these as new."),
            tool,
        )
    return tool


@transaction.atomic
def save_tool(tool: Tool, *, version: int, rows: Rows, by: User, **values: Any) -> Tool:
    """Keep what changed; what it said before is kept as well once the session counts.

    A row keeps its key for as long as it stands, so that others can point at it.
    """
    session = _open(tool.session, by=by)
    tool = lock(tool, version=version)
    words = _clear(session, tool, tool.kind, values, rows, by=by)
    stood = revised_rows(tool)
    before = assign(tool, words)
    _confirm(tool, words, rows, by=by)
    if _put_rows(tool, rows):
        if not before:
            tool.version += 1
            tool.save(update_fields=["version"])
        before["rows"] = stood
    if before:
        _keep_what_counts(session, by=by)
        if session.status == SessionStatus.RECORDED:
            keep_revision(tool, before, by=by, version=version)
        record("tool.saved", tool, by=by, fields=before)
    return tool


@transaction.atomic
def remove_tool(tool: Tool, *, version: int, by: User) -> None:
    """Take it out. What a recorded session said with it stays with the session, and goes with it."""
    session = _open(tool.session, by=by)
    tool = lock(tool, version=version)
    if session.status == SessionStatus.RECORDED:
        said = {name: getattr(tool, name) for name in ("kind", "question", "about", "memo")}
        keep_revision(tool, said | {"rows": revised_rows(tool)}, by=by, version=version)
        earlier = Revision.objects.filter(record_id=tool.pk)
        for revision in earlier:
            revision.values = {"of": str(tool.pk)} | revision.values
            revision.record_id = session.pk
        Revision.objects.bulk_update(earlier, ["record_id", "values"])
    record("tool.removed", tool, by=by)
    forget_confirmed(tool)
    tool.delete()
    _keep_what_counts(session, by=by)


def _keep_what_counts(session: DialogueSession, *, by: User) -> None:
    """What a session is found by, and, once it counts, what its round holds as heard."""
    keep_words(session)
    if session.status == SessionStatus.RECORDED:
        keep_findings(session.round, by=by)


def _open(session: DialogueSession, *, by: User) -> DialogueSession:
    """The session, held as it stands, so that it cannot lock while its tools change."""
    demand_writer(by, session)
    lock(session.round)
    session = lock(session)
    demand_open_notes(by, session)
    return session


def _clear(
    session: DialogueSession,
    tool: Tool | None,
    kind: str,
    values: Mapping[str, Any],
    rows: Rows,
    *,
    by: User,
) -> dict[str, Any]:
    """The words as they are kept. Raises NotPossible while they may name somebody without a reason."""
    if not rows:
        raise NotPossible(_("Write down at least one thing that was laid out."), tool or session)
    if found := reason_asked_for(session, tool, kind, values, rows, by=by):
        raise NotPossible(found.sentence, tool or session)
    return {**values, "identifier_reason": found.reason}


def _confirm(tool: Tool, words: Mapping[str, Any], rows: Rows, *, by: User) -> None:
    """Keep why its words name nobody, where they needed a reason."""
    texts = texts_of(words, tool.shape, rows)
    demand_names_nobody(tool.session, words["identifier_reason"], *texts, of=tool.pk, by=by)


def _put_rows(tool: Tool, rows: Rows) -> bool:
    """Write the rows in their order; was anything different before?"""
    stood, changed = {row.pk: row for row in tool.own_rows()}, False
    for position, said in enumerate(rows):
        values = {name: value for name, value in said.items() if name != "id"}
        row = stood.pop(said.get("id"), None) or tool.shape(tool=tool)
        values["position"] = position
        if any(getattr(row, name) != value for name, value in values.items()) or row._state.adding:
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed = True
    for row in stood.values():
        row.delete()
    return changed or bool(stood)


def _said(rows: Rows) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]
