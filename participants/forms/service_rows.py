"""What does the directory ask in rows: phones, people, hours, places, what things cost?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpfacilitate.lib.forms import FreeText, day, line, some_of, tick

from ..models import Contact, Location, Phone, Schedule
from ..models.hours import WEEKDAYS, WEEKS, days_of

MOST_PHONES, MOST_CONTACTS, MOST_HOURS, MOST_PLACES, MOST_COSTS = 5, 4, 6, 3, 6
MOST_LINES = 12
NOTHING = (None, "", [])  # 0 is what something costs


class Lines(FreeText):
    """A few things, one on each line; each is a row of its own afterwards."""

    def __init__(self, *, longest: int = 200, rows: int = 2, **kwargs: Any):
        self.longest, self.most = longest, MOST_LINES
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off", "spellcheck": "false"})
        super().__init__(required=False, widget=widget, **kwargs)

    def make_room_for(self, lines: Iterable[str]) -> None:
        """What came with a file is not cut, nor refused when something else is corrected."""
        lines = list(lines)
        self.most = max(self.most, len(lines))
        self.longest = max(self.longest, *map(len, lines)) if lines else self.longest

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(map(str, value))

    def clean(self, value: Any) -> list[str]:
        said = [" ".join(one.split()) for one in super().clean(value).split("\n")]
        lines = list(dict.fromkeys(filter(None, said)))
        if len(lines) > self.most:
            raise forms.ValidationError(_("At most %(most)s lines, please.") % {"most": self.most})
        if long := next((one for one in lines if len(one) > self.longest), None):
            raise forms.ValidationError(
                _("This line is too long: “%(line)s…”. At most %(most)s letters.")
                % {"line": long[:40], "most": self.longest}
            )
        return lines


class RowForm(forms.Form):
    """One row. An empty one is not there; a tick takes away one that is."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    needs: tuple[str, ...] = ()  # one of these has to be said, where anything is
    needs_what: str | Promise = ""

    @property
    def says_something(self) -> bool:
        return bool(set(self.changed_data) - {"id", "DELETE"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said = (name in self.errors or cleaned.get(name) not in NOTHING for name in self.needs)
        missing = not any(said)
        if self.says_something and not cleaned.get("DELETE") and missing:
            self.add_error(self.needs[0], self.needs_what)
        return cleaned


class PhoneRow(RowForm):
    number = line(_("Number"), required=False, most=60, widget=forms.TextInput({"type": "tel"}))
    extension = line(_("Extension"), required=False, most=10)
    type = forms.ChoiceField(
        label=_("Kind of phone"), choices=Phone.Type, initial=Phone.Type.VOICE, required=False
    )
    description = line(_("What it is for"), required=False, help_text=_("At night, for parents …"))
    needs, needs_what = ("number",), _("Write the number too, or empty this row.")

    def clean_type(self) -> str:
        return self.cleaned_data["type"] or Phone.Type.VOICE


class ContactRow(RowForm):
    role = forms.ChoiceField(
        label=_("For what"), choices=Contact.Role, initial=Contact.Role.BACKUP, required=False
    )
    name = line(_("Name"), required=False, help_text=_("Only somebody who works there."))
    title = line(_("Post"), required=False)
    phone = line(_("Phone"), required=False, most=60, widget=forms.TextInput({"type": "tel"}))
    needs, needs_what = ("name", "title"), _("Say who it is, by name or post.")

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Contact.Role.BACKUP


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class ScheduleRow(RowForm):
    days = some_of(
        _("On which days"),
        [(code, WEEKDAYS_ABBR[number]) for number, code in enumerate(WEEKDAYS)],
        required=False,
    )
    week = forms.ChoiceField(label=_("How often"), choices=WEEKS.items(), required=False)
    opens_at = _time(_("Opens at"))
    closes_at = _time(_("Closes at"))
    valid_from = day(_("Only from"), required=False)
    valid_to = day(_("Only until"), required=False)
    description = line(
        _("In words"), required=False, most=300, help_text=_("When days and times do not say it.")
    )
    needs = ("days", "opens_at", "closes_at", "description")
    needs_what = _("Say when it is open, by days or in words.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said = [name for name in ("days", "opens_at", "closes_at") if cleaned.get(name)]
        if said and len(said) < 3 and not self.errors:
            missing = next(n for n in ("days", "opens_at", "closes_at") if n not in said)
            self.add_error(missing, _("Days go with an hour of opening and one of closing."))
        since, until = cleaned.get("valid_from"), cleaned.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", _("This is before the first day."))
        return cleaned

    def kept(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        days, week = said.pop("days"), said.pop("week")
        freq = ("MONTHLY" if week else "WEEKLY") if days else ""
        return said | {"freq": freq, "byday": ",".join(week + one for one in days)}


class PlaceRow(RowForm):
    name = line(_("Name of the place"), required=False)
    address = line(_("Street, or how people say where it is"), required=False)
    city = line(_("Town or village"), required=False, most=100)
    district = line(_("District"), required=False, most=100)
    transportation = line(_("How to get there"), required=False, most=300)
    location_type = forms.ChoiceField(
        label=_("Kind of place"),
        choices=Location.Type,
        initial=Location.Type.PHYSICAL,
        required=False,
    )
    is_secret = tick(_("Nobody may read where it is"))
    accessibility = Lines(label=_("What helps people with disabilities, one on each line"))
    needs = ("name", "address", "city", "district", "transportation")
    needs_what = _("Say where it is, or empty this row.")

    def clean_location_type(self) -> str:
        return self.cleaned_data["location_type"] or Location.Type.PHYSICAL

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_secret"):
            self.refuse_to_say_where()
        return cleaned

    def refuse_to_say_where(self) -> None:
        """Where a secret place is stands nowhere; its district may be known."""
        for name in ("name", "address", "city", "transportation"):
            if self.cleaned_data.get(name):
                self.add_error(name, _("Where it is stays out of the directory. Empty this."))


class CostRow(RowForm):
    option = line(_("For what"), required=False)
    amount = forms.DecimalField(
        label=_("How much"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("0 when it is free."),
        widget=forms.TextInput({"inputmode": "decimal"}),
    )
    currency = line(_("Currency"), required=False, most=3, help_text=_("SLE, KES …"))
    amount_description = line(_("In words"), required=False)
    needs, needs_what = ("amount", "amount_description"), _("Say how much; 0 when it is free.")

    def clean_currency(self) -> str:
        code = self.cleaned_data["currency"].upper()
        if code and not re.fullmatch("[A-Z]{3}", code):
            raise forms.ValidationError(_("Three letters, as on a bank’s list: SLE, KES."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("amount") and not cleaned.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("In which money?"))
        return cleaned


class RowsOfService(forms.BaseFormSet):
    """The rows of one kind, in the order in which they stand."""

    keeps: str
    label: str | Promise
    add: str | Promise

    def __init__(self, data: Any = None, *, stored: Iterable[Mapping[str, Any]] = ()):
        stored = list(stored)
        # Rows that came with a file are not cut.
        self.max_num = self.absolute_max = max(self.max_num, len(stored))
        self.extra = 0 if stored else 1  # a blank row where there is none; more are asked for
        super().__init__(data, prefix=self.keeps, initial=None if data is not None else stored)

    def kept(self) -> list[dict[str, Any]]:
        """What the action takes."""
        kept = []
        for form in self.forms:
            if form.says_something and not form.cleaned_data.get("DELETE"):
                said = form.kept() if hasattr(form, "kept") else dict(form.cleaned_data)
                said.pop("DELETE", None)
                kept.append({k: v for k, v in said.items() if k != "id" or v})
        return kept

    @property
    def is_full(self) -> bool:
        return self.total_form_count() >= self.max_num


def _rows(
    form: type[RowForm], most: int, keeps: str, label: str | Promise, add: str | Promise
) -> type[RowsOfService]:
    base = type(keeps, (RowsOfService,), {"keeps": keeps, "label": label, "add": add})
    return forms.formset_factory(
        form, formset=base, extra=1, can_delete=True, max_num=most, absolute_max=most
    )


FORMSETS = {
    rows.keeps: rows
    for rows in (
        _rows(PhoneRow, MOST_PHONES, "phones", _("Phones"), _("One more phone")),
        _rows(ContactRow, MOST_CONTACTS, "contacts", _("Whom to ask for"), _("One more person")),
        _rows(ScheduleRow, MOST_HOURS, "schedules", _("Hours"), _("More hours")),
        _rows(PlaceRow, MOST_PLACES, "locations", _("Where it is"), _("One more place")),
        _rows(CostRow, MOST_COSTS, "cost_options", _("What things cost"), _("One thing more")),
    )
}


# What is asked in lines: its field → the kind of rows, the name of the line, what else it says.
LINES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "languages": ("languages", "name", {}),
    "service_areas": ("service_areas", "name", {}),
    "to_bring": ("required_documents", "document", {"may_be_demanded": True}),
    "not_to_demand": ("required_documents", "document", {"may_be_demanded": False}),
}
Rows = Mapping[str, list[dict[str, Any]]]


def lines_of(rows: Rows) -> dict[str, list[str]]:
    """The rows that are asked in lines, by field."""
    return {
        field: [row[name] for row in rows[kind] if row.items() >= of.items()]
        for field, (kind, name, of) in LINES.items()
    }


def rows_of_lines(cleaned: dict[str, Any], stood: Rows) -> Rows:
    """The lines as rows; one that stood before keeps its key, and what else is known of it."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for field, (kind, name, of) in LINES.items():
        keys = {row[name]: row["id"] for row in stood.get(kind, ())}
        for line_ in cleaned[field]:
            known = {"id": keys.pop(line_)} if line_ in keys else {}
            rows.setdefault(kind, []).append({**known, name: line_, **of})
        rows.setdefault(kind, [])
    return rows


def shown(rows: Rows) -> Rows:
    """The rows as their formsets show them."""
    return {
        name: [{**row, **_days(row)} if name == "schedules" else row for row in rows[name]]
        for name in FORMSETS
        if name in rows
    }


def _days(row: Mapping[str, Any]) -> dict[str, Any]:
    week, days = days_of(row["byday"])
    return {"week": week, "days": days}


def in_words(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as lines, for the page that shows two versions: what their form asks, and no more."""
    if name == "schedules":
        return "\n".join(
            str(Schedule(**{key: row[key] for key in row if key != "id"})) for row in rows
        )
    asked = [key for key in FORMSETS[name].form.base_fields if key != "id"]
    said = ([_word(name, key, row.get(key)) for key in asked] for row in rows)
    return "\n".join(" · ".join(filter(None, row)) for row in said)


def _word(name: str, key: str, value: Any) -> str:
    choices = {
        ("contacts", "role"): Contact.Role, ("phones", "type"): Phone.Type,
        ("locations", "location_type"): Location.Type,
    }.get((name, key))  # fmt: skip
    if choices is not None and value:
        return str(choices(value).label)
    if isinstance(value, bool):
        return str(_("nobody may read where it is")) if value else ""
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
