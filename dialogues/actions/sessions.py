"""How does a dialogue get into the record, and when does it stop changing?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible, StaleVersion
from cpfacilitate.lib.records import assign, create_once, lock
from cpfacilitate.lib.states import check_transition
from participants.actions import (
    deliver_accommodations,
    demand_group_takes_part,
    demand_live_agreement,
    demand_open_agreement,
    hear_voice,
)
from participants.models import Channel, Reach, Round, Subgroup
from participants.naming import demand_reason
from participants.permissions import demand

from ..guard import (
    demand_names_nobody,
    keep_session_confirmed,
    needs_reason,
    sentence_on,
    session_hints,
    told_by_reason,
)
from ..models import DialogueSession, Revision
from ..models.noticed import LISTS
from ..models.revisions import WishedBy
from ..models.rows import reranked, stored_rows
from ..models.sessions import GROUP_STAYS
from ..permissions.sessions import demand_writer, holds_move
from ..scripts import with_script
from ..states import SESSION_TRANSITIONS, SessionStatus
from .figures import NOTHING, figures_of, keep_figures
from .findings import keep_findings
from .reflections import tell_who_waits
from .revisions import keep_revision
from .rows import Rows, replace_what_differs, whole
from .terms import link_words
from .words import keep_words


@transaction.atomic
def begin_session(*, id: uuid.UUID, subgroup: Subgroup, by: User) -> DialogueSession:
    """Open the notes of a dialogue with one group, in the round the community is in."""
    community = subgroup.community
    demand(by, Permission.LOG_SESSION, community)
    demand_live_agreement(community)
    demand_group_takes_part(subgroup)
    listening = Round.objects.filter(community=community).first()
    if listening is None:
        raise NotPossible(_("Begin a listening round for this community first."), community)
    last = DialogueSession.objects.filter(subgroup=subgroup).heard().first()
    session, made = create_once(
        DialogueSession,
        id=id,
        by=by,
        subgroup=subgroup,
        community=community,
        round=listening,
        held_on=clock.today(),
        language=last.language if last else community.language,
        more_languages=last.more_languages if last else "",
        venue=last.venue if last else "",
        channel=_channel_of(subgroup, listening),
    )
    if made:
        record("session.begun", session, by=by)
    return session


def _channel_of(subgroup: Subgroup, listening: Round) -> str:
    """The way in which the group is to be heard in this round, where only one is planned."""
    planned = listening.planned_voices.filter(subgroup=subgroup).values_list("channel", flat=True)
    if len(planned) == 1:
        return planned[0]
    at_home = subgroup.reached_by == Reach.HOME_VISITS
    return Channel.HOME_VISITS if at_home else Channel.SMALL_GROUP


@transaction.atomic
def save_session(
    session: DialogueSession,
    *,
    version: int,
    values: Mapping[str, Any],
    rows: Mapping[str, Rows],
    by: User,
) -> DialogueSession:
    """Keep the notes as they stand, finished or not.

    `rows`: relation → its rows, in their order, each with what `ROWS` says a row of it says (what
    is left out has its default); a relation that is not named stays as it is. Rank 1 weighs most,
    equal ranks are ties; a count of None was not counted. What a recorded session said before is
    kept as a Revision. The same notes arriving twice are kept once, and a round by one at a time.
    """
    demand_writer(by, session)  # before the version: nobody else learns what stands now
    lock(session.round)
    shown, session = session, lock(session)
    demand_not_locked(session)
    _demand_group(session, values.get("subgroup", session.subgroup))
    demand_open_agreement(session.community)
    values = {**values, **{name: LISTS[name](values[name]) for name in LISTS if name in values}}
    rows = {name: [whole(name, row) for row in rows[name]] for name in rows}
    values = with_script(session, values)
    if "items" in rows:
        rows["items"] = reranked(rows["items"])
    stored, linked = stored_rows(session), {row.practice for row in session.strengths.linked()}
    if session.version != version:
        return _said_already(session, values, stored, rows)
    if session.status == SessionStatus.RECORDED:
        values = _still_complete(shown, values, rows, by=by)
    was = figures_of(session, stored["head_counts"])
    before = assign(session, values) | replace_what_differs(session, stored, rows)
    if not before:
        return session
    keep_words(session)
    if not before.keys() & values.keys():
        session.version += 1
        session.save(update_fields=["version"])
    if session.status == SessionStatus.RECORDED:
        keep_revision(session, before, by=by, version=version)
        _demand_complete(session)
        link_words(session, by=by, earlier=linked)
        keep_findings(session.round, by=by)
        keep_session_confirmed(session, by=by)
        keep_figures(session.community, was, figures_of(session, (stored | rows)["head_counts"]))
    record("session.saved", session, by=by, fields=before)
    return session


def _said_already(
    session: DialogueSession,
    values: Mapping[str, Any],
    stored: Mapping[str, Any],
    rows: Mapping[str, Rows],
) -> DialogueSession:
    """The session, if it says just this: a phone that heard no answer sends its notes again.

    Raises StaleVersion where somebody wrote something else meanwhile.
    """
    told = {name: value for name, value in values.items() if value or name != "identifier_reason"}
    if any(getattr(session, name) != value for name, value in told.items()) or any(
        not _says(stored[name], rows[name]) for name in rows
    ):
        raise StaleVersion(session, session.shown_in)
    return session


def _says(stored: Rows, sent: Rows) -> bool:
    """Do the rows say what was sent? A meaning left open may have been filled in."""
    return len(stored) == len(sent) and all(
        {**kept, "gloss": ""} == row if row.get("gloss") == "" else kept == row
        for kept, row in zip(stored, sent, strict=True)
    )


def _demand_group(session: DialogueSession, subgroup: Subgroup) -> None:
    """Of the same community; of notes that count, the one for which the round heard them."""
    if subgroup.community != session.community:
        raise NotPermitted
    if session.status == SessionStatus.RECORDED and subgroup != session.subgroup:
        raise NotPossible(GROUP_STAYS, session)


def _still_complete(
    session: DialogueSession, values: Mapping[str, Any], rows: Mapping[str, Rows], *, by: User
) -> dict[str, Any]:
    """The values as they are kept in notes that count; a reason that no word needs goes.

    They are changed only while the community takes part, and name nobody new.
    """
    demand_live_agreement(session.community)
    said = {"values": values, "rows": rows}
    if sentence := sentence_on(session, said, by=by):
        raise NotPossible(sentence, session)
    return {**values} if needs_reason(session, said, by=by) else {**values, "identifier_reason": ""}


def demand_not_locked(session: DialogueSession) -> None:
    """Raise NotPossible, with the sentence what to do, once nothing is changed any more."""
    if session.status == SessionStatus.LOCKED:
        raise NotPossible(
            _("This session is locked. Ask your mentor to unlock it, and say why."), session
        )


@transaction.atomic
def discard_session(session: DialogueSession, *, by: User) -> None:
    """Throw away notes that never counted."""
    demand_writer(by, session)
    session = lock(session)
    if session.status != SessionStatus.DRAFT:
        raise NotPossible(_("These notes count already. They are not thrown away."), session)
    record("session.discarded", session, by=by)
    session.delete()


def missing_from(session: DialogueSession) -> list[tuple[str, str]]:
    """What a record still needs, as (step of the form, sentence)."""
    missing = []
    if session.held_on > clock.today():
        missing.append(("s1", _("The day is still to come.")))
    if session.counted_together is None and not session.head_counts.exists():
        missing.append(("s3", _("Say how many came, at least for one age or together.")))
    if not session.strengths_asked and not session.strengths.exists():
        missing.append(
            (
                "s4",
                _("Ask what already protects children, or say that you asked and heard nothing."),
            )
        )
    return missing


def _demand_complete(session: DialogueSession) -> None:
    """Raise NotPossible, with the first sentence that says what is missing."""
    for _step, sentence in missing_from(session):
        raise NotPossible(sentence, session)


@transaction.atomic
def record_session(
    session: DialogueSession, *, version: int, by: User, identifier_reason: str = ""
) -> DialogueSession:
    """The notes are complete: from now on they count, and they lock in fourteen days.

    Words that may identify someone need a reason why they do not; it is kept with the session.
    """
    demand_writer(by, session)
    lock(session.round)
    session = lock(session, version=version)
    check_transition(
        SESSION_TRANSITIONS, session, SessionStatus.RECORDED, lambda p: holds_move(by, session, p)
    )
    demand_live_agreement(session.community)
    demand_group_takes_part(session.subgroup)
    _demand_complete(session)
    found = session_hints(session, by=by)
    demand_reason(
        identifier_reason, found, told_by_reason(session.community, identifier_reason, found, by=by)
    )
    link_words(session, by=by)
    changed = assign(
        session,
        {
            "status": SessionStatus.RECORDED,
            "recorded_at": clock.now(),
            "recorded_by": by,
            "identifier_reason": identifier_reason.strip(),
        },
    )
    keep_findings(session.round, by=by)
    keep_session_confirmed(session, by=by)
    keep_figures(session.community, NOTHING, figures_of(session, session.head_counts.values()))
    record("session.recorded", session, by=by, fields=changed)
    _hear(session, by=by)
    tell_who_waits(session, by=by)
    return session


def _hear(session: DialogueSession, *, by: User) -> None:
    """The group is heard in its round; what was planned for it came or did not."""
    voice = hear_voice(
        session.round,
        session.subgroup,
        heard_on=session.held_on,
        channel=session.channel,
        by=by,
    )
    planned = {row.code for row in voice.accommodations.all()}
    came = {
        row["code"]: row["delivered"]
        for row in session.accommodations
        if row["code"] in planned and row["delivered"] is not None
    }
    if came and session.round.is_running:
        deliver_accommodations(voice, came, by=by)


@transaction.atomic
def lock_session(session: DialogueSession, *, by: User) -> DialogueSession:
    """Nothing is changed any more."""
    session = lock(session)
    check_transition(
        SESSION_TRANSITIONS, session, SessionStatus.LOCKED, lambda p: holds_move(by, session, p)
    )
    return _lock(session, by=by)


def _lock(session: DialogueSession, *, by: User | None) -> DialogueSession:
    changed = assign(
        session,
        {"status": SessionStatus.LOCKED, "locked_at": clock.now(), "locked_by": by},
    )
    record("session.locked", session, by=by, fields=changed)
    return session


@transaction.atomic
def unlock_session(
    session: DialogueSession,
    *,
    reason: str,
    by: User,
    wished_by: str = WishedBy.FACILITATOR,
    identifier_reason: str = "",
) -> DialogueSession:
    """A mentor opens it again at the facilitator's wish; the reason is kept."""
    session = lock(session)
    check_transition(
        SESSION_TRANSITIONS, session, SessionStatus.RECORDED, lambda p: holds_move(by, session, p)
    )
    demand_open_agreement(session.community)
    step = uuid.uuid4()
    named = demand_names_nobody(session, identifier_reason, reason, of=step, by=by)
    said = {"unlocked": reason, "wished_by": wished_by, "identifier_reason": named}
    Revision.objects.create(
        pk=step, record_id=session.pk, version=session.version, values=said, by=by
    )
    changed = assign(
        session,
        {
            "status": SessionStatus.RECORDED,
            "recorded_at": clock.now(),
            "locked_at": None,
            "locked_by": None,
        },
    )
    record("session.unlocked", session, by=by, fields=changed)
    return session


@transaction.atomic
def keep_promise(session: DialogueSession, *, by: User) -> DialogueSession:
    """What was promised to the group was done."""
    session = lock(session)
    demand_writer(by, session)
    if not session.promise or session.promise_kept_on:
        raise NotPossible(_("There is no open promise here."), session)
    changed = assign(session, {"promise_kept_on": clock.today()})
    record("session.promise_kept", session, by=by, fields=changed)
    return session


def lock_due_sessions(now: datetime) -> int:
    """Lock what was recorded fourteen days ago; returns how many."""
    locked = 0
    for session in DialogueSession.objects.due_to_lock(now)[:500]:
        with transaction.atomic():
            fresh = lock(session)
            if fresh.status == SessionStatus.RECORDED:
                _lock(fresh, by=None)
                locked += 1
    return locked
