"""What will be deleted soon, as far as this person may know of it?

One by one to whoever may open it; as numbers by month, small ones hidden, to whoever keeps the
organisation. It is made of the same rules by which `manage.py purge` deletes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import PurgeRun
from cpfacilitate.lib import clock, retention
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.records import DataClass
from cpfacilitate.lib.retention import LOOKS_AHEAD, Rule
from cpfacilitate.lib.suppression import Figure, suppress
from participants.standing import standing_of

MOST = 50  # of one kind, the nearest
K = 5
# Which rules have anything to list for whom: those of referrals and those of dialogues never meet.
READERS = {
    DataClass.CONFIDENTIAL: Permission.WATCH_REFERRAL,
    DataClass.INTERNAL: Permission.VIEW_SESSION,
    DataClass.RESTRICTED: Permission.VIEW_SESSION,
}


@dataclass(frozen=True)
class Going:
    """One thing that goes on a day, unless a hold keeps it."""

    thing: Any
    day: date
    held: bool

    @property
    def about(self) -> Any:
        """What a person knows it by: the referral of a name, or the thing itself."""
        return getattr(self.thing, "referral", None) or self.thing


@dataclass(frozen=True)
class Kind:
    """A kind of thing with what of it goes soon."""

    rule: Rule
    going: list[Going]
    more: bool
    days: int


@dataclass(frozen=True)
class Month:
    """How many of each kind go in a month, in the order of the kinds."""

    first: date
    figures: list[Figure]


@require_GET
def deletion_list(request: HttpRequest) -> HttpResponse:
    """The next ninety days."""
    user, now = request.user, clock.now()
    if not user.granted(Permission.VIEW_SESSION) and not user.granted(Permission.APPROVE_HOLD):
        raise NotPermitted
    counted, months = _counted(user, now)
    context = {
        "kinds": list(_listed(user, now)),
        "counted": counted,
        "months": months,
        "last": PurgeRun.objects.latest_real(),
        "may_hold": user.granted(Permission.APPROVE_HOLD),
        "watches": user.granted(Permission.WATCH_REFERRAL),
    }
    return render(request, "overview/deletion_list.html", context)


def _listed(user: User, now: datetime) -> Iterator[Kind]:
    """Each kind of which this person may know the single things, the nearest first."""
    for rule in retention.rules():
        reader = READERS[_class_of(rule)] if rule.listed_to else None
        if reader is None or not user.granted(reader):
            continue
        rows = rule.listed_to(rule.until(now + LOOKS_AHEAD), user)
        nearest = list(rule.marked(rows).order_by(rule.moment, "pk")[: MOST + 1])
        today = clock.day_of(now)
        going = [Going(row, max(rule.day_of(row), today), row.is_held) for row in nearest[:MOST]]
        if going:
            yield Kind(
                rule, going, len(nearest) > MOST, retention.days_of(rule.span) if rule.span else 0
            )


def _class_of(rule: Rule) -> DataClass:
    return retention.SPANS[rule.span].data_class if rule.span else DataClass.INTERNAL


def _counted(user: User, now: datetime) -> tuple[list[Rule], list[Month]]:
    """For who keeps the organisation: kinds, and for each month how many of them, small ones hidden.

    None of referrals: these numbers move with every day, and would tell when a single one was closed.
    """
    here = standing_of(user).organisations(Permission.APPROVE_HOLD)
    if not here or user.granted(Permission.WATCH_REFERRAL):
        return [], []  # a focal point sees the things themselves
    kinds = [rule for rule in retention.rules() if rule.counted_for]
    cells: dict[tuple[str, date], int] = defaultdict(int)
    for rule in kinds:
        rows = rule.until(now + LOOKS_AHEAD).filter(**{f"{rule.counted_for}__in": here})
        for line in retention.lines_of(rule, rows, now):
            cells[rule.kind, line.day.replace(day=1)] += line.count
    figures = suppress(cells, k=K, summed=(False, False))
    months = sorted({month for _kind, month in cells})
    return kinds, [
        Month(month, [figures.get((rule.kind, month), 0) for rule in kinds]) for month in months
    ]
