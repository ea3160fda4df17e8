"""How is something that may hurt a child seen in a plan, and talked over by facilitator and mentor?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.actions import notify
from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.models import Assignment

from ..flagged import Flag
from ..guard import demand_names_nobody
from ..models import ActionPlan, FlagNote, RedFlag
from ..models.best_interests import Side
from ..permissions.best_interests import demand_side, may_sign
from .best_interests import demand_talked_over


def demand_talking(plan: ActionPlan, *, by: User) -> str:
    """As whom `by` writes; raise NotPermitted or NotPossible unless they can now."""
    side = demand_side(by, plan.community)
    demand_talked_over(plan)
    return side


@transaction.atomic
def see_flag(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    kind: str,
    seen: str,
    by: User,
    identifier_reason: str = "",
) -> RedFlag:
    """Set a flag that no words gave away. It waits for a dialogue as one that was found."""
    plan = lock(plan)
    side = demand_talking(plan, by=by)
    open_ones = RedFlag.objects.filter(plan=plan, kind=kind, words="", settled_at=None)
    if other := open_ones.exclude(pk=id).first():
        raise NotPossible(_("This is set already, and waits for a dialogue."), other)
    if not seen.strip():
        raise NotPossible(_("Say in a few words what in the plan makes you think of it."), plan)
    reason = demand_names_nobody(plan, identifier_reason, seen, of=id, new=True, by=by)
    flag, made = create_once(
        RedFlag, id=id, by=by, plan=plan, kind=kind, seen=seen.strip(), identifier_reason=reason
    )
    if made:
        record("red_flag.seen", flag, by=by)
        _tell(plan, side, by=by)
    return flag


@transaction.atomic
def note_flag(
    *,
    id: uuid.UUID,
    plan: ActionPlan,
    flag: uuid.UUID,
    held_on: date,
    words: str,
    by: User,
    identifier_reason: str = "",
) -> FlagNote:
    """Write down the dialogue about one flag. The other of the two signs it, or writes as well."""
    plan = lock(plan)
    side = demand_talking(plan, by=by)
    if (sent := FlagNote.objects.filter(pk=id, created_by=by).first()) is not None:
        return sent
    if held_on > clock.today():
        raise NotPossible(_("The day is still to come."), plan)
    if not words.strip():
        raise NotPossible(_("Say what was said, and what comes of it."), plan)
    reason = demand_names_nobody(plan, identifier_reason, words, of=id, new=True, by=by)
    row = _row_of(_open_flag(plan, flag), plan, by=by)
    note, _made = create_once(
        FlagNote,
        id=id,
        by=by,
        flag=row,
        side=side,
        held_on=held_on,
        words=words.strip(),
        identifier_reason=reason,
    )
    record("red_flag.noted", row, by=by, fields=["notes"])
    if not _settle(row, by=by):
        _tell(plan, side, by=by)
    return note


@transaction.atomic
def sign_note(note: FlagNote, *, version: int, by: User) -> FlagNote:
    """Say that it was so: the note is then of facilitator and mentor."""
    plan = lock(note.plan)
    demand_talking(plan, by=by)
    note = lock(note, version=version)
    if note.signed_at is not None:
        raise NotPossible(_("The note is signed already."), plan)
    if not may_sign(by, note):
        raise NotPermitted
    assign(note, {"signed_at": clock.now(), "signed_by": by})
    record("red_flag.signed", note.flag, by=by, fields=["notes"])
    _settle(note.flag, by=by)
    return note


def _open_flag(plan: ActionPlan, key: uuid.UUID) -> Flag:
    """The flag as the plan reads now: one whose words changed is gone."""
    found = next((flag for flag in plan.open_flags if flag.key == key), None)
    if found is None:
        raise NotPossible(
            _("These words are no longer in the plan, or they were talked over already."), plan
        )
    return found


def _row_of(flag: Flag, plan: ActionPlan, *, by: User) -> RedFlag:
    if flag.row is not None:
        return flag.row
    row, _made = create_once(
        RedFlag, id=flag.key, by=by, plan=plan, kind=flag.kind, words=flag.words,
        sentence=flag.sentence,
    )  # fmt: skip
    return row


def _settle(flag: RedFlag, *, by: User) -> bool:
    """Talked over once facilitator and mentor, two people, have each put their hand to it."""
    flag = lock(flag)
    if flag.settled_at is None and _both_have_signed(flag):
        changed = assign(flag, {"settled_at": clock.now(), "settled_by": by})
        record("red_flag.settled", flag, by=by, fields=changed)
    return flag.settled_at is not None


def _both_have_signed(flag: RedFlag) -> bool:
    hands = flag.hands()
    one, two = (hands.get(side, set()) for side in Side)
    return any(a != b for a in one for b in two)


def _tell(plan: ActionPlan, side: str, *, by: User) -> None:
    """Whose turn it is now: the mentors where a facilitator wrote, and the other way round."""
    mentors = Assignment.objects.mentors(plan.community)
    told = [plan.created_by] if side == Side.MENTOR else mentors
    for person in told:
        if person != by:
            notify(person, about=plan)
