"""What of a dialogue, and of talking a plan over, is forgotten when it has served?

The lists, the counts and what was carried stay: the comparison and the community's plans stand on
them. What goes are notes about the dialogue, sayings nobody carried on, and who was silent.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from cpfacilitate.audit.actions import record
from cpfacilitate.lib.retention import any_said

from ..models import (
    ActionPlan,
    Amendment,
    BestInterestsCheck,
    Confirmation,
    DialogueSession,
    Finding,
    FlagNote,
    Quote,
    RankedItem,
    RedFlag,
    Reflection,
    Revision,
    Tool,
)
from ..states import PlanStatus, SessionStatus
from .words import keep_words

NOTES = ("before_note", "space_note", "question", "decisions_asked", "identifier_reason")


def _of(model: type, path: str = "session", **narrowed: object) -> Exists:
    return Exists(model._base_manager.filter(**{path: OuterRef("pk")}, **narrowed))


def _uncarried() -> QuerySet:
    """Sayings that no finding carries on."""
    return Quote.objects.exclude(Exists(Finding.objects.filter(quote=OuterRef("pk"))))


def with_notes() -> QuerySet:
    """Sessions of which something raw is still kept, and drafts that never counted."""
    sayings = Exists(_uncarried().filter(session=OuterRef("pk")))
    whys = Exists(RankedItem.objects.filter(session=OuterRef("pk")).exclude(why=""))
    memos = Exists(
        Tool.objects.filter(any_said("memo", "identifier_reason"), session=OuterRef("pk"))
    )
    earlier = Exists(Revision.objects.filter(record_id=OuterRef("pk")))
    promised = ~Q(promise="") & Q(promise_kept_on__isnull=False)
    draft = Q(status=SessionStatus.DRAFT)
    said = any_said(*NOTES) | promised | draft
    return DialogueSession.objects.filter(
        said | sayings | whys | memos | earlier | _of(Amendment) | _of(Confirmation)
    )


@transaction.atomic
def forget_notes(row: QuerySet, now: datetime) -> bool:
    """Forget the raw notes of one session; an open promise stays until it is kept."""
    session = row.select_for_update(skip_locked=True, of=("self",)).first()
    if session is None:
        return False
    record("session.notes_forgotten", session, by=None)
    tools = Tool.objects.filter(session=session)
    keys = [session.pk, *tools.values_list("pk", flat=True)]
    Revision.objects.filter(record_id__in=keys).delete()
    if session.status == SessionStatus.DRAFT:
        session.delete()
        return True
    wiped = dict.fromkeys(NOTES, "")
    if session.promise_kept_on is not None:
        wiped["promise"] = ""
    DialogueSession.objects.filter(pk=session.pk).update(**wiped)
    _uncarried().filter(session=session).delete()
    session.items.update(why="")
    session.amendments.all().delete()
    session.confirmations.all().delete()
    tools.update(memo="", identifier_reason="")
    keep_words(DialogueSession.objects.for_page().get(pk=session.pk))
    return True


def with_power_notes() -> QuerySet:
    """Sessions with notes on who spoke and who was silent, now or before, or with a reflection."""
    return DialogueSession.objects.filter(
        ~Q(power_notes=[])
        | _of(Reflection)
        | _of(Revision, "record_id", values__has_key="power_notes")
    )


@transaction.atomic
def forget_power_notes(row: QuerySet, now: datetime) -> bool:
    """Forget who spoke and who was silent, and what facilitator and mentor thought of it."""
    session = row.select_for_update(skip_locked=True, of=("self",)).first()
    if session is None:
        return False
    record("session.power_notes_forgotten", session, by=None)
    DialogueSession.objects.filter(pk=session.pk).update(power_notes=[])
    for earlier in Revision.objects.filter(record_id=session.pk, values__has_key="power_notes"):
        del earlier.values["power_notes"]
        earlier.save(update_fields=["values"])
    for reflection in Reflection.objects.filter(session=session):
        answers = reflection.answers.values_list("pk", flat=True)
        Revision.objects.filter(record_id__in=[reflection.pk, *answers]).delete()
        reflection.delete()
    return True


def talked_over() -> QuerySet:
    """Plans that are over and still keep what was said about them in confidence."""
    weighed = BestInterestsCheck.objects.filter(
        any_said("girls_said", "boys_said"), plan=OuterRef("pk")
    )
    return ActionPlan.objects.filter(
        Exists(weighed)
        | _of(FlagNote, "flag__plan")
        | Exists(RedFlag.objects.filter(plan=OuterRef("pk")).exclude(seen="")),
        status__in=[PlanStatus.CONCLUDED, PlanStatus.SET_ASIDE],
    )


@transaction.atomic
def forget_talk(row: QuerySet, now: datetime) -> bool:
    """Forget what girls and boys said of a plan apart, and the notes on what could have hurt."""
    plan = row.select_for_update(skip_locked=True, of=("self",)).first()
    if plan is None:
        return False
    record("plan.talk_forgotten", plan, by=None)
    checks = BestInterestsCheck.objects.filter(plan=plan)
    flags, notes = RedFlag.objects.filter(plan=plan), FlagNote.objects.filter(flag__plan=plan)
    keys = [row.pk for rows in (checks, flags, notes) for row in rows]
    Revision.objects.filter(record_id__in=keys).delete()
    Confirmation.objects.filter(record_id__in=keys).delete()
    checks.update(girls_said="", boys_said="", identifier_reason="")
    notes.delete()
    flags.exclude(seen="").delete()
    return True
