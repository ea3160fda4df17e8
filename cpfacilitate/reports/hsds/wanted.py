"""What does a file want the directory to say of each service, in the directory's own fields?

What the file says nothing about is not among it, and stays as it is.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participants.models import (
    Contact,
    Phone,
    Service,
)

from .checking import Checked, Thing
from .terms import CODES, FLAGS, HOURS, TAXONOMY, TERMS

# Our field ← that of the specification, where only the name differs, if that.
PLAIN = {
    name: name
    for name in (
        "name", "status", "description", "alert", "url", "email", "application_process",
        "eligibility_description", "interpretation_services", "fees_description",
        "minimum_age", "maximum_age",
    )
} | {"assured_on": "assured_date"}  # fmt: skip
_DAYS = "MO|TU|WE|TH|FR|SA|SU"
_WEEKLY = re.compile(rf"({_DAYS})(,({_DAYS}))*")
_MONTHLY = re.compile(rf"([1-4]|-1)({_DAYS})(,\1({_DAYS}))*")
# A rule with any of these is one the directory keeps in words only.
_FINER = ("count", "byweekno", "bymonthday", "byyearday")
_YES_NO = {"yes": True, "no": False}


@dataclass
class Wanted:
    """A service as a file has it."""

    id: uuid.UUID
    place: str
    organisation: Thing
    changed_at: datetime | None  # when its publisher last changed anything in it
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def wanted(checked: Checked) -> list[Wanted]:
    """Each service of a file that has been found to be whole."""
    rows = _rows_by_service(checked)
    found = []
    for thing in checked.all("service"):
        organisation = checked.one("organization", thing.get("organization_id"))
        if organisation is None or thing.get("name") is None:
            continue  # told already
        one = Wanted(thing.id, thing.place, organisation, thing.get("last_modified"))
        one.values = {
            ours: thing.get(theirs)
            for ours, theirs in PLAIN.items()
            if thing.get(theirs) is not None
        }
        one.rows = {name: rows_ for name, rows_ in rows.get(thing.id, {}).items() if rows_}
        _take_terms(checked, one)
        found.append(one)
    return found


def content(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What rows say, whatever their keys are. Their order counts among those of one place."""
    keys = ("id", "_place", "location_id")
    said = [{name: row[name] for name in sorted(row) if name not in keys} for row in rows]
    return sorted(said, key=_group)


def _group(row: Mapping[str, Any]) -> tuple[str, bool]:
    return str(row.get("service_at_location_id") or ""), row.get("may_be_demanded") is False


# --- Rows -----------------------------------------------------------------------------------------


def _rows_by_service(checked: Checked) -> dict[uuid.UUID, dict[str, list[dict[str, Any]]]]:
    """Service → kind of row → rows, each with the place in the file at which it stands."""
    rows: dict[uuid.UUID, dict[str, list[dict[str, Any]]]] = {}
    for of, name, made in _KINDS:
        for thing in checked.all(of):
            service = _service_of(checked, thing)
            if service is None and thing.get("contact_id") is not None:
                continue  # the number of a person
            row = None if service is None else made(checked, thing)
            if row is None:
                checked.left_aside.append(thing.place)
                continue
            row |= {"id": thing.id, "_place": thing.place}
            rows.setdefault(service, {}).setdefault(name, []).append(row)
    return rows


def _service_of(checked: Checked, thing: Thing) -> uuid.UUID | None:
    """The service that a row is of, itself or at one of its places."""
    at = checked.one("service_at_location", thing.get("service_at_location_id"))
    key = thing.get("service_id") or (at.get("service_id") if at else None)
    return key if checked.one("service", key) else None


def _at(checked: Checked, thing: Thing) -> dict[str, Any]:
    at = checked.one("service_at_location", thing.get("service_at_location_id"))
    return {"service_at_location_id": at.id if at else None}


def _only(thing: Thing, names: str) -> dict[str, Any]:
    return {name: thing.get(name) or "" for name in names.split()}


def _phone(checked: Checked, thing: Thing) -> dict[str, Any] | None:
    kind = (thing.get("type") or Phone.Type.VOICE).lower()
    if kind not in Phone.Type.values or not thing.get("number"):
        return None
    extension = thing.get("extension")
    return _at(checked, thing) | {
        "number": thing.get("number"),
        "extension": "" if extension is None else f"{extension.normalize():f}",
        "type": kind,
        "description": thing.get("description") or "",
    }


def _schedule(checked: Checked, thing: Thing) -> dict[str, Any] | None:
    """On days of the week where the directory can keep that; else in words."""
    row = _at(checked, thing) | {
        "freq": "",
        "byday": "",
        "opens_at": None,
        "closes_at": None,
        "valid_from": thing.get("valid_from"),
        "valid_to": thing.get("valid_to") or thing.get("until"),
        "description": thing.get("description") or "",
    }
    if _on_days(thing):
        return row | {name: thing.get(name) for name in ("freq", "byday", "opens_at", "closes_at")}
    row["description"] = row["description"] or _rule_in_words(thing)
    return row if row["description"] else None


def _on_days(thing: Thing) -> bool:
    shape = {"WEEKLY": _WEEKLY, "MONTHLY": _MONTHLY}.get(thing.get("freq") or "")
    if shape is None or not shape.fullmatch(thing.get("byday") or ""):
        return False
    finer = any(thing.get(name) for name in _FINER) or (thing.get("interval") or 1) != 1
    return not finer and None not in (thing.get("opens_at"), thing.get("closes_at"))


def _rule_in_words(thing: Thing) -> str:
    """The rule as the file has it, where nobody put it into words."""
    names = ("freq", "interval", "byday", "opens_at", "closes_at", *_FINER)
    return ", ".join(f"{name} {thing.get(name)}" for name in names if thing.get(name) is not None)


def _contact(checked: Checked, thing: Thing) -> dict[str, Any] | None:
    """Somebody to ask for, with the first number that is theirs."""
    numbers = checked.where("phone", "contact_id", thing.id)
    row = _only(thing, "name title")
    if not any(row.values()):
        return None
    phone = numbers[0].get("number") if numbers else ""
    return row | {"role": Contact.Role.FOCAL.value, "phone": phone or ""}


def _language(_checked: Checked, thing: Thing) -> dict[str, Any] | None:
    row = _only(thing, "name code note")
    row["name"] = row["name"] or row["code"]
    return row if row["name"] else None


def _area(_checked: Checked, thing: Thing) -> dict[str, Any] | None:
    row = _only(thing, "name description")
    return row if row["name"] else None


def _paper(_checked: Checked, thing: Thing) -> dict[str, Any] | None:
    row = _only(thing, "document")
    return row | {"may_be_demanded": True} if row["document"] else None


def _cost(_checked: Checked, thing: Thing) -> dict[str, Any] | None:
    row = _only(thing, "option amount_description") | {
        "currency": (thing.get("currency") or "").upper(),
        "amount": thing.get("amount"),
        "valid_from": thing.get("valid_from"),
        "valid_to": thing.get("valid_to"),
    }
    if row["amount"] is not None:
        row["amount"] = row["amount"].quantize(Decimal("0.01"))
    elif not row["option"] and not row["amount_description"]:
        return None
    return row


def _location(checked: Checked, thing: Thing) -> dict[str, Any] | None:
    """The place of a service at a place, with the first address to go to."""
    place = checked.one("location", thing.get("location_id"))
    if place is None:
        return None  # told already
    return (
        _only(thing, "description")
        | _only(place, "location_type name transportation")
        | _address(checked, place)
        | {
            "location_id": place.id,
            "accessibility": [
                f"{each.get('description')} {each.get('details') or ''}".strip()
                for each in checked.where("accessibility", "location_id", place.id)
                if each.get("description")
            ],
        }
    )


def _address(checked: Checked, place: Thing) -> dict[str, Any]:
    there = checked.where("address", "location_id", place.id)
    there = sorted(there, key=lambda one: one.get("address_type") != "physical")
    for other in there[1:]:
        if other.place not in checked.left_aside:
            checked.left_aside.append(other.place)
    if not there:
        return dict.fromkeys(("address", "city", "district", "postal_code", "country"), "")
    said = there[0]
    lines = [said.get("address_1"), said.get("address_2")]
    return _only(said, "city postal_code") | {
        "address": ", ".join(line for line in lines if line),
        "district": said.get("state_province") or "",
        "country": (said.get("country") or "").upper(),
    }


# Object of the specification → our kind of row, and how one is made.
_KINDS: tuple[tuple[str, str, Any], ...] = (
    ("phone", "phones", _phone),
    ("schedule", "schedules", _schedule),
    ("contact", "contacts", _contact),
    ("language", "languages", _language),
    ("service_area", "service_areas", _area),
    ("required_document", "required_documents", _paper),
    ("cost_option", "cost_options", _cost),
    ("service_at_location", "locations", _location),
)


# --- Terms ----------------------------------------------------------------------------------------


def _take_terms(checked: Checked, one: Wanted) -> None:
    """What the specification has no field for."""
    for thing in checked.where("attribute", "link_id", one.id):
        code, text = _code(checked, thing), thing.get("value")
        if code is None or text is None:
            checked.left_aside.append(thing.place)
        elif code == "secure_channel":
            one.values.setdefault("secure_channels", []).append(text)
        elif code == "document_not_to_demand":
            paper = {"document": text, "may_be_demanded": False}
            key = {"id": thing.id, "_place": thing.place}
            one.rows.setdefault("required_documents", []).append(paper | key)
        else:
            one.values[code] = _term_value(checked, thing, code, text)
    said = one.values
    if bool(said.get("capacity")) != bool(said.get("capacity_on")):
        said.pop("capacity", None)  # how much room there is says nothing without its day
        said.pop("capacity_on", None)


def _code(checked: Checked, thing: Thing) -> str | None:
    """Which of our terms an attribute is of; by the identifier, or by what its term says."""
    key = thing.get("taxonomy_term_id")
    if str(key) in CODES:
        return CODES[str(key)]
    term = checked.one("taxonomy_term", key)
    ours = term is not None and term.get("taxonomy") == TAXONOMY["name"]
    return term.get("code") if term and ours and term.get("code") in TERMS else None


def _term_value(checked: Checked, thing: Thing, code: str, text: str) -> Any:
    try:
        if code in FLAGS:
            return _YES_NO[text.lower()]
        if code in HOURS:
            return int(text)
        if code == "capacity_on":
            return Service._meta.get_field(code).to_python(text)
    except (KeyError, ValueError, ValidationError):
        checked.wrong(
            thing.place, "value", _("This says nothing that %(code)s can be.") % {"code": code}
        )
        return None
    return text
