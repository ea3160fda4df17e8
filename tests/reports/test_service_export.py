"""Taking the directory of services out."""

from __future__ import annotations

import json

import pytest

from cpfacilitate.lib import clock
from participants.models import Service
from tests.participants.factories import codes, events

from .hsds_factories import (
    EXPORT,
    NUMBERS,
    ODD,
    SECRETS,
    clinic,
    packed,
    read,
    shelter,
    tables_of,
    taken,
)

FORMS = ("json", "zip")


def services(content: bytes) -> dict:
    return {service["name"]: service for service in json.loads(content)}


def test_the_page_says_what_goes_out_and_what_does_not(world, as_user):
    page = as_user(world.facilitator).get(EXPORT).content.decode()
    assert "What never goes out" in page
    assert "Bring in services" not in page
    assert "Bring in services" in as_user(world.coordinator).get(EXPORT).content.decode()


@pytest.mark.parametrize("chosen", FORMS)
def test_it_is_a_file_and_noted(world, as_user, chosen):
    answer = as_user(world.facilitator).post(EXPORT, {"format": chosen})
    name = f"services-{clock.today().isoformat()}.{chosen}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer["Cache-Control"]
    assert events(world.ngo, "directory.exported") == 1


def test_a_service_is_told_as_the_specification_has_it(world, as_user):
    made = clinic(world)
    said = services(taken(as_user, world.facilitator, "json"))["One-Stop Centre"]
    at = made.service_at_locations.get()
    assert said["id"] == str(made.pk)
    assert said["status"] == "active"
    assert (said["minimum_age"], said["maximum_age"]) == (0, 17)
    assert said["assured_date"] == "2026-01-06"
    assert said["organization"]["description"] == 'A hospital, "open" to all; free'
    assert [phone["number"] for phone in said["phones"]] == [NUMBERS[0]]
    (there,) = said["service_at_locations"]
    assert there["id"] == str(at.pk)
    assert [(phone["number"], phone["extension"]) for phone in there["phones"]] == [("116", 12)]
    assert there["location"]["addresses"][0]["state_province"] == "Bombali"
    assert there["schedules"][0] == {
        "id": str(made.schedules.get(byday="-1FR").pk), "valid_from": "2026-01-01",
        "freq": "MONTHLY", "byday": "-1FR", "opens_at": "09:00:00", "closes_at": "12:00:00",
    }  # fmt: skip
    assert said["cost_options"][0] | {"id": ""} == {
        "id": "", "option": "Visit", "currency": "SLE", "amount": 0,
    }  # fmt: skip
    assert [paper["document"] for paper in said["required_documents"]] == ["Health card"]
    assert [(one["taxonomy_term"]["code"], one["value"]) for one in said["attributes"]] == [
        ("kind", "health"), ("district", "Bombali"), ("open_24h", "no"),
        ("mandated_authority", "no"), ("female_staff", "yes"), ("accepts_coded_referrals", "yes"),
        ("escort_needed", "yes"), ("secure_channel", "phone"), ("secure_channel", "app"),
        ("capacity", "limited"), ("capacity_on", "2026-01-05"), ("answers_high", "2"),
        ("answers_low", "168"), ("document_not_to_demand", "Police form"),
    ]  # fmt: skip


@pytest.mark.parametrize("chosen", FORMS)
def test_no_person_no_risk_and_no_secret_place_is_in_it(world, as_user, chosen):
    clinic(world)
    hidden = shelter(world)
    place = hidden.service_at_locations.get()
    content = taken(as_user, world.coordinator, chosen)
    text = content.decode() if chosen == "json" else json.dumps(tables_of(content))
    assert "Safe House" in text
    assert hidden.contacts.get(role="backup").name == SECRETS[3]
    assert hidden.known_risks == SECRETS[5]
    for word in (*SECRETS, str(place.pk), str(place.location_id)):
        assert word not in text


def test_the_place_of_a_service_that_becomes_a_shelter_is_gone_from_it(world, as_user):
    made = clinic(world)
    from participants import actions as participants

    assert "Azzolini" in taken(as_user, world.coordinator, "json").decode()
    participants.edit_service(
        made, version=made.version, name=made.name, kind="shelter", by=world.coordinator
    )
    for chosen in FORMS:
        content = taken(as_user, world.coordinator, chosen)
        text = content.decode() if chosen == "json" else json.dumps(tables_of(content))
        assert "One-Stop Centre" in text
        for word in ("Azzolini", "Makeni", "poda-poda", "At the back", "A ramp"):
            assert word not in text


def test_nothing_in_the_tables_is_run_by_a_spreadsheet_and_numbers_stay_numbers(world, as_user):
    clinic(world)
    tables = tables_of(taken(as_user, world.coordinator, "zip"))
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in ("=", "@", "\t", "\r")] == []
    assert {cell for cell in cells if cell[:1] in ("+", "-")} == {NUMBERS[0], "-1FR"}
    assert any(cell.startswith(f"'{ODD}") for cell in cells)
    assert any(cell == "'-1 Azzolini Road" for cell in cells)
    run = read(world, packed(tables))  # the guards come off again
    said = {entry["values"].get("description") for entry in run.rows if entry["of"] == "service"}
    assert any((text or "").startswith(ODD) for text in said)


def test_tables_point_to_rows_that_are_there_once(world, as_user):
    clinic(world)
    clinic(world, "Clinic two")
    tables = tables_of(taken(as_user, world.coordinator, "zip"))
    for rows in tables.values():
        keys = [row["id"] for row in rows]
        assert len(set(keys)) == len(keys)
    services = {row["id"] for row in tables["services.csv"]}
    assert {row["service_id"] for row in tables["languages.csv"]} <= services
    assert {row["link_id"] for row in tables["attributes.csv"]} == services


@pytest.mark.parametrize("chosen", FORMS)
def test_queries_do_not_grow(world, as_user, django_assert_max_num_queries, chosen):
    counts = []
    for number in (1, 12):
        for _each in range(number):
            clinic(world, f"Clinic {Service.objects.count()}")
        client = as_user(world.coordinator)
        client.get("/")
        with django_assert_max_num_queries(25) as captured:
            b"".join(client.post(EXPORT, {"format": chosen}).streaming_content)
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_another_format_is_422(world, as_user):
    for typed in ({}, {"format": "pdf"}):
        assert as_user(world.coordinator).post(EXPORT, typed).status_code == 422
    assert events(world.ngo, "directory.exported") == 0


def test_whoever_may_not_see_the_directory_is_refused(world, as_user):
    people = set(world.cast)
    may_not = {name for name in people if not getattr(world, name).granted("view_directory")}
    assert may_not >= {"observer", "administrator", "stranger"}
    assert codes(as_user, world, may_not, EXPORT) == dict.fromkeys(may_not, 403)
    assert codes(as_user, world, may_not, EXPORT, "post") == dict.fromkeys(may_not, 403)


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).put(EXPORT).status_code == 405
