"""What goes out comes in again: into an empty directory, the same; into the same one, nothing."""

from __future__ import annotations

import json

import pytest

from cpfacilitate.accounts.models import Organisation
from cpfacilitate.reports import actions
from participants.models import Location, Service
from tests.participants.factories import events

from .hsds_factories import clinic, fates, read, shelter, tables_of, taken


def everything(as_user, person, chosen: str) -> dict[str, str]:
    """Every service of the JSON, or every table, as lines that a failing test can show."""
    content = taken(as_user, person, chosen)
    if chosen == "json":
        said = {service["name"]: service for service in json.loads(content)}
    else:
        said = tables_of(content)
    return {name: json.dumps(each, indent=1, ensure_ascii=False) for name, each in said.items()}


@pytest.fixture
def directory(world):
    """Nothing in it but what this file speaks of."""
    empty()
    return [clinic(world), clinic(world, "Clinic two", assured_on=None), shelter(world)]


def empty() -> None:
    from participants.models import Assignment

    Assignment.objects.exclude(service=None).delete()
    Service.objects.all().delete()
    Location.objects.all().delete()


@pytest.mark.parametrize("chosen", ["json", "zip"])
def test_into_an_empty_directory_and_out_again_is_the_same(world, as_user, directory, chosen):
    content = taken(as_user, world.coordinator, chosen)
    before = everything(as_user, world.coordinator, chosen)
    empty()
    Organisation.objects.filter(name__startswith="Body of").delete()
    run = read(world, content)
    assert fates(run) == {"One-Stop Centre": "new", "Clinic two": "new", "Safe House": "new"}
    run = actions.apply_import(run, by=world.coordinator)
    assert run.made == {"services": 3, "changed": 0, "organisations": 3, "there": 0}
    assert everything(as_user, world.coordinator, chosen) == before
    assert {events(service, "service.added") for service in Service.objects.all()} <= {1, 2}


@pytest.mark.parametrize("chosen", ["json", "zip"])
def test_into_the_same_directory_there_is_nothing_to_bring_in(world, as_user, directory, chosen):
    content = taken(as_user, world.coordinator, chosen)
    run = read(world, content)
    assert set(fates(run).values()) == {"same"}
    before = everything(as_user, world.coordinator, chosen)
    run = actions.apply_import(run, by=world.coordinator)
    assert run.made == {"services": 0, "changed": 0, "organisations": 0, "there": 3}
    assert everything(as_user, world.coordinator, chosen) == before
