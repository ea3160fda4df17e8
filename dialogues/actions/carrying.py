"""How does what was heard reach those who decide, and their answer those who said it?"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock
from participants.actions import (
    demand_day_of_round,
    demand_live_agreement,
    demand_open_agreement,
)
from participants.models import Round, Subgroup
from participants.permissions import demand

from ..guard import demand_names_nobody, forget_confirmed
from ..models import Action, Finding, Presentation, Response, TellBack
from ..models.carried import Step
from ..states import FindingStatus
from .findings import (
    check_finding,
    keep_findings,
    keep_words_carried,
    move_finding,
    stands_at,
)

S = TypeVar("S", Presentation, Response, TellBack)

# --- Carried -------------------------------------------------------------------------------------


@transaction.atomic
def present_findings(
    *,
    id: uuid.UUID,
    round: Round,
    findings: Collection[Finding],
    presented_on: date,
    audience: str,
    form: str,
    by: User,
    shown: str = "",
    identifier_reason: str = "",
) -> Presentation:
    """Write down that findings were carried to those who decide.

    Only what the groups let be told is carried. What was carried before can be carried again.
    """
    round = lock(round)
    demand(by, Permission.CARRY_FINDING, round.community)
    demand_live_agreement(round.community)
    demand_day_of_round(round, presented_on)
    carried = _locked(findings, of=round)
    kept = _demand_allowed(carried)
    reason = demand_names_nobody(round, identifier_reason, shown, of=id, new=True, by=by)
    presentation, made = create_once(
        Presentation, id=id, by=by, round=round, presented_on=presented_on, audience=audience,
        form=form, shown=shown, identifier_reason=reason,
    )  # fmt: skip
    if not made:
        return presentation
    presentation.findings.set(kept)
    record("finding.carried", presentation, by=by)
    for finding in carried:
        keep_words_carried(finding)
        if finding.status == FindingStatus.HEARD:
            check_finding(finding, FindingStatus.PRESENTED, by=by)
            _moved(finding, FindingStatus.PRESENTED, by=by)
    return presentation


def _moved(finding: Finding, to: str, *, by: User) -> None:
    record(f"finding.{to}", finding, by=by, fields=move_finding(finding, to))


def _locked(findings: Collection[Finding], *, of: Round) -> list[Finding]:
    """The findings, locked in one order, all of them of the round."""
    if not findings:
        raise NotPossible(_("Choose what it is about."), of)
    found = [lock(finding) for finding in sorted(findings, key=lambda finding: finding.pk)]
    if any(finding.round_id != of.pk for finding in found):
        raise NotPermitted
    return found


def _demand_allowed(findings: Collection[Finding]) -> QuerySet[Finding]:
    """Raise NotPossible unless a group lets each of them be told."""
    keys = {finding.pk for finding in findings}
    allowed = Finding.objects.filter(pk__in=keys).exclude(status=FindingStatus.WITHDRAWN).allowed()
    if set(allowed.values_list("pk", flat=True)) != keys:
        raise NotPossible(
            _("The group keeps this to itself. Ask it first what may be told, and how."),
            next(iter(findings)).round,
        )
    return allowed


# --- Answered ------------------------------------------------------------------------------------


@transaction.atomic
def respond_to_finding(
    *,
    id: uuid.UUID,
    finding: Finding,
    answered_on: date,
    audience: str,
    answer: str,
    reason: str,
    by: User,
    action: Action | None = None,
    identifier_reason: str = "",
) -> Response:
    """Keep what those who decide answered, and why; a later answer stands beside an earlier one."""
    lock(finding.round)
    finding = lock(finding)
    demand(by, Permission.CARRY_FINDING, finding.community)
    demand_open_agreement(finding.community)
    if not Response.objects.filter(pk=id).exists():
        check_finding(finding, FindingStatus.ANSWERED, by=by)
    first = finding.presentations.order_by("presented_on").first()
    if first is None or not first.presented_on <= answered_on <= clock.today():
        raise NotPossible(
            _("An answer comes after it was told, and not on a day to come."), finding
        )
    if action is not None and action.plan.community != finding.community:
        raise NotPermitted
    why = demand_names_nobody(finding.round, identifier_reason, reason, of=id, new=True, by=by)
    response, made = create_once(
        Response, id=id, by=by, finding=finding, answered_on=answered_on, audience=audience,
        answer=answer, reason=reason, action=action, identifier_reason=why,
    )  # fmt: skip
    if made:
        record("finding.answered", finding, by=by, fields=move_finding(finding, stands_at(finding)))
    return response


# --- Told back -----------------------------------------------------------------------------------


@transaction.atomic
def tell_back(
    *,
    id: uuid.UUID,
    round: Round,
    findings: Collection[Finding],
    groups: Collection[Subgroup],
    told_on: date,
    told_by: str,
    reaction: str,
    by: User,
    words: str = "",
    identifier_reason: str = "",
) -> TellBack:
    """Keep that groups were told what came of what they said, and how they took it.

    A finding is told back once every group that is to know of it was told since the last answer.
    """
    round = lock(round)
    demand(by, Permission.CARRY_FINDING, round.community)
    demand_open_agreement(round.community)
    demand_day_of_round(round, told_on)
    told = _locked(findings, of=round)
    _demand_groups(round, groups)
    if not TellBack.objects.filter(pk=id).exists():
        _demand_tellable(told, told_on, by=by)
    reason = demand_names_nobody(round, identifier_reason, words, of=id, new=True, by=by)
    telling, made = create_once(
        TellBack, id=id, by=by, round=round, told_on=told_on, told_by=told_by, reaction=reaction,
        words=words, identifier_reason=reason,
    )  # fmt: skip
    if not made:
        return telling
    telling.findings.set(told)
    telling.groups.set(groups)
    record("round.told_back", telling, by=by)
    for finding in told:
        if stands_at(finding) == FindingStatus.TOLD_BACK:
            _moved(finding, FindingStatus.TOLD_BACK, by=by)
    return telling


def _demand_groups(listening: Round, groups: Collection[Subgroup]) -> None:
    if not groups:
        raise NotPossible(_("Choose which groups were told."), listening)
    if any(group.community_id != listening.community_id for group in groups):
        raise NotPermitted


def _demand_tellable(findings: Collection[Finding], told_on: date, *, by: User) -> None:
    """Raise NotPossible unless there is an answer to each of which one could tell that day."""
    for finding in findings:
        check_finding(finding, FindingStatus.TOLD_BACK, by=by)
        if finding.answer is not None and told_on < finding.answer.answered_on:
            raise NotPossible(_("That is before they answered."), finding)


# --- Written by mistake --------------------------------------------------------------------------


@transaction.atomic
def remove_presentation(presentation: Presentation, *, by: User) -> None:
    """It was not so: take it out, and what it was of waits to be carried. Not once it was answered."""
    presentation, findings = _of_writer(presentation, by=by)
    answered = Response.objects.filter(finding__in=findings).values("finding")
    others = Presentation.objects.exclude(pk=presentation.pk).values("findings")
    if Finding.objects.filter(pk__in=answered).exclude(pk__in=others).exists():
        raise NotPossible(_("They have answered since. Take their answer out first."), presentation)
    _take_out(presentation, findings, by=by)
    keep_findings(presentation.round, by=by)


@transaction.atomic
def remove_response(response: Response, *, by: User) -> None:
    """It was not so: take the answer out. Not once those who said it were told of it."""
    response, findings = _of_writer(response, by=by)
    for finding in findings:
        last = finding.tell_backs.last()
        if last is not None and last.created_at >= response.created_at:
            raise NotPossible(
                _("They were told of it. Take out that they were told first."), finding
            )
    _take_out(response, findings, by=by)


@transaction.atomic
def remove_tell_back(telling: TellBack, *, by: User) -> None:
    """It was not so: those who said it wait to be told."""
    telling, findings = _of_writer(telling, by=by)
    _take_out(telling, findings, by=by)


def _of_writer(step: S, *, by: User) -> tuple[S, list[Finding]]:
    """The step with its findings, locked; only who wrote it takes it out."""
    demand(by, Permission.CARRY_FINDING, step.community)
    if step.created_by_id != by.pk:
        raise NotPermitted
    demand_open_agreement(step.community)
    lock(step.listening)
    of = [step.finding] if isinstance(step, Response) else list(step.findings.order_by("pk"))
    return lock(step), [lock(finding) for finding in of]


def _take_out(step: Step, findings: list[Finding], *, by: User) -> None:
    record("finding.step_removed", step, by=by)
    forget_confirmed(step)
    step.delete()
    for finding in findings:
        status = stands_at(finding)
        if finding.status not in (status, FindingStatus.WITHDRAWN):
            record("finding.set_back", finding, by=by, fields=move_finding(finding, status))
