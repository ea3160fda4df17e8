"""How do tests get a directory with everything in it, a file of one, and a file that was read?"""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cpfacilitate.reports import actions
from cpfacilitate.reports.hsds.reading import read as read_file
from cpfacilitate.reports.models import ImportRun
from participants import actions as participants
from participants.models import Service

IMPORT = reverse("reports:service_import")
EXPORT = reverse("reports:service_export")
# What must never be found in a file that goes out.
SECRETS = (
    "Blue gate behind the mill", "Hidden Lane 7", "Mariatu Kamara", "Saidu Bangura", "076 999 111",
    "Girls were followed home",
)  # fmt: skip
# What a spreadsheet would run, and what a careless writer would break.
ODD = "=HYPERLINK(1)"
NUMBERS = ("+232 76 123 456", "116", "(022) 55-77")


def clinic(world, name: str = "One-Stop Centre", **changed: Any) -> Service:
    """A service of which everything is said that can be."""
    at, body = uuid.uuid4(), f"Body of {name}"
    said: dict[str, Any] = {
        "id": uuid.uuid4(), "name": name, "kind": "health", "district": "Bombali",
        "organisation_name": body, "organisation_description": "A hospital, \"open\" to all; free",
        "description": f"{ODD}\nCares, listens; \"never\" asks for money – قرية 🌳",
        "alert": "The road is cut", "url": "https://example.org/a?b=1", "email": "a@example.org",
        "application_process": "Come, or phone", "eligibility_description": "Any child",
        "interpretation_services": "Krio, Temne", "fees_description": "+nothing",
        "minimum_age": 0, "maximum_age": 17, "open_24h": False, "mandated_authority": False,
        "female_staff": True, "survivor_centred": None, "accepts_coded_referrals": True,
        "secure_channels": ["phone", "app"], "capacity": "limited",
        "capacity_on": date(2026, 1, 5), "answers_high": 2, "answers_low": 168,
        "escort_needed": True, "known_risks": SECRETS[5], "assured_on": date(2026, 1, 6),
        "locations": [{
            "id": at, "description": "At the back", "location_type": "physical",
            "name": "Makeni Hospital", "address": "-1 Azzolini Road", "city": "Makeni",
            "district": "Bombali", "postal_code": "", "country": "SL",
            "transportation": "Any poda-poda", "accessibility": ["A ramp", "Signing on Fridays"],
        }],
        "phones": [
            {"number": NUMBERS[0], "type": "cell", "description": "@night"},
            {"number": NUMBERS[1], "type": "voice", "extension": "12", "service_at_location_id": at},
        ],
        "schedules": [
            {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": time(8), "closes_at": time(16, 30)},
            {"freq": "MONTHLY", "byday": "-1FR", "opens_at": time(9), "closes_at": time(12),
             "service_at_location_id": at, "valid_from": date(2026, 1, 1)},
            {"description": "When the river is low"},
        ],
        "languages": [{"name": "Krio", "code": "kri"}, {"name": "Temne", "note": "mornings"}],
        "required_documents": [
            {"document": "Health card"}, {"document": "Police form", "may_be_demanded": False},
        ],
        "cost_options": [
            {"option": "Visit", "amount": Decimal("0.00"), "currency": "SLE"},
            {"option": "Medicine", "amount_description": "what it costs them"},
        ],
        "service_areas": [{"name": "Bombali"}, {"name": "Karene", "description": "north"}],
        "contacts": [
            {"role": "focal", "name": SECRETS[2], "title": "Nurse"},
            {"role": "backup", "name": SECRETS[3], "phone": SECRETS[4]},
        ],
    }  # fmt: skip
    return participants.add_service(**{**said, **changed}, by=world.coordinator)


def shelter(world, name: str = "Safe House") -> Service:
    """A service whose place is in the directory as secret, and nowhere else."""
    return clinic(
        world, name, kind="health", description="", locations=[
            {"id": uuid.uuid4(), "location_type": "physical", "district": "Bombali",
             "is_secret": True},
        ], phones=[{"number": NUMBERS[1]}], schedules=[],
    )  # fmt: skip


def taken(as_user, person, chosen: str) -> bytes:
    """What somebody takes out."""
    answer = as_user(person).post(EXPORT, {"format": chosen})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def tables_of(content: bytes) -> dict[str, list[dict[str, str]]]:
    """File of a zip → its rows."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {
            name: list(csv.DictReader(io.StringIO(packed.read(name).decode(), newline="")))
            for name in packed.namelist()
            if name.endswith(".csv")
        }


def packed(tables: Mapping[str, Sequence[Mapping[str, Any]]], **more: str) -> bytes:
    """A zip of tables."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, rows in tables.items():
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, list(rows[0]) if rows else ["id"])
            writer.writeheader()
            writer.writerows(rows)
            target.writestr(name, text.getvalue())
        for name, content in more.items():
            target.writestr(name, content)
    return made.getvalue()


def as_json(said: Any) -> bytes:
    return json.dumps(said).encode()


def service(**said: Any) -> dict[str, Any]:
    """A service as another directory would publish it, no more than it must."""
    body = {"id": str(uuid.uuid4()), "name": "Ministry", "description": "Of welfare"}
    bare = {"id": str(uuid.uuid4()), "name": "Desk", "status": "active", "organization": body}
    return bare | said


def upload(client, content: bytes, name: str = "services.json", **typed: Any):
    """What comes back when this file is read in; kind and district are said with it."""
    form = client.get(IMPORT).context["form"]
    given = {"kind_of_help": "other", "district": "Kono"} | typed
    file = SimpleUploadedFile(name, content)
    organisation = form.fields["organisation"].initial
    return client.post(
        IMPORT, {"id": uuid.uuid4(), "organisation": organisation, "file": file} | given
    )


def read(world, said: Any, *, by=None, **given: str) -> ImportRun:
    """A file that waits: JSON of `said`, or bytes as they are."""
    content = said if isinstance(said, bytes) else as_json(said)
    reading = read_file(io.BytesIO(content))
    return actions.read_import(
        id=uuid.uuid4(),
        organisation=world.ngo,
        kind=ImportRun.Kind.SERVICES,
        rows=[vars(entry) for entry in reading.entries],
        left_aside=list(reading.left_aside),
        given={"kind": "other", "district": "Kono"} | given,
        by=by or world.coordinator,
    )


def fates(run: ImportRun) -> dict[str, str]:
    """Service → what would become of it."""
    return {row.name: row.fate.value for row in actions.outlook(run).rows}


def needs(run: ImportRun) -> list[tuple[str, str, str]]:
    """(place, field, sentence) of everything that needs somebody."""
    return [(one.place, one.field, one.sentence) for one in actions.outlook(run).problems]
