"""What does a round hold as heard, and how does a group keep what it said?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, lock
from cpfacilitate.lib.states import check_transition
from participants.actions import demand_open_agreement
from participants.models import Community, Round, Subgroup, fold
from participants.permissions import holds

from ..models import DialogueSession, Finding, Quote, RankedItem, ShareScope, Tool, ToolRow
from ..models.findings import CARRIED_TOOLS, FindingKind
from ..models.rows import TOLD, stored_rows
from ..models.tools import revised_rows
from ..states import FINDING_TRANSITIONS, FindingStatus, SessionStatus
from ..trail import is_sensitive, sources, still_to_tell
from .revisions import keep_revision

# Of a finding of which nobody says that the group's name can do it no harm.
CLOSED = dict.fromkeys(("open_by", "open_at", "open_with", "open_with_at"))
_FACILITATORS = ShareScope.FACILITATORS


def keep_findings(listening: Round, *, by: User) -> None:
    """Hold a finding for each thing that the round heard, and none for what nobody says any more.

    `listening` is locked. What was carried stays, and waits again where a group says it that was
    not told; what a group took back and now lets be told is heard anew.
    """
    heard = _heard_in(listening)
    held = {finding.pk: finding for finding in Finding.objects.filter(round=listening)}
    known = {finding.of for finding in held.values()}
    for key, (made_of, _spoke) in heard.items():
        if key not in known and made_of:
            finding = Finding(
                round=listening, community=listening.community, created_by=by, **made_of
            )
            finding.since = _since(finding, FindingStatus.HEARD)
            finding.save()
    allowed = set(Finding.objects.filter(round=listening).allowed().values_list("pk", flat=True))
    for key, finding in held.items():
        made_of, spoke = heard.get(finding.of, ({}, set()))
        if finding.status == FindingStatus.HEARD and not made_of:
            if not finding.options.exists():
                finding.delete()
        elif finding.status == FindingStatus.WITHDRAWN and key in allowed:
            move_finding(finding, FindingStatus.HEARD)
        else:
            _follow(finding, spoke)


# What a finding is made of, as its fields say it, and which groups say it.
Heard = tuple[dict[str, Any], set[Subgroup]]


def _heard_in(listening: Round) -> dict[uuid.UUID | None, Heard]:
    """Key → what the round heard. Of a saying about a harm that is on a list, the harm is carried."""
    heard: dict[uuid.UUID | None, Heard] = {}
    for item in RankedItem.objects.heard_in(listening):
        made_of = {"kind": FindingKind.HARM, "harm_id": item.harm_id}
        heard.setdefault(item.harm_id, (made_of, set()))[1].add(item.session.subgroup)
    sessions = DialogueSession.objects.heard().filter(round=listening)
    for quote in Quote.objects.filter(session__in=sessions).select_related("session__subgroup"):
        made_of = {} if quote.harm_id else {"kind": FindingKind.QUOTE, "quote": quote}
        heard[quote.pk] = (made_of, {quote.session.subgroup})
    tools = Tool.objects.filter(session__in=sessions, kind__in=CARRIED_TOOLS)
    for tool in tools.select_related("session__subgroup"):
        heard[tool.pk] = ({"kind": tool.kind, "tool": tool}, {tool.session.subgroup})
    return heard


def _follow(finding: Finding, spoke: set[Subgroup]) -> None:
    """Let what is said of the finding hold for those who say it now."""
    if finding.open_by_id and sum(group.is_child for group in spoke) != 1:
        assign(finding, CLOSED)
    if finding.status in (FindingStatus.ANSWERED, FindingStatus.TOLD_BACK):
        status = stands_at(finding)
        if status != finding.status:
            move_finding(finding, status)


def move_finding(finding: Finding, status: FindingStatus) -> dict[str, object]:
    values = {"status": status, "status_at": clock.now(), "since": _since(finding, status)}
    return assign(finding, values)


def _since(finding: Finding, status: FindingStatus) -> date:
    """The day on which it came to stand there: of the step itself, not of when it was written down."""
    days: Iterable[date] = ()
    if status == FindingStatus.HEARD:
        days = sorted(row.session.held_on for each in sources(finding) for row in each.rows)
    elif status == FindingStatus.PRESENTED:
        days = finding.presentations.values_list("presented_on", flat=True)
    elif status == FindingStatus.ANSWERED:
        days = finding.responses.order_by("-answered_on").values_list("answered_on", flat=True)
    elif status == FindingStatus.TOLD_BACK:
        days = finding.tell_backs.order_by("-told_on").values_list("told_on", flat=True)
    return next(iter(days), clock.today())


def check_finding(finding: Finding, to: FindingStatus, *, by: User) -> None:
    check_transition(FINDING_TRANSITIONS, finding, to, lambda p: holds(by, p, finding.community))


def stands_at(finding: Finding) -> FindingStatus:
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
    lock(finding.round)
    finding = lock(finding, version=version)
    check_finding(finding, FindingStatus.WITHDRAWN, by=by)
    demand_open_agreement(finding.community)
    told = [source for source in sources(finding) if source.group == subgroup]
    keys = {row.session.pk for source in told for row in source.rows if row.share_scope in TOLD}
    if not keys:
        raise NotPossible(_("This group lets nobody hear of it already."), finding)
    for session in DialogueSession.objects.filter(pk__in=keys).order_by("pk"):
        _keep_to_facilitators(lock(session), finding, by=by)
    if finding.harm is not None:
        _keep_drafts(finding, subgroup)
    if not Finding.objects.filter(pk=finding.pk).allowed().exists():
        move_finding(finding, FindingStatus.WITHDRAWN)
    record("finding.withdrawn", finding, by=by)
    return finding


def _keep_to_facilitators(session: DialogueSession, finding: Finding, *, by: User) -> None:
    """What the session says of it stays with facilitators; what it said before is kept."""
    of: DialogueSession | Tool = session
    if finding.tool is not None:
        of, before = finding.tool, {"rows": revised_rows(finding.tool)}
        ToolRow.objects.filter(tool=of, share_scope__in=TOLD).update(share_scope=_FACILITATORS)
    else:
        rows, said = stored_rows(session), _rows_of(session, finding)
        for some in said:
            some.filter(share_scope__in=TOLD).update(share_scope=_FACILITATORS)
        after = stored_rows(session)
        before = {name: rows[name] for name in ("items", "quotes") if rows[name] != after[name]}
    keep_revision(of, before, by=by)
    of.version += 1
    of.save(update_fields=["version"])
    record("session.taken_back", session, by=by, fields=before)


def _rows_of(session: DialogueSession, finding: Finding) -> list[QuerySet]:
    """What the notes say of it: a saying, or the harm in the list and what was said about it."""
    if finding.harm is None:
        return [session.quotes.filter(pk=finding.quote_id)]
    return [session.items.filter(harm=finding.harm), session.quotes.filter(harm=finding.harm)]


def _keep_drafts(finding: Finding, subgroup: Subgroup) -> None:
    """Notes that do not count yet must not tell it again once they do."""
    drafts = DialogueSession.objects.filter(round=finding.round, subgroup=subgroup)
    for session in drafts.filter(status=SessionStatus.DRAFT).order_by("pk"):
        session = lock(session)
        told = session.items.filter(share_scope__in=TOLD)
        same = [row.pk for row in told if fold(row.local_term) == finding.harm.term_key]
        if told.filter(pk__in=same).update(share_scope=_FACILITATORS):
            session.version += 1
            session.save(update_fields=["version"])


def can_open(user: User, community: Community) -> bool:
    """Is it for this person to say whether a group's name can do it harm?"""
    return any(
        holds(user, each, community)
        for each in (Permission.CARRY_FINDING, Permission.UNLOCK_SESSION)
    )


@transaction.atomic
def open_finding(finding: Finding, *, by: User) -> Finding:
    """Say that the name of the one group of children that said it can do that group no harm.

    The facilitator says it first, then the mentor; until both did, it is told as "children said".
    """
    finding = lock(finding)
    if not can_open(by, finding.community):
        raise NotPermitted
    demand_open_agreement(finding.community)
    if not is_sensitive(finding, sources(finding)):
        raise NotPossible(_("Its name is told as its groups allow it already."), finding)
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
    if not can_open(by, finding.community):
        raise NotPermitted
    record("finding.guarded", finding, by=by, fields=assign(finding, CLOSED))
    return finding
