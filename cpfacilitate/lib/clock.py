"""What time is it? The one place that asks, so that a story can be told at the time it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The moment an action happens, aware."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The day it is where the installation is."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day on which a moment falls where the installation is."""
    return timezone.localdate(moment)


def local(moment: datetime) -> datetime:
    """A moment as the clocks show it where the installation is."""
    return timezone.localtime(moment)


def midnight(day: date) -> datetime:
    """The moment at which a day begins where the installation is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter in which a day lies."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let what happens inside happen at `moment`: for the demonstration world and for tests only."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
