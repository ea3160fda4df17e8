"""What became of each thing that a round heard, for whoever asks?

The community reads it of the lists without what is withheld, as on its page of what was heard; who
facilitates reads all of it, with how each may be said aloud.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import CHILD_VOICES, Lens, Round, Subgroup
from participants.permissions import holds

from .comparison import Row
from .models import ActionPlan, Finding, Presentation, Quote, RankedItem, TellBack, Tool, ToolRow
from .models.carried import told_groups, trails
from .models.findings import to_be_told, told_rows
from .models.rows import ATTRIBUTED, TOLD, Told, scope_words
from .states import FindingStatus
from .synthesis import Line, for_community, of_round, told_how

_F = FindingStatus
CARRIED = (_F.PRESENTED, _F.ANSWERED, _F.TOLD_BACK)
CAN_BE_CARRIED = (_F.HEARD, _F.PRESENTED, _F.ANSWERED)
# Where a finding stands → the heading under which it waits.
HEADINGS = {
    _F.PRESENTED: _("Carried, and no answer yet"),
    _F.ANSWERED: _("Answered, and not yet told back"),
    _F.HEARD: _("To be carried to those who decide"),
    _F.TOLD_BACK: _("Told back"),
}


@dataclass(frozen=True)
class Trail:
    """One thing a round heard, in the words in which it may be read, and what became of it.

    Whoever does not read the sessions sees of it what those know whom the line tells of: that a
    group which keeps it to itself was told, or was not, is on no page of the community.
    """

    line: Line
    finding: Finding
    reads: bool

    @property
    def voice(self) -> str:
        """The lens under which it is told: children first, then adults, then home visits."""
        weighed = [lens for lens, score in self.line.lenses if score]
        spoke = [group.lens for group in self.line.named_by]
        return next(iter(weighed + spoke), "")

    @property
    def is_of_children(self) -> bool:
        return self.voice == Lens.CHILDREN

    @property
    def may_be_told(self) -> bool:
        return self.line.told != "stays"

    @property
    def is_carried(self) -> bool:
        return self.status in CARRIED

    @property
    def tellings(self) -> list[TellBack]:
        """When those who said it were told."""
        told = list(self.finding.tell_backs.all())
        if self.reads:
            return told
        spoke = {group.pk for group in self.line.named_by}
        return [each for each in told if spoke & {group.pk for group in each.groups.all()}]

    @property
    def tells_how(self) -> bool:
        """Is it said when those who said it were told, and how they took it?

        Of one group alone it is not, to the community: things told to the same group on one day
        could be laid together until they name it.
        """
        return self.reads or len(self.line.named_by) > 1

    @property
    def status(self) -> str:
        """Where it stands."""
        if self.reads:
            return self.finding.status
        answer = self.finding.answer
        if answer is None:
            return _F.PRESENTED if self.finding.carried else _F.HEARD
        told = any(each.created_at >= answer.created_at for each in self.tellings)
        return _F.TOLD_BACK if told else _F.ANSWERED

    @property
    def status_label(self) -> str:
        return str(FindingStatus(self.status).label)


@dataclass(frozen=True)
class RoundTrail:
    """The trails of a round by where they stand, what children raised first."""

    sections: tuple[tuple[str, tuple[Trail, ...]], ...]
    stays: tuple[Trail, ...]  # with facilitators; empty for everybody else

    @property
    def all(self) -> list[Trail]:
        return [trail for _status, trails in self.sections for trail in trails]

    def at(self, *statuses: str) -> list[Trail]:
        """Those at one of the statuses."""
        return [trail for trail in self.all if trail.status in statuses]

    def to_carry(self) -> list[Trail]:
        """What may be carried, for the first time or again."""
        return [trail for trail in self.at(*CAN_BE_CARRIED) if trail.may_be_told]


def round_trail(listening: Round, user: User) -> RoundTrail:
    """What became of everything that `user` may read of in the round."""
    return _trail(listening, reads=holds(user, Permission.VIEW_SESSION, listening.community))


def for_all(listening: Round) -> RoundTrail:
    """The same as the community may hear it, whoever asks."""
    return _trail(listening, reads=False)


def _trail(listening: Round, *, reads: bool) -> RoundTrail:
    found = list(Finding.objects.filter(round=listening).for_list())
    trails(found)
    lines = _lines(listening, found, reads=reads)
    every = [Trail(lines[each.pk], each, reads) for each in found if each.pk in lines]
    if reads:
        left = (each for each in found if each.pk not in lines)
        every += [Trail(bare(each), each, reads) for each in left if each.status in CARRIED]
    order = list(lines)
    every.sort(key=lambda trail: order.index(trail.finding.pk) if trail.finding.pk in lines else -1)
    every.sort(key=lambda trail: not trail.is_of_children)
    shown = [trail for trail in every if trail.may_be_told or trail.is_carried]
    sections = tuple(
        (status.value, at)
        for status in HEADINGS
        if (at := tuple(trail for trail in shown if trail.status == status))
    )
    return RoundTrail(sections, tuple(trail for trail in every if trail not in shown))


def trail_of(finding: Finding, user: User) -> Trail:
    """The way of one finding, as `user` may read it."""
    reads = holds(user, Permission.VIEW_SESSION, finding.community)
    lines = _lines(finding.round, [finding], reads=reads)
    return Trail(lines.get(finding.pk) or bare(finding), finding, reads)


def line_of(finding: Finding) -> Line:
    """Its line of the comparison as the community hears it, whoever asks."""
    return _lines(finding.round, [finding], reads=False).get(finding.pk) or bare(finding)


def _lines(listening: Round, found: Collection[Finding], *, reads: bool) -> dict[uuid.UUID, Line]:
    """Finding → the words in which it is read, what weighs most first and then what was not ranked."""
    lines: dict[uuid.UUID, Line] = {}
    by_harm = {each.harm_id: each for each in found if each.harm_id}
    if by_harm:
        read = of_round if reads else for_community
        lines = {line.finding.pk: line for line in read(listening, by_harm).lines if line.finding}
    return lines | {
        finding.pk: _line_of(finding, rows, reads=reads)
        for finding, rows in rows_of(found, told=not reads).items()
    }


def rows_of(found: Iterable[Finding], *, told: bool) -> dict[Finding, list[Quote | ToolRow]]:
    """What was said, row by row, of findings that are no ranked harm; only what may be `told`."""
    held = sorted((each for each in found if not told or each.is_told), key=lambda each: each.pk)
    rows: dict[Finding, list[Quote | ToolRow]] = {each: [each.quote] for each in held if each.quote}
    by_tool = {each.tool_id: each for each in held if each.tool}
    if not by_tool:
        return rows
    laid_out = told_rows(ToolRow, "tool__session__") if told else ToolRow.objects.all()
    for row in laid_out.filter(tool__in=by_tool).shaped().order_by("tool", "position", "id"):
        finding = by_tool[row.tool_id]
        shaped = getattr(row, finding.tool.shape.link())
        shaped.tool = finding.tool
        rows.setdefault(finding, []).append(shaped)
    return rows


def _line_of(finding: Finding, rows: Sequence[Quote | ToolRow], *, reads: bool) -> Line:
    """A saying in its words; what was laid out by what it is, with the first things that stand in it."""
    session = rows[0].session
    if finding.tool is None:
        term, gloss, language = rows[0].words, rows[0].gloss, session.language
    else:
        term, language = finding.get_kind_display(), ""
        gloss = in_short([row for row in rows if row.share_scope in TOLD] or rows)
    scopes = [(session.subgroup, row.share_scope) for row in rows]
    told = told_how((session.subgroup,), scopes, guarded=finding.open_with_id is None)
    empty: Row[uuid.UUID] = Row(finding.pk, {}, None, None, None)
    return Line(term, gloss, language, empty, (session.subgroup,), (), told if reads else "")


def in_short(rows: Iterable[ToolRow]) -> str:
    """The first things that stand in what was laid out."""
    return Truncator(", ".join(row.local_term for row in rows)).chars(120)


def bare(finding: Finding) -> Line:
    """Of what no list says any more, as its words were put right: the words it was carried in."""
    row: Row[uuid.UUID] = Row(finding.pk, {}, None, None, None)
    gloss = finding.harm.gloss if finding.harm else finding.carried_gloss
    return Line(str(finding), gloss, finding.language, row, (), (), "")


def sheet_of(listening: Round, group: Subgroup) -> list[Trail]:
    """What one group said itself and was carried, in its own words: to be told to that group."""
    items = RankedItem.objects.heard_in(listening).filter(session__subgroup=group)
    said = {item.harm_id: item for item in items}
    own = list(Finding.objects.filter(round=listening, status__in=CARRIED).for_list())
    laid_out = rows_of(own, told=False)
    own = [
        each
        for each in own
        if each.harm_id in said
        or (each in laid_out and laid_out[each][0].session.subgroup == group)
    ]
    trails(own)
    return [Trail(_own_line(each, said, laid_out, group), each, reads=False) for each in own]


def _own_line(
    finding: Finding,
    said: Mapping[uuid.UUID, RankedItem],
    laid_out: Mapping[Finding, Sequence[Quote | ToolRow]],
    group: Subgroup,
) -> Line:
    """As this group said it."""
    if finding in laid_out:
        return _line_of(finding, laid_out[finding], reads=False)
    item = said[finding.harm_id]
    return replace(bare(finding), term=item.local_term, gloss=item.gloss, named_by=(group,))


def stories(trail: Trail, user: User) -> set[uuid.UUID]:
    """The carryings of which `user` may read what was shown: it tells of all that it carried.

    Nobody who hears what groups let be told reads it of what was laid out with a tool, told in part
    or as a whole: whether it is shown must not tell that there is more.
    """
    if trail.reads:
        return {each.pk for each in trail.finding.presentations.all()}
    finding = trail.finding
    visible = Finding.objects.visible_to(user).filter(round=finding.round, tool=None)
    carried = Presentation.findings.through.objects.exclude(finding__in=visible)
    told = finding.presentations.exclude(pk__in=carried.values("presentation"))
    return set(told.order_by().values_list("pk", flat=True))


@dataclass(frozen=True)
class Source:
    """What one group said of it."""

    group: Subgroup
    rows: tuple[Told, ...]

    @property
    def may_be_told(self) -> bool:
        return any(row.share_scope in TOLD for row in self.rows)


def sources(finding: Finding) -> list[Source]:
    """Group by group, who said it and how far it may go: for those who read the sessions."""
    if finding.harm is None:
        rows = rows_of([finding], told=False).get(finding, [])
        return [Source(rows[0].session.subgroup, tuple(rows))] if rows else []
    by_group: dict[Subgroup, list[RankedItem]] = defaultdict(list)
    for item in RankedItem.objects.heard_in(finding.round).filter(harm=finding.harm):
        by_group[item.session.subgroup].append(item)
    return [Source(group, tuple(said)) for group, said in by_group.items()]


def laid_out(finding: Finding, *, told: bool) -> Tool | None:
    """What a group laid out, with its rows; only those that may be `told`."""
    if finding.tool is None:
        return None
    finding.tool.shaped = rows_of([finding], told=told).get(finding, [])
    return finding.tool


def is_sensitive(finding: Finding, heard: Iterable[Source]) -> bool:
    """Did one group of children alone say it, and did not two people say that its name can be told?"""
    alone = len({source.group.pk for source in heard if source.group.is_child}) == 1
    return alone and finding.open_with_id is None


def said_as(finding: Finding, heard: Iterable[Source]) -> list[str]:
    """In which words it may be said aloud, as its groups allow it."""
    heard = list(heard)
    guarded = is_sensitive(finding, heard)
    ways: dict[str, None] = {}
    for source in heard:
        for row in source.rows:
            if row.share_scope not in TOLD:
                continue
            named = row.share_scope in ATTRIBUTED and not (guarded and source.group.is_child)
            scope = "community_attributed" if named else "community_unattributed"
            ways[scope_words(source.group)[scope]] = None
    return list(ways)


def still_to_tell(finding: Finding, heard: Iterable[Source]) -> list[Subgroup]:
    """Who said it and was not told what came of it since the last answer; nobody before the first."""
    if finding.answer is None:
        return []
    missing = to_be_told(source.group for source in heard) - told_groups(finding)
    return sorted(missing, key=lambda group: (group.position, group.label))


def plans_of(finding: Finding, user: User) -> Iterable[ActionPlan]:
    """What the community plans about it, as far as `user` may read."""
    plans = ActionPlan.objects.visible_to(user).filter(community=finding.community)
    return plans.filter(harm=finding.harm, harm__isnull=False).order_by("-created_at")


def ideas_behind(plan: ActionPlan, user: User) -> dict[uuid.UUID, list[Finding]]:
    """Step of a plan → the findings whose answer it is, as far as `user` may read of them."""
    ideas: dict[uuid.UUID, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.visible_to(user).answered_with(plan):
        for step in {response.action_id for response in finding.responses.all()} - {None}:
            ideas[step].append(finding)
    return ideas


def children_said(plan: ActionPlan) -> dict[uuid.UUID, list[str]]:
    """Step of a plan → what children said that it answers, whoever asks: as the community hears it.

    In the words of a group of children that lets it be told.
    """
    said: dict[uuid.UUID, list[str]] = defaultdict(list)
    items = told_rows(RankedItem, "session__").filter(
        session__subgroup__voice__in=CHILD_VOICES,
        harm=OuterRef("harm"),
        session__round=OuterRef("round"),
    )
    term = Subquery(items.order_by("session__held_on", "id").values("local_term")[:1])
    for finding in Finding.objects.told().answered_with(plan).annotate(told_term=term):
        if not finding.from_children:
            continue
        words = finding.told_term if finding.harm_id else str(finding)
        for step in {response.action_id for response in finding.responses.all()} - {None}:
            said[step].append(words)
    return said


def groups_that_told(heard: Iterable[Source]) -> list[Subgroup]:
    """The groups that let the community hear of it."""
    return [source.group for source in heard if source.may_be_told]
