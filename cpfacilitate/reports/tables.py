"""How is a file of rows and columns read, and written so that no program runs what stands in it?

Nothing here knows what the columns mean. Everything is read as text, row by row, within bounds.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _

MOST_ROWS = 2000
LONGEST_CELL = 200  # longer than any field: what is cut off here is refused there
_MOST_COLUMNS = 50
_LAST_ROW = 10 * MOST_ROWS
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 500
ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What a spreadsheet would take for a formula; a quotation mark before it makes it a text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


class Unreadable(Exception):
    """The file cannot be read as a table; says why to the person who chose it."""


@dataclass(frozen=True)
class Table:
    """Rows as column → text, each with its number in the file as `row`."""

    rows: list[dict[str, Any]]
    left_aside: list[str]


def read(file: IO[bytes], *, columns: Sequence[str], needed: Sequence[str]) -> Table:
    """The rows of a CSV or XLSX file below its row of names. Raises Unreadable."""
    start = file.read(4)
    file.seek(0)
    if start == _OLD_EXCEL:
        raise Unreadable(
            _("This is an old Excel file. Save it as .xlsx or as CSV, then try again.")
        )
    records = _of_workbook(file) if start == ZIP else of_csv(file, columns)
    return _below_names(_filled(records), columns, needed)


def _filled(records: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows in which something stands, as texts."""
    for number, cells in records:
        if number > _LAST_ROW:
            raise Unreadable(
                _("Nothing below row %(last)s can be read. Take out the empty rows.")
                % {"last": _LAST_ROW}
            )
        if any(cell not in (None, "") for cell in cells):
            texts = [unguarded(clean(cell)) for cell in cells]
            if any(texts):
                yield number, texts


def _below_names(
    records: Iterator[tuple[int, list[str]]], columns: Sequence[str], needed: Sequence[str]
) -> Table:
    _number, names = next(records, (0, []))
    keys = [key(name) for name in names]
    place = {column: keys.index(column) for column in columns if column in keys}
    missing = [column for column in needed if column not in place]
    if missing:
        raise Unreadable(
            _("The first row has to name the columns. Not found: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    twice = [column for column in columns if keys.count(column) > 1]
    if twice:
        raise Unreadable(_("Two columns have the same name: %(names)s.") % {"names": twice[0]})
    found = list(islice(records, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise Unreadable(
            _("A file may have up to %(most)s rows. Make two files of it.") % {"most": MOST_ROWS}
        )
    if not found:
        raise Unreadable(_("Below the names of the columns there is no row."))
    rows = [
        {"row": number} | {name: cells[at] if at < len(cells) else "" for name, at in place.items()}
        for number, cells in found
    ]
    return Table(
        rows, [name for name, at in zip(names, keys, strict=True) if name and at not in columns]
    )


def key(name: str) -> str:
    """The name of a column, however it is written."""
    return re.sub(r"[\s_-]+", "_", name.casefold().strip())


def clean(value: Any, longest: int = LONGEST_CELL) -> str:
    """A cell as text that every database can keep; a sign that none can becomes "�"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    text = "" if value is None else str(value)[: longest * 2].strip()[:longest]
    return "".join("\ufffd" if c == "\0" or unicodedata.category(c) == "Cs" else c for c in text)


# --- CSV ------------------------------------------------------------------------------------------


def of_csv(file: IO[bytes], columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row of a CSV with its number; `columns` tell which sign lies between the cells."""
    # Bytes that are no UTF-8 come through as marks of their own, so that their row can be named.
    lines = io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline="")
    first = lines.readline()
    lines.seek(0)

    def known(sign: str) -> int:
        return sum(key(name.strip(' "\r\n')) in columns for name in first.split(sign))

    reader = csv.reader(lines, delimiter=max(",;\t", key=known))
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
                raise Unreadable(
                    _("Row %(number)s is not written in UTF-8. Save the file as “CSV UTF-8”.")
                    % {"number": number}
                )
            yield number, cells[:_MOST_COLUMNS]
    except csv.Error as error:
        raise Unreadable(
            _("Row %(number)s cannot be read. Is a quotation mark missing?")
            % {"number": number + 1}
        ) from error
    finally:
        lines.detach()  # the file stays open for whoever opened it


# --- XLSX -----------------------------------------------------------------------------------------


def _of_workbook(file: IO[bytes]) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the first sheet. The library says in many ways that a file is broken."""
    try:
        if unpacks_too_much(zipfile.ZipFile(file)):
            raise Unreadable(
                _(
                    "There is too much in this spreadsheet. Copy the table into a new one, then try again."
                )
            )
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_col=_MOST_COLUMNS, values_only=True)
        yield from enumerate(map(list, rows), start=1)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            _("This file cannot be read as a spreadsheet. Save it as .xlsx or CSV once more.")
        ) from error


def unpacks_too_much(packed: zipfile.ZipFile) -> bool:
    """A few bytes can be packed so that they fill a machine; what they claim is bounded first."""
    parts = packed.infolist()
    return len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED


# --- Writing --------------------------------------------------------------------------------------


def guarded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula; reading it here takes the guard off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(text: str) -> str:
    """The text that a guard was put before."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """With a mark at its start by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Every cell a text, guarded like in a CSV, into which somebody may turn it."""
    made = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, {"in_memory": True, **plain}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, guarded(cell))
    return made.getvalue()
