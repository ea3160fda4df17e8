"""Could what was written of a dialogue, a plan, a practice or a rule tell somebody who a child is?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.lib.identifiers import Hint
from cpfacilitate.lib.records import Record, keep_confirmed
from participants import naming
from participants.models import Community, Round

from .models import (
    ActionPlan,
    ByLaw,
    Confirmation,
    DialogueSession,
    OwnershipReview,
    Practice,
    ProcessCheck,
    Revision,
)
from .models.rows import ROW_TEXTS
from .models.told import terms_read_by

SESSION_TEXTS = (
    "question", "more_languages", "before_note", "space_note", "decisions_asked", "promise",
)  # fmt: skip
LISTS = ("accommodations", "power_notes")  # of which each has a note
REASON = "identifier_reason"
# Whatever words may stand in, or within, and what a confirmation calls it.
Place = DialogueSession | ActionPlan | Round | Practice | ByLaw | ProcessCheck | OwnershipReview
PLACES: dict[type[Record], str] = {
    DialogueSession: "session",
    ActionPlan: "plan",
    Round: "round",
    Practice: "practice",
    ByLaw: "by_law",
    ProcessCheck: "process_check",
    OwnershipReview: "ownership_review",
}


def session_hints(session: DialogueSession, *, by: User) -> list[Hint]:
    """Every stretch of the session's words that may identify someone, once each."""
    return _hints_with(session, {"values": {}, "rows": {}}, by=by)


def _hints_with(session: DialogueSession, said: Mapping[str, Any], *, by: User) -> list[Hint]:
    """The same once `said`, as `save_session` takes it, is written."""
    values = {name: getattr(session, name) for name in SESSION_TEXTS + LISTS} | said["values"]
    texts = [values[name] for name in SESSION_TEXTS]
    texts += [row["note"] for name in LISTS for row in values[name]]
    for relation, names in ROW_TEXTS.items():
        if relation in said["rows"]:
            texts += [row.get(name, "") for row in said["rows"][relation] for name in names]
        else:
            rows = getattr(session, relation).all()
            texts += [getattr(row, name) for row in rows for name in names]
    return seen_in(session.community, texts, by=by)


def needs_reason(session: DialogueSession, said: Mapping[str, Any], *, by: User) -> bool:
    """May its words identify someone once `said` is written?"""
    return bool(_hints_with(session, said, by=by))


def sentence_on(session: DialogueSession, said: Mapping[str, Any], *, by: User) -> str:
    """What stands against `said` in a session that counts, for whoever writes it; or nothing."""
    found = _hints_with(session, said, by=by)
    if not found:
        return ""
    reason = said["values"].get(REASON, session.identifier_reason).strip()
    if not reason:
        return _without_reason(found)
    stood = set(session_hints(session, by=by))
    new = [hint for hint in found if hint not in stood]
    if new and (reason == session.identifier_reason or was_given(session.pk, reason)):
        return _without_reason(new)
    told = told_by_reason(session.community, reason, found, by=by)
    return naming.reason_sentence(told) if told else ""


def _without_reason(found: Iterable[Hint]) -> str:
    return _("%(words)s may tell who someone is. Rewrite it, or say why it does not.") % {
        "words": naming.seen_words(found)
    }


def was_given(key: uuid.UUID, reason: str) -> bool:
    """Did this reason ever speak for words of the record? Then it speaks for no new ones."""
    confirmed = Confirmation.objects.filter(record_id=key).values_list("reason", flat=True)
    earlier = Revision.objects.filter(record_id=key, values__has_key=REASON)
    given = [*confirmed, *earlier.values_list(f"values__{REASON}", flat=True)]
    return _plain(reason) in {_plain(each) for each in given}


def _plain(reason: str) -> str:
    return " ".join(reason.casefold().split())


def seen_in(community: Community, texts: Iterable[str], *, by: User) -> list[Hint]:
    """Every stretch of the texts that may identify someone, once each.

    What people here call harms, plans and practices, besides `own_words`, names nobody, where `by`
    reads of it: one query for all.
    """
    harms = naming.said(terms_read_by(by, community), "local_term")
    plans = naming.said(ActionPlan.objects.visible_to(by).of_community(community), "name")
    read = Practice.objects.visible_to(by).filter(community=community)
    words = [*naming.own_words(community, by), harms, plans, naming.said(read, "local_term")]
    return naming.seen_in(community, texts, words, by=by)


def name_sentence(community: Community, name: str, *, by: User) -> str:
    """What stands against a name that people give to a group of words, for which no reason is taken."""
    found = seen_in(community, [name], by=by)
    if not found:
        return ""
    return _(
        "This may tell who someone is: %(words)s. Give the group of words another name, in small "
        "letters where it is nobody’s."
    ) % {"words": naming.seen_words(found)}


def told_by_reason(
    community: Community, reason: str, explained: Iterable[Hint], *, by: User
) -> list[Hint]:
    """What a reason says itself of who someone is, besides the words that it explains."""
    return naming.told_by_reason(seen_in(community, [reason], by=by), explained)


def demand_names_nobody(
    place: Place,
    reason: str,
    *texts: str,
    of: uuid.UUID,
    by: User,
    standing: Iterable[str] = (),
    new: bool = False,
) -> str:
    """Why words that may tell who someone is name nobody; nothing where no words may.

    For the texts of any record of a `place`: `of` is the record's own key, and
    `texts` with those `standing` as they were are all its texts. With a reason the words are kept
    as a Confirmation, which goes when the place does; those of a `new` record only once, however
    often it arrives. Raises NotPossible where a reason is missing, or says itself who someone is.
    """
    found, stood = (seen_in(place.community, each, by=by) for each in (texts, standing))
    told = told_by_reason(place.community, reason, [*found, *stood], by=by)
    naming.demand_reason(reason, found, told)
    reason = reason.strip() if found else ""
    if new and Confirmation.objects.filter(record_id=of).exists():
        return reason
    _keep(place, of, [*found, *stood], reason, by=by)
    return reason


def forget_confirmed(*rows: Record) -> None:
    """What is gone says nothing that a reason would still be kept for."""
    Confirmation.objects.filter(record_id__in=[row.pk for row in rows]).delete()


def reason_kept(key: uuid.UUID) -> str:
    """Why the words of this record name nobody, as it was said last; nothing where none do."""
    last = Confirmation.objects.filter(record_id=key).first()
    return "" if last is None else last.reason


def keep_session_confirmed(session: DialogueSession, *, by: User) -> None:
    """Keep why the words of a session that counts name nobody, as its reason says."""
    _keep(session, session.pk, session_hints(session, by=by), session.identifier_reason, by=by)


def _keep(place: Place, of: uuid.UUID, found: list[Hint], reason: str, *, by: User) -> None:
    words = [hint.excerpt for hint in found]
    at = {PLACES[type(place)]: place}
    keep_confirmed(
        Confirmation, of, words=words, reason=reason, by=by, community=place.community, **at
    )
