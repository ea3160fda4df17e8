"""By when must a service answer, and act, and how much of that time is left?

The clock is the child's: it starts at the first sending and nothing sets it back. Times are
calendar time, nights and Sundays included (`domain.md` §6.4).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cpfacilitate.lib import clock

if TYPE_CHECKING:
    from .models import Referral

SOON = timedelta(hours=2)


def due_times(urgency: str, sent_at: datetime) -> tuple[datetime, datetime]:
    """When to have answered and when to have acted, from the first sending."""
    answer, act = settings.REFERRAL_CLOCKS[urgency]
    return sent_at + timedelta(hours=answer), sent_at + timedelta(hours=act)


def started(referral: Referral, now: datetime) -> dict[str, datetime | None]:
    """The times that a first sending sets.

    One that goes on where a service passed a child on keeps that clock while nobody has acted. Once
    somebody has, the need that is left has waited since it was passed on.
    """
    before = referral.continues
    if before is None:
        began = now
    elif before.acted_at is None:
        began = before.first_sent_at
    else:
        began = before.events.filter(to="referred_onward").latest("at").at
    answer_by, act_by = due_times(referral.urgency, began)
    times = {"first_sent_at": began, "acknowledge_by_at": answer_by, "act_by_at": act_by}
    if before is not None and before.acted_at is None:
        kept = {"acknowledged_at": before.acknowledged_at}
        times = {name: min(time, getattr(before, name)) for name, time in times.items()} | kept
    return times


def why_not_said_at(referral: Referral, said_at: datetime, now: datetime) -> str:
    """What is wrong with the moment at which a step is said to have been told; nothing when it fits.

    A moment is typed to the minute, so one within the minute of the last step is not before it.
    """
    if said_at > now:
        return _("That is still to come. Say when the service told you.")
    if said_at + timedelta(minutes=1) <= referral.status_at:
        at = date_format(clock.local(referral.status_at), "j F, H:i")
        return _("It cannot have been told before the last step, of %(at)s.") % {"at": at}
    return ""


def backup_span(urgency: str) -> timedelta:
    """How long a service's backup contact has, before the focal points are told."""
    return timedelta(hours=settings.REFERRAL_BACKUP_HOURS[urgency])


def next_due_at(referral: Referral) -> datetime | None:
    """The first time that has not been met; nothing when both are, or when it is over."""
    if referral.is_over or referral.first_sent_at is None:
        return None
    if referral.acted_at is not None:
        return None
    return referral.act_by_at if referral.acknowledged_at else referral.acknowledge_by_at


def time_left(referral: Referral, now: datetime) -> str:
    """“3 hours left to act”, “6 hours late to act”, “1 hour 15 minutes to answer”, or nothing."""
    due = next_due_at(referral)
    if due is None:
        return ""
    # When both times have passed, the one that matters is the act.
    late_to_act = referral.act_by_at <= now
    to_answer = referral.acknowledged_at is None and not late_to_act
    if late_to_act:
        due = referral.act_by_at
    words = {"time": duration(abs(due - now))}
    if due <= now:
        template = _("%(time)s late to answer") if to_answer else _("%(time)s late to act")
    else:
        template = _("%(time)s to answer") if to_answer else _("%(time)s left to act")
    return template % words


def tone(referral: Referral, now: datetime) -> str:
    """How a card is drawn: late, soon, or calm."""
    due = next_due_at(referral)
    if due is None or due - now > SOON:
        return ""
    return "late" if due <= now else "soon"


def duration(length: timedelta) -> str:
    """A length of time as one would say it: the longer, the rounder."""
    minutes = max(int(length.total_seconds() // 60), 1)
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        days = hours // 24
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    words = []
    if hours:
        words.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if rest and hours < 3:
        words.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(words)


def unmet(referral: Referral, deadline: str) -> datetime | None:
    """The time named `answer` or `act`, while it has not been met; nothing once it was."""
    if referral.is_over or referral.acted_at is not None:
        return None
    if deadline == "act":
        return referral.act_by_at
    return referral.acknowledge_by_at if referral.acknowledged_at is None else None
