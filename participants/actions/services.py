"""How is the directory of services kept?"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.actions import add_organisation
from cpfacilitate.accounts.models import Organisation, OrganisationKind, User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import AlreadyThere, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import Service, search_key
from .changes import change
from .directory_rows import differ, put_rows, take_rows


@transaction.atomic
def add_service(
    *,
    id: uuid.UUID,
    name: str,
    kind: str,
    by: User,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    organisation_description: str = "",
    **details: Any,
) -> Service:
    """Enter a service into the directory, of a body that is known or of a new one by its name.

    `details` are the other fields of Service, and its rows under the names of `directory_rows`:
    `phones=[{"number": "116"}]`.
    """
    permissions.demand_keep_service(by)
    if organisation is None:
        organisation = add_organisation(
            id=uuid.uuid5(id, "organisation"),  # the same form sent twice is the same body
            name=organisation_name,
            kind=OrganisationKind.FORMAL_SERVICE,
            description=organisation_description,
            by=by,
        )
    rows = take_rows(details)
    service, made = create_once(
        Service,
        id=id,
        by=by,
        organisation=organisation,
        name=name,
        name_key=search_key(name),
        kind=kind,
        **_dated(details),
        assured_by=by if details.get("assured_on") else None,
    )
    if made:
        put_rows(service, rows, is_shelter=service.is_shelter)
        record("service.added", service, by=by)
    elif service.version == 1 and differ(service, rows):
        raise AlreadyThere(
            _("This form was sent before, with other words. Nothing is lost: keep these as new."),
            service,
        )
    return service


@transaction.atomic
def edit_service(service: Service, *, version: int, name: str, by: User, **details: Any) -> Service:
    """Correct what the directory says. It counts as confirmed only when somebody asked there.

    Kinds of rows that are not among `details` stay as they are.
    """
    permissions.demand_keep_service(by, service)
    service = lock(service, version=version)
    rows = take_rows(details)
    is_shelter = details.get("kind", service.kind) == Service.Kind.SHELTER
    before = put_rows(service, rows, is_shelter=is_shelter)
    values = {"name": name, "name_key": search_key(name), **_dated(details, service)}
    change(service, values, event="service.edited", by=by, rows_before=before)
    return service


@transaction.atomic
def confirm_service(
    service: Service, *, confirmed_on: date, by: User, capacity: str = ""
) -> Service:
    """Somebody asked the service, and what the directory says is still so.

    What they said of the room they have just now may come along.
    """
    permissions.demand_keep_service(by, service)
    service = lock(service)
    if confirmed_on > clock.today():
        raise NotPossible(_("That day is still to come."), service)
    if service.assured_on and confirmed_on < service.assured_on:
        raise NotPossible(_("Somebody asked there after that day already."), service)
    values: dict[str, Any] = {"assured_on": confirmed_on, "assured_by": by}
    if capacity:
        values |= {"capacity": capacity, "capacity_on": confirmed_on}
    record("service.confirmed", service, by=by, fields=assign(service, values))
    return service


def _dated(details: dict[str, Any], service: Service | None = None) -> dict[str, Any]:
    """With the day as of which there is room or none: today, when somebody says so anew."""
    if "capacity" not in details or "capacity_on" in details:
        return details
    said, known = details["capacity"], service.capacity if service else ""
    if service and said == known:
        return details
    return {**details, "capacity_on": clock.today() if said else None}
