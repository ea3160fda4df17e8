"""How are the visits recorded on which a community and we get to know each other?"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPossible
from cpfacilitate.lib.records import create_once, lock

from .. import permissions
from ..models import Agreement, Community, Confirmation, EntryVisit, MetRole
from ..naming import demand_names_nobody
from ..states import AgreementStatus
from .agreements import demand_editable
from .changes import change


@transaction.atomic
def record_visit(
    *,
    id: uuid.UUID,
    community: Community,
    visited_on: date,
    met: Collection[str],
    introduced: str,
    by: User,
    expectations: str = "",
    answers: str = "",
    calendar: str = "",
    identifier_reason: str = "",
) -> EntryVisit:
    """Record a visit: whom we met by role, what we said, what people hope for."""
    permissions.demand(by, Permission.RECORD_AGREEMENT, community)
    demand_exploring(lock(community.agreement))
    words = {
        "introduced": introduced,
        "expectations": expectations,
        "answers": answers,
        "calendar": calendar,
    }
    met = _demand_whole(visited_on, met, introduced)
    of = Confirmation.Noun.VISIT, id
    reason = demand_names_nobody(
        community, identifier_reason, *words.values(), of=of, new=True, by=by
    )
    visit, made = create_once(
        EntryVisit, id=id, by=by, community=community, visited_on=visited_on, met=met,
        identifier_reason=reason, **words,
    )  # fmt: skip
    if made:
        record("visit.recorded", visit, by=by)
    return visit


@transaction.atomic
def edit_visit(
    visit: EntryVisit,
    *,
    version: int,
    visited_on: date,
    met: Collection[str],
    introduced: str,
    by: User,
    expectations: str = "",
    answers: str = "",
    calendar: str = "",
    identifier_reason: str = "",
) -> EntryVisit:
    """Correct what was noted of a visit, as long as the agreement is open."""
    demand_editable(lock(visit.community.agreement), by=by)
    visit = lock(visit, version=version)
    words = {
        "introduced": introduced,
        "expectations": expectations,
        "answers": answers,
        "calendar": calendar,
    }
    met = _demand_whole(visited_on, met, introduced)
    of = Confirmation.Noun.VISIT, visit.pk
    reason = demand_names_nobody(visit.community, identifier_reason, *words.values(), of=of, by=by)
    values = {"visited_on": visited_on, "met": met, "identifier_reason": reason, **words}
    change(visit, values, event="visit.edited", by=by)
    return visit


def _demand_whole(visited_on: date, met: Collection[str], introduced: str) -> list[str]:
    """Whom we met, once each in the order of the roles."""
    if visited_on > clock.today():
        raise NotPossible(_("A visit is recorded after it was made."))
    roles = [role.value for role in MetRole if role in met]
    if not roles or not introduced.strip():
        raise NotPossible(_("Say whom you met, and how you said who you are."))
    return roles


def demand_exploring(agreement: Agreement) -> None:
    """Raise NotPossible unless the community and we are getting to know each other."""
    if agreement.status != AgreementStatus.EXPLORING:
        words = {"community": agreement.community.name, "status": agreement.get_status_display()}
        raise NotPossible(
            _(
                "Visits are noted here while we get to know each other. %(community)s stands at "
                "“%(status)s”."
            )
            % words,
            agreement,
        )
