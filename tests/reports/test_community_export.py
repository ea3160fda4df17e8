"""Taking the list of communities out, and bringing it in again."""

from __future__ import annotations

import csv
import io
import uuid

import openpyxl
import pytest

from cpfacilitate.accounts import actions as accounts
from cpfacilitate.accounts.roles import Role
from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Community
from tests import factories as cast
from tests.participants.factories import codes, events

from .factories import EXPORT, fates, upload

# Names a spreadsheet would run, or that a careless writer would break.
ODD = ["=1+1", "+232", "-minus", "@home", "'=already guarded", "a;b,c", 'a "b"', "قرية", "🌳", "'t"]


def add(world, *names: str, code: str = "") -> None:
    for name in names:
        participants.add_community(
            id=uuid.uuid4(), cluster=world.cluster, name=name, language="kri", place_code=code,
            by=world.coordinator,
        )  # fmt: skip


def taken(as_user, person, chosen: str) -> bytes:
    answer = as_user(person).post(EXPORT, {"format": chosen})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="communities.{chosen}"'
    assert "no-store" in answer["Cache-Control"]
    return answer.content


def as_rows(content: bytes, chosen: str) -> list[list[str]]:
    if chosen == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("chosen", ["csv", "xlsx"])
def test_it_says_where_what_language_and_what_was_decided(world, as_user, chosen):
    add(world, "Yele", code="SL0204")
    day = clock.today().isoformat()
    assert as_rows(taken(as_user, world.coordinator, chosen), chosen) == [
        ["cluster", "district", "name", "language", "place_code", "agreement", "agreement_date"],
        ["Rokolba", "Bombali", "Gbonkoto", "kri", "", "Agreed", day],
        ["Rokolba", "Bombali", "Masimbaya", "kri", "", "Agreed", day],
        ["Rokolba", "Bombali", "Yele", "kri", "SL0204", "Getting to know each other", day],
    ]
    assert events(world.ngo, "communities.exported") == 1


@pytest.mark.parametrize("chosen", ["csv", "xlsx"])
def test_what_was_taken_out_is_there_already(world, as_user, chosen):
    add(world, *ODD)
    add(world, "Twice", "Twice", "twice ")
    client = as_user(world.coordinator)
    content = taken(as_user, world.coordinator, chosen)
    page = client.get(upload(client, content, f"communities.{chosen}").url)
    everything = Community.objects.visible_to(world.coordinator).count()
    assert fates(page) == [(number, "there") for number in range(2, everything + 2)]
    assert "Columns left aside: agreement, agreement_date" in page.content.decode()


@pytest.mark.parametrize("chosen", ["csv", "xlsx"])
def test_nothing_in_it_is_run_by_a_spreadsheet(world, as_user, chosen):
    add(world, *ODD)
    content = taken(as_user, world.coordinator, chosen)
    cells = [cell for row in as_rows(content, chosen) for cell in row]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    if chosen == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_nothing_but_communities_one_sees_is_in_it(world, as_user):
    participants.add_subgroup(
        id=uuid.uuid4(), community=world.community, voice="girls", label="Quiet corner",
        focus_code="out-of-school", by=world.facilitator,
    )  # fmt: skip
    content = taken(as_user, world.coordinator, "csv").decode()
    for word in ("Mtondoo", "Quiet corner", "out-of-school", "Girls", world.facilitator.username):
        assert word not in content
    assert "Masimbaya" not in taken(as_user, world.other_coordinator, "csv").decode()


def test_another_format_is_422_and_asks_again(world, as_user):
    for typed in ({}, {"format": "pdf"}):
        answer = as_user(world.coordinator).post(EXPORT, typed)
        assert answer.status_code == 422
        assert "As which file?" in answer.content.decode()
    assert events(world.ngo, "communities.exported") == 0


def test_everybody_else_is_refused(world, as_user):
    people = set(world.cast) - {"coordinator", "other_coordinator"}
    assert codes(as_user, world, people, EXPORT, "post") == dict.fromkeys(people, 403)


def test_wrong_method_is_405(world, as_user):
    assert as_user(world.coordinator).get(EXPORT).status_code == 405


def test_only_the_communities_of_the_own_ngo_go_out(world, as_user):
    """A coordinator may be a facilitator of another NGO: its list is not theirs to take."""
    accounts.give_role(
        user=world.coordinator, role=Role.FACILITATOR, organisation=world.other_ngo,
        by=world.other_coordinator,
    )  # fmt: skip
    cast.reach(
        world.coordinator, Role.FACILITATOR, by=world.other_coordinator,
        community=world.other_community,
    )  # fmt: skip
    rows = as_rows(taken(as_user, world.coordinator, "csv"), "csv")
    assert [row[2] for row in rows[1:]] == ["Gbonkoto", "Masimbaya"]
