"""How is written down what stands between a community and a service, as the community sees it?"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock

from .. import permissions
from ..models import AccessView, Community, Confirmation, Obstacle, Service
from ..naming import demand_names_nobody
from ..states import AgreementStatus
from .agreements import demand_live_agreement
from .changes import change


@transaction.atomic
def add_access(
    *,
    id: uuid.UUID,
    community: Community,
    service: Service,
    asked_on: date,
    by: User,
    travel_minutes: int | None = None,
    travel_cost: str = "",
    words: str = "",
    identifier_reason: str = "",
    **answers: str,
) -> AccessView:
    """Keep what a community said of a service on a day; `answers` are of Obstacle."""
    demand_asking(community, by=by)
    _demand_an_answer(asked_on, answers)
    lock(community)  # two who write down the same day at once do not both find it missing
    said = AccessView.objects.filter(community=community, service=service, asked_on=asked_on)
    if known := said.exclude(pk=id).first():
        raise NotPossible(_("What they said that day is written down already."), known)
    reason = demand_names_nobody(
        community, identifier_reason, words, travel_cost,
        of=(Confirmation.Noun.ACCESS, id), new=True, by=by,
    )  # fmt: skip
    seen, made = create_once(
        AccessView, id=id, by=by, community=community, service=service, asked_on=asked_on,
        travel_minutes=travel_minutes, travel_cost=travel_cost, words=words,
        identifier_reason=reason, **answers,
    )  # fmt: skip
    if made:
        record("access.added", seen, by=by)
    return seen


@transaction.atomic
def edit_access(seen: AccessView, *, version: int, by: User, **said: Any) -> AccessView:
    """Correct what was written down, until its quarter is over."""
    demand_editing(seen, by=by)
    seen = lock(seen, version=version)
    _demand_an_answer(seen.asked_on, {name: said.get(name, "") for name in Obstacle.values})
    said["identifier_reason"] = demand_names_nobody(
        seen.community, said.get("identifier_reason", ""), said["words"], said["travel_cost"],
        of=(Confirmation.Noun.ACCESS, seen.pk), by=by,
    )  # fmt: skip
    change(seen, said, event="access.edited", by=by)
    return seen


def demand_asking(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may write down what people there say now."""
    if not permissions.can_keep_community(by, community):
        raise NotPermitted
    if community.agreement.status != AgreementStatus.EXPLORING:
        demand_live_agreement(community)


def demand_editing(seen: AccessView, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may still correct it."""
    demand_asking(seen.community, by=by)
    if seen.is_closed:
        raise NotPossible(_("Its quarter is over. Ask them again, and write down that."), seen)


def _demand_an_answer(asked_on: date, answers: dict[str, str]) -> None:
    if asked_on > clock.today():
        raise NotPossible(_("That day is still to come."))
    if not any(answers.values()):
        raise NotPossible(_("Write down at least one answer."))
