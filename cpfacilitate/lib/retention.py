"""How long does what is kept stay, and what deletes it? The schedule is the first half of this file.

Spans are those of domain.md §8.3; an installation chooses others within their bounds by
RETENTION_DAYS. An app registers a Rule for what it deletes in its module `retention.py`, imported by
its AppConfig's `ready`; `audit.actions.purge` goes through all of them, once a day.
"""

from __future__ import annotations

import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import clock
from .records import DataClass

_C, _D, _E, _F = (
    DataClass.INTERNAL, DataClass.RESTRICTED, DataClass.CONFIDENTIAL, DataClass.TRAIL,
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """Days that something stays, from what, and how far an installation may go either way."""

    data_class: DataClass
    days: int
    least: int
    most: int
    since: str | Promise


SPANS: dict[str, Span] = {
    "read_notifications": Span(_C, 30, 1, 90, _("after they were read")),
    "unread_notifications": Span(_C, 180, 30, 365, _("after they came")),
    "mail": Span(_C, 30, 1, 90, _("after it was last to be sent")),
    "left_lying_imports": Span(_C, 7, 1, 30, _("after the file was read")),
    "applied_imports": Span(_C, 30, 1, 180, _("after the list was brought in")),
    "session_notes": Span(_C, 365, 183, 365, _("after the round of listening ended")),
    "power_notes": Span(_D, 365, 183, 365, _("after the round of listening ended")),
    "plan_power_notes": Span(_D, 365, 183, 365, _("after the plan was concluded or set aside")),
    "carried_forms": Span(_E, 1, 1, 2, _("after the sign-in ran out")),
    "used_invitations": Span(_E, 30, 1, 90, _("after the link ran out")),
    "identities": Span(_E, 60, 30, 90, _("after the referral was closed, or left as a draft")),
    "handed_over_identities": Span(_E, 3, 0, 14, _("after the service has the name itself")),
    "freed_identities": Span(_E, 0, 0, 0, _("after a hold on what was taken back ended")),
    "slip_links": Span(_E, 30, 1, 90, _("after the link ran out")),
    "slip_words": Span(_E, 365, 180, 730, _("after the referral was closed")),
    "concern_words": Span(_E, 365, 180, 730, _("after the concern was closed")),
    "audit_events": Span(_F, 5 * 365, 2 * 365, 7 * 365, _("after it happened")),
    "purge_runs": Span(_F, 5 * 365, 2 * 365, 7 * 365, _("after the run")),
}  # fmt: skip


def days_of(span: str) -> int:
    """How many days this installation keeps it."""
    return int(settings.RETENTION_DAYS.get(span, SPANS[span].days))


def misconfigured() -> list[str]:
    """What RETENTION_DAYS says that cannot be, one sentence each."""
    found = []
    for name, days in settings.RETENTION_DAYS.items():
        span = SPANS.get(name)
        if span is None:
            found.append(f"RETENTION_DAYS: there is no “{name}”.")
        elif type(days) is not int or not span.least <= days <= span.most:
            found.append(f"RETENTION_DAYS: “{name}” takes {span.least} to {span.most} days.")
    return found


@dataclass
class Outcome:
    """What purging by one rule came to."""

    deleted: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Rule:
    """One kind of thing that goes by its age.

    `rows` are those with something left to delete; their time counts from the field `moment`.
    `wipes` names what is deleted, as `app.Model` for whole rows and `app.Model.field` for words.
    """

    kind: str  # by which a run counts it
    label: str | Promise
    span: str  # of SPANS; empty where `moment` is the day itself, chosen by people
    moment: str
    rows: Callable[[], QuerySet]
    purge: Callable[[QuerySet, datetime], Outcome]
    wipes: tuple[str, ...]
    held: Callable[[QuerySet], QuerySet] | None = None  # those that a legal hold keeps
    listed_to: Callable[[QuerySet, Any], QuerySet] | None = None  # shown one by one to a person
    counted_for: str = ""  # path to the organisation whose coordinators are told how many

    @property
    def length(self) -> timedelta:
        return timedelta(days=days_of(self.span) if self.span else 0)

    @property
    def since(self) -> str | Promise:
        """“after the round of listening ended”."""
        return SPANS[self.span].since if self.span else ""

    def until(self, moment: datetime) -> QuerySet:
        """What will have come due by then, held or not."""
        bound: Any = moment - self.length
        if not _has_time(self.rows().model, self.moment):
            bound = clock.day_of(bound)
        return self.rows().filter(**{f"{self.moment}__lte": bound})

    def held_among(self, rows: QuerySet) -> QuerySet:
        return rows.none() if self.held is None else rows.filter(pk__in=self._held_keys(rows))

    def free_among(self, rows: QuerySet) -> QuerySet:
        return rows if self.held is None else rows.exclude(pk__in=self._held_keys(rows))

    def marked(self, rows: QuerySet) -> QuerySet:
        """Says of each in `is_held` whether a hold keeps it."""
        is_held: Any = Value(False, output_field=models.BooleanField())
        if self.held is not None:
            is_held = Exists(self.held(self.rows()).filter(pk=OuterRef("pk")))
        return rows.annotate(is_held=is_held)

    def _held_keys(self, rows: QuerySet) -> QuerySet:
        return self.held(rows).order_by().values("pk")

    def day_of(self, row: Any) -> date:
        """The day on which a row goes. It must have been read with its `moment`."""
        start: Any = row
        for name in self.moment.split("__"):
            start = getattr(start, name)
        return (clock.day_of(start) if isinstance(start, datetime) else start) + self.length


def _has_time(model: type[models.Model], path: str) -> bool:
    """Does a field, along the relations in its name, say a time of day?"""
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return isinstance(model._meta.get_field(name), models.DateTimeField)


_rules: dict[str, Rule] = {}
_holdings: list[Callable[[], Iterable[uuid.UUID]]] = []


def register(rule: Rule) -> Rule:
    _rules[rule.kind] = rule
    return rule


def rules() -> list[Rule]:
    """Every rule, in the order of the apps."""
    return list(_rules.values())


def holding(keys: Callable[[], Iterable[uuid.UUID]]) -> Callable[[], Iterable[uuid.UUID]]:
    """Register what says which records a legal hold keeps: their trail stays with them."""
    _holdings.append(keys)
    return keys


def held_keys() -> set[uuid.UUID]:
    return {key for keys in _holdings for key in keys()}


ROWS_PER_RUN = 1000


Expire = Callable[[QuerySet, datetime], bool]


def one_by_one(expire: Expire) -> Callable[[QuerySet, datetime], Outcome]:
    """Purge each row in a transaction of its own; one that fails keeps nobody else's waiting.

    `expire(row, now)` gets what is due narrowed to one row. It reads it again under a lock, so that
    what was changed or put on hold meanwhile is left alone, and says whether it did anything.
    """

    def purge(due: QuerySet, now: datetime) -> Outcome:
        outcome = Outcome()
        for key in list(due.order_by("pk").values_list("pk", flat=True)[:ROWS_PER_RUN]):
            try:
                outcome.deleted += bool(expire(due.filter(pk=key), now))
            except Exception:  # told at the end, when nobody waits any more
                logging.getLogger(__name__).exception("One row could not be purged")
                outcome.failed += 1
        return outcome

    return purge


def all_at_once(due: QuerySet, now: datetime) -> Outcome:
    """Purge whole rows that nothing else hangs on."""
    return Outcome(deleted=due.delete()[0])


# --- What will be deleted soon ------------------------------------------------------------------

LOOKS_AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Line:
    """So many of a kind go on a day. Those that a hold keeps are said apart."""

    rule: Rule
    day: date
    count: int
    held: bool


def outlook(now: datetime, ahead: timedelta = LOOKS_AHEAD) -> list[Line]:
    """What goes from now on, by kind and day; what is due already goes today."""
    return [line for rule in rules() for line in lines_of(rule, rule.until(now + ahead), now)]


def lines_of(rule: Rule, rows: QuerySet, now: datetime) -> list[Line]:
    """The days on which `rows` of one rule go, each with how many."""
    start: Any = F(rule.moment)
    if _has_time(rows.model, rule.moment):
        start = TruncDate(rule.moment)
    begun = rule.marked(rows).order_by().annotate(begun_on=start).values_list("begun_on", "is_held")
    today, counts = clock.day_of(now), defaultdict[tuple[bool, date], int](int)
    for day, held, count in begun.annotate(n=models.Count("pk")):
        counts[bool(held), max(day + rule.length, today)] += count
    return [Line(rule, day, counts[held, day], held) for held, day in sorted(counts)]


def any_said(*names: str) -> Q:
    """Does any of these texts say something?"""
    said = Q()
    for name in names:
        said |= ~Q(**{name: ""})
    return said
