"""What became of each thing that a round heard, for whoever asks?

The community reads it of the lists without what is withheld, as on its page of what was heard; who
facilitates reads all of it, with how each may be said aloud.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from participants.models import Round, Subgroup
from participants.permissions import holds

from .models import ActionPlan, Finding, RankedItem
from .models.findings import to_be_told, told_groups, trails
from .models.rows import ATTRIBUTED, TOLD, scope_words
from .states import FindingStatus
from .synthesis import Line, for_community, of_round

_F = FindingStatus
# Where a finding stands → the heading under which it waits.
HEADINGS = {
    _F.PRESENTED: _("Carried, and no answer yet"),
    _F.ANSWERED: _("Answered, and not yet told back"),
    _F.HEARD: _("To be carried to those who decide"),
    _F.TOLD_BACK: _("Told back"),
}


@dataclass(frozen=True)
class Trail:
    """One harm of a round, in the words in which it may be read, and its finding."""

    line: Line
    finding: Finding

    @property
    def is_of_children(self) -> bool:
        return bool(self.line.row.children)

    @property
    def may_be_told(self) -> bool:
        return self.line.told != "stays"


@dataclass(frozen=True)
class RoundTrail:
    """The trails of a round by where they stand, what children raised first."""

    sections: tuple[tuple[str, tuple[Trail, ...]], ...]
    stays: tuple[Trail, ...]  # with facilitators; empty for everybody else

    @property
    def all(self) -> list[Trail]:
        return [trail for _status, trails in self.sections for trail in trails]

    def at(self, *statuses: str) -> list[Trail]:
        """Those at one of the statuses, of what may be told."""
        return [trail for trail in self.all if trail.finding.status in statuses]


def round_trail(listening: Round, user: User) -> RoundTrail:
    """What became of everything that `user` may read of in the round."""
    found = {each.harm_id: each for each in Finding.objects.filter(round=listening)}
    trails(found.values())
    opened = {harm for harm, each in found.items() if each.open_with_id}
    lines = _lines(listening, user, opened)
    every = [Trail(line, found[line.row.harm]) for line in lines if line.row.harm in found]
    every.sort(key=lambda trail: not trail.is_of_children)
    told = [trail for trail in every if trail.may_be_told]
    sections = tuple(
        (status.value, trails_at)
        for status in HEADINGS
        if (trails_at := tuple(trail for trail in told if trail.finding.status == status))
    )
    return RoundTrail(sections, tuple(trail for trail in every if not trail.may_be_told))


def _lines(listening: Round, user: User, opened: Collection[uuid.UUID] = ()) -> Iterable[Line]:
    if holds(user, Permission.VIEW_SESSION, listening.community):
        return of_round(listening, opened).lines
    return for_community(listening).lines


@dataclass(frozen=True)
class Source:
    """What one group said of it."""

    group: Subgroup
    items: tuple[RankedItem, ...]

    @property
    def may_be_told(self) -> bool:
        return any(item.share_scope in TOLD for item in self.items)


def line_of(finding: Finding, user: User) -> Line | None:
    """The finding's line in its round, as `user` may read it; None when nobody says it any more."""
    lines = _lines(finding.round, user)
    return next((line for line in lines if line.row.harm == finding.harm_id), None)


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
        ideas[finding.action].append(finding)
    return ideas


def groups_that_told(heard: Iterable[Source]) -> list[Subgroup]:
    """The groups that let the community hear of it."""
    return [source.group for source in heard if source.may_be_told]
