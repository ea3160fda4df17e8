"""Reading a directory of services from a file."""

from __future__ import annotations

import io
import json
import uuid
import zipfile

import pytest

from cpfacilitate.lib.uploads import MEGABYTE
from cpfacilitate.reports.models import ImportRun
from tests.participants.factories import codes, events

from .hsds_factories import IMPORT, as_json, fates, needs, packed, read, service, upload

BODY = {"id": str(uuid.uuid4()), "name": "Ministry", "description": "Of welfare"}
TABLES = {
    "organizations.csv": [BODY],
    "services.csv": [
        {
            "id": str(uuid.uuid4()), "organization_id": BODY["id"], "name": "Desk",
            "status": "active", "wait_time": "long",
        }
    ],
}  # fmt: skip


def run_of(answer) -> ImportRun:
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportRun.objects.get(pk=answer.url.strip("/").split("/")[-1])


FORMS = {
    "one service": as_json(service()),
    "a list": as_json([service()]),
    "a page": as_json({"contents": [service()], "total_pages": 1, "last_page": True}),
    "tables in JSON": as_json(TABLES),
    "a zip": packed(TABLES),
    "a zip of a folder": packed({f"data/{name}": rows for name, rows in TABLES.items()}),
    "with a mark at its start": "\ufeff".encode() + as_json([service()]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read(world, as_user, form):
    run = run_of(upload(as_user(world.coordinator), FORMS[form]))
    assert (run.kind, run.given) == ("services", {"kind": "other", "district": "Kono"})
    assert fates(run) == {"Desk": "new"}
    assert events(run, "import.read") == 1


def test_what_is_left_out_is_said_by_name(world, as_user):
    run = run_of(upload(as_user(world.coordinator), packed(TABLES, **{"notes.txt": "x"})))
    assert run.left_aside == ["services.csv › wait_time", "notes.txt"]
    page = upload(
        as_user(world.coordinator),
        as_json({"contents": [service(wait_time="long", colour={"a": 1})], "last_page": False}),
    )
    assert run_of(page).left_aside == [
        "the pages after this one", "service › wait_time", "service › colour",
    ]  # fmt: skip


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("services.csv", b"0" * (41 * MEGABYTE))
    return made.getvalue()


UNREADABLE = {
    "nothing": (b"{}x", "neither JSON in UTF-8 nor a zip"),
    "not UTF-8": ("é".encode("latin-1"), "neither JSON in UTF-8 nor a zip"),
    "not a number": (b'[{"id": NaN}]', "neither JSON in UTF-8 nor a zip"),
    "very deep": (b"[" * 100_000, "neither JSON in UTF-8 nor a zip"),
    "no service": (b"[]", "There is no service in this file."),
    "too many": (as_json([service()] * 1001), "up to 1000 services"),
    "too much of one": (
        as_json([service(languages=[{"name": "x"}] * 30_000)]),
        "There is too much in this file.",
    ),
    "a bomb": (bomb(), "There is too much in this file."),
    "a broken zip": (packed(TABLES)[:-30], "This zip cannot be opened."),
    "a zip of something else": (packed({}, **{"a.txt": "b"}), "There is no service in this file."),
    "the same table twice": (
        packed(TABLES | {"data/services.csv": TABLES["services.csv"]}),
        "services.csv is in it twice.",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_422_and_says_why(world, as_user, case):
    content, why = UNREADABLE[case]
    answer = upload(as_user(world.coordinator), content)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert ImportRun.objects.count() == 0


def test_more_than_ten_megabytes_is_413(world, as_user):
    answer = upload(as_user(world.coordinator), b" " * (13 * MEGABYTE))
    assert answer.status_code == 413


def test_every_problem_is_told_with_its_place(world):
    other = str(uuid.uuid4())
    tables = {
        "organizations.csv": [BODY],
        "services.csv": [
            {"id": "1", "organization_id": BODY["id"], "name": "A", "status": "active"},
            {"id": str(uuid.uuid4()), "organization_id": other, "name": "B", "status": "open"},
            {"id": str(uuid.uuid4()), "organization_id": "", "name": "", "status": "active"},
            {"id": TABLES["services.csv"][0]["id"], "organization_id": BODY["id"], "name": "C",
             "status": "active", "minimum_age": "9", "maximum_age": "4.5", "url": "here",
             "assured_date": "2099-01-01"},
        ],
        "phones.csv": [
            {"id": str(uuid.uuid4()), "service_id": TABLES["services.csv"][0]["id"], "number": ""},
            {"id": str(uuid.uuid4()), "service_id": TABLES["services.csv"][0]["id"],
             "number": "1" * 61},
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        columns = dict.fromkeys(key for row in rows for key in row)
        tables[name] = [{key: row.get(key, "") for key in columns} for row in rows]
    assert needs(read(world, packed(tables))) == [
        ("services.csv 2", "id", "Not an identifier (UUID), such as"
         " 7a1c1d0e-6a0b-4d0f-9d5c-3b4e0c2f8a11."),
        ("services.csv 3", "status", "Not one of the words that may stand here: active, inactive,"
         " defunct, temporarily closed."),
        ("services.csv 4", "organization_id", "This is needed, and nothing stands here."),
        ("services.csv 4", "name", "This is needed, and nothing stands here."),
        ("services.csv 5", "url", "Not an address on the internet, such as https://example.org."),
        ("phones.csv 2", "number", "This is needed, and nothing stands here."),
        ("services.csv 3", "organization_id", "Nothing in this file has this identifier."),
        ("services.csv 5", "maximum_age", "An age in whole years."),
        ("services.csv 5", "maximum_age", "The oldest age is below the youngest."),
        ("services.csv 5", "assured_date", "That day is still to come."),
        ("phones.csv 3", "number", "Ensure this value has at most 60 characters (it has 61)."),
    ]  # fmt: skip


def test_the_same_identifier_twice_needs_a_person(world):
    one = service()
    again = dict(one, name="Other desk")
    assert needs(read(world, [one, again])) == [
        ("services 2", "id", "The same identifier as services 1, which says something else.")
    ]
    assert needs(read(world, [one, one])) == []


def test_a_kind_of_help_has_to_come_from_somewhere(world):
    bare = service()
    assert [place for place, *_ in needs(read(world, bare, kind="", district=""))] == [
        "services 1", "services 1",
    ]  # fmt: skip
    assert needs(read(world, bare)) == []


def test_where_a_shelter_is_is_never_kept(world, as_user):
    term = {
        "code": "kind",
        "name": "x",
        "description": "x",
        "taxonomy": "Child protection services",
    }
    place = {
        "id": str(uuid.uuid4()), "location_type": "physical", "name": "Blue gate",
        "transportation": "behind the mill", "accessibility": [
            {"id": str(uuid.uuid4()), "description": "A ramp to Hidden Lane"}
        ],
        "addresses": [{"id": str(uuid.uuid4()), "address_1": "Hidden Lane 7", "city": "Bo",
                       "state_province": "Bo", "postal_code": "", "country": "SL",
                       "address_type": "physical"}],
    }  # fmt: skip
    said = service(
        attributes=[
            {"id": str(uuid.uuid4()), "value": "shelter", "link_type": "x",
             "taxonomy_term": {"id": str(uuid.uuid4())} | term}
        ],
        service_at_locations=[
            {"id": str(uuid.uuid4()), "location": place,
             "phones": [{"id": str(uuid.uuid4()), "number": "116"}]}
        ],
    )  # fmt: skip
    run = run_of(upload(as_user(world.coordinator), as_json([said])))
    kept = json.dumps(run.rows)
    for word in ("Blue gate", "behind the mill", "Hidden Lane"):
        assert word in json.dumps(said)
        assert word not in kept
    assert fates(run) == {"Desk": "new"}


def test_everybody_else_is_refused(world, as_user):
    people = set(world.cast) - {"coordinator", "other_coordinator"}
    assert codes(as_user, world, people, IMPORT) == dict.fromkeys(people, 403)
    assert codes(as_user, world, people, IMPORT, "post") == dict.fromkeys(people, 403)


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).delete(IMPORT).status_code == 405
