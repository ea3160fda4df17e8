"""What stands on the card of one step: its marked text, its record, what can be done with it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from ..changes import CHECKS, Marked, MarkedItem
from ..models import Action, ChildRole, Finding, Milestone


@dataclass(frozen=True)
class Move:
    """A button: where it leads, what it says, and what it posts if it posts."""

    url: str
    symbol: str
    label: str | Promise
    posts: bool = False
    to: str = ""
    version: int = 0
    go: bool = False


@dataclass(frozen=True)
class Role:
    """Children's part in a step, as it reads now or as it was before it went."""

    marked: MarkedItem
    record: ChildRole | None

    @property
    def checks(self) -> list[Marked]:
        """What was asked and seen to before children take part, as far as it is said or was."""
        said = [self.marked.fields[name] for name in CHECKS]
        return [check for check in said if not check.is_empty]


@dataclass(frozen=True)
class Step:
    """One card of what we will do."""

    marked: MarkedItem
    record: Action | None
    roles: tuple[Role, ...]
    moves: tuple[Move, ...]
    removable: bool
    ideas: tuple[Finding, ...] = ()  # what was said that it answers
    number: str = ""
    parts: tuple[Step, ...] = ()
    far: str = ""
    asks: tuple[str, ...] = ()  # about children's part in it, for whoever prepares the plan

    @property
    def milestones(self) -> list[tuple[MarkedItem, Milestone | None]]:
        """What will be seen on the way, each with the record that says whether it was reached."""
        known = {str(one.pk): one for one in self.record.milestones.all()} if self.record else {}
        return [(marked, known.get(marked.id)) for marked in self.marked.milestones]

    @property
    def one_mode(self) -> MarkedItem | None:
        """A role to say how children act in all of them, where that is the same and unchanged."""
        marked = [role.marked for role in self.roles]
        if any(role.is_changed for role in marked) or len({r.now["mode"] for r in marked}) != 1:
            return None
        return marked[0]

    @property
    def one_checks(self) -> list[Marked]:
        """The same for what was seen to, said once where it is the same of all."""
        checks = [role.checks for role in self.roles]
        same = bool(checks) and all(each == checks[0] for each in checks)
        return checks[0] if same else []
