"""Does the table say of the specification what directories rely on? `bench/hsds` holds all of it."""

from __future__ import annotations

import pytest

from cpfacilitate.reports.hsds.reading import TAKEN
from cpfacilitate.reports.hsds.standard import THINGS
from cpfacilitate.reports.hsds.terms import TERMS
from cpfacilitate.reports.hsds.values import NotSo, value_of
from participants.models import Service

# Object: what it cannot be without, and what its row in a table cannot be without besides.
REQUIRED = {
    "organization": ("id name description", ""),
    "program": ("id name description", "organization_id"),
    "service": ("id name status", "organization_id"),
    "service_at_location": ("id", "service_id location_id"),
    "location": ("id location_type", ""),
    "address": ("id address_1 city state_province postal_code country address_type", ""),
    "accessibility": ("id", ""),
    "schedule": ("id", ""),
    "phone": ("id number", ""),
    "contact": ("id", ""),
    "language": ("id", ""),
    "service_area": ("id", ""),
    "required_document": ("id", ""),
    "cost_option": ("id", "service_id"),
    "funding": ("id", ""),
    "organization_identifier": ("id identifier_type identifier", "organization_id"),
    "attribute": ("id", "link_id taxonomy_term_id link_entity"),
    "taxonomy": ("id name description", ""),
    "taxonomy_term": ("id name description", ""),
    "metadata": (
        "id last_action_date last_action_type field_name previous_value replacement_value"
        " updated_by",
        "resource_id resource_type",
    ),
    "meta_table_description": ("id", ""),
}
ENUMERATIONS = {
    "service.status": "active inactive defunct temporarily_closed",
    "location.location_type": "physical postal virtual",
    "address.address_type": "physical postal virtual",
    "schedule.freq": "WEEKLY MONTHLY",
    "schedule.wkst": "MO TU WE TH FR SA SU",
}


def test_what_is_required():
    assert {
        name: (
            " ".join(field.name for field in thing.fields.values() if field.required),
            " ".join(field.name for field in thing.fields.values() if field.required_in_tables),
        )
        for name, thing in THINGS.items()
    } == REQUIRED


def test_what_is_one_of_few_words():
    assert {
        f"{name}.{field.name}": " ".join(word.replace(" ", "_") for word in field.choices)
        for name, thing in THINGS.items()
        for field in thing.fields.values()
        if field.choices
    } == ENUMERATIONS


def test_parts_are_objects_and_every_object_has_a_file_of_its_own():
    assert {part.of for thing in THINGS.values() for part in thing.parts.values()} <= set(THINGS)
    assert len({thing.file for thing in THINGS.values()}) == len(THINGS)
    assert all(thing.file.endswith(".csv") for thing in THINGS.values())


def test_what_the_directory_takes_is_in_the_specification():
    for name, taken in TAKEN.items():
        assert taken <= set(THINGS[name].fields) | set(THINGS[name].parts)
        parts = {THINGS[name].parts[part].of for part in taken & set(THINGS[name].parts)}
        assert parts <= set(TAKEN)


def test_a_status_here_is_one_there():
    assert Service.Status.values == list(THINGS["service"].fields["status"].choices)


def test_terms_are_fields_of_a_service():
    several = {"secure_channel", "document_not_to_demand"}
    assert set(TERMS) - several <= {field.name for field in Service._meta.get_fields()}


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("service.minimum_age", "12", "12"),
        ("service.minimum_age", 12, "12"),
        ("service.assured_date", "2026-03-31", "2026-03-31"),
        ("service.last_modified", "2023-03-15T10:30:45.123Z", "2023-03-15 10:30:45.123000+00:00"),
        ("service.last_modified", "2023-03-15T10:30:45", "2023-03-15 10:30:45+00:00"),
        ("schedule.opens_at", "08:30", "08:30:00"),
        ("schedule.opens_at", "08:30:00Z", "08:30:00"),
        ("service.name", 116, "116"),
        ("service.status", "temporarily closed", "temporarily closed"),
        ("service.url", "", "None"),
    ],
)
def test_values_are_read_as_what_they_are(name, raw, value):
    thing, field = name.split(".")
    assert str(value_of(THINGS[thing].fields[field], raw)) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("service.id", "12"),
        ("service.minimum_age", "twelve"),
        ("service.minimum_age", "NaN"),
        ("service.minimum_age", True),
        ("service.assured_date", "31.3.2026"),
        ("service.last_modified", "yesterday"),
        ("service.status", "open"),
        ("service.url", "example.org"),
        ("service.email", "nobody"),
        ("service.name", ["a"]),
        ("schedule.opens_at", "25:00"),
    ],
)
def test_values_of_another_kind_are_refused(name, raw):
    thing, field = name.split(".")
    with pytest.raises(NotSo):
        value_of(THINGS[thing].fields[field], raw)
