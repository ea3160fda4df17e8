"""How does a community and how do we part: who carries on, and what becomes of the records?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import assign, create_once, lock

from .. import permissions
from ..models import (
    DELETES,
    Agreement,
    AgreementMove,
    Community,
    Confirmation,
    Handover,
    Leaving,
    LiveContact,
    Service,
    Subgroup,
)
from ..naming import demand_names_nobody
from ..states import LEAVING, MAY_SAY_LATER, AgreementStatus
from .changes import change


def demand_settled(agreement: Agreement, to: str, *, data_choice: str) -> None:
    """Raise NotPossible when a community and we may not part, or meet again, as things stand."""
    if to == AgreementStatus.EXPLORING:
        _demand_nothing_waits(agreement)
    if to == AgreementStatus.CONCLUDED and not agreement.community.handovers.exists():
        raise NotPossible(_("Write down first who carries on what."), agreement)
    if to in LEAVING - MAY_SAY_LATER and not data_choice:
        raise NotPossible(
            _("Ask the community what becomes of what is recorded about it."), agreement
        )


def _demand_nothing_waits(agreement: Agreement) -> None:
    waiting = agreement.leavings.waiting().first()
    if waiting is not None:
        words = {"day": date_format(waiting.purge_on, "j F Y")}
        raise NotPossible(
            _(
                "What is recorded about this community is deleted on %(day)s, as it decided. "
                "Stop that first if the community wishes, or wait until it is done."
            )
            % words,
            waiting,
        )


def settle_leaving(
    move: AgreementMove, *, data_choice: str, informed: str, reason: str, by: User
) -> Leaving:
    """Keep what was settled when we parted, in the transaction of the `move` by which we did."""
    leaving = Leaving.objects.create(
        agreement=move.agreement,
        move=move,
        data_choice=data_choice,
        informed=informed,
        identifier_reason=reason,
        purge_on=_purge_day(data_choice),
        created_by=by,
    )
    record("leaving.settled", leaving, by=by)
    return leaving


def _purge_day(data_choice: str) -> date | None:
    return clock.today() + Leaving.PURGES_AFTER if data_choice in DELETES else None


@transaction.atomic
def edit_leaving(
    leaving: Leaving,
    *,
    version: int,
    data_choice: str,
    informed: str,
    by: User,
    returned_on: date | None = None,
    identifier_reason: str = "",
) -> Leaving:
    """Write down what the community says now.

    Another choice counts its days anew; so does the same one after the community stopped it.
    """
    permissions.demand(by, Permission.RECORD_AGREEMENT, leaving.community)
    lock(leaving.agreement)  # nobody begins anew while a day is set, or the other way round
    leaving = lock(leaving, version=version)
    demand_open(leaving, by=by)
    if not data_choice and leaving.data_choice:
        raise NotPossible(_("The community has said what becomes of its records."), leaving)
    of = Confirmation.Noun.LEAVING, leaving.pk
    values = {
        "data_choice": data_choice,
        "informed": informed,
        "returned_on": returned_on,
        "identifier_reason": demand_names_nobody(
            leaving.community, identifier_reason, informed, of=of, by=by
        ),
    }
    if data_choice != leaving.data_choice or leaving.stopped_at is not None:
        values |= {"purge_on": _purge_day(data_choice), "stopped_at": None, "stopped_by": None}
    change(leaving, values, event="leaving.edited", by=by)
    return leaving


def demand_open(leaving: Leaving, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now change what was settled."""
    permissions.demand(by, Permission.RECORD_AGREEMENT, leaving.community)
    if leaving.purged_at is not None:
        raise NotPossible(_("It is done: what the community chose to delete is gone."), leaving)
    if not leaving.is_latest:
        raise NotPossible(
            _("We have begun anew since. What was settled when we parted stays as it was."),
            leaving,
        )


@transaction.atomic
def stop_purge(leaving: Leaving, *, by: User) -> Leaving:
    """The community decides that nothing is deleted after all."""
    permissions.demand(by, Permission.END_AGREEMENT, leaving.community)
    leaving = lock(leaving)
    if not leaving.waits:
        raise NotPossible(_("Nothing waits to be deleted here."), leaving)
    changed = assign(leaving, {"stopped_at": clock.now(), "stopped_by": by})
    record("leaving.stopped", leaving, by=by, fields=changed)
    return leaving


def demand_not_purged(community: Community) -> None:
    """Raise NotPossible when the records of a community with which we parted were deleted.

    Until then one may write down who carries on: that is said when we part, or after.
    """
    agreement = community.agreement
    purged = agreement.leavings.filter(purged_at__isnull=False).first()
    if purged is not None and not agreement.is_open:
        raise NotPossible(
            _("What was recorded here is deleted, as the community chose. Nothing is added."),
            purged,
        )


@transaction.atomic
def add_handover(
    *,
    id: uuid.UUID,
    group: Subgroup,
    what: str,
    handed_on: date,
    by: User,
    people: int | None = None,
    under_18: int | None = None,
    identifier_reason: str = "",
) -> Handover:
    """Write down what a group of the community does itself now. How many people, never who."""
    community = group.community
    permissions.demand(by, Permission.RECORD_AGREEMENT, community)
    demand_not_purged(community)
    if handed_on > clock.today():
        raise NotPossible(_("That day is still to come."), community)
    if under_18 is not None and (people is None or under_18 > people):
        raise NotPossible(_("More people under 18 than people. Count again."), community)
    of = Confirmation.Noun.HANDOVER, id
    handover, made = create_once(
        Handover,
        id=id,
        by=by,
        community=community,
        group=group,
        what=what,
        people=people,
        under_18=under_18,
        handed_on=handed_on,
        identifier_reason=demand_names_nobody(
            community, identifier_reason, what, of=of, new=True, by=by
        ),
    )
    if made:
        record("handover.added", handover, by=by)
    return handover


@transaction.atomic
def add_contact(
    *,
    id: uuid.UUID,
    community: Community,
    service: Service,
    since_on: date,
    by: User,
    ask_for: str = "",
    identifier_reason: str = "",
) -> LiveContact:
    """Write down that the community reaches a service by itself, and for whom it asks there."""
    permissions.demand(by, Permission.RECORD_AGREEMENT, community)
    demand_not_purged(community)
    if not Service.objects.visible_to(by).filter(pk=service.pk).exists():
        raise NotPermitted
    if since_on > clock.today():
        raise NotPossible(_("That day is still to come."), community)
    lock(community)  # two who write down the same service do it once
    if community.live_contacts.filter(service=service).exclude(pk=id).exists():
        raise NotPossible(_("This service is in the list already."), community)
    of = Confirmation.Noun.HANDOVER, id
    contact, made = create_once(
        LiveContact,
        id=id,
        by=by,
        community=community,
        service=service,
        ask_for=ask_for,
        since_on=since_on,
        identifier_reason=demand_names_nobody(
            community, identifier_reason, ask_for, of=of, new=True, by=by
        ),
    )
    if made:
        record("live_contact.added", contact, by=by)
    return contact
