"""When is a service open? In the words of a page, and as a question to the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.dates import WEEKDAYS as NAMES
from django.utils.formats import date_format, time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cpfacilitate.lib import clock

if TYPE_CHECKING:
    from .directory import Schedule

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS = {
    "": gettext_lazy("Every week"),
    "1": gettext_lazy("The first of the month"),
    "2": gettext_lazy("The second of the month"),
    "3": gettext_lazy("The third of the month"),
    "4": gettext_lazy("The fourth of the month"),
    "-1": gettext_lazy("The last of the month"),
}


def open_at(moment: datetime, prefix: str = "") -> Q:
    """The schedules by which a service is open at `moment`, where the installation is.

    `prefix` is the path to Schedule with its double underscore. What opened yesterday and closes
    after midnight is open until then.
    """
    local = clock.local(moment)
    time, today = local.time(), local.date()
    at = {name: f"{prefix}{name}" for name in ("opens_at", "closes_at")}
    over_night = Q(**{f"{at['closes_at']}__lte": F(at["opens_at"])})
    still_open = Q(**{f"{at['closes_at']}__gt": time})
    has_opened = Q(**{f"{at['opens_at']}__lte": time})
    since_today = _on(today, prefix) & has_opened & (still_open | over_night)
    return since_today | _on(today - timedelta(days=1), prefix) & over_night & still_open


def _on(day: date, prefix: str) -> Q:
    """The schedules that hold on `day`."""
    began = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    goes_on = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    weekday, byday = WEEKDAYS[day.weekday()], f"{prefix}byday"
    weekly = Q(**{f"{prefix}freq": "WEEKLY", f"{byday}__contains": weekday})
    which = Q()
    for week in _weeks(day):
        part = f"{week}{weekday}"
        which |= Q(**{byday: part}) | Q(**{f"{byday}__startswith": f"{part},"})
        which |= Q(**{f"{byday}__endswith": f",{part}"}) | Q(**{f"{byday}__contains": f",{part},"})
    return began & goes_on & (weekly | Q(**{f"{prefix}freq": "MONTHLY"}) & which)


def _weeks(day: date) -> list[int]:
    """Which of its weekday in the month a day is: the third, say, and perhaps the last."""
    which = [(day.day - 1) // 7 + 1]
    return which if (day + timedelta(days=7)).month == day.month else [*which, -1]


def days_of(byday: str) -> tuple[str, list[str]]:
    """The week ("" for each, else one of WEEKS) and the weekdays of "1MO,1TU"."""
    parts = [part for part in byday.split(",") if part[-2:] in WEEKDAYS]
    return (parts[0][:-2] if parts else ""), [part[-2:] for part in parts]


def in_words(schedule: Schedule) -> str:
    """Monday to Friday, 8:00 to 16:00; and what else was said of it."""
    parts = []
    if schedule.byday:
        week, days = days_of(schedule.byday)
        when = str(WEEKS.get(week, week)) + ": " if week else ""
        parts = [when + _days_in_words(days), _times_in_words(schedule)]
    if schedule.valid_from:
        parts.append(_("from %(day)s") % {"day": date_format(schedule.valid_from, "j F Y")})
    if schedule.valid_to:
        parts.append(_("until %(day)s") % {"day": date_format(schedule.valid_to, "j F Y")})
    return ", ".join([*parts, *filter(None, [schedule.description])])


def _days_in_words(days: list[str]) -> str:
    at = sorted(WEEKDAYS.index(day) for day in set(days))
    names = [str(NAMES[number]) for number in at]
    if len(at) == len(WEEKDAYS):
        return _("every day")
    if len(at) > 2 and at[-1] - at[0] == len(at) - 1:
        return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
    return get_text_list(names, _("and"))


def _times_in_words(schedule: Schedule) -> str:
    if schedule.opens_at == schedule.closes_at:
        return _("day and night")
    return _("%(opens)s to %(closes)s") % {
        "opens": time_format(schedule.opens_at, "H:i"),
        "closes": time_format(schedule.closes_at, "H:i"),
    }
