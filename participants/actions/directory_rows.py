"""How are the rows of a service written: its phones, hours, places and the rest?"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from ..models import Accessibility, Location, Phone, Schedule, Service, ServiceAtLocation
from ..models.service_rows import MODELS, OF_A_PLACE, PLACES, places_of, rows_of, said

Rows = Sequence[Mapping[str, Any]]
# What nobody may know of a shelter.
_TELLS_WHERE = ("name", "address", "city", "postal_code", "transportation")


def take_rows(values: dict[str, Any]) -> dict[str, Rows]:
    """Take the rows out of what an action was given; kinds that were not given stay as they are."""
    return {name: values.pop(name) for name in (*MODELS, PLACES) if name in values}


def differ(service: Service, rows: Mapping[str, Rows]) -> bool:
    """Does what arrived say something else than the rows that stand?"""
    stand = rows_of(service) if rows else {}
    return any(
        len(stand[name]) != len(new)
        or any(
            now[key] != row[key] for now, row in zip(stand[name], new, strict=True) for key in row
        )
        for name, new in rows.items()
    )


def put_rows(
    service: Service, rows: Mapping[str, Rows], *, is_shelter: bool
) -> dict[str, list[dict[str, Any]]]:
    """Write the kinds of rows that differ, under the lock of their service; kind → the rows before.

    A row with the `id` of one that stands changes it and keeps what it does not say; every other
    one is new, and what is not there any more goes. Of places nothing is kept of what stood before.
    """
    before = {}
    for name, model in MODELS.items():
        if name in rows:
            stood = list(model.objects.filter(service=service))
            wanted = _matched(model, stood, rows[name])
            if [said(row) for row in stood] != [said(row) for row in wanted]:
                before[name] = [said(row) for row in stood]
                _write(service, model, wanted)
    if PLACES in rows or is_shelter:
        stood = places_of(service)
        _put_places(service, rows.get(PLACES, stood), is_shelter=is_shelter)
        if places_of(service) != stood:
            before[PLACES] = []
    return before


def _matched(model: type[Model], stood: Sequence[Model], rows: Rows) -> list[Model]:
    """The rows as they are to be, in their order."""
    known = {row.pk: row for row in stood}
    wanted = []
    for row in rows:
        before = known.pop(row.get("id"), None)
        kept = said(before) if before else {"id": _key(model, row.get("id"))}
        wanted.append(model(**(kept | {name: row[name] for name in row if name != "id"})))
    return wanted


def _key(model: type[Model], key: uuid.UUID | None) -> uuid.UUID:
    """The key a row brought along, unless it is another service's."""
    free = key is not None and not model.objects.filter(pk=key).exists()
    return key if free else uuid.uuid4()


def _write(service: Service, model: type[Model], wanted: Sequence[Model]) -> None:
    model.objects.filter(service=service).delete()
    for position, row in enumerate(wanted):
        row.service, row.position = service, position
    model.objects.bulk_create(wanted)


# --- Places ---------------------------------------------------------------------------------------


def _put_places(service: Service, rows: Rows, *, is_shelter: bool) -> None:
    stood = {
        one.pk: one
        for one in ServiceAtLocation.objects.filter(service=service).select_related("location")
    }
    kept = []
    for position, row in enumerate(rows):
        at = stood.pop(row.get("id"), None) or ServiceAtLocation(
            pk=_key(ServiceAtLocation, row.get("id")), service=service
        )
        secret = is_shelter or row.get("is_secret", False)
        at.location = _place(service, at, _hidden(row) if secret else row)
        at.description = "" if secret else row.get("description", at.description)
        at.position = position
        at.save()
        kept.append(at.pk)
    left = [at.location_id for at in stood.values()]
    for model in (Phone, Schedule):  # what hung from a place that goes stays with the service
        hung = model.objects.filter(service=service).exclude(service_at_location__in=kept)
        hung.update(service_at_location=None)
    ServiceAtLocation.objects.filter(pk__in=stood).delete()
    Location.objects.filter(pk__in=left, service_at_locations=None).delete()


def _place_of(service: Service, key: uuid.UUID | None) -> Location:
    """A place the body has already, under its key; else a new one."""
    bodies = Location.objects.filter(pk=key, organisation=service.organisation)
    known = bodies.first() if key else None
    return known or Location(pk=_key(Location, key), organisation=service.organisation)


def _hidden(row: Mapping[str, Any]) -> dict[str, Any]:
    """A secret place without anything by which it could be found."""
    return {**row, **dict.fromkeys(_TELLS_WHERE, ""), "is_secret": True}


def _place(service: Service, at: ServiceAtLocation, row: Mapping[str, Any]) -> Location:
    """The place itself. Where others are too, a service that hides has a place of its own.

    `location_id` is the key of a place that the body has, or of the one to be made.
    """
    place = at.location if at.location_id else _place_of(service, row.get("location_id"))
    shared = place.service_at_locations.exclude(pk=at.pk) if at.location_id else None
    if row.get("is_secret") and shared is not None and shared.exists():
        place = Location(organisation=service.organisation)
    for name in OF_A_PLACE:
        if name in row:
            setattr(place, name, row[name])
    place.save()
    helps = row.get("accessibility")
    if helps is not None:
        Accessibility.objects.filter(location=place).exclude(description__in=helps).delete()
        there = set(Accessibility.objects.filter(location=place).values_list("description", flat=1))
        Accessibility.objects.bulk_create(
            Accessibility(location=place, description=one)
            for one in dict.fromkeys(helps)
            if one not in there
        )
    return place
