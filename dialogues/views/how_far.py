"""In which words and with which bar does a page say how far a plan is, and who leads its steps?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..models import Action, ActionPlan, LedBy
from ..models import Far as Quarter
from ..progress import Moment, Work, leads_over_time, share, stretch
from ..states import ActionStatus

STRETCHES = {
    "nothing": _("Not begun"),
    "begun": _("A first part"),
    "quarter": _("About a quarter"),
    "half": _("About half"),
    "three_quarters": _("About three quarters"),
    "nearly_all": _("Nearly all"),
    "all": _("All of it"),
}


@dataclass(frozen=True)
class HowFar:
    """A plan as far as it is: in words, in counts, and as a bar."""

    share: Fraction
    steps: int
    done: int
    confirmed: int

    @property
    def words(self) -> str:
        return STRETCHES[stretch(self.share)]

    @property
    def percent(self) -> int:
        """How long the bar is."""
        return int(self.share * 100)

    @property
    def counted(self) -> str:
        words = {"done": self.done, "steps": self.steps}
        return (
            ngettext(
                "%(done)s of %(steps)s step is done.",
                "%(done)s of %(steps)s steps are done.",
                self.steps,
            )
            % words
        )

    @property
    def seen(self) -> str:
        """How many of those that are done somebody else has confirmed."""
        if not self.done:
            return ""
        if not self.confirmed:
            return gettext("Nobody else has confirmed it yet.")
        return ngettext(
            "Others confirmed %(confirmed)s of it.",
            "Others confirmed %(confirmed)s of them.",
            self.done,
        ) % {"confirmed": self.confirmed}


def work_of(action: Action, parts: Sequence[Action]) -> Work:
    return Work(
        action.weight,
        action.progress,
        action.status == ActionStatus.DROPPED,
        tuple(work_of(part, ()) for part in parts),
    )


def how_far(plan: ActionPlan, actions: Iterable[Action]) -> HowFar | None:
    """Of all that the community agreed to; nothing before that, and where all of it was dropped."""
    agreed = [action for action in actions if str(action.pk) in plan.agreed_steps]
    parts: dict[UUID | None, list[Action]] = defaultdict(list)
    for action in agreed:
        parts[action.parent_id].append(action)
    # Inside one that is not agreed, a step counts by itself.
    keys = {action.pk for action in agreed}
    top = [action for action in agreed if action.parent_id not in keys]
    done = share(work_of(action, parts[action.pk]) for action in top)
    if done is None:
        return None
    counted = [action for action in agreed if _counts(action, parts)]
    finished = [action for action in counted if action.status == ActionStatus.DONE]
    confirmed = sum(action.confirmed_at is not None for action in finished)
    return HowFar(done, len(counted), len(finished), confirmed)


def _counts(action: Action, parts: dict[UUID | None, list[Action]]) -> bool:
    """Is it a step by itself, neither dropped nor made of others?"""
    living = [part for part in parts[action.pk] if part.status != ActionStatus.DROPPED]
    return action.status != ActionStatus.DROPPED and not living


def far_of(action: Action) -> str:
    """How far one step is, in words: as it was reported, or as far as its parts are."""
    living = [part for part in action.parts_now if part.status != ActionStatus.DROPPED]
    if living and action.status != ActionStatus.DONE:
        return STRETCHES[stretch(work_of(action, living).share)]
    return Quarter(action.progress).label if action.progress else ""


@dataclass(frozen=True)
class Led:
    """Who led the steps in one month: the three counts in words and as one bar of three pieces."""

    month: date
    steps: int
    facilitator: int
    together: int
    community: int

    @property
    def pieces(self) -> list[tuple[str, float, float]]:
        """(who, where it begins, how long it is) in hundredths of the bar."""
        found, at = [], 0.0
        for who in LedBy:
            long = getattr(self, who) * 100 / self.steps
            if long:
                found.append((str(who), round(at, 2), round(long, 2)))
            at += long
        return found


class Leads:
    """Who leads the steps as time goes on, month by month."""

    def __init__(self, reports: Iterable[tuple[UUID, date, str]]):
        self.months = [_led(moment) for moment in leads_over_time(reports)]

    @property
    def over_time(self) -> tuple[Led, Led] | None:
        """The first month and the last one, where there are two."""
        return (self.months[0], self.months[-1]) if len(self.months) > 1 else None


def _led(moment: Moment) -> Led:
    return Led(moment.month, moment.steps, **{str(who): moment.led[who] for who in LedBy})
