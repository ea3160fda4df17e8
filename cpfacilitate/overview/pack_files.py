"""How does a record pack go along on a stick? One archive: the whole as JSON, each table as CSV."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from .pack import Pack, tables

NAME = "records.zip"  # says nothing of whose they are
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def archive(pack: Pack) -> bytes:
    """The pack as a zip."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as files:
        text = json.dumps(pack, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        files.writestr("pack.json", text)
        for name, rows in tables(pack).items():
            if rows:
                files.writestr(f"{name}.csv", table(rows))
    return whole.getvalue()


def table(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV that a spreadsheet opens with its letters right and runs nothing of."""
    rows = list(rows)
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(rows[0])
    writer.writerows([cell(value) for value in row.values()] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def cell(value: Any) -> str:
    """A value as text; what begins like a formula begins with an apostrophe instead."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
