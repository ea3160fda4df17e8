"""How does the directory go out as a file of the Human Services Data Specification?

Only what is public of a service goes: no person, no risk, and nothing of a place that is secret.
"""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from participants.models import Location, Service, ServiceAtLocation

from ..tables import guarded
from .standard import THINGS, VERSION, Thing, link
from .terms import FLAGS, HOURS, TAXONOMY, term

_IN_MEMORY = 1024 * 1024
# Values with a shape of their own, which no program runs: a phone number, a day of the week.
_HARMLESS = re.compile(r"[+\-]?[\d\s().,/\-]*|(-?\d?(MO|TU|WE|TH|FR|SA|SU),?)*")


# --- One service ----------------------------------------------------------------------------------


def service_as_hsds(service: Service, changed_at: datetime) -> dict[str, Any]:
    """A service with everything that hangs from it, nested as the JSON form has it."""
    told = [at for at in service.service_at_locations.all() if not at.location.is_secret]
    papers = service.required_documents.all()
    return _said(
        id=service.pk,
        name=service.name,
        description=service.description,
        url=service.url,
        email=service.email,
        status=service.status,
        interpretation_services=service.interpretation_services,
        application_process=service.application_process,
        fees_description=service.fees_description,
        eligibility_description=service.eligibility_description,
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        assured_date=service.assured_on,
        alert=service.alert,
        last_modified=changed_at,
        phones=[_phone(one) for one in service.phones.all() if not one.service_at_location_id],
        schedules=[
            _schedule(one) for one in service.schedules.all() if not one.service_at_location_id
        ],
        service_areas=[_row(one, "name description") for one in service.service_areas.all()],
        service_at_locations=[_at(service, at) for at in told],
        languages=[_row(one, "name code note") for one in service.languages.all()],
        organization=_said(
            id=service.organisation.pk,
            name=service.organisation.name,
            description=service.organisation.description or str(service.organisation.name),
        ),
        cost_options=[
            _row(one, "valid_from valid_to option currency amount amount_description")
            for one in service.cost_options.all()
        ],
        required_documents=[_row(one, "document") for one in papers if one.may_be_demanded],
        attributes=list(_attributes(service)),
    )


def _at(service: Service, at: ServiceAtLocation) -> dict[str, Any]:
    """A service at one of the places that may be told."""

    def here(rows: Iterable[Any]) -> list[Any]:
        return [one for one in rows if one.service_at_location_id == at.pk]

    return _said(
        id=at.pk,
        description=at.description,
        phones=[_phone(one) for one in here(service.phones.all())],
        schedules=[_schedule(one) for one in here(service.schedules.all())],
        location=_location(at.location),
    )


def _location(place: Location) -> dict[str, Any]:
    where = (place.address, place.city, place.district, place.postal_code, place.country)
    return _said(
        id=place.pk,
        location_type=place.location_type,
        name=place.name,
        transportation=place.transportation,
        addresses=[_address(place)] if any(where) else [],
        accessibility=[_help(place, one.description) for one in place.accessibility.all()],
    )


def _help(place: Location, description: str) -> dict[str, Any]:
    """What helps at a place is known by what it says, and gets its identifier from that."""
    return {"id": str(uuid.uuid5(place.pk, f"help: {description}")), "description": description}


def _address(place: Location) -> dict[str, Any]:
    """What the specification asks of an address stands there, if only as an empty text."""
    return {
        "id": str(uuid.uuid5(place.pk, "address")),
        "address_1": place.address,
        "city": place.city,
        "state_province": place.district,
        "postal_code": place.postal_code,
        "country": place.country,
        "address_type": place.location_type,
    }


def _phone(phone: Any) -> dict[str, Any]:
    row = _row(phone, "number type description")
    return row | ({"extension": int(phone.extension)} if phone.extension.isdecimal() else {})


def _schedule(schedule: Any) -> dict[str, Any]:
    return _row(schedule, "valid_from valid_to freq byday description opens_at closes_at")


def _row(row: Any, names: str) -> dict[str, Any]:
    return _said(id=row.pk, **{name: getattr(row, name) for name in names.split()})


def _attributes(service: Service) -> Iterator[dict[str, Any]]:
    """What the specification has no field for; an answer that nobody gave is not said."""
    said: list[tuple[str, Any]] = [("kind", service.kind), ("district", service.district)]
    for name in FLAGS:
        answer = getattr(service, name)
        said.append((name, None if answer is None else "yes" if answer else "no"))
    said += [("secure_channel", channel) for channel in service.secure_channels]
    said += [(name, getattr(service, name)) for name in ("capacity", "capacity_on", *HOURS)]
    for paper in service.required_documents.all():
        if not paper.may_be_demanded:
            said.append(("document_not_to_demand", paper.document))
    for code, value in said:
        if value not in (None, ""):
            text = str(_plain(value))
            key = uuid.uuid5(service.pk, f"{code}: {text}")
            yield {"id": str(key), "value": text, "taxonomy_term": term(code)}


def _said(**values: Any) -> dict[str, Any]:
    """What is said, as JSON knows it; nothing stands for what is not."""
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", [])}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, uuid.UUID | date | time):
        return str(value) if isinstance(value, uuid.UUID) else value.isoformat()
    return value


# --- JSON -----------------------------------------------------------------------------------------


def as_json(services: Iterable[Mapping[str, Any]]) -> IO[bytes]:
    """A list of services, one on a line. The file is on the disk as soon as it is large."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (whoever asked closes it)
    file.write(b"[")
    for number, service in enumerate(services):
        line = json.dumps(service, ensure_ascii=False)
        file.write(f"{',' if number else ''}\n{line}".encode())
    file.write(b"\n]\n")
    file.seek(0)
    return file


# --- Tables ---------------------------------------------------------------------------------------


def as_tables(services: Iterable[Mapping[str, Any]]) -> IO[bytes]:
    """A zip of one CSV for each object, and of what says which they are."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (whoever asked closes it)
    with ExitStack() as stack:
        tables = _Tables(stack)
        for service in services:
            tables.add(THINGS["service"], service)
        tables.write(THINGS["taxonomy"], TAXONOMY)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("datapackage.json", json.dumps(_package(tables.used), indent=1))
            for thing in tables.used:
                packed.writestr(thing.file, tables.content(thing))
    file.seek(0)
    return file


class _Tables:
    """One CSV for each object of which there is any, each row once."""

    def __init__(self, stack: ExitStack):
        self.stack = stack
        self.files: dict[str, IO[bytes]] = {}
        self.seen: set[tuple[str, Any]] = set()

    @property
    def used(self) -> list[Thing]:
        """In the order of the specification."""
        return [thing for thing in THINGS.values() if thing.name in self.files]

    def add(self, thing: Thing, said: Mapping[str, Any], **links: Any) -> None:
        """An object and those that stand in it, each in its own table."""
        for name, part in thing.parts.items():
            inside = said.get(name)
            if inside and not part.many:
                self.add(THINGS[part.of], inside)
                links[f"{name}_id"] = inside["id"]
            elif inside:
                for each in inside:
                    self.add(THINGS[part.of], each, **link(thing, said["id"], part))
        self.write(thing, {**said, **links})

    def write(self, thing: Thing, values: Mapping[str, Any]) -> None:
        if (thing.name, values["id"]) in self.seen:
            return
        self.seen.add((thing.name, values["id"]))
        if thing.name not in self.files:
            spool = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
            self.files[thing.name] = self.stack.enter_context(spool)
            self._line(thing, list(thing.fields))
        self._line(thing, [_cell(values.get(name)) for name in thing.fields])

    def _line(self, thing: Thing, cells: list[str]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerow(cells)
        self.files[thing.name].write(text.getvalue().encode())

    def content(self, thing: Thing) -> bytes:
        self.files[thing.name].seek(0)
        return self.files[thing.name].read()


def _cell(value: Any) -> str:
    """As the specification has it, unless a spreadsheet would run it."""
    text = "" if value is None else str(value)
    return text if _HARMLESS.fullmatch(text) else guarded(text)


_TYPES = {"number": "number", "date": "date", "time": "time", "date-time": "datetime"}
_FORMATS = ("uuid", "email", "uri")


def _package(things: list[Thing]) -> dict[str, Any]:
    """What a reader of data packages needs to open the tables."""
    return {
        "name": "human-services-directory",
        "profile": "tabular-data-package",
        "hsds_version": VERSION,
        "resources": [
            {
                "name": thing.name,
                "path": thing.file,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"primaryKey": "id", "fields": _fields(thing)},
            }
            for thing in things
        ],
    }


def _fields(thing: Thing) -> list[dict[str, Any]]:
    """The columns with their types; what is always filled in is said to be."""
    fields = []
    for field in thing.fields.values():
        made: dict[str, Any] = {"name": field.name, "type": _TYPES.get(field.kind, "string")}
        if field.kind in _FORMATS:
            made["format"] = field.kind
        constraints: dict[str, Any] = {"required": True} if field.never_empty else {}
        if field.choices:
            constraints["enum"] = list(field.choices)
        fields.append(made | ({"constraints": constraints} if constraints else {}))
    return fields
