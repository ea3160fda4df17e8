"""How do tests of this app get a file, and a list that was read?"""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cpfacilitate.reports import actions, tables
from cpfacilitate.reports.models import ImportRun
from cpfacilitate.reports.rows import COLUMNS, NEEDED

IMPORT = reverse("reports:community_import")
EXPORT = reverse("reports:community_export")
Rows = Iterable[Sequence[Any]]
GOOD = [
    ("Rokolba", "Bombali", "Masimbaya", "kri", ""),  # there already
    ("Rokolba", "", "Yele", "kri", "SL0204"),
    ("Moyamba", "Moyamba", "Ngiyema Landing", "men", ""),
    ("Moyamba", "Moyamba", "Gbɔnkɔ́to Hill", "men", "sl0205"),
]


def csv_bytes(rows: Rows, *, header: Sequence[str] = COLUMNS, **options: Any) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, **options).writerows([header, *rows])
    return text.getvalue().encode()


def xlsx_bytes(rows: Rows, *, header: Sequence[str] = COLUMNS) -> bytes:
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def upload(client, content: bytes, name: str = "list.csv", **typed: Any):
    """What comes back when this file is read in."""
    file = SimpleUploadedFile(name, content)
    organisation = client.get(IMPORT).context["form"].fields["organisation"].initial
    return client.post(
        IMPORT, {"id": uuid.uuid4(), "organisation": organisation, "file": file} | typed
    )


def read(world, rows: Rows = GOOD, *, by=None) -> ImportRun:
    """A list that waits."""
    table = tables.read(io.BytesIO(csv_bytes(rows)), columns=COLUMNS, needed=NEEDED)
    return actions.read_import(
        id=uuid.uuid4(),
        organisation=world.ngo,
        rows=table.rows,
        left_aside=table.left_aside,
        by=by or world.coordinator,
    )


def url(verb: str, run: ImportRun) -> str:
    return reverse(f"reports:import_{verb}", args=[run.pk])


def fates(page) -> list[tuple[int, str]]:
    """(row, fate) in the order of the page."""
    return [(row.number, row.fate.value) for row in page.context["found"].in_order()]
