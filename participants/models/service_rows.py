"""What do the rows of a service say, as plain values: for its form, its history and whoever writes them?"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Model, QuerySet

from cpfacilitate.lib.gather import gathered

from .directory import (
    Accessibility,
    Contact,
    CostOption,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
)
from .services import Service

# The rows of a service under the names by which it has them, and actions take them.
MODELS: dict[str, type[Model]] = {
    "phones": Phone,
    "contacts": Contact,
    "schedules": Schedule,
    "languages": Language,
    "required_documents": RequiredDocument,
    "cost_options": CostOption,
    "service_areas": ServiceArea,
}
PLACES = "locations"
OF_A_PLACE = (
    "location_type", "name", "address", "city", "district", "postal_code", "country",
    "transportation", "is_secret",
)  # fmt: skip
_NOT_SAID = {"id", "service", "position"}


def said(row: Model) -> dict[str, Any]:
    """What a row says, under its key."""
    names = [field.attname for field in row._meta.concrete_fields if field.name not in _NOT_SAID]
    return {"id": row.pk} | {name: getattr(row, name) for name in names}


def with_rows(services: QuerySet[Service]) -> QuerySet[Service]:
    """Each with all its rows, in the one query that reads it; `unfold` makes records of them."""
    places = {name: f"location__{name}" for name in OF_A_PLACE}
    helps = Accessibility.objects.all()
    return services.annotate(
        places_said=gathered(
            ServiceAtLocation.objects.all(), "service",
            id="pk", location_id="location_id", description="description", position="position",
            **{f"location_{name}": path for name, path in places.items()},
        ),
        helps_said=gathered(
            helps, "location__service_at_locations__service",
            id="pk", location_id="location_id", description="description", details="details",
        ),
        **{
            f"{name}_said": gathered(model.objects.all(), "service", **{n: n for n in _columns(model)})
            for name, model in MODELS.items()
        },
    )  # fmt: skip


def unfold(service: Service) -> Service:
    """The rows that came along `with_rows`, where Django keeps what it fetched beforehand."""
    kept = service.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, model in MODELS.items():
        rows = [_made(model, row) for row in getattr(service, f"{name}_said") or ()]
        kept[name] = sorted(rows, key=lambda row: (row.position, row.pk))
    helps: dict[str, list[Accessibility]] = defaultdict(list)
    for row in service.helps_said or ():
        helps[row["location_id"]].append(_made(Accessibility, row))
    kept["service_at_locations"] = []
    for row in sorted(service.places_said or (), key=lambda row: (row["position"], row["id"])):
        of_place = {name: row.pop(f"location_{name}") for name in OF_A_PLACE}
        place = _made(Location, {"id": row["location_id"], **of_place})
        place._prefetched_objects_cache = {"accessibility": helps[row["location_id"]]}
        at = _made(ServiceAtLocation, row)
        at.service, at.location = service, place
        kept["service_at_locations"].append(at)
    return service


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _made(model: type[Model], row: dict[str, Any]) -> Any:
    """A record of what came as plain values."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in row.items()})


def rows_of(service: Service) -> dict[str, list[dict[str, Any]]]:
    """Every row as it stands, as `add_service` and `edit_service` take them."""
    rows = {
        name: [
            said(row)
            for row in model._base_manager.filter(service=service).order_by("position", "pk")
        ]
        for name, model in MODELS.items()
    }
    return rows | {PLACES: places_of(service)}


def places_of(service: Service) -> list[dict[str, Any]]:
    """The places of a service; each under the key of the service at that place."""
    at = ServiceAtLocation.objects.filter(service=service).select_related("location")
    return [
        {"id": one.pk, "description": one.description}
        | {name: getattr(one.location, name) for name in OF_A_PLACE}
        | {"accessibility": [each.description for each in one.location.accessibility.all()]}
        for one in at.prefetch_related("location__accessibility")
    ]
