"""How does the directory of services come in, and go out?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from cpfacilitate.accounts.actions import add_organisation
from cpfacilitate.accounts.models import Organisation, OrganisationKind, User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from participants import actions as participants
from participants.models import Service, fold

from ..hsds.checking import Thing
from ..hsds.held import changed_at, whole
from ..hsds.outlook import Outlook, Row
from ..hsds.writing import service_as_hsds
from ..models import ImportRun, Source
from ..permissions import demand_see_directory

_AT_ONCE = 200


def put_services(_run: ImportRun, found: Outlook, *, by: User) -> dict[str, int]:
    """The new services of a file, and what is newer in it of those that are there; how many."""
    bodies = _Bodies(found, by)
    for row in found.new:
        participants.add_service(
            id=row.wanted.id, organisation=bodies.of(row.wanted.organisation), by=by, **_said(row)
        )
    for row in found.changed:
        service = row.held.service
        said = {"name": service.name} | _said(row)
        participants.edit_service(service, version=service.version, by=by, **said)
    for row in found.rows:
        if not row.why:
            _remember(row)
    return {
        "services": len(found.new),
        "changed": len(found.changed),
        "organisations": bodies.made,
        "there": len(found.rows) - found.to_do,
    }


def _said(row: Row) -> dict[str, Any]:
    """What a file says of a service, as actions take it; what no file may touch stays."""
    rows = {
        kind: [{name: each[name] for name in each if name != "_place"} for each in listed]
        for kind, listed in row.wanted.rows.items()
    }
    if row.held:
        rows = {
            kind: listed + row.held.hidden(kind)
            for kind, listed in rows.items()
            if kind in row.kinds_changed
        }
    # Whoever asked there is nobody here.
    asked = {"assured_by": None} if "assured_on" in row.wanted.values else {}
    return row.wanted.values | rows | asked


class _Bodies:
    """The bodies behind services, those made that are not here yet."""

    def __init__(self, found: Outlook, by: User):
        here = Organisation.objects.filter(kind=OrganisationKind.FORMAL_SERVICE).order_by("-pk")
        self.by, self.made = by, 0
        self.by_key: dict[uuid.UUID, Organisation] = {}
        self.by_name: dict[str, Organisation] = {}
        if found.new:
            for body in here:
                self.by_key[body.pk] = self.by_name[fold(body.name)] = body

    def of(self, said: Thing) -> Organisation:
        """By its identifier, then by its name."""
        name = said.get("name")
        body = self.by_key.get(said.id) or self.by_name.get(fold(name))
        if body is None:
            body = add_organisation(
                id=said.id,
                name=name,
                kind=OrganisationKind.FORMAL_SERVICE,
                description=said.get("description") or "",
                by=self.by,
            )
            self.made += 1
            self.by_key[body.pk] = self.by_name[fold(name)] = body
        return body


def _remember(row: Row) -> None:
    """Under which identifier the service is known there, and how old what it says there is."""
    service = row.held.service.pk if row.held else row.wanted.id
    Source.objects.filter(hsds_id=row.wanted.id).exclude(service=service).delete()
    Source.objects.update_or_create(
        service_id=service,
        defaults={
            "hsds_id": row.wanted.id,
            "changed_at": row.wanted.changed_at,
            "taken_at": clock.now(),
        },
    )


@transaction.atomic
def export_services(*, by: User) -> Iterator[dict[str, Any]]:
    """The directory, service by service, as the specification has it; in the trail of each NGO."""
    demand_see_directory(by)
    seen = {grant.organisation_id for grant in by.granted(Permission.VIEW_DIRECTORY)}
    for organisation in Organisation.objects.filter(pk__in=seen):
        record("directory.exported", organisation, by=by)
    services = whole(Service.objects.visible_to(by)).by_name()
    return (
        service_as_hsds(service, changed_at(service))
        for service in services.iterator(chunk_size=_AT_ONCE)
    )
