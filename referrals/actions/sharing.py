"""How is kept what may be shared with a service, and whose yes a referral needs?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import Organisation, User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import assign, create_once, lock
from participants.models import Service

from .. import permissions
from ..consent import AgeBand, Caregiver, Needed
from ..models import ConsentRules, SharingAgreement
from ..models.rules import needed_by


def _demand_keeping(organisation: Organisation, *, by: User) -> None:
    permissions.demand(permissions.keeps_rules(by, organisation))


@transaction.atomic
def add_sharing_agreement(
    *,
    id: uuid.UUID,
    organisation: Organisation,
    service: Service,
    data_points: Collection[str],
    signed_on: date,
    starts_on: date,
    expires_on: date,
    signed_by: str,
    by: User,
    note: str = "",
) -> SharingAgreement:
    """Enter an agreement that was signed on paper."""
    _demand_keeping(organisation, by=by)
    agreement, made = create_once(
        SharingAgreement,
        id=id,
        by=by,
        organisation=organisation,
        service=service,
        data_points=list(data_points),
        signed_on=signed_on,
        starts_on=starts_on,
        expires_on=expires_on,
        signed_by=signed_by,
        note=note,
    )
    if made:
        record("sharing_agreement.added", agreement, by=by)
    return agreement


@transaction.atomic
def edit_sharing_agreement(
    agreement: SharingAgreement, *, version: int, by: User, **values: Any
) -> SharingAgreement:
    """Put right what was entered. What was sent under it stays as it was sent."""
    agreement = lock(agreement, version=version)
    _demand_keeping(agreement.organisation, by=by)
    _demand_not_ended(agreement)
    if changed := assign(agreement, values):
        record("sharing_agreement.edited", agreement, by=by, fields=changed)
    return agreement


@transaction.atomic
def end_sharing_agreement(
    agreement: SharingAgreement, *, version: int, by: User
) -> SharingAgreement:
    """End it today: nothing more is shared under it, and no name is shown any more."""
    agreement = lock(agreement, version=version)
    _demand_keeping(agreement.organisation, by=by)
    _demand_not_ended(agreement)
    changed = assign(agreement, {"ended_on": clock.today()})
    record("sharing_agreement.ended", agreement, by=by, fields=changed)
    return agreement


def _demand_not_ended(agreement: SharingAgreement) -> None:
    if agreement.ended_on is not None:
        raise NotPossible(_("This agreement has ended. Enter the new one as a new one."), agreement)


@transaction.atomic
def edit_consent(
    organisation: Organisation, *, version: int, needed: Mapping[str, Needed], by: User
) -> ConsentRules:
    """Keep another table of whose yes is needed. At every age it is somebody's."""
    _demand_keeping(organisation, by=by)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    wanted = {band: _stored(needed[band]) for band in AgeBand.values}
    if any(not row["child"] and row["caregiver"] != Caregiver.NEEDED for row in wanted.values()):
        raise NotPossible(_("At every age somebody’s yes is needed: the child’s or a caregiver’s."))
    before = {band: _stored(row) for band, row in needed_by(organisation).items()}
    rules, _made = ConsentRules.objects.get_or_create(
        organisation=organisation, defaults={"needed": before, "created_by": by}
    )
    rules = lock(rules, version=version)
    if changed := assign(rules, {"needed": wanted}):
        record("consent.edited", rules, by=by, fields=changed)
    return rules


def _stored(needed: Needed) -> dict[str, Any]:
    return {"child": needed.child, "caregiver": str(needed.caregiver)}
