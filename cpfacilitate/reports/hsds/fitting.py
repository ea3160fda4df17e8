"""Would the directory keep what a file says: its lengths, its words, its ages and days?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cpfacilitate.lib import clock
from participants.models import (
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
)

from .checking import Checked
from .wanted import PLAIN, Wanted

MODELS: dict[str, type[models.Model]] = {
    "phones": Phone,
    "schedules": Schedule,
    "contacts": Contact,
    "languages": Language,
    "service_areas": ServiceArea,
    "required_documents": RequiredDocument,
    "cost_options": CostOption,
    "locations": Location,
}


def see_that_it_fits(checked: Checked, one: Wanted) -> None:
    """Tell what our own forms would not take, each with its place in the file."""
    said = one.values
    for name in [name for name, value in said.items() if value is None]:
        del said[name]  # told already
    _put_on_one_line(Service, said)
    _take_whole_ages(checked, one)
    for name, sentence in _misfits(Service, said):
        checked.wrong(one.place, PLAIN.get(name, name), sentence)
    youngest, oldest = said.get("minimum_age"), said.get("maximum_age")
    if isinstance(youngest, int) and isinstance(oldest, int) and youngest > oldest:
        checked.wrong(one.place, "maximum_age", _("The oldest age is below the youngest."))
    if said.get("assured_on") and said["assured_on"] > clock.today():
        checked.wrong(one.place, "assured_date", _("That day is still to come."))
    for channel in set(said.get("secure_channels", [])) - set(Service.Channel.values):
        sentence = _("“%(word)s” is no way to reach a service.") % {"word": channel}
        checked.wrong(one.place, "secure_channel", sentence)
    for kind, rows in one.rows.items():
        for row in rows:
            _put_on_one_line(MODELS[kind], row)
            for name, sentence in (*_misfits(MODELS[kind], row), *_odd(kind, row)):
                checked.wrong(row["_place"], name, sentence)


def _put_on_one_line(model: type[models.Model], values: dict[str, Any]) -> None:
    """A field of one line takes no second one, nor a sign that is none."""
    fields = _fields(model)
    for name, value in values.items():
        if isinstance(value, str):
            kept = "\r\n\t" if isinstance(fields.get(name), models.TextField) else ""
            plain = "".join(
                " " if unicodedata.category(sign) == "Cc" and sign not in kept else sign
                for sign in value
            )
            values[name] = plain.strip() if kept else " ".join(plain.split())


def _take_whole_ages(checked: Checked, one: Wanted) -> None:
    for name in ("minimum_age", "maximum_age"):
        age = one.values.get(name)
        if age is not None and age != age.to_integral_value():
            checked.wrong(one.place, name, _("An age in whole years."))
        if age is not None:
            one.values[name] = int(age)


def _odd(kind: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if kind == "cost_options" and row["amount"] is not None and row["amount"] < 0:
        yield "amount", _("Nothing costs less than nothing.")
    begins, ends = row.get("valid_from"), row.get("valid_to")
    if begins and ends and ends < begins:
        yield "valid_to", _("This day is before the one from which it is valid.")


def _misfits(model: type[models.Model], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, sentence) for each value that its field would not keep."""
    fields = _fields(model)
    for name, value in values.items():
        if name in ("id", "secure_channels") or name not in fields or value in (None, ""):
            continue
        try:
            fields[name].clean(value, None)
        except ValidationError as error:
            yield name, " ".join(error.messages)


def _fields(model: type[models.Model]) -> dict[str, models.Field]:
    return {each.name: each for each in model._meta.concrete_fields}
