"""When was each group last heard, and who would like to be heard again?"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.errors import NotPermitted
from participants.models import Agreement, Community, PlannedVoice, Subgroup
from participants.standing import standing_of
from participants.states import AgreementStatus, VoiceStatus

SHOWN = 50  # of those who would like to be heard again, above the communities


@dataclass(frozen=True)
class Rhythm:
    """A community beside when each of its groups was last heard."""

    community: Community
    groups: list[Subgroup]


def reach_of(user: User, prefix: str = "") -> Q:
    """Where `user` keeps a community or reads its sessions."""
    standing = standing_of(user)
    return standing.communities(Permission.KEEP_COMMUNITY, prefix) | standing.communities(
        Permission.VIEW_SESSION, prefix
    )


def heard_last(communities: Iterable[Community]) -> list[Rhythm]:
    """For each of these communities, its groups with the day each was last heard. One query."""
    groups = defaultdict(list)
    heard = Subgroup.objects.filter(community__in=[one.pk for one in communities])
    heard = heard.annotate(heard_on=Max("planned_voices__heard_on"))
    for group in heard.order_by("position", "label", "pk"):
        groups[group.community_id].append(group)
    return [Rhythm(community, groups[community.pk]) for community in communities]


def waiting(user: User, *, most: int = SHOWN, heard_before: bool = False) -> list[Subgroup]:
    """Groups not heard for longer than agreed, the longest first; who pauses or did not want waits not.

    A group that was never heard is counted from the day on which its community agreed; with
    `heard_before` it is left out.
    """
    agreed = Agreement.objects.filter(
        reach_of(user, "community__"),
        status=AgreementStatus.AGREED,
        listen_every_days__isnull=False,
    )
    chose_not = PlannedVoice.objects.filter(
        subgroup=OuterRef("pk"), round__ended_on=None, status=VoiceStatus.CHOSE_NOT
    )
    since = TruncDate("community__agreement__status_at")
    groups = (
        Subgroup.objects.taking_part()
        .filter(~Exists(chose_not), community__agreement__in=agreed)
        .annotate(last=Max("planned_voices__heard_on"))
        .annotate(heard_on=Coalesce("last", since))
        .select_related("community__agreement")
        .order_by("heard_on", "community__name_key", "position", "pk")
    )
    if heard_before:
        groups = groups.filter(last__isnull=False)
    return list(islice(filter(_is_long_ago, groups), most))


def _is_long_ago(group: Subgroup) -> bool:
    every = timedelta(days=group.community.agreement.listen_every_days)
    return group.heard_on < clock.today() - every


@require_GET
def rhythm(request: HttpRequest) -> HttpResponse:
    """The rhythm of listening, community by community."""
    if not any(map(request.user.granted, (Permission.KEEP_COMMUNITY, Permission.VIEW_SESSION))):
        raise NotPermitted
    communities = Community.objects.filter(reach_of(request.user)).for_list()
    page = communities.page(_after(request.GET.get("after", "")))
    context: dict[str, Any] = {
        "page": page,
        "rhythms": heard_last(page.rows),
        "waiting": waiting(request.user),
    }
    return render(request, "overview/rhythm.html", context)


def _after(key: str) -> uuid.UUID | None:
    """The key after which the page begins; what is none is the beginning."""
    try:
        return uuid.UUID(key)
    except ValueError:
        return None
