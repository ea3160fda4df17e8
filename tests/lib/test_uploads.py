"""Is what may be sent to a page bounded, and does a file reach only the page that takes one?"""

from __future__ import annotations

import io
import tempfile
import tracemalloc
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from cpfacilitate.lib.uploads import MEGABYTE
from cpfacilitate.reports import tables
from cpfacilitate.reports.views import lists
from tests.reports.factories import IMPORT, csv_bytes

pytestmark = pytest.mark.django_db
KILOBYTE = 1024


def file(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", b"x" * size)


def test_one_page_takes_a_file_and_up_to_ten_megabytes():
    assert lists.community_import.most_bytes == 10 * MEGABYTE


def test_wherever_else_a_file_is_sent_it_passes_by_unread(world, as_user):
    answer = as_user(world.coordinator).post(
        reverse("participants:community_add"),
        {"id": uuid.uuid4(), "name": "Yele", "extra": file(100 * KILOBYTE)},
    )
    assert answer.status_code == 422
    assert "Yele" in answer.content.decode()
    assert dict(answer.wsgi_request.FILES) == {}


def test_a_file_goes_to_the_disk(world, as_user):
    answer = as_user(world.coordinator).post(IMPORT, {"file": file(100)})
    kept = answer.wsgi_request.FILES["file"]
    assert isinstance(kept, TemporaryUploadedFile)


def test_nobody_leaves_a_file_without_having_signed_in(client):
    answer = client.post(IMPORT, {"file": file(100)})
    assert answer.status_code == 302
    assert dict(answer.wsgi_request.FILES) == {}


@pytest.mark.parametrize("name", ["account_login", "home", "participants:community_add"])
def test_more_than_a_page_takes_is_413_with_a_sentence(world, as_user, name):
    for person in (None, world.coordinator):
        answer = as_user(person).post(reverse(name), {"extra": file(300 * KILOBYTE)})
        assert answer.status_code == 413
        assert "This is more than the page takes" in answer.content.decode()


def test_a_second_file_is_refused(world, as_user):
    answer = as_user(world.coordinator).post(IMPORT, {"file": file(10), "other": file(10)})
    assert answer.status_code == 400


def test_reading_ten_megabytes_takes_little_memory():
    wide = [("Rokolba", "", f"Village {n}", "kri", "", "x" * 5000) for n in range(2000)]
    header = ("cluster", "district", "name", "language", "place_code", "remarks")
    with tempfile.TemporaryFile() as kept:
        kept.write(csv_bytes(wide, header=header))
        kept.seek(0)
        tracemalloc.start()
        table = tables.read(kept, columns=header[:5], needed=("name",))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert len(table.rows) == 2000
    assert peak < 5 * MEGABYTE


def test_the_reader_leaves_the_file_to_whoever_opened_it():
    content = io.BytesIO(csv_bytes([("Rokolba", "", "Yele", "kri", "")]))
    tables.read(content, columns=("name",), needed=("name",))
    assert not content.closed
