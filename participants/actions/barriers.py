"""How is written down what keeps people from a service, and what became of it?"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock

from .. import permissions
from ..models import Barrier, Community, Confirmation, Service, ServiceLink
from ..models.barriers import BEHIND_US
from ..naming import demand_names_nobody
from ..states import AgreementStatus, BarrierStatus
from .agreements import demand_live_agreement
from .changes import change

NOUN = Confirmation.Noun.BARRIER
SAY_WHAT = gettext_lazy("Say in people’s words what stands in the way.")


@transaction.atomic
def open_barrier(
    *,
    id: uuid.UUID,
    community: Community,
    what: str,
    by: User,
    service: Service | None = None,
    kind: str = "",
    words: str = "",
    opened_on: date | None = None,
    link: ServiceLink | None = None,
    source: str = Barrier.Source.COMMUNITY,
    identifier_reason: str = "",
) -> Barrier:
    """Write down what keeps people here from one `service`, or from a `kind` of service.

    A barrier that comes from a figure (`source` aggregated) is of a kind: it takes no service, no
    link and no words along, so that nothing leads from it back to what was counted.
    """
    demand_barriers_asked(community, by=by)
    if source == Barrier.Source.AGGREGATED and (service or link or words):
        raise NotPossible(_("A figure tells of a kind of service, and nothing else."))
    opened_on = opened_on or clock.today()
    _demand_whole(service, kind, words, opened_on, source)
    _demand_own_link(link, community)
    if service is not None and not Service.objects.visible_to(by).filter(pk=service.pk).exists():
        raise NotPermitted
    reason = demand_names_nobody(
        community, identifier_reason, words, of=(NOUN, id), new=True, by=by
    )
    lock(community)  # two who write down the same do it once
    values = {
        "community": community, "service": service, "kind": kind, "what": what, "words": words,
        "opened_on": opened_on, "link": link, "source": source, "identifier_reason": reason,
    }  # fmt: skip
    _demand_new(Barrier(pk=id, **values))
    barrier, made = create_once(Barrier, id=id, by=by, **values)
    if made:
        record("barrier.opened", barrier, by=by)
    return barrier


@transaction.atomic
def edit_barrier(
    barrier: Barrier,
    *,
    version: int,
    words: str,
    by: User,
    link: ServiceLink | None = None,
    identifier_reason: str = "",
) -> Barrier:
    """Say more of it, or with which service it is worked on."""
    demand_barriers_asked(barrier.community, by=by)
    barrier = lock(barrier, version=version)
    demand_unsettled_barrier(barrier)
    _demand_own_link(link, barrier.community)
    if not words.strip() and barrier.source != Barrier.Source.AGGREGATED:
        raise NotPossible(SAY_WHAT, barrier)
    reason = demand_names_nobody(
        barrier.community, identifier_reason, words, of=(NOUN, barrier.pk), by=by
    )
    values = {"words": words, "link": link, "identifier_reason": reason}
    change(barrier, values, event="barrier.edited", by=by)
    return barrier


@transaction.atomic
def move_barrier(
    barrier: Barrier,
    to: str,
    *,
    version: int,
    by: User,
    settled_on: date | None = None,
    how: str = "",
    identifier_reason: str = "",
) -> Barrier:
    """Say what became of it: with a day and in words where it is behind the community."""
    barrier = lock(barrier, version=version)
    demand_barrier_move(barrier, to, by=by)
    if to not in BEHIND_US:
        settled_on, how = None, ""
    elif settled_on is None or not how.strip():
        raise NotPossible(_("Say since when, and how it came about."), barrier)
    elif not barrier.opened_on <= settled_on <= clock.today():
        raise NotPossible(_("That day is before it was written down, or still to come."), barrier)
    if to == BarrierStatus.OPEN and (same := Barrier.objects.same_as(barrier).first()):
        raise NotPossible(_("The same stands in the list as open already."), same)
    demand_names_nobody(
        barrier.community,
        identifier_reason,
        how,
        of=(NOUN, barrier.pk),
        standing=(barrier.words,),
        by=by,
    )
    values = {"status": to, "settled_on": settled_on, "how": how}
    change(barrier, values, event=f"barrier.{to}", by=by)
    return barrier


def demand_barriers_asked(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now write down what stands in the way there."""
    permissions.demand(by, Permission.KEEP_LINK, community)
    _demand_asked(community)


def demand_barrier_move(barrier: Barrier, to: str, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may move the barrier there now."""
    permissions.demand_barrier_move(by, barrier, to)
    _demand_asked(barrier.community)


def demand_unsettled_barrier(barrier: Barrier) -> None:
    """Raise NotPossible when it is behind the community."""
    if not barrier.is_open:
        words = {"status": barrier.get_status_display()}
        raise NotPossible(
            _("This stands at “%(status)s”. Open it again to say more.") % words, barrier
        )


def _demand_asked(community: Community) -> None:
    """From the first visit on, as long as the community takes part."""
    if community.agreement.status != AgreementStatus.EXPLORING:
        demand_live_agreement(community)


def _demand_whole(
    service: Service | None, kind: str, words: str, opened_on: date, source: str
) -> None:
    if (service is None) == (not kind):
        raise NotPossible(_("Choose one service, or a kind of service."))
    if opened_on > clock.today():
        raise NotPossible(_("That day is still to come."))
    if source != Barrier.Source.AGGREGATED and not words.strip():
        raise NotPossible(SAY_WHAT)


def _demand_own_link(link: ServiceLink | None, community: Community) -> None:
    """It is worked on in a link of this community, be it with another service than it is about."""
    if link is not None and link.community_id != community.pk:
        raise NotPermitted


def _demand_new(barrier: Barrier) -> None:
    if same := Barrier.objects.same_as(barrier).first():
        raise NotPossible(_("The same stands in the list already. Say more of it there."), same)
