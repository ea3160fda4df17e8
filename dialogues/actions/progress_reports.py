"""How do people tell what was done for a step, and what they do about what stood in the way?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import demand_open_agreement
from participants.permissions import demand

from ..guard import demand_names_nobody
from ..models import Action, Far, ObstacleAnswer, ProgressReport
from ..permissions import plans as permissions
from ..states import ActionStatus
from .plans import revise
from .steps import move_action


@transaction.atomic
def add_progress_report(
    *,
    id: uuid.UUID,
    action: Action,
    reported_on: date,
    steps_taken: str,
    led_by: str,
    by: User,
    progress: int | None = None,
    obstacle: str = "",
    unexpected: str = "",
    evidence: str = "",
    told_at: str = "",
    identifier_reason: str = "",
) -> ProgressReport:
    """Tell what was done for a step, and how far it is; what is done by now is reported as done."""
    if ProgressReport.objects.filter(pk=id, created_by=by).exists():
        return ProgressReport.objects.get(pk=id)
    plan = lock(action.plan)
    action = lock(action)
    demand_reporting(action, by=by)
    if reported_on > clock.today():
        raise NotPossible(_("The day is still to come."), action)
    if not told_at and not permissions.is_own_affair(by, plan):
        raise NotPossible(_("Say at which meeting the community told this."), action)
    if progress is not None and not permissions.is_far_asked(action):
        raise NotPossible(_("How far this step is follows from its parts, or it is done."), action)
    reason = demand_names_nobody(
        plan, identifier_reason, steps_taken, obstacle, unexpected, evidence, told_at,
        of=id, new=True, by=by,
    )  # fmt: skip
    report, made = create_once(
        ProgressReport, id=id, by=by, action=action, reported_on=reported_on,
        steps_taken=steps_taken, led_by=led_by, progress=progress, obstacle=obstacle,
        unexpected=unexpected, evidence=evidence, told_at=told_at, identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("progress_report.added", report, by=by)
        _bring_forward(action, report, by=by)
    return report


@transaction.atomic
def edit_progress_report(
    report: ProgressReport,
    *,
    version: int,
    steps_taken: str,
    by: User,
    obstacle: str = "",
    unexpected: str = "",
    evidence: str = "",
    told_at: str = "",
    identifier_reason: str = "",
) -> ProgressReport:
    """Put the words of a report right. How far the step is, is told in another report."""
    plan = lock(report.action.plan)
    report = lock(report, version=version)
    demand_correcting(report, by=by)
    words = {
        "steps_taken": steps_taken, "obstacle": obstacle, "unexpected": unexpected,
        "evidence": evidence, "told_at": told_at,
    }  # fmt: skip
    if any(words[name] != getattr(report, name) for name in report.built_on):
        raise NotPossible(_("Something was built on these words, so they stay."), report)
    if report.told_at and not told_at:
        raise NotPossible(_("Say at which meeting the community told this."), report)
    reason = demand_names_nobody(
        plan, identifier_reason, *words.values(), of=report.pk,
        standing=[report.answer_words, report.decided_by], by=by,
    )  # fmt: skip
    revise(report, {**words, "identifier_reason": reason}, "progress_report.edited", by=by)
    return report


def demand_correcting(report: ProgressReport, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` wrote the report, and may still write there."""
    demand(by, Permission.REPORT_ACTION, report.community)
    if not permissions.wrote_report(by, report):
        raise NotPermitted
    demand_open_agreement(report.community)


def demand_reporting(action: Action, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may tell what was done for the step now."""
    plan = action.plan
    demand(by, Permission.REPORT_ACTION, plan.community)
    demand_open_agreement(plan.community)
    if action.status == ActionStatus.DROPPED:
        raise NotPossible(_("This step was dropped. Nothing more is reported on it."), action)
    if not permissions.is_agreed(action):
        raise NotPossible(_("The community has not agreed to this step yet."), plan)


def _bring_forward(action: Action, report: ProgressReport, *, by: User) -> None:
    """The step is as far as was reported of the latest day: begun, a part of it, or done."""
    far = report.progress
    later = action.reports.filter(reported_on__gt=report.reported_on, progress__isnull=False)
    if far != Far.DONE and later.exists():
        return
    if action.status == ActionStatus.PLANNED and far != Far.NOT_BEGUN:
        action = move_action(action, ActionStatus.STARTED, version=action.version, by=by)
    if far == Far.DONE:
        move_action(
            action,
            ActionStatus.DONE,
            version=action.version,
            evidence=report.evidence,
            identifier_reason=report.identifier_reason,
            by=by,
        )
    elif far is not None:
        revise(action, {"progress": far}, "action.brought_forward", by=by)


@transaction.atomic
def answer_obstacle(
    report: ProgressReport,
    *,
    version: int,
    obstacle_answer: str,
    answer_words: str,
    by: User,
    decided_by: str = "",
    identifier_reason: str = "",
) -> ProgressReport:
    """Say what is done about what stood in the way: another way, on as before, or no further."""
    plan = lock(report.action.plan)
    action = lock(report.action)
    report = lock(report, version=version)
    demand_answering(report, by=by)
    if not answer_words.strip():
        raise NotPossible(_("Say in a few words how you go on, or why you stop."), report)
    stops = obstacle_answer == ObstacleAnswer.STOP
    if stops and not decided_by.strip():
        raise NotPossible(_("Say whose decision it was to stop."), report)
    names = ("steps_taken", "obstacle", "unexpected", "evidence", "told_at")
    reason = demand_names_nobody(
        plan, identifier_reason, answer_words, decided_by, of=report.pk,
        standing=[getattr(report, name) for name in names], by=by,
    )  # fmt: skip
    values = {
        "obstacle_answer": obstacle_answer,
        "answer_words": answer_words.strip(),
        "decided_by": decided_by.strip() if stops else "",
        "answered_at": clock.now(),
        "answered_by": by,
    }
    revise(report, values, "progress_report.answered", by=by)
    if stops:
        move_action(
            action,
            ActionStatus.DROPPED,
            version=action.version,
            dropped_reason=answer_words,
            identifier_reason=reason,
            by=by,
        )
    return report


def demand_answering(report: ProgressReport, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless something stood in the way that waits for an answer."""
    demand(by, Permission.REPORT_ACTION, report.community)
    demand_open_agreement(report.community)
    if not report.waits:
        raise NotPossible(_("Nothing waits for an answer here now."), report)
    demand_reporting(report.action, by=by)
