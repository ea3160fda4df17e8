"""What does a person read of whether a plan is good for children, and what can they do there?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cpfacilitate.accounts.models import User

from ..actions.reviews import flags_told
from ..flagged import Flag, flags_of, plans_read
from ..models import ActionPlan, BestInterestsCheck, FlagNote, PlanCriterion, RedFlagKind
from ..models.best_interests import QUESTIONS, FoundOut, Side
from ..models.gatherings import Kind, told_of
from ..permissions import best_interests as permissions
from ..permissions import plans as plan_permissions


@dataclass(frozen=True)
class Line:
    """One of the ten questions, as far as it was answered."""

    question: str
    value: str  # blank: not asked yet
    answer: str
    change: str


@dataclass(frozen=True)
class Noted:
    """One note on a flag, and whether this person can put their hand to it."""

    note: FlagNote
    may_sign: bool


@dataclass(frozen=True)
class FlagRow:
    """One thing to talk over, in the words of the plan or of who saw it."""

    flag: Flag
    label: str
    seen: str
    notes: tuple[Noted, ...] = ()
    waits_for: tuple[str, ...] = ()  # whose hand is missing, for whoever reads all
    may_note: bool = False


class BestInterestsPage:
    """The whole for facilitator and mentor; what is the community's own for everybody else."""

    def __init__(self, plan: ActionPlan, user: User):
        self.plan, self.user = plan, user

    @cached_property
    def reads_all(self) -> bool:
        return permissions.reads_all(self.user, self.plan.community)

    @cached_property
    def is_open(self) -> bool:
        """Can something still be written here?"""
        return permissions.is_talked_over(self.plan)

    @cached_property
    def prepares(self) -> bool:
        return self.is_open and plan_permissions.can_prepare_plan(self.user, self.plan.community)

    @cached_property
    def talks_over(self) -> bool:
        sides = permissions.sides_of(self.user, self.plan.community)
        return self.is_open and bool(sides)

    @cached_property
    def check(self) -> BestInterestsCheck | None:
        return getattr(self.plan, "best_interests", None)

    @cached_property
    def there(self) -> list[tuple[str, str]]:
        """(mark, words) of who was asked; a single group of children only for whoever reads all."""
        groups = self.check.groups.all() if self.check else ()
        told = [told_of(group, each_group=self.reads_all) for group in groups]
        return list(dict.fromkeys(sorted(told, key=lambda one: one[0] != Kind.CHILDREN)))

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(name, str(question)) for name, question in QUESTIONS.items()]

    def _line(self, name: str, question: str) -> Line:
        value = getattr(self.check, name, "")
        answer = str(FoundOut(value).label) if value else ""
        return Line(question, value, answer, getattr(self.check, f"{name}_change", ""))

    @cached_property
    def outcome(self) -> str:
        """What it means for the organisation; for the community, only what it is told."""
        if self.check is None or not (self.reads_all or self.check.is_told):
            return ""
        return self.check.outcome

    @cached_property
    def flags(self) -> list[FlagRow]:
        """Everything to talk over, open first; settled ones for whoever reads all."""
        found = flags_of(self.plan, read_by(self.plan, self.user))
        shown = [flag for flag in found if flag.is_open or self.reads_all]
        return [self._flag(flag) for flag in sorted(shown, key=lambda flag: not flag.is_open)]

    def _flag(self, flag: Flag) -> FlagRow:
        label = str(RedFlagKind(flag.kind).label)
        if not self.reads_all or flag.row is None:
            return FlagRow(flag, label, "", may_note=flag.is_open and self.talks_over)
        notes = tuple(
            Noted(note, self.is_open and permissions.may_sign(self.user, note))
            for note in flag.row.notes.all()
        )
        hands = flag.row.hands() if flag.is_open else dict.fromkeys(Side.values)
        missing = [side for side in Side if side not in hands]
        mine = permissions.sides_of(self.user, self.plan.community)
        may_note = self.talks_over and any(side in missing for side in mine)
        waits_for = tuple(str(side.label) for side in missing)
        return FlagRow(flag, label, flag.row.seen, notes, waits_for, may_note)

    @cached_property
    def open_count(self) -> int:
        return sum(row.flag.is_open for row in self.flags)

    @cached_property
    def waiting(self) -> str:
        """What the plan waits for, in one sentence."""
        return flags_told(self.plan, [row.flag for row in self.flags if row.flag.is_open])

    @cached_property
    def criteria(self) -> list[dict[str, str]]:
        """What was answered, and what is still to ask."""
        check = getattr(self.plan, "criteria_check", None)
        rows = check.rows() if check else []
        answered = {row["criterion"] for row in rows}
        to_ask = PlanCriterion.objects.of(self.plan.community)
        return [
            *rows,
            *({"asked": one.words} for one in to_ask if str(one.pk) not in answered),
        ]


def read_by(plan: ActionPlan, user: User) -> dict[str, Any]:
    """The text of the plan as this person reads it: what was sent, while it is rewritten."""
    sent = plan_permissions.sent_to(user, plan)
    return plans_read([plan])[plan.pk] if sent is None else sent
