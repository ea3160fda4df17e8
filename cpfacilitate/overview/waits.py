"""What of what children said was not answered yet, or not told back?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cpfacilitate.accounts.models import User
from cpfacilitate.lib import clock
from dialogues.models import Finding
from dialogues.trail import HEADINGS
from participants.models import Community, Round


@dataclass(frozen=True)
class Wait:
    """How many findings of one round stand at one step, and since when the first of them."""

    round: Round
    status: str
    count: int
    since: date

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.status])

    @property
    def days(self) -> int:
        return (clock.today() - self.since).days


def waiting_answers(user: User) -> list[Wait]:
    """The rounds in which children wait, longest first."""
    return [
        Wait(
            Round(
                pk=row["round"],
                number=row["round__number"],
                community=Community(name=row["community__name"]),
            ),
            row["status"],
            row["count"],
            row["since"],
        )
        for row in Finding.objects.waiting_for(user).waits_by_round()
    ]
