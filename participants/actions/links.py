"""How does a community work with a service: what is asked for, promised, agreed, and does it work?"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.actions import record
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted, NotPossible
from cpfacilitate.lib.records import create_once, lock

from .. import permissions
from ..models import Community, Confirmation, LinkCommitment, LinkMeeting, Service, ServiceLink
from ..naming import demand_names_nobody
from ..states import LinkStatus
from .agreements import demand_live_agreement
from .changes import change

NOUN = Confirmation.Noun.LINK


@transaction.atomic
def add_link(
    *,
    id: uuid.UUID,
    community: Community,
    service: Service,
    purpose: str,
    asked_by: str,
    by: User,
    started_on: date | None = None,
    identifier_reason: str = "",
) -> ServiceLink:
    """Ask a service to work with the community, or write down since when it does."""
    demand_keeps_links(community, by=by)
    if not Service.objects.visible_to(by).filter(pk=service.pk).exists():
        raise NotPermitted
    _demand_past(started_on)
    lock(community)  # two who write down the same service do it once
    known = ServiceLink.objects.of(community).open().filter(service=service).exclude(pk=id).first()
    if known is not None:
        raise NotPossible(
            _("There is a link with this service already. Say more of it there."), known
        )
    reason = demand_names_nobody(
        community, identifier_reason, purpose, of=(NOUN, id), new=True, by=by
    )
    status = LinkStatus.ACTIVE if started_on else LinkStatus.PROPOSED
    link, made = create_once(
        ServiceLink, id=id, by=by, community=community, service=service, purpose=purpose,
        asked_by=asked_by, status=status, started_on=started_on, identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("service_link.added", link, by=by)
    return link


@transaction.atomic
def edit_link(
    link: ServiceLink,
    *,
    version: int,
    purpose: str,
    asked_by: str,
    by: User,
    identifier_reason: str = "",
) -> ServiceLink:
    """Say better what it is for."""
    demand_keeps_links(link.community, by=by)
    link = lock(link, version=version)
    demand_open_link(link)
    reason = demand_names_nobody(
        link.community,
        identifier_reason,
        purpose,
        of=(NOUN, link.pk),
        standing=(link.works_words,),
        by=by,
    )
    values = {"purpose": purpose, "asked_by": asked_by, "identifier_reason": reason}
    change(link, values, event="service_link.edited", by=by)
    return link


@transaction.atomic
def start_link(link: ServiceLink, *, version: int, started_on: date, by: User) -> ServiceLink:
    """The service said yes. From now on its own people see what they take part in."""
    link = lock(link, version=version)
    demand_link_move(link, LinkStatus.ACTIVE, by=by)
    _demand_past(started_on)
    values = {"status": LinkStatus.ACTIVE, "started_on": started_on}
    change(link, values, event="service_link.started", by=by)
    return link


@transaction.atomic
def end_link(
    link: ServiceLink,
    *,
    version: int,
    ended_on: date,
    ended_because: str,
    by: User,
    identifier_reason: str = "",
) -> ServiceLink:
    """It does not go on, and why. What was promised and agreed stays readable."""
    link = lock(link, version=version)
    demand_link_move(link, LinkStatus.ENDED, by=by)
    _demand_past(ended_on)
    if link.started_on is not None and ended_on < link.started_on:
        raise NotPossible(_("This is before it began."), link)
    if not ended_because.strip():
        raise NotPossible(_("Say why it ended."), link)
    demand_names_nobody(
        link.community,
        identifier_reason,
        ended_because,
        of=(NOUN, link.pk),
        standing=(link.purpose, link.works_words),
        by=by,
    )
    values = {"status": LinkStatus.ENDED, "ended_on": ended_on, "ended_because": ended_because}
    change(link, values, event="service_link.ended", by=by)
    return link


@transaction.atomic
def rate_link(
    link: ServiceLink,
    *,
    version: int,
    works: str,
    works_on: date,
    by: User,
    works_words: str = "",
    identifier_reason: str = "",
) -> ServiceLink:
    """How the community finds that it works. What it said before stays; the service reads none of it."""
    demand_reports_links(link.community, by=by)
    link = lock(link, version=version)
    demand_active_link(link)
    _demand_past(works_on)
    demand_names_nobody(
        link.community,
        identifier_reason,
        works_words,
        of=(NOUN, link.pk),
        standing=(link.purpose,),
        by=by,
    )
    values = {"works": works, "works_on": works_on, "works_words": works_words}
    change(link, values, event="service_link.rated", by=by)
    return link


# --- What each side said it would do --------------------------------------------------------------


@transaction.atomic
def add_commitment(
    *,
    id: uuid.UUID,
    link: ServiceLink,
    side: str,
    what: str,
    by_when: date,
    by: User,
    identifier_reason: str = "",
) -> LinkCommitment:
    """Write down what one side said it would do, and by when."""
    demand_keeps_links(link.community, by=by)
    demand_open_link(lock(link))
    reason = demand_names_nobody(
        link.community, identifier_reason, what, of=(NOUN, id), new=True, by=by
    )
    commitment, made = create_once(
        LinkCommitment, id=id, by=by, link=link, side=side, what=what, by_when=by_when,
        identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("link_commitment.added", commitment, by=by)
    return commitment


@transaction.atomic
def edit_commitment(
    commitment: LinkCommitment,
    *,
    version: int,
    what: str,
    by_when: date,
    by: User,
    identifier_reason: str = "",
) -> LinkCommitment:
    """Put it right, or agree on another day, until somebody said what became of it."""
    demand_keeps_links(commitment.community, by=by)
    commitment = lock(commitment, version=version)
    demand_waiting_commitment(commitment)
    reason = demand_names_nobody(
        commitment.community, identifier_reason, what, of=(NOUN, commitment.pk), by=by
    )
    values = {"what": what, "by_when": by_when, "identifier_reason": reason}
    change(commitment, values, event="link_commitment.edited", by=by)
    return commitment


@transaction.atomic
def report_commitment(
    commitment: LinkCommitment,
    *,
    version: int,
    outcome: str,
    outcome_on: date,
    by: User,
    outcome_words: str = "",
    identifier_reason: str = "",
) -> LinkCommitment:
    """Say what became of it. It may be said anew: what was said before stays."""
    demand_reports_links(commitment.community, by=by)
    commitment = lock(commitment, version=version)
    demand_active_link(commitment.link)
    _demand_past(outcome_on)
    demand_names_nobody(
        commitment.community,
        identifier_reason,
        outcome_words,
        of=(NOUN, commitment.pk),
        standing=(commitment.what,),
        by=by,
    )
    values = {"outcome": outcome, "outcome_on": outcome_on, "outcome_words": outcome_words}
    change(commitment, values, event="link_commitment.reported", by=by)
    return commitment


# --- Meetings -------------------------------------------------------------------------------------


@transaction.atomic
def add_meeting(
    *,
    id: uuid.UUID,
    link: ServiceLink,
    held_on: date,
    came: Collection[str],
    agreed: str,
    by: User,
    next_on: date | None = None,
    identifier_reason: str = "",
) -> LinkMeeting:
    """Write down a meeting with the service: who came by role, what was agreed, when they meet again."""
    demand_reports_links(link.community, by=by)
    demand_open_link(lock(link))
    came = _demand_whole(held_on, came, next_on)
    reason = demand_names_nobody(
        link.community, identifier_reason, agreed, of=(NOUN, id), new=True, by=by
    )
    meeting, made = create_once(
        LinkMeeting, id=id, by=by, link=link, held_on=held_on, came=came, agreed=agreed,
        next_on=next_on, identifier_reason=reason,
    )  # fmt: skip
    if made:
        record("link_meeting.added", meeting, by=by)
    return meeting


@transaction.atomic
def edit_meeting(
    meeting: LinkMeeting,
    *,
    version: int,
    held_on: date,
    came: Collection[str],
    agreed: str,
    by: User,
    next_on: date | None = None,
    identifier_reason: str = "",
) -> LinkMeeting:
    """Put right what was noted of a meeting."""
    demand_reports_links(meeting.community, by=by)
    meeting = lock(meeting, version=version)
    demand_open_link(meeting.link)
    came = _demand_whole(held_on, came, next_on)
    reason = demand_names_nobody(
        meeting.community, identifier_reason, agreed, of=(NOUN, meeting.pk), by=by
    )
    values = {
        "held_on": held_on,
        "came": came,
        "agreed": agreed,
        "next_on": next_on,
        "identifier_reason": reason,
    }
    change(meeting, values, event="link_meeting.edited", by=by)
    return meeting


def _demand_whole(held_on: date, came: Collection[str], next_on: date | None) -> list[str]:
    """Who came, once each in the order of the roles."""
    _demand_past(held_on)
    if next_on is not None and next_on <= held_on:
        raise NotPossible(_("The next meeting is after this one."))
    roles = [role.value for role in LinkMeeting.Role if role in came]
    if not roles:
        raise NotPossible(_("Say who came, by role."))
    return roles


# --- What is possible now -------------------------------------------------------------------------


def demand_keeps_links(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now write down links of this community."""
    permissions.demand(by, Permission.KEEP_LINK, community)
    demand_live_agreement(community)


def demand_reports_links(community: Community, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may now say what came of its links."""
    permissions.demand(by, Permission.REPORT_LINK, community)
    demand_live_agreement(community)


def demand_link_move(link: ServiceLink, to: str, *, by: User) -> None:
    """Raise NotPermitted or NotPossible unless `by` may move the link there now."""
    permissions.demand_link_move(by, link, to)
    demand_live_agreement(link.community)


def demand_open_link(link: ServiceLink) -> None:
    """Raise NotPossible when it has ended."""
    if not link.is_open:
        words = {"day": date_format(link.ended_on, "j F Y")}
        raise NotPossible(_("This link ended on %(day)s. It stays as it is.") % words, link)


def demand_active_link(link: ServiceLink) -> None:
    """Raise NotPossible unless the service has said yes, and it goes on."""
    demand_open_link(link)
    if not link.is_active:
        raise NotPossible(
            _("The service was asked and has not said yes. Say first since when it goes on."), link
        )


def demand_waiting_commitment(commitment: LinkCommitment) -> None:
    """Raise NotPossible when it was said what became of it, or the link has ended."""
    demand_open_link(commitment.link)
    if commitment.outcome:
        raise NotPossible(
            _("It was said what became of this. Write down a new one for what comes next."),
            commitment,
        )


def _demand_past(day: date | None) -> None:
    if day is not None and day > clock.today():
        raise NotPossible(_("That day is still to come."))
