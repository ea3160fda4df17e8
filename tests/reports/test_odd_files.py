"""Whatever stands in a file: never a fault of ours, and nothing comes in beside a row that is wrong."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpfacilitate.reports import tables
from cpfacilitate.reports.models import ImportRun
from cpfacilitate.reports.rows import COLUMNS
from participants.models import Cluster, Community, fold

from .factories import csv_bytes, upload, url

ANY = st.text(st.characters(codec="utf-8"), max_size=30)
ODD = st.one_of(
    ANY,
    st.sampled_from(
        [
            "Rokolba",
            "Bombali",
            "Masimbaya",
            "kri",
            "SL0204",
            "",
            "=1+1",
            "\0",
            "‮",
            "ﷺ" * 100,
            "x" * 101,
        ]
    ),
)
ROWS = st.lists(st.lists(ODD, max_size=6), max_size=6)
# Rows that are nearly right, so that some of the lists do come in.
NEARLY = st.lists(
    st.tuples(
        st.sampled_from(["Rokolba", "Moyamba"]),
        st.sampled_from(["Bombali", "Moyamba", ""]),
        ODD,
        st.sampled_from(["kri", "sw", "?"]),
        st.sampled_from(["", "SL0204", "sl0205", "9"]),
    ),
    max_size=4,
)


def as_xlsx(rows) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([COLUMNS, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return made.getvalue()


def state() -> tuple:
    return (
        frozenset(Community.objects.values_list("pk", "name", "version")),
        frozenset(Cluster.objects.values_list("pk", "name", "district")),
    )


@pytest.mark.django_db
@given(rows=ROWS | NEARLY, write=st.sampled_from([csv_bytes, as_xlsx]))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_comes_in_whole_or_not_at_all(world, as_user, rows, write):
    client, before = as_user(world.coordinator), state()
    answer = upload(client, write(rows))
    assert answer.status_code in (302, 422)
    assert state() == before
    if answer.status_code == 422:
        return
    run = ImportRun.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])
    page = client.get(answer.url)
    assert page.status_code == 200
    found = page.context["found"]
    applied = client.post(url("apply", run))
    if found.problems:
        assert (applied.status_code, state()) == (409, before)
    else:
        assert applied.status_code == 302
        new = {fold(row.said["name"]) for row in found.new}
        assert new <= {fold(name) for _pk, name, _version in state()[0]}
        assert len(state()[0]) == len(before[0]) + len(found.new)


@given(rows=st.lists(st.lists(ANY, min_size=2, max_size=2), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_again(rows):
    """Through both kinds of file; but for white space at the ends, which no field keeps."""
    plain = str.maketrans(dict.fromkeys([*range(32), *range(127, 160), 0xFFFE, 0xFFFF]))
    rows = [[cell.translate(plain).strip() for cell in row] for row in rows]
    rows = [[first or "x", second] for first, second in rows]
    for write in (tables.as_csv, tables.as_xlsx):
        content = io.BytesIO(write([["name", "more"], *rows]))
        table = tables.read(content, columns=("name", "more"), needed=("name",))
        assert [[row["name"], row["more"]] for row in table.rows] == rows


@given(content=st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_a_sentence(content):
    for file in (content, b"PK\x03\x04" + content, b"cluster,name,language\n" + content):
        try:
            tables.read(io.BytesIO(file), columns=COLUMNS, needed=("name",))
        except tables.Unreadable as unreadable:
            assert str(unreadable)
