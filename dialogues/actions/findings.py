"""What does a round hold as heard, and how does a group keep what it said?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
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
from ..trail import in_short, is_sensitive, sources, still_to_tell
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
    for key, said in heard.items():
        if key not in known and said.made_of:
            community = listening.community
            Finding.objects.create(
                round=listening,
                community=community,
                created_by=by,
                since=said.since,
                **said.made_of,
            )
    allowed = set(Finding.objects.filter(round=listening).allowed().values_list("pk", flat=True))
    for key, finding in held.items():
        said = heard.get(finding.of, Heard({}, clock.today()))
        not_carried = finding.status in (FindingStatus.HEARD, FindingStatus.WITHDRAWN)
        if not_carried and not said.made_of:
            if not finding.options.exists():
                finding.delete()
        elif finding.status == FindingStatus.WITHDRAWN and key in allowed:
            move_finding(finding, FindingStatus.HEARD)
        else:
            _follow(finding, said)


@dataclass
class Heard:
    """What a finding is made of, as its fields say it, since when, and which groups say it."""

    made_of: dict[str, Any]
    since: date
    spoke: set[Subgroup] = field(default_factory=set)


def _heard_in(listening: Round) -> dict[uuid.UUID | None, Heard]:
    """Key → what the round heard. Of a saying about a harm that is on a list, the harm is carried."""
    heard: dict[uuid.UUID | None, Heard] = {}
    for item in RankedItem.objects.heard_in(listening):  # the first of them first
        made_of = {"kind": FindingKind.HARM, "harm_id": item.harm_id}
        said = heard.setdefault(item.harm_id, Heard(made_of, item.session.held_on))
        said.spoke.add(item.session.subgroup)
    sessions = DialogueSession.objects.heard().filter(round=listening)
    for quote in Quote.objects.filter(session__in=sessions).select_related("session__subgroup"):
        made_of = {} if quote.harm_id else {"kind": FindingKind.QUOTE, "quote": quote}
        heard[quote.pk] = Heard(made_of, quote.session.held_on, {quote.session.subgroup})
    tools = Tool.objects.filter(session__in=sessions, kind__in=CARRIED_TOOLS)
    for tool in tools.select_related("session__subgroup"):
        made_of = {"kind": tool.kind, "tool": tool}
        heard[tool.pk] = Heard(made_of, tool.session.held_on, {tool.session.subgroup})
    return heard


def _follow(finding: Finding, said: Heard) -> None:
    """Let what is said of the finding hold for those who say it now."""
    if finding.open_by_id and sum(group.is_child for group in said.spoke) != 1:
        assign(finding, CLOSED)
    if finding.status == FindingStatus.HEARD:
        assign(finding, {"since": said.since})
    elif finding.status in (FindingStatus.ANSWERED, FindingStatus.TOLD_BACK):
        status = stands_at(finding)
        if status != finding.status:
            move_finding(finding, status)


def close_opened(tool: Tool) -> None:
    """Other rows may tell of the group what its name could harm it by: they are looked at anew."""
    for finding in Finding.objects.filter(tool=tool, open_by__isnull=False):
        assign(lock(finding), CLOSED)


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


def keep_words_carried(finding: Finding) -> None:
    """What it said when it was carried, if its words may be put right later."""
    rows = [row for source in sources(finding) for row in source.rows if row.share_scope in TOLD]
    if finding.harm is None and rows:
        said = Finding(quote=finding.quote, tool=finding.tool, kind=finding.kind)
        gloss = rows[0].gloss if finding.quote else in_short(rows)
        assign(finding, {"carried_words": str(said), "carried_gloss": gloss})


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
        _keep_tools(finding, subgroup, by=by)
    if not Finding.objects.filter(pk=finding.pk).allowed().exists():
        move_finding(finding, FindingStatus.WITHDRAWN)
    record("finding.withdrawn", finding, by=by)
    return finding


def _keep_to_facilitators(session: DialogueSession, finding: Finding, *, by: User) -> None:
    """What the session says of it stays with facilitators; what it said before is kept."""
    if finding.tool is not None:
        _keep_rows(finding.tool, finding.tool.rows.all(), by=by)
        return
    rows = stored_rows(session)
    for some in _rows_of(session, finding):
        some.filter(share_scope__in=TOLD).update(share_scope=_FACILITATORS)
    after = stored_rows(session)
    before = {name: rows[name] for name in ("items", "quotes") if rows[name] != after[name]}
    keep_revision(session, before, by=by)
    session.version += 1
    session.save(update_fields=["version"])
    record("session.taken_back", session, by=by, fields=before)


def _keep_rows(tool: Tool, rows: QuerySet, *, by: User) -> None:
    """Some of what was laid out stays with facilitators."""
    stood = revised_rows(tool)
    if not rows.filter(share_scope__in=TOLD).update(share_scope=_FACILITATORS):
        return
    keep_revision(tool, {"rows": stood}, by=by)
    tool.version += 1
    tool.save(update_fields=["version"])
    record("session.taken_back", tool.session, by=by, fields=["rows"])


def _keep_tools(finding: Finding, subgroup: Subgroup, *, by: User) -> None:
    """What the group laid out about it says it, too: under its word as what it is about, or in a row."""
    laid_out = Tool.objects.filter(session__round=finding.round, session__subgroup=subgroup)
    for tool in laid_out.select_related("session").order_by("pk"):
        rows, key = tool.own_rows(), finding.harm.term_key
        if fold(tool.about) != key:
            words = ("local_term", "theme")
            same = [row.pk for row in rows if key in {fold(getattr(row, w, "")) for w in words}]
            rows = rows.filter(pk__in=same)
        _keep_rows(lock(tool), ToolRow.objects.filter(pk__in=rows.values("pk")), by=by)


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
