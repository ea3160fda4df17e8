"""Reading a list of communities from a file: what is taken, what is refused and how it is said."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta

import pytest

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.roles import Role
from cpfacilitate.audit.actions import purge
from cpfacilitate.lib import clock
from cpfacilitate.reports import actions
from cpfacilitate.reports.models import ImportRun
from participants.models import Cluster, Community
from tests import factories as cast
from tests.participants.factories import codes, events

from .factories import GOOD, IMPORT, csv_bytes, fates, read, upload, xlsx_bytes


def counts() -> tuple[int, int, int]:
    return Community.objects.count(), Cluster.objects.count(), ImportRun.objects.count()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (csv_bytes(GOOD), "list.csv"),
        (b"\xef\xbb\xbf" + csv_bytes(GOOD), "with a mark.csv"),
        (csv_bytes(GOOD, delimiter=";"), "semicolons.csv"),
        (csv_bytes(GOOD, delimiter="\t"), "tabs.txt"),
        (csv_bytes(GOOD, lineterminator="\r"), "old mac.csv"),
        (csv_bytes(GOOD, quoting=1), "quoted.csv"),
        (xlsx_bytes(GOOD), "list.xlsx"),
    ],
)
def test_a_file_is_read_and_nothing_else_is_written(world, as_user, content, name):
    before = counts()
    client = as_user(world.coordinator)
    answer = upload(client, content, name)
    run = ImportRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert counts() == (before[0], before[1], 1)
    assert fates(client.get(answer.url)) == [
        (4, "new_cluster"), (5, "new_cluster"), (3, "new"), (2, "there"),
    ]  # fmt: skip
    assert events(run, "import.read") == 1


def test_columns_are_known_whatever_their_order_and_case_and_others_are_left_aside(world, as_user):
    header = ("Place code", "NAME", "agreement", "Cluster", " language ", "district")
    rows = [("SL0209", "Yele", "Agreed", "Rokolba", "kri", "")]
    client = as_user(world.coordinator)
    page = client.get(upload(client, csv_bytes(rows, header=header)).url)
    assert fates(page) == [(2, "new")]
    assert "Columns left aside: agreement" in page.content.decode()


def test_rows_keep_the_numbers_they_have_in_the_file(world, as_user):
    rows = [("",) * 5, ("Rokolba", "", "Yele", "kri", ""), (), ("Rokolba", "", "", "kri", "")]
    client = as_user(world.coordinator)
    for content in (csv_bytes(rows), xlsx_bytes(rows)):
        assert fates(client.get(upload(client, content).url)) == [(5, "problem"), (3, "new")]


def test_a_spreadsheets_numbers_dates_and_formulas_are_texts(world, as_user):
    rows = [("Rokolba", None, 12, "kri", ""), ("Rokolba", None, "@Yele", "kri", "")]
    client = as_user(world.coordinator)
    upload(client, xlsx_bytes(rows))
    assert [row["name"] for row in ImportRun.objects.get().rows] == ["12", "@Yele"]


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def packed(size: int) -> bytes:
    """A few bytes that claim to be many."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return made.getvalue()


def with_entities() -> bytes:
    """A workbook whose sheet grows without end when it is read."""
    laughs = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    row = '<row r="1"><c r="A1" t="str"><v>&a11;</v></c></row>'
    sheet = f'<?xml version="1.0"?>{laughs}]><worksheet><sheetData>{row}</sheetData></worksheet>'
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_bytes([]))) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        for part in old.namelist():
            new.writestr(part, sheet if part.endswith("sheet1.xml") else old.read(part))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file"),
        (b"cluster,name,language\r\n", "there is no row"),
        (csv_bytes([("Yele",)], header=("name",)), "Not found: cluster, language"),
        (csv_bytes(GOOD, header=("cluster", "name", "name", "language", "x")), "the same name: name"),
        ("cluster,name,language\nRokolba,Yele,kri\nRokolba,Gb\xf3,kri\n".encode("latin-1"),
         "Row 3 is not written in UTF-8"),
        ("cluster,name,language\n".encode("utf-16"), "Row 1 is not written in UTF-8"),
        (b'cluster,name,language\nRokolba,"' + b"x" * 200_000, "Is a quotation mark missing?"),
        (PNG, "Row 1 is not written in UTF-8"),
        (b"<html><p>hello", "The first row has to name the columns"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file"),
        (b"PK\x03\x04 and no more", "cannot be read as a spreadsheet"),
        (xlsx_bytes(GOOD)[:3000], "cannot be read as a spreadsheet"),
        (packed(1000), "cannot be read as a spreadsheet"),
        (packed(60 * 1024 * 1024), "too much in this spreadsheet"),
        (with_entities(), "cannot be read as a spreadsheet"),
        (csv_bytes([("Rokolba", "", f"Village {n}", "kri", "") for n in range(2001)]),
         "up to 2000 rows"),
        (csv_bytes([()] * 20_001), "Nothing below row 20000 can be read"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_422_with_a_sentence_and_changes_nothing(
    world, as_user, content, sentence
):
    before = counts()
    answer = upload(as_user(world.coordinator), content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert counts() == before


def test_without_a_file_it_says_so(world, as_user):
    client = as_user(world.coordinator)
    answer = client.post(IMPORT, {"id": uuid.uuid4(), "organisation": world.ngo.pk})
    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()


def test_another_organisation_is_not_offered(world, as_user):
    answer = upload(as_user(world.coordinator), csv_bytes(GOOD), organisation=world.other_ngo.pk)
    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_more_than_ten_megabytes_is_413_with_a_sentence(world, as_user):
    answer = upload(as_user(world.coordinator), b"x" * (11 * 1024 * 1024))
    assert answer.status_code == 413
    assert "up to 10 MB" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_ten_megabytes_are_read_to_their_end(world, as_user):
    wide = [("Rokolba", "", f"Village {n}", "kri", "", "x" * 5000) for n in range(2000)]
    content = csv_bytes(wide, header=(*("cluster", "district", "name", "language"), "", "remarks"))
    assert 9.5 < len(content) / 1024**2 < 10
    assert upload(as_user(world.coordinator), content).status_code == 302


def test_the_same_file_sent_twice_is_one_list(world, as_user):
    client, key = as_user(world.coordinator), uuid.uuid4()
    urls = {upload(client, csv_bytes(GOOD), id=key).url for _ in range(2)}
    assert len(urls) == ImportRun.objects.count() == 1


def test_everybody_else_is_refused(world, as_user):
    people = set(world.cast) - {"coordinator", "other_coordinator"}
    for method in ("get", "post"):
        assert codes(as_user, world, people, IMPORT, method) == dict.fromkeys(people, 403)


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).delete(IMPORT).status_code == 405


def test_the_blank_file_names_the_columns(world, as_user, settings):
    page = as_user(world.coordinator).get(IMPORT).content.decode()
    assert "/static/files/communities.csv" in page
    blank = (settings.BASE_DIR / "static" / "files" / "communities.csv").read_bytes()
    assert blank == csv_bytes([])


def test_whoever_keeps_two_organisations_says_which(world, as_user):
    """One person, two roles: the field is shown."""
    accounts.give_role(
        user=world.coordinator, organisation=world.other_ngo, role=Role.COORDINATOR,
        by=world.administrator,
    )  # fmt: skip
    form = as_user(cast.fresh(world.coordinator)).get(IMPORT).context["form"]
    assert not form.fields["organisation"].widget.is_hidden


def test_a_list_that_nobody_brings_in_is_forgotten_after_a_week(world):
    run, done = read(world), read(world, GOOD[:1])
    actions.apply_import(done, by=world.coordinator)
    for days, forgotten in ((6, 0), (8, 1)):
        after = purge(started_by="clock", now=clock.now() + timedelta(days=days))
        assert after.deleted.get("left_lying_imports", 0) == forgotten
    assert [left.pk for left in ImportRun.objects.all()] == [done.pk]
    assert events(run, "import.discarded") == 1
