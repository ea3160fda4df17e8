"""What became of each thing that a round heard, for whoever asks?

The community reads it of the lists without what is withheld, as on its page of what was heard; who
facilitates reads all of it, with how each may be said aloud.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Round, Subgroup
from participants.permissions import holds

from .comparison import Row
from .models import ActionPlan, Finding, Presentation, RankedItem, TellBack
from .models.findings import to_be_told, told_groups, trails
from .models.rows import ATTRIBUTED, TOLD, scope_words
from .states import FindingStatus
from .synthesis import Line, for_community, of_round

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
    """One harm of a round, in the words in which it may be read, and what became of it.

    Whoever does not read the sessions sees of it what those know whom the line tells of: that a
    group which keeps it to itself was told, or was not, is on no page of the community.
    """

    line: Line
    finding: Finding
    reads: bool

    @property
    def is_of_children(self) -> bool:
        return bool(self.line.row.children)

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
    found = {each.harm_id: each for each in Finding.objects.filter(round=listening).for_list()}
    trails(found.values())
    opened = {harm for harm, each in found.items() if each.open_with_id}
    lines = {line.row.harm: line for line in _lines(listening, opened, reads=reads)}
    every = [Trail(lines[harm], found[harm], reads) for harm in lines if harm in found]
    if reads:
        left = (each for harm, each in found.items() if harm not in lines)
        every += [Trail(bare(each), each, reads) for each in left if each.status in CARRIED]
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
    return Trail(line_of(finding, reads=reads), finding, reads)


def line_of(finding: Finding, *, reads: bool) -> Line:
    """Its line of the comparison: of all lists, or of what the community may hear."""
    lines = _lines(finding.round, (), reads=reads)
    line = next((line for line in lines if line.row.harm == finding.harm_id), None)
    return line or bare(finding)


def _lines(listening: Round, opened: Collection[uuid.UUID], *, reads: bool) -> Iterable[Line]:
    return (of_round(listening, opened) if reads else for_community(listening)).lines


def bare(finding: Finding) -> Line:
    """Of what no list says any more, as its words were put right: the words it was carried in."""
    harm = finding.harm
    row: Row[uuid.UUID] = Row(harm.pk, {}, None, None, None)
    return Line(harm.local_term, harm.gloss, harm.language, row, (), (), "")


def sheet_of(listening: Round, group: Subgroup) -> list[Trail]:
    """What one group said itself and was carried, in its own words: to be told to that group."""
    items = RankedItem.objects.heard_in(listening).filter(session__subgroup=group)
    said = {item.harm_id: item for item in items}
    own = Finding.objects.filter(round=listening, harm__in=said, status__in=CARRIED).for_list()
    trails(own)
    bare = {each.harm_id: bare(each) for each in own}
    return [
        Trail(
            replace(
                bare[each.harm_id],
                term=said[each.harm_id].local_term,
                gloss=said[each.harm_id].gloss,
                named_by=(group,),
            ),
            each,
            reads=False,
        )
        for each in own
    ]


def stories(trail: Trail, user: User) -> set[uuid.UUID]:
    """The carryings of which `user` may read what was shown: it tells of all that it carried."""
    if trail.reads:
        return {each.pk for each in trail.finding.presentations.all()}
    finding = trail.finding
    visible = Finding.objects.visible_to(user).filter(round=finding.round)
    carried = Presentation.findings.through.objects.exclude(finding__in=visible)
    told = finding.presentations.exclude(pk__in=carried.values("presentation"))
    return set(told.order_by().values_list("pk", flat=True))


@dataclass(frozen=True)
class Source:
    """What one group said of it."""

    group: Subgroup
    items: tuple[RankedItem, ...]

    @property
    def may_be_told(self) -> bool:
        return any(item.share_scope in TOLD for item in self.items)


def sources(finding: Finding) -> list[Source]:
    """Group by group, who said it and how far it may go: for those who read the sessions."""
    by_group: dict[Subgroup, list[RankedItem]] = defaultdict(list)
    items = RankedItem.objects.heard_in(finding.round).filter(harm=finding.harm)
    for item in items:
        by_group[item.session.subgroup].append(item)
    return [Source(group, tuple(said)) for group, said in by_group.items()]


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
        for item in source.items:
            if item.share_scope not in TOLD:
                continue
            named = item.share_scope in ATTRIBUTED and not (guarded and source.group.is_child)
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
    return plans.filter(harm=finding.harm).order_by("-created_at")


def ideas_behind(plan: ActionPlan, user: User) -> dict[uuid.UUID, list[Finding]]:
    """Step of a plan → the findings whose answer it is, as far as `user` may read of them."""
    ideas: dict[uuid.UUID, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.visible_to(user).answered_with(plan):
        for step in {response.action_id for response in finding.responses.all()} - {None}:
            ideas[step].append(finding)
    return ideas


def groups_that_told(heard: Iterable[Source]) -> list[Subgroup]:
    """The groups that let the community hear of it."""
    return [source.group for source in heard if source.may_be_told]
