"""What is deleted when a community that left wants its records gone, and which numbers are kept?"""

from __future__ import annotations

import logging
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.records import RevisionBase, assign
from participants.models import (
    AccessView,
    ChildrenInPlanning,
    Community,
    Confirmation,
    DataChoice,
    EntryVisit,
    Handover,
    Leaving,
    LiveContact,
    PlannedVoice,
    PlanningGroupMember,
    ProtectivePractice,
    Round,
)
from participants.models import Revision as ParticipantsRevision
from participants.models.leaving import LeavingQuerySet

from ..models import (
    Action,
    ActionPlan,
    BestInterestsCheck,
    ByLaw,
    ChildRole,
    Choice,
    CriteriaCheck,
    Decision,
    DialogueSession,
    Finding,
    FlagNote,
    Guess,
    Harm,
    HarmCategory,
    HarmOption,
    HeadCount,
    KeptCount,
    LookBack,
    Milestone,
    NormReflection,
    OptionView,
    OwnershipReview,
    PlanResource,
    PlanReview,
    Practice,
    Presentation,
    ProcessCheck,
    ProgressReport,
    RedFlag,
    Revision,
    SignOfChange,
    SignReading,
    TellBack,
    Tool,
)

LEAVINGS_PER_RUN = 100


def purge_due(now: datetime) -> int:
    """Delete what the communities whose day has come want deleted; returns how many they were.

    Each by itself: one that fails keeps nobody else's waiting, and none is purged twice.
    """
    today, purged, failed = clock.day_of(now), 0, 0
    due = Leaving.objects.due_to_purge(today)
    for key in list(due.values_list("pk", flat=True)[:LEAVINGS_PER_RUN]):
        try:
            purged += _purge_one(due, key, now=now)
        except Exception:  # told at the end, when nobody waits any more
            logging.getLogger(__name__).exception("The purge of leaving %s failed", key)
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} of {failed + purged} purges failed; they are still due")
    return purged


@transaction.atomic
def _purge_one(due: LeavingQuerySet, key: uuid.UUID, *, now: datetime) -> int:
    """Purge unless somebody else does; the agreement is locked, too, so that it cannot open now."""
    leaving = due.select_for_update(skip_locked=True).filter(pk=key).first()
    if leaving is None:
        return 0
    purge_community(leaving, now=now)
    return 1


@transaction.atomic
def purge_community(leaving: Leaving, *, now: datetime) -> Leaving:
    """Delete what the community chose to have deleted. `leaving` is locked, and its day has come."""
    community = leaving.community
    if leaving.data_choice == DataChoice.KEEP_AGGREGATE:
        keep_counts(community)
    else:
        KeptCount.objects.filter(community=community).delete()
    revised = _revised_keys(community)
    purged = _delete(community) | {"revisions": _forget_revisions(revised)}
    _wipe_words(community)
    values = {"purged": purged, "purged_at": now, "informed": "", "identifier_reason": ""}
    record("leaving.purged", leaving, by=None, fields=assign(leaving, values))
    return leaving


def _records(community: Community) -> dict[str, QuerySet]:
    """What goes, in an order in which nothing that stays is still pointed at."""
    return {
        "carried": Presentation.objects.filter(round__community=community),
        "told_back": TellBack.objects.filter(round__community=community),
        "choices": Choice.objects.filter(option__finding__community=community),
        "options": HarmOption.objects.filter(finding__community=community),
        "findings": Finding.objects.filter(community=community),
        "plans": ActionPlan.objects.filter(community=community),
        "ownership_reviews": OwnershipReview.objects.filter(community=community),
        "guesses": Guess.objects.filter(community=community),
        "by_laws": ByLaw.objects.filter(community=community),
        "practices_talked_of": Practice.objects.filter(community=community),
        "sessions": DialogueSession.objects.filter(community=community),
        "terms": Harm.objects.filter(community=community),
        "categories": HarmCategory.objects.filter(community=community),
        "practices": ProtectivePractice.objects.filter(community=community),
        "rounds": Round.objects.filter(community=community),
        "visits": EntryVisit.objects.filter(community=community),
        "members": PlanningGroupMember.objects.filter(community=community),
        "children_in_planning": ChildrenInPlanning.objects.filter(community=community),
        "handovers": Handover.objects.filter(community=community),
        "contacts": LiveContact.objects.filter(community=community),
        "access_views": AccessView.objects.filter(community=community),
        "confirmations": Confirmation.objects.filter(community=community),
    }


def _revised_keys(community: Community) -> set[uuid.UUID]:
    """The keys of everything of this community that may have said something else before."""
    inside = [
        Action.objects.filter(plan__community=community),
        ChildRole.objects.filter(action__plan__community=community),
        Milestone.objects.filter(action__plan__community=community),
        ProgressReport.objects.filter(action__plan__community=community),
        PlanResource.objects.filter(plan__community=community),
        PlanReview.objects.filter(plan__community=community),
        Decision.objects.filter(plan__community=community),
        SignOfChange.objects.filter(plan__community=community),
        SignReading.objects.filter(sign__plan__community=community),
        LookBack.objects.filter(plan__community=community),
        PlannedVoice.objects.filter(round__community=community),
        Tool.objects.filter(session__subgroup__community=community),
        NormReflection.objects.filter(practice__community=community),
        ProcessCheck.objects.filter(round__community=community),
        OptionView.objects.filter(option__finding__community=community),
        BestInterestsCheck.objects.filter(plan__community=community),
        CriteriaCheck.objects.filter(plan__community=community),
        RedFlag.objects.filter(plan__community=community),
        FlagNote.objects.filter(flag__plan__community=community),
    ]
    kept: list[Iterable[Model]] = [
        [community],
        [community.agreement],
        community.agreement.leavings.all(),
        community.subgroups.all(),
        community.phases.all(),
    ]
    rows = [*_records(community).values(), *inside, *kept]
    return {row.pk for some in rows for row in some}


def _delete(community: Community) -> dict[str, int]:
    """Delete the records with everything under them; kind → how many there were."""
    counts = {}
    for kind, records in _records(community).items():
        counts[kind] = records.count()
        records.delete()
    return counts


def _forget_revisions(keys: set[uuid.UUID]) -> int:
    stores: tuple[type[RevisionBase], ...] = (Revision, ParticipantsRevision)
    return sum(store.objects.filter(record_id__in=keys).delete()[0] for store in stores)


def _wipe_words(community: Community) -> None:
    """Of what stays, only the bones: who was asked on which day, and how they answered."""
    agreement = community.agreement
    assign(
        agreement,
        {
            "we_will": "",
            "we_will_not": "",
            "expectations": "",
            "conditions": "",
            "languages": "",
            "identifier_reason": "",
            "hosting_place": "",
            "hosting_shown_on": None,
            "renew_on": None,
            "listen_every_days": None,
        },
    )
    agreement.moves.update(words="", identifier_reason="")
    agreement.leavings.update(informed="", identifier_reason="")
    community.phases.update(decision="", identifier_reason="")
    community.subgroups.update(focus_code="", local_name="")


def keep_counts(community: Community) -> None:
    """Add up how many people took part, by quarter, sex and age, before the sessions go.

    Nobody counted is not 0: it stays unknown until somebody counted.
    """
    heard = DialogueSession.objects.heard().filter(community=community)
    cells: dict[tuple[date, str, str], list[HeadCount]] = defaultdict(list)
    for row in HeadCount.objects.filter(session__in=heard).select_related("session"):
        cells[quarter_of(row.session.held_on), row.sex, row.age_band].append(row)
    for (quarter, sex, age_band), rows in cells.items():
        kept, _made = KeptCount.objects.get_or_create(
            community=community, quarter=quarter, sex=sex, age_band=age_band
        )
        counted = [row for row in rows if row.people is not None]
        kept.people = _sum([kept.people, *(row.people for row in counted)])
        kept.with_difficulty = _sum(
            [kept.with_difficulty, *(row.with_difficulty for row in counted)]
        )
        kept.sessions += len(rows)
        kept.save()


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _sum(counted: Iterable[int | None]) -> int | None:
    known = [number for number in counted if number is not None]
    return sum(known) if known else None
