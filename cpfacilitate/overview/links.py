"""What do a community and a service do together, what stands between them, and which steps work on it?"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.models import User
from dialogues.models import Action
from dialogues.permissions.plans import reads_drafts
from participants import permissions
from participants.models import (
    Barrier,
    Community,
    LinkCommitment,
    LinkMeeting,
    Revision,
    ServiceLink,
)
from participants.words import BARRIER_MOVES


@dataclass(frozen=True)
class Side:
    """One of the two, with what it said it would do."""

    name: str
    symbol: str
    commitments: list[LinkCommitment]


@dataclass(frozen=True)
class Before:
    """What was said of it once: on which day, what, and in which words."""

    on: date
    what: str
    words: str


def sides_of(link: ServiceLink) -> list[Side]:
    """The community first, then the service."""
    said = list(link.commitments.for_page())
    names = {
        LinkCommitment.Side.COMMUNITY: (link.community.name, "people"),
        LinkCommitment.Side.SERVICE: (link.service.name, "phone"),
    }
    return [
        Side(name, symbol, [one for one in said if one.side == side])
        for side, (name, symbol) in names.items()
    ]


def said_before(record: ServiceLink | Barrier, what: str, on: str, words: str) -> Iterator[Before]:
    """What was said of `record` in these three fields until it was said anew, the newest first."""
    state = {name: getattr(record, name) for name in (what, on, words)}
    labels = dict(record._meta.get_field(what).flatchoices)
    for revision in Revision.objects.filter(record_id=record.pk).order_by("-version"):
        changed = {name: revision.values[name] for name in state if name in revision.values}
        state |= changed
        if changed and state[on]:
            yield Before(_day(state[on]), str(labels[state[what]]), state[words])


def _day(kept: date | str) -> date:
    return kept if isinstance(kept, date) else parse_date(kept)


def steps_for(user: User, community: Community, **pointing: object) -> QuerySet[Action]:
    """The steps that point there, of plans whose text as it stands `user` may read."""
    steps = Action.objects.visible_to(user).filter(**pointing).by_plan()
    return steps if reads_drafts(user, community) else steps.as_put_before_the_community()


@require_GET
def link_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One link. The service’s own people read what both promised and agreed, and nothing said of them."""
    user = request.user
    link = get_object_or_404(ServiceLink.objects.visible_to(user), pk=pk)
    inside = permissions.sees_links(user, link.community)
    can_report = permissions.can_report_links(user, link.community)
    context = {
        "link": link,
        "inside": inside,
        "sides": sides_of(link),
        "meetings": list(link.meetings.newest_first()),
        "barriers": list(link.barriers.select_related("service")) if inside else [],
        "steps": list(steps_for(user, link.community, link=link)) if inside else [],
        "before": list(said_before(link, "works", "works_on", "works_words")) if inside else [],
        "moves": permissions.link_moves(user, link),
        "can_keep": link.is_open and permissions.can_keep_links(user, link.community),
        "can_report": link.is_open and can_report,
        "can_say": link.is_active and can_report,
        "can_open": permissions.can_open_barrier(user, link.community),
    }
    return render(request, "overview/link_show.html", context)


@require_GET
def barrier_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One barrier: how people say it, with whom it is worked on, and what became of it."""
    user = request.user
    barrier = get_object_or_404(Barrier.objects.visible_to(user), pk=pk)
    can_open = permissions.can_open_barrier(user, barrier.community)
    context = {
        "barrier": barrier,
        "meetings": meetings_about(barrier),
        "steps": list(steps_for(user, barrier.community, barrier=barrier)),
        "before": list(said_before(barrier, "status", "settled_on", "how")),
        "moves": barrier_buttons(user, barrier),
        "can_edit": barrier.is_open and can_open,
        "can_link": barrier.is_open and permissions.can_keep_links(user, barrier.community),
    }
    return render(request, "overview/barrier_show.html", context)


def meetings_about(barrier: Barrier) -> list[LinkMeeting]:
    """The meetings with whom it is worked on, since it was written down."""
    if barrier.link is None:
        return []
    return list(barrier.link.meetings.filter(held_on__gte=barrier.opened_on).newest_first())


def barrier_buttons(user: User, barrier: Barrier) -> list[tuple[str, str, str]]:
    """(address, symbol, words) of what can be said of it now."""
    address = "participants:barrier_move"
    return [
        (reverse(address, args=[barrier.pk], query={"to": to}), *BARRIER_MOVES[to])
        for to in permissions.barrier_moves(user, barrier)
    ]
