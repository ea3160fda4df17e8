"""Is what stands in a field of the kind that the specification asks for?"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from .standard import Field

# What is wrong where a value is not of its kind.
SENTENCES = {
    "text": _("A text is needed here."),
    "choice": _("Not one of the words that may stand here: %(choices)s."),
    "uuid": _("Not an identifier (UUID), such as 7a1c1d0e-6a0b-4d0f-9d5c-3b4e0c2f8a11."),
    "number": _("Not a number."),
    "date": _("Not a day such as 2026-03-31."),
    "time": _("Not an hour such as 08:30."),
    "date-time": _("Not a moment such as 2026-03-31T08:30:00Z."),
    "uri": _("Not an address on the internet, such as https://example.org."),
    "email": _("Not an e-mail address."),
}


class NotSo(ValueError):
    """A value is not of the kind that its field asks for."""


def value_of(field: Field, raw: Any) -> Any:
    """What stands in a field, as what it is: a text, a number, a day …; None when nothing does.

    Raises NotSo. A number may stand as a text, as every value of a table does, and the other way.
    """
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise NotSo(field.kind)
    if field.choices and raw not in field.choices:
        raise NotSo(field.kind)
    try:
        return _READERS[field.kind](str(raw).strip())
    except (ValueError, ValidationError, InvalidOperation, OverflowError) as error:
        raise NotSo(field.kind) from error


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number) >= 10**12:
        raise ValueError
    return number


def _time(text: str) -> time:
    """An hour of the day where the service stands: what is said of its zone is no part of it."""
    return time.fromisoformat(text.removesuffix("Z")).replace(tzinfo=None, microsecond=0)


def _moment(text: str) -> datetime:
    """A moment; in UTC where it does not say, as the specification has it."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _uri(text: str) -> str:
    if not urlsplit(text).scheme:
        raise ValueError
    return text


def _email(text: str) -> str:
    validate_email(text)
    return text


_READERS = {
    "text": str,
    "choice": str,
    "uuid": uuid.UUID,
    "number": _number,
    "date": date.fromisoformat,
    "time": _time,
    "date-time": _moment,
    "uri": _uri,
    "email": _email,
}
