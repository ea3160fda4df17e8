"""What does the Human Services Data Specification, version 3, ask of each of its objects?

Names and requirements only; `bench/hsds` holds them against the specification's own schemas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

VERSION = "3.0"

# Object and file of the tabular form; below, field: kind. `!` required, `+` required in the tabular
# form, `a | b` one of these, `[object]` a list of objects, `{object}` one object.
_TABLE = """
organization organizations.csv
    id!: uuid
    name!: text
    alternate_name: text
    description!: text
    email: email
    website: uri
    tax_status: text
    tax_id: text
    year_incorporated: number
    legal_status: text
    logo: text
    uri: uri
    parent_organization_id: uuid
    funding: [funding]
    contacts: [contact]
    phones: [phone]
    locations: [location]
    programs: [program]
    organization_identifiers: [organization_identifier]
    attributes: [attribute]
    metadata: [metadata]
organization_identifier organization_identifiers.csv
    id!: uuid
    organization_id+: uuid
    identifier_scheme: text
    identifier_type!: text
    identifier!: text
    attributes: [attribute]
    metadata: [metadata]
program programs.csv
    id!: uuid
    organization_id+: uuid
    name!: text
    alternate_name: text
    description!: text
    attributes: [attribute]
    metadata: [metadata]
service services.csv
    id!: uuid
    organization_id+: uuid
    program_id: uuid
    name!: text
    alternate_name: text
    description: text
    url: uri
    email: email
    status!: active | inactive | defunct | temporarily closed
    interpretation_services: text
    application_process: text
    fees_description: text
    wait_time: text
    fees: text
    accreditations: text
    eligibility_description: text
    minimum_age: number
    maximum_age: number
    assured_date: date
    assurer_email: email
    licenses: text
    alert: text
    last_modified: date-time
    phones: [phone]
    schedules: [schedule]
    service_areas: [service_area]
    service_at_locations: [service_at_location]
    languages: [language]
    organization: {organization}
    funding: [funding]
    cost_options: [cost_option]
    program: {program}
    required_documents: [required_document]
    contacts: [contact]
    attributes: [attribute]
    metadata: [metadata]
service_at_location service_at_location.csv
    id!: uuid
    service_id+: uuid
    location_id+: uuid
    description: text
    contacts: [contact]
    phones: [phone]
    schedules: [schedule]
    location: {location}
    attributes: [attribute]
    metadata: [metadata]
location locations.csv
    id!: uuid
    location_type!: physical | postal | virtual
    url: uri
    organization_id: uuid
    name: text
    alternate_name: text
    description: text
    transportation: text
    latitude: number
    longitude: number
    external_identifier: text
    external_identifier_type: text
    languages: [language]
    addresses: [address]
    contacts: [contact]
    accessibility: [accessibility]
    phones: [phone]
    schedules: [schedule]
    attributes: [attribute]
    metadata: [metadata]
address addresses.csv
    id!: uuid
    location_id: uuid
    attention: text
    address_1!: text
    address_2: text
    city!: text
    region: text
    state_province!: text
    postal_code!: text
    country!: text
    address_type!: physical | postal | virtual
    attributes: [attribute]
    metadata: [metadata]
accessibility accessibility.csv
    id!: uuid
    location_id: uuid
    description: text
    details: text
    url: uri
    attributes: [attribute]
    metadata: [metadata]
schedule schedules.csv
    id!: uuid
    service_id: uuid
    location_id: uuid
    service_at_location_id: uuid
    valid_from: date
    valid_to: date
    dtstart: date
    timezone: number
    until: date
    count: number
    wkst: MO | TU | WE | TH | FR | SA | SU
    freq: WEEKLY | MONTHLY
    interval: number
    byday: text
    byweekno: text
    bymonthday: text
    byyearday: text
    description: text
    opens_at: time
    closes_at: time
    schedule_link: uri
    attending_type: text
    notes: text
    attributes: [attribute]
    metadata: [metadata]
phone phones.csv
    id!: uuid
    location_id: uuid
    service_id: uuid
    organization_id: uuid
    contact_id: uuid
    service_at_location_id: uuid
    number!: text
    extension: number
    type: text
    description: text
    languages: [language]
    attributes: [attribute]
    metadata: [metadata]
contact contacts.csv
    id!: uuid
    organization_id: uuid
    service_id: uuid
    service_at_location_id: uuid
    location_id: uuid
    name: text
    title: text
    department: text
    email: email
    phones: [phone]
    attributes: [attribute]
    metadata: [metadata]
language languages.csv
    id!: uuid
    service_id: uuid
    location_id: uuid
    phone_id: uuid
    name: text
    code: text
    note: text
    attributes: [attribute]
    metadata: [metadata]
service_area service_areas.csv
    id!: uuid
    service_id: uuid
    name: text
    description: text
    extent: text
    extent_type: text
    uri: text
    attributes: [attribute]
    metadata: [metadata]
required_document required_documents.csv
    id!: uuid
    service_id: uuid
    document: text
    uri: uri
    attributes: [attribute]
    metadata: [metadata]
cost_option cost_options.csv
    id!: uuid
    service_id+: uuid
    valid_from: date
    valid_to: date
    option: text
    currency: text
    amount: number
    amount_description: text
    attributes: [attribute]
    metadata: [metadata]
funding funding.csv
    id!: uuid
    organization_id: uuid
    service_id: uuid
    source: text
    attributes: [attribute]
    metadata: [metadata]
attribute attributes.csv
    id!: uuid
    link_id+: uuid
    taxonomy_term_id+: uuid
    link_type: text
    link_entity+: text
    value: text
    taxonomy_term: {taxonomy_term}
    metadata: [metadata]
taxonomy taxonomies.csv
    id!: uuid
    name!: text
    description!: text
    uri: uri
    version: text
    metadata: [metadata]
taxonomy_term taxonomy_terms.csv
    id!: uuid
    code: text
    name!: text
    description!: text
    parent_id: uuid
    taxonomy: text
    taxonomy_detail: {taxonomy}
    language: text
    taxonomy_id: uuid
    term_uri: uri
    metadata: [metadata]
metadata metadata.csv
    id!: uuid
    resource_id+: uuid
    resource_type+: text
    last_action_date!: date
    last_action_type!: text
    field_name!: text
    previous_value!: text
    replacement_value!: text
    updated_by!: text
meta_table_description meta_table_descriptions.csv
    id!: uuid
    name: text
    language: text
    character_set: text
    attributes: [attribute]
    metadata: [metadata]
"""


@dataclass(frozen=True)
class Field:
    """A field that holds a value: of which kind, one of which choices."""

    name: str
    kind: str
    required: bool
    required_in_tables: bool
    choices: tuple[str, ...] = ()

    @property
    def never_empty(self) -> bool:
        """An address needs a city, but a village may have none: only some of what is required says
        nothing as an empty text."""
        return self.required and (self.kind != "text" or self.name in ("name", "number"))


@dataclass(frozen=True)
class Part:
    """A field that holds other objects: which, and whether many."""

    name: str
    of: str
    many: bool


@dataclass(frozen=True)
class Thing:
    """An object of the specification, and the file in which the tabular form keeps it."""

    name: str
    file: str
    fields: dict[str, Field]
    parts: dict[str, Part]


def _things() -> Iterator[Thing]:
    for block in re.split(r"\n(?=\S)", _TABLE.strip()):
        head, *lines = block.split("\n")
        name, file = head.split(" ")
        thing = Thing(name, file, {}, {})
        for line in lines:
            named, kind = line.strip().split(": ")
            field = named.rstrip("!+")
            if kind[0] in "[{":
                thing.parts[field] = Part(field, kind[1:-1], many=kind[0] == "[")
            else:
                choices = tuple(kind.split(" | ")) if "|" in kind else ()
                kind = "choice" if choices else kind
                thing.fields[field] = Field(field, kind, "!" in named, "+" in named, choices)
        yield thing


THINGS: dict[str, Thing] = {thing.name: thing for thing in _things()}


def link(thing: Thing, key: Any, part: Part) -> dict[str, Any]:
    """What a part says, in the tabular form, of the object in whose list it stands."""
    if part.of == "attribute":
        return {"link_entity": thing.name, "link_id": key}
    return {f"{thing.name}_id": key}
