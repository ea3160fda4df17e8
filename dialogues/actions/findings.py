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
from cpfacilitate.lib.records import assign, create_once, lock
from cpfacilitate.lib.states import check_transition
from participants.actions import demand_live_agreement, demand_open_agreement
from participants.models import Community, Round, Subgroup
from participants.permissions import demand, holds

from ..guard import demand_names_nobody, forget_confirmed
from ..models import Action, DialogueSession, Finding, Presentation, RankedItem, Response, TellBack
from ..models.findings import Step
from ..models.rows import TOLD, Quote, ShareScope, stored_rows
from ..states import FINDING_TRANSITIONS, FindingStatus
from ..trail import sources, still_to_tell
from .revisions import keep_revision

S = TypeVar("S", Presentation, Response, TellBack)


def keep_findings(listening: Round, *, by: User) -> None:
    """Hold a finding for each harm that the round names, and none for what nobody says any more.

    What was carried already stays. What a group took back and now lets be told again is heard anew.
    """
    named = set(RankedItem.objects.heard_in(listening).values_list("harm", flat=True).order_by())
    held = Finding.objects.filter(round=listening)
    held.filter(status=FindingStatus.HEARD).exclude(harm__in=named).delete()
    for harm in named - set(held.values_list("harm", flat=True)):
        Finding.objects.get_or_create(
            round=listening,
            harm_id=harm,
            defaults={"community": listening.community, "created_by": by},
        )
    for finding in held.filter(status=FindingStatus.WITHDRAWN).allowed():
        _move(finding, FindingStatus.HEARD)


def _move(finding: Finding, status: FindingStatus) -> dict[str, object]:
    return assign(finding, {"status": status, "status_at": clock.now()})


def _check(finding: Finding, to: FindingStatus, *, by: User) -> None:
    check_transition(FINDING_TRANSITIONS, finding, to, lambda p: holds(by, p, finding.community))


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
    demand(by, Permission.CARRY_FINDING, round.community)
    demand_live_agreement(round.community)
    _demand_day(round, presented_on)
    carried = _locked(findings, of=round)
    kept = _demand_allowed(carried)
    presentation, made = create_once(
        Presentation,
        id=id,
        by=by,
        round=round,
        presented_on=presented_on,
        audience=audience,
        form=form,
        shown=shown,
        identifier_reason=demand_names_nobody(
            round, identifier_reason, shown, of=id, new=True, by=by
        ),
    )
    if not made:
        return presentation
    presentation.findings.set(kept)
    record("finding.carried", presentation, by=by)
    for finding in carried:
        if finding.status == FindingStatus.HEARD:
            _check(finding, FindingStatus.PRESENTED, by=by)
            record(
                "finding.presented", finding, by=by, fields=_move(finding, FindingStatus.PRESENTED)
            )
    return presentation


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


def _demand_day(listening: Round, day: date) -> None:
    if not listening.began_on <= day <= clock.today():
        raise NotPossible(_("Choose a day of this round, and not one to come."), listening)


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
    finding = lock(finding)
    demand(by, Permission.CARRY_FINDING, finding.community)
    demand_open_agreement(finding.community)
    if not Response.objects.filter(pk=id).exists():
        _check(finding, FindingStatus.ANSWERED, by=by)
    first = finding.presentations.order_by("presented_on").first()
    if first is None or not first.presented_on <= answered_on <= clock.today():
        raise NotPossible(
            _("An answer comes after it was told, and not on a day to come."), finding
        )
    if action is not None and action.plan.community != finding.community:
        raise NotPermitted
    response, made = create_once(
        Response,
        id=id,
        by=by,
        finding=finding,
        answered_on=answered_on,
        audience=audience,
        answer=answer,
        reason=reason,
        action=action,
        identifier_reason=demand_names_nobody(
            finding.round, identifier_reason, reason, of=id, new=True, by=by
        ),
    )
    if made:
        record("finding.answered", finding, by=by, fields=_move(finding, FindingStatus.ANSWERED))
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
    demand(by, Permission.CARRY_FINDING, round.community)
    demand_open_agreement(round.community)
    _demand_day(round, told_on)
    told = _locked(findings, of=round)
    if not groups:
        raise NotPossible(_("Choose which groups were told."), round)
    if any(group.community_id != round.community_id for group in groups):
        raise NotPermitted
    found = TellBack.objects.filter(pk=id).exists()
    for finding in [] if found else told:
        _check(finding, FindingStatus.TOLD_BACK, by=by)
    telling, made = create_once(
        TellBack,
        id=id,
        by=by,
        round=round,
        told_on=told_on,
        told_by=told_by,
        reaction=reaction,
        words=words,
        identifier_reason=demand_names_nobody(
            round, identifier_reason, words, of=id, new=True, by=by
        ),
    )
    if not made:
        return telling
    telling.findings.set(told)
    telling.groups.set(groups)
    record("round.told_back", telling, by=by)
    for finding in told:
        if not still_to_tell(finding, sources(finding)):
            record(
                "finding.told_back", finding, by=by, fields=_move(finding, FindingStatus.TOLD_BACK)
            )
    return telling


# --- Written by mistake --------------------------------------------------------------------------


@transaction.atomic
def remove_presentation(presentation: Presentation, *, by: User) -> None:
    """It was not so: take it out, and what it was of waits to be carried. Not once it was answered."""
    presentation, findings = _of_writer(presentation, by=by)
    if Response.objects.filter(finding__in=findings).exists():
        raise NotPossible(_("They have answered since. Take their answer out first."), presentation)
    _take_out(presentation, findings, by=by)


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
    of = [step.finding] if isinstance(step, Response) else list(step.findings.order_by("pk"))
    return lock(step), [lock(finding) for finding in of]


def _take_out(step: Step, findings: list[Finding], *, by: User) -> None:
    record("finding.step_removed", step, by=by)
    forget_confirmed(step)
    step.delete()
    for finding in findings:
        status = _stands_at(finding)
        if finding.status not in (status, FindingStatus.WITHDRAWN):
            record("finding.set_back", finding, by=by, fields=_move(finding, status))


def _stands_at(finding: Finding) -> FindingStatus:
    """Where what was kept of it leaves it."""
    if not finding.presentations.exists():
        return FindingStatus.HEARD
    if finding.answer is None:
        return FindingStatus.PRESENTED
    waiting = still_to_tell(finding, sources(finding)) or not finding.tell_backs.exists()
    return FindingStatus.ANSWERED if waiting else FindingStatus.TOLD_BACK


# --- Whose it is ---------------------------------------------------------------------------------


@transaction.atomic
def withdraw_finding(finding: Finding, *, version: int, subgroup: Subgroup, by: User) -> Finding:
    """A group takes back what it let be told, before anybody heard it; no reason is asked.

    Its own lists and quotes say so from now on, which every page is made from. What the sessions
    said before is kept.
    """
    finding = lock(finding, version=version)
    _check(finding, FindingStatus.WITHDRAWN, by=by)
    demand_open_agreement(finding.community)
    said = {"harm": finding.harm, "session__round": finding.round, "session__subgroup": subgroup}
    items = RankedItem.objects.told().filter(**said)
    keys = set(items.order_by().values_list("session", flat=True))
    if not keys:
        raise NotPossible(_("This group lets nobody hear of it already."), finding)
    for session in DialogueSession.objects.filter(pk__in=keys).order_by("pk"):
        _keep_to_facilitators(lock(session), finding, by=by)
    if not Finding.objects.filter(pk=finding.pk).allowed().exists():
        _move(finding, FindingStatus.WITHDRAWN)
    record("finding.withdrawn", finding, by=by)
    return finding


def _keep_to_facilitators(session: DialogueSession, finding: Finding, *, by: User) -> None:
    """What the session says of it stays with facilitators."""
    before = stored_rows(session)
    for model in (RankedItem, Quote):
        rows = model._default_manager.filter(session=session, harm=finding.harm)
        rows.filter(share_scope__in=TOLD).update(share_scope=ShareScope.FACILITATORS)
    after = stored_rows(session)
    changed = {name: before[name] for name in ("items", "quotes") if before[name] != after[name]}
    keep_revision(session, changed, by=by)
    session.version += 1
    session.save(update_fields=["version"])
    record("session.taken_back", session, by=by, fields=changed)


@transaction.atomic
def open_finding(finding: Finding, *, by: User) -> Finding:
    """Say that the name of the one group of children that said it can do that group no harm.

    The facilitator says it first, then the mentor; until both did, it is told as "children said".
    """
    finding = lock(finding)
    own: dict[str, object]
    if holds(by, Permission.CARRY_FINDING, finding.community) and finding.open_by is None:
        own = {"open_by": by, "open_at": clock.now()}
    elif not holds(by, Permission.UNLOCK_SESSION, finding.community):
        raise NotPermitted
    elif finding.open_by is None or finding.open_with is not None or finding.open_by == by:
        raise NotPossible(_("The facilitator says it first, and the mentor once."), finding)
    else:
        own = {"open_with": by, "open_with_at": clock.now()}
    record("finding.opened", finding, by=by, fields=assign(finding, own))
    return finding


@transaction.atomic
def guard_finding(finding: Finding, *, by: User) -> Finding:
    """Take it back that the group's name can be told; one of the two is enough."""
    finding = lock(finding)
    community: Community = finding.community
    if not any(
        holds(by, p, community) for p in (Permission.CARRY_FINDING, Permission.UNLOCK_SESSION)
    ):
        raise NotPermitted
    nobody = dict.fromkeys(("open_by", "open_at", "open_with", "open_with_at"))
    record("finding.guarded", finding, by=by, fields=assign(finding, nobody))
    return finding
