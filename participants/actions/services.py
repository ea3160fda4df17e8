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
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import Service, search_key
from .changes import change


@transaction.atomic
def add_service(
    *,
    id: uuid.UUID,
    name: str,
    kind: str,
    by: User,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    **details: Any,
) -> Service:
    """Enter a service into the directory, of a body that is known or of a new one by its name.

    `details` are the other fields of Service.
    """
    permissions.demand_keep_service(by)
    if organisation is None:
        organisation = add_organisation(
            id=uuid.uuid5(id, "organisation"),  # the same form sent twice is the same body
            name=organisation_name,
            kind=OrganisationKind.FORMAL_SERVICE,
            by=by,
        )
    service, made = create_once(
        Service,
        id=id,
        by=by,
        organisation=organisation,
        name=name,
        name_key=search_key(name),
        kind=kind,
        **details,
    )
    if made:
        record("service.added", service, by=by)
    return service


@transaction.atomic
def edit_service(service: Service, *, version: int, name: str, by: User, **details: Any) -> Service:
    """Correct what the directory says. It counts as confirmed only when somebody asked there."""
    permissions.demand_keep_service(by, service)
    service = lock(service, version=version)
    values = {"name": name, "name_key": search_key(name), **details}
    change(service, values, event="service.edited", by=by)
    return service


@transaction.atomic
def confirm_service(service: Service, *, confirmed_on: date, by: User) -> Service:
    """Somebody asked the service, and what the directory says is still so."""
    permissions.demand_keep_service(by, service)
    service = lock(service)
    if confirmed_on > clock.today():
        raise NotPossible(_("That day is still to come."), service)
    changed = assign(service, {"assured_on": confirmed_on})
    record("service.confirmed", service, by=by, fields=changed)
    return service
