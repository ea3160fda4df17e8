"""What stands in a file of the Human Services Data Specification, and where in it?

Three forms are read: the JSON of its interface (a service, a list of them, or a page of them), the
tables as one JSON, and the zip of tables. Each becomes the same flat entries, which say by their
identifiers what belongs to what. Nothing is judged here but whether it can be read, within bounds.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from ..tables import ZIP, Unreadable, clean, key, of_csv, unguarded, unpacks_too_much
from .standard import THINGS, Thing, link

MOST_SERVICES = 1000
MOST_ENTRIES = 30 * MOST_SERVICES
LONGEST_VALUE = 3000  # longer than any field: what is cut off here is refused there
_MOST_NAMES, _LONGEST_NAME = 100, 80

# What the directory takes in, of everything that the specification knows.
TAKEN: dict[str, frozenset[str]] = {
    name: frozenset(f"id {names}".split())
    for name, names in {
        "organization": "name description",
        "service": "organization_id name description url email status interpretation_services"
        " application_process fees_description eligibility_description minimum_age maximum_age"
        " assured_date alert last_modified organization phones schedules service_areas"
        " service_at_locations languages cost_options required_documents contacts attributes",
        "service_at_location": "service_id location_id description location phones schedules",
        "location": "location_type name transportation addresses accessibility",
        "address": "location_id address_1 address_2 city state_province postal_code country"
        " address_type",
        "accessibility": "location_id description details",
        "phone": "service_id service_at_location_id contact_id number extension type description",
        "schedule": "service_id service_at_location_id valid_from valid_to until count freq"
        " interval byday byweekno bymonthday byyearday description opens_at closes_at",
        "contact": "service_id name title phones",
        "language": "service_id name code note",
        "service_area": "service_id name description",
        "required_document": "service_id document",
        "cost_option": "service_id valid_from valid_to option currency amount amount_description",
        "attribute": "link_id link_entity taxonomy_term_id value taxonomy_term",
        "taxonomy_term": "code name description taxonomy language taxonomy_id",
        "taxonomy": "name description version",
    }.items()
}


@dataclass(frozen=True)
class Entry:
    """One object of a file: the values it gives, as they stand there, and its place."""

    of: str
    values: dict[str, Any]
    place: str


@dataclass
class Reading:
    """Everything that was taken from a file, and the names of what was not."""

    entries: list[Entry] = field(default_factory=list)
    left_aside: dict[str, None] = field(default_factory=dict)  # in the order of the file

    def add(self, entry: Entry) -> None:
        if len(self.entries) == MOST_ENTRIES:
            raise Unreadable(
                _("There is too much in this file. Make several of it, by organization.")
            )
        self.entries.append(entry)

    def leave_aside(self, name: str) -> None:
        if len(self.left_aside) < _MOST_NAMES:
            self.left_aside[clean(name, _LONGEST_NAME)] = None


def read(file: IO[bytes]) -> Reading:
    """What a file says that the directory can keep. Raises Unreadable."""
    start = file.read(4)
    file.seek(0)
    reading = _of_zip(file) if start == ZIP else _of_json(file)
    services = sum(entry.of == "service" for entry in reading.entries)
    if services > MOST_SERVICES:
        raise Unreadable(
            _("A file may have up to %(most)s services. Make two files of it.")
            % {"most": MOST_SERVICES}
        )
    if not services:
        raise Unreadable(_("There is no service in this file."))
    return reading


# --- JSON -----------------------------------------------------------------------------------------


def _of_json(file: IO[bytes]) -> Reading:
    try:
        said = json.loads(file.read().decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            _("This is neither JSON in UTF-8 nor a zip of tables. Take the file out once more.")
        ) from error
    reading = Reading()
    if isinstance(said, dict) and any(_thing_of_file(name) for name in said):
        for name, rows in said.items():
            _read_rows(reading, name, enumerate(rows, start=1) if isinstance(rows, list) else ())
        return reading
    services = _services(said, reading)
    for number, service in enumerate(services, start=1):
        _walk(reading, THINGS["service"], service, f"services {number}")
    return reading


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _services(said: Any, reading: Reading) -> list[Any]:
    """The services of a list, of a page of a list, or the one that stands there."""
    if isinstance(said, dict) and isinstance(said.get("contents"), list):
        if said.get("last_page") is False:
            reading.leave_aside(_("the pages after this one"))
        return said["contents"]
    return said if isinstance(said, list) else [said]


def _walk(reading: Reading, thing: Thing, said: Any, place: str) -> dict[str, Any]:
    """Note an object and, below it, those that stand in it; what it said of itself."""
    if not isinstance(said, dict):
        said = {"id": None}  # refused later, at its place
    values = _values(reading, thing, said, thing.name)
    reading.add(Entry(thing.name, values, place))
    for name, part in thing.parts.items():
        inside = said.get(name)
        if name not in TAKEN[thing.name] or inside in (None, [], {}):
            continue
        if not part.many:
            below = _walk(reading, THINGS[part.of], inside, f"{place} › {name}")
            values[f"{name}_id"] = below.get("id")
            continue
        listed = inside if isinstance(inside, list) else [inside]
        for number, each in enumerate(listed, start=1):
            below = _walk(reading, THINGS[part.of], each, f"{place} › {name} {number}")
            below |= link(thing, values.get("id"), part)
    return values


def _values(reading: Reading, thing: Thing, said: Mapping[str, Any], under: str) -> dict[str, Any]:
    """The fields that are taken, cleaned; the names of the others are kept where they say something."""
    values = {}
    for name, raw in said.items():
        if raw in (None, "", [], {}):
            continue
        if name not in TAKEN[thing.name]:
            reading.leave_aside(f"{under} › {name}")
        elif name in thing.fields:
            values[name] = clean(raw, LONGEST_VALUE) if isinstance(raw, str) else _scalar(raw)
    return values


def _scalar(raw: Any) -> Any:
    """A number as it is; a list or an object where a value belongs is refused later as one."""
    return raw if isinstance(raw, bool | int | float) else False


# --- Tables ---------------------------------------------------------------------------------------


def _thing_of_file(name: str) -> Thing | None:
    """`services.csv`, `service.csv` or `data/Services.csv` → the object that it holds."""
    path = PurePosixPath(name.replace("\\", "/").casefold())
    for thing in THINGS.values():
        if path.name in (thing.file, f"{thing.name}.csv"):
            return thing
    return None


def _of_zip(file: IO[bytes]) -> Reading:
    reading, read_before = Reading(), set()
    try:
        packed = zipfile.ZipFile(file)
        if unpacks_too_much(packed):
            raise Unreadable(
                _("There is too much in this file. Make several of it, by organization.")
            )
        for part in packed.infolist():
            thing = _thing_of_file(part.filename)
            if thing is not None and thing.name in read_before:
                raise Unreadable(_("%(file)s is in it twice.") % {"file": thing.file})
            if thing is not None:
                read_before.add(thing.name)
                _read_rows(reading, thing.file, _rows(packed.read(part), thing))
            elif not part.is_dir() and not part.filename.endswith("datapackage.json"):
                reading.leave_aside(part.filename)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable(_("This zip cannot be opened. Pack it once more.")) from error
    return reading


def _rows(content: bytes, thing: Thing) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row below the names, as column → text, with its number."""
    records = of_csv(io.BytesIO(content), list(thing.fields))
    try:
        _number, names = next(records, (0, []))
        columns = [key(name) for name in names]
        for number, cells in records:
            yield number, dict(zip(columns, map(unguarded, cells), strict=False))
    except Unreadable as unreadable:
        raise Unreadable(f"{thing.file}: {unreadable}") from unreadable


def _read_rows(reading: Reading, file: str, rows: Any) -> None:
    thing = _thing_of_file(file)
    if thing is None or thing.name not in TAKEN:
        reading.leave_aside(file)
        return
    for number, row in rows:
        said = row if isinstance(row, dict) else {"id": None}
        if any(value not in (None, "") for value in said.values()):
            values = _values(reading, thing, said, file)
            reading.add(Entry(thing.name, values, f"{thing.file} {number}"))
