"""What does the directory say now of a service that a file speaks of, and since when?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from participants.models import Location, Revision, Schedule, Service, fold, search_key

from ..models import Source
from .wanted import Wanted

_OF_A_ROW = {
    "phones": "service_at_location_id number extension type description",
    "schedules": "service_at_location_id freq byday opens_at closes_at valid_from valid_to"
    " description",
    "contacts": "role name title phone",
    "languages": "name code note",
    "service_areas": "name description",
    "required_documents": "document may_be_demanded",
    "cost_options": "option amount currency amount_description valid_from valid_to",
}
_OF_A_PLACE = (
    "location_type", "name", "address", "city", "district", "postal_code", "country",
    "transportation",
)  # fmt: skip


@dataclass
class Held:
    """A service as the directory has it, and its rows as a file could have them."""

    service: Any

    @property
    def changed_at(self) -> datetime:
        return changed_at(self.service)

    @property
    def called(self) -> tuple[str, str]:
        return fold(self.service.name), fold(self.service.organisation.name)

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """Those that a file may speak of: nothing of a secret place, nobody to phone instead."""
        if kind == "locations":
            return [_place(at) for at in self._places(secret=False)]
        rows = [row for row in getattr(self.service, kind).all() if not self._is_hidden(row)]
        names = _OF_A_ROW[kind].split()
        return [{"id": row.pk} | {name: getattr(row, name) for name in names} for row in rows]

    def hidden(self, kind: str) -> list[dict[str, Any]]:
        """The keys of the others, which stay whatever a file says."""
        if kind == "locations":
            return [{"id": at.pk, "is_secret": True} for at in self._places(secret=True)]
        return [{"id": row.pk} for row in getattr(self.service, kind).all() if self._is_hidden(row)]

    def _places(self, *, secret: bool) -> list[Any]:
        at = self.service.service_at_locations.all()
        return [one for one in at if one.location.is_secret == secret]

    def _is_hidden(self, row: Any) -> bool:
        secret = {at.pk for at in self._places(secret=True)}
        instead = getattr(row, "role", "focal") != "focal"
        return instead or getattr(row, "service_at_location_id", None) in secret


def _place(at: Any) -> dict[str, Any]:
    helps = [each.description for each in at.location.accessibility.all()]
    return (
        {"id": at.pk, "location_id": at.location_id, "description": at.description}
        | {name: getattr(at.location, name) for name in _OF_A_PLACE}
        | {"accessibility": helps}
    )


def held_services(keys: set[uuid.UUID], names: set[str]) -> dict[uuid.UUID, Held]:
    """The services with one of these keys, or of one of these names."""
    named = Q(name_key__in=[search_key(name) for name in names])
    found = whole(Service.objects.filter(Q(pk__in=keys) | named)).order_by("pk")
    return {service.pk: Held(service) for service in found}


def known_as(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Identifier in another directory → our service, as files said before."""
    sources = Source.objects.filter(hsds_id__in=list(keys))
    return dict(sources.values_list("hsds_id", "service_id"))


# --- How old is it? -------------------------------------------------------------------------------


def whole(services: QuerySet) -> QuerySet:
    """Each service with all its rows, and with what `changed_at` needs to know."""
    revised = Revision.objects.filter(record_id=OuterRef("pk")).order_by("-at")
    source = Source.objects.filter(service=OuterRef("pk"))
    rows = services.select_related("organisation").prefetch_related(
        *_OF_A_ROW, "service_at_locations__location__accessibility"
    )
    return rows.annotate(
        revised_at=Subquery(revised.values("at")[:1]),
        taken_at=Subquery(source.values("taken_at")),
        changed_there_at=Subquery(source.values("changed_at")),
    )


def changed_at(service: Any) -> datetime:
    """When anything about a service was changed last, here or where it was taken from."""
    at = service.revised_at or service.created_at
    if service.taken_at and at <= service.taken_at:
        at = service.changed_there_at or service.taken_at
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


# --- Places ---------------------------------------------------------------------------------------


def settle(held: Held | None, one: Wanted, secret: set[uuid.UUID]) -> None:
    """Give the places of a file the keys of those that are here and the same.

    Of a place that is secret here, under its own key or at one of `secret`, a file says nothing.
    What is a shelter here stays one whatever a file says: else the next would bring in its address.
    """
    if held and held.service.is_shelter:
        one.values.pop("kind", None)
    hide_shelter(one, one.values.get("kind") or (held.service.kind if held else ""))
    here = held.rows("locations") if held else []
    hidden = {row["id"] for row in held.hidden("locations")} if held else set()
    told, keys = [], {}
    for place in one.rows.get("locations", []):
        if place["id"] in hidden or place["location_id"] in secret:
            keys[place["id"]] = None
            continue
        told.append(place)
        known = next((each for each in here if _same_place(each, place)), None)
        if known is not None:
            here.remove(known)
            keys[place["id"]] = known["id"]
            place["location_id"] = known["location_id"]
        elif any(each["id"] == place["id"] for each in here):
            keys[place["id"]] = uuid.uuid5(place["id"], str(place["location_id"]))  # it moved
    one.rows["locations"] = told
    rename_places(one, keys)
    one.rows = {kind: rows for kind, rows in one.rows.items() if rows}


def _same_place(known: Mapping[str, Any], place: Mapping[str, Any]) -> bool:
    alike = all(known[name] == place[name] for name in _OF_A_PLACE)
    return known["location_id"] == place["location_id"] or alike


def hide_shelter(one: Wanted, kind: str) -> None:
    """Where a shelter is stands nowhere; its phone and its hours are of the service."""
    if kind == Service.Kind.SHELTER:
        one.rows.pop("locations", None)
        for row in (*one.rows.get("phones", []), *one.rows.get("schedules", [])):
            row["service_at_location_id"] = None


def rename_places(one: Wanted, keys: Mapping[uuid.UUID, uuid.UUID | None]) -> None:
    """Put other keys to places, or none, wherever they are spoken of."""
    for place in one.rows.get("locations", []):
        place["id"] = keys.get(place["id"], place["id"])
    for row in (*one.rows.get("phones", []), *one.rows.get("schedules", [])):
        at = row["service_at_location_id"]
        row["service_at_location_id"] = keys.get(at, at)


# --- In words -------------------------------------------------------------------------------------


def rows_in_words(kind: str, rows: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(_in_words(kind, row) for row in rows)


def _in_words(kind: str, row: Mapping[str, Any]) -> str:
    if kind == "schedules":
        names = _OF_A_ROW[kind].split()[1:]
        return str(Schedule(**{name: row[name] for name in names}))
    if kind == "locations":
        place = str(Location(**{name: row[name] for name in _OF_A_PLACE}))
        said = [place, row["transportation"], row["description"], *row["accessibility"]]
        return ", ".join(filter(None, said))
    if kind == "required_documents" and not row["may_be_demanded"]:
        return _("%(paper)s (may not be demanded)") % {"paper": row["document"]}
    keys = ("id", "_place", "service_at_location_id", "role", "may_be_demanded")
    return ", ".join(str(row[name]) for name in row if name not in keys and row[name])
