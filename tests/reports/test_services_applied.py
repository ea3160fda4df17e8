"""Bringing a directory of services in: all of it once, or nothing; never older over newer."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.lib import clock
from cpfacilitate.reports import actions
from cpfacilitate.reports.hsds.terms import term
from cpfacilitate.reports.models import Source
from participants import actions as participants
from participants.models import Location, Service
from tests.participants.factories import events

from .factories import url
from .hsds_factories import SECRETS, clinic, fates, needs, read, service, shelter


def moment(**before) -> str:
    return (clock.now() - timedelta(**before)).isoformat()


def row(**said):
    return {"id": str(uuid.uuid4())} | said


def apply(world, said, **given):
    return actions.apply_import(read(world, said, **given), by=world.coordinator).made


@pytest.fixture
def said():
    """A service as another directory has it, with a place and a phone there."""
    place = row(
        location_type="physical",
        name="Town hall",
        addresses=[
            row(address_1="1 Main Road", address_2="Back door", city="Bo", state_province="Bo",
                postal_code="", country="sl", address_type="physical")
        ],
    )  # fmt: skip
    return service(
        name="Help desk",
        last_modified=moment(days=2),
        assured_date="2026-01-02",
        minimum_age=6,
        phones=[row(number="+232 76 1"), row(number="1", type="pager")],
        languages=[row(name="Krio")],
        service_at_locations=[row(location=place, phones=[row(number="116")])],
    )


def test_a_new_service_is_entered_with_everything(world, as_user, said):
    run, client = read(world, said), as_user(world.coordinator)
    page = client.get(url("show", run)).content.decode()
    assert "Bring in 1 new, change 0" in page
    assert "services 1 › phones 2" in page  # no pager here, and it is said
    answer = client.post(url("apply", run))
    assert answer.url == run.get_absolute_url()
    run.refresh_from_db()
    assert run.made == {"services": 1, "changed": 0, "organisations": 1, "there": 0}
    assert run.rows == []
    made = Service.objects.get(pk=said["id"])
    assert (made.name, made.kind, made.district) == ("Help desk", "other", "Bo")
    assert (made.assured_on, made.assured_by) == (date(2026, 1, 2), None)
    assert str(made.organisation_id) == said["organization"]["id"]
    at = made.service_at_locations.get()
    assert (at.location.address, at.location.country) == ("1 Main Road, Back door", "SL")
    assert {(one.number, one.service_at_location_id) for one in made.phones.all()} == {
        ("+232 76 1", None), ("116", at.pk),
    }  # fmt: skip
    assert (events(run, "import.applied"), events(made, "service.added")) == (1, 1)
    assert "Brought in: 1 new, 0 changed." in client.get(answer.url).content.decode()


def test_a_second_time_nothing_is_made_twice(world, said):
    apply(world, said)
    before = Service.objects.count(), Organisation.objects.count(), Location.objects.count()
    assert fates(read(world, said)) == {"Help desk": "same"}
    assert apply(world, said) == {"services": 0, "changed": 0, "organisations": 0, "there": 1}
    assert (Service.objects.count(), Organisation.objects.count(), Location.objects.count()) == (
        before
    )
    assert events(Service.objects.get(pk=said["id"]), "service.edited") == 0


def test_what_changed_there_changes_here_field_by_field_and_nothing_else(world, as_user, said):
    apply(world, said)
    made = Service.objects.get(pk=said["id"])
    newer = {
        "id": said["id"], "name": "Help desk", "status": "temporarily closed",
        "organization": said["organization"], "last_modified": moment(days=1),
        "phones": [row(number="+232 76 2")],
    }  # fmt: skip
    run = read(world, newer)
    (found,) = actions.outlook(run).rows
    assert [(one.name, one.before, one.after) for one in found.changes] == [
        ("status", "Open", "Closed for a time"),
        ("phones", "+232 76 1, voice; 116, voice", "+232 76 2, voice"),
    ]
    page = as_user(world.coordinator).get(url("show", run)).content.decode()
    assert "<del>Open</del> <ins>Closed for a time</ins>" in page
    assert actions.apply_import(run, by=world.coordinator).made["changed"] == 1
    made.refresh_from_db()
    assert (made.status, made.minimum_age, made.district) == ("temporarily closed", 6, "Bo")
    assert [one.number for one in made.phones.all()] == ["+232 76 2"]
    assert [one.name for one in made.languages.all()] == ["Krio"]
    assert made.service_at_locations.count() == 1
    assert events(made, "service.edited") == 1


def test_an_older_file_never_overwrites_what_is_newer_here(world, said):
    apply(world, said)
    older = dict(said, description="As it was", last_modified=moment(days=3))
    run = read(world, older)
    assert fates(run) == {"Help desk": "older"}
    assert actions.outlook(run).rows[0].why.startswith("In the file: ")
    assert actions.apply_import(run, by=world.coordinator).made["changed"] == 0
    made = Service.objects.get(pk=said["id"])
    assert made.description == ""
    # What somebody corrected here is newer than what was published before that.
    participants.edit_service(made, version=made.version, name="Helpdesk", by=world.coordinator)
    assert fates(read(world, dict(said, last_modified=moment(days=1)))) == {"Help desk": "older"}
    later = dict(said, last_modified=(clock.now() + timedelta(minutes=1)).isoformat())
    assert fates(read(world, later)) == {"Help desk": "changed"}


def test_an_older_confirmation_never_replaces_a_newer_one(world, said):
    apply(world, said)
    made = Service.objects.get(pk=said["id"])
    participants.confirm_service(made, confirmed_on=clock.today(), by=world.coordinator)
    undated = {name: value for name, value in said.items() if name != "last_modified"}
    assert fates(read(world, undated | {"description": "x"})) == {"Help desk": "older"}
    newer = said | {"description": "x", "last_modified": moment(hours=1)}
    assert apply(world, newer)["changed"] == 1
    made.refresh_from_db()
    assert (made.description, made.assured_on) == ("x", clock.today())
    assert made.assured_by == world.coordinator


def test_what_was_here_first_is_known_by_name_and_body_and_then_by_identifier(world, said):
    here = clinic(world, "help  DESK", organisation_name="Ministry", locations=[], assured_on=None)
    said["last_modified"] = (clock.now() + timedelta(minutes=1)).isoformat()
    assert fates(read(world, said)) == {"Help desk": "changed"}
    assert apply(world, said)["changed"] == 1
    here.refresh_from_db()
    assert here.name == "Help desk"
    assert not Service.objects.filter(pk=said["id"]).exists()
    assert str(Source.objects.get(service=here).hsds_id) == said["id"]
    said |= {
        "name": "Another name",
        "last_modified": (clock.now() + timedelta(hours=1)).isoformat(),
    }
    assert apply(world, said)["changed"] == 1
    here.refresh_from_db()
    assert here.name == "Another name"


def test_two_of_one_name_here_need_a_person(world, said):
    for _each in range(2):
        clinic(world, "Help desk", organisation_name="Ministry")
    assert needs(read(world, said)) == [
        ("services 1", "name", "There are several services of this name here.")
    ]


def test_one_row_that_is_wrong_keeps_everything_out(world, as_user, said):
    before = Service.objects.count(), Organisation.objects.count()
    run = read(world, [said, service(status="open")])
    client = as_user(world.coordinator)
    page = client.get(url("show", run)).content.decode()
    assert "nothing of it can be brought in" in page
    assert "Bring in 1 new" not in page
    answer = client.post(url("apply", run))
    assert answer.status_code == 409
    assert "nothing was brought in" in answer.content.decode()
    assert (Service.objects.count(), Organisation.objects.count()) == before
    run.refresh_from_db()
    assert run.applied_at is None


def test_a_place_of_two_services_stays_one(world, said):
    other = service(
        name="Second desk", organization=said["organization"],
        service_at_locations=[row(location=said["service_at_locations"][0]["location"])],
    )  # fmt: skip
    assert apply(world, [said, other])["services"] == 2
    place = Location.objects.get(name="Town hall")
    assert place.service_at_locations.count() == 2
    assert fates(read(world, [said, other])) == {"Help desk": "same", "Second desk": "same"}


def test_a_place_that_goes_leaves_its_phone_with_the_service(world, said):
    apply(world, said)
    moved = {
        "id": said["id"], "name": "Help desk", "status": "active",
        "organization": said["organization"], "last_modified": moment(days=1),
        "service_at_locations": [row(location=row(location_type="physical", name="Market"))],
    }  # fmt: skip
    assert apply(world, moved)["changed"] == 1
    made = Service.objects.get(pk=said["id"])
    assert [one.location.name for one in made.service_at_locations.all()] == ["Market"]
    assert {(one.number, one.service_at_location_id) for one in made.phones.all()} == {
        ("+232 76 1", None), ("116", None),
    }  # fmt: skip
    assert not Location.objects.filter(name="Town hall").exists()


def test_a_secret_place_and_whom_to_phone_instead_stay_whatever_a_file_says(world, said):
    hidden = shelter(world)
    at = hidden.service_at_locations.get()
    said |= {
        "id": str(hidden.pk),
        "last_modified": (clock.now() + timedelta(minutes=1)).isoformat(),
        "contacts": [row(name="Aminata Conteh", title="Nurse")],
    }
    told = row(location_type="physical", name=SECRETS[0], transportation=SECRETS[1])
    said["service_at_locations"] += [
        row(location=told | {"id": str(at.location_id)}),
        row(location=told | {"id": str(uuid.uuid4())}) | {"id": str(at.pk)},
    ]
    assert apply(world, said)["changed"] == 1
    hidden.refresh_from_db()
    places = {one.pk: one.location for one in hidden.service_at_locations.all()}
    assert places[at.pk].is_secret
    assert {place.name for place in places.values()} == {"", "Town hall"}
    assert {(one.role, one.name) for one in hidden.contacts.all()} == {
        ("focal", "Aminata Conteh"), ("backup", SECRETS[3]),
    }  # fmt: skip


def test_a_shelter_gets_no_place_from_a_file(world, said):
    assert apply(world, said, kind="shelter")["services"] == 1
    made = Service.objects.get(pk=said["id"])
    assert made.service_at_locations.count() == 0
    assert {one.number for one in made.phones.all()} == {"+232 76 1", "116"}
    assert not Location.objects.filter(name="Town hall").exists()


def test_what_is_a_shelter_here_stays_one_whatever_a_file_says(world, said):
    hidden = clinic(world, "Safe House", kind="shelter")
    said |= {
        "id": str(hidden.pk),
        "last_modified": (clock.now() + timedelta(minutes=1)).isoformat(),
        "attributes": [row(value="police", taxonomy_term=term("kind"))],
    }
    assert apply(world, said)["changed"] == 1
    hidden.refresh_from_db()
    assert (hidden.name, hidden.kind) == ("Help desk", "shelter")
    assert {one.location.name for one in hidden.service_at_locations.all()} == {""}
    assert not Location.objects.filter(name="Town hall").exists()


def test_a_rule_that_the_directory_cannot_keep_is_kept_in_words(world, said):
    said["schedules"] = [
        row(freq="WEEKLY", interval=2, byday="MO", opens_at="08:00", closes_at="09:00"),
        row(freq="MONTHLY", byday="1MO,3MO", opens_at="08:00", closes_at="09:00",
            description="Two Mondays"),
        row(freq="WEEKLY", byday="SA,SU", opens_at="08:00", closes_at="09:00"),
    ]  # fmt: skip
    apply(world, said)
    made = Service.objects.get(pk=said["id"])
    assert [(one.freq, one.byday, one.description) for one in made.schedules.all()] == [
        ("", "", "freq WEEKLY, interval 2, byday MO, opens_at 08:00:00, closes_at 09:00:00"),
        ("", "", "Two Mondays"),
        ("WEEKLY", "SA,SU", ""),
    ]


def test_an_ngo_is_not_the_body_behind_a_service(world, said):
    said["organization"]["id"] = str(world.ngo.pk)
    assert needs(read(world, said)) == [
        ("services 1 › organization", "id", "This is not the body behind a service.")
    ]


def test_a_file_is_seen_and_brought_in_by_its_reader_only(world, as_user, said):
    run = read(world, said)
    for name in ("facilitator", "other_coordinator", "observer"):
        client = as_user(getattr(world, name))
        assert client.get(url("show", run)).status_code == 404
        assert client.post(url("apply", run)).status_code == 404
        assert client.post(url("discard", run)).status_code == 404
    answer = as_user(world.coordinator).post(url("discard", run))
    assert answer.url.endswith("/services/import/")


def test_queries_of_the_page_do_not_grow(world, as_user, django_assert_max_num_queries, said):
    client = as_user(world.coordinator)
    client.get("/")
    counts = []
    for number in (1, 40):
        many = [service(name=f"Desk {each}") for each in range(number)]
        for one in many[: number // 2]:
            apply(world, one)
        run = read(world, many)
        with django_assert_max_num_queries(30) as captured:
            client.get(url("show", run))
        counts.append(len(captured))
    assert counts[1] - counts[0] <= 11  # the rows of those that are here, asked for together
