"""What of its referrals comes back to a community: sums of closed quarters, never of one village."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import CreateForm
from cpfacilitate.lib.suppression import HIDDEN, Figure, Hidden
from participants.actions import open_barrier
from participants.models import Barrier, Community
from participants.permissions import demand, holds
from referrals import back
from referrals.models import ReferralQuarter

# What a service's no is to those who need it.
WHAT = {
    "no_place": Barrier.What.NO_PLACE,
    "not_ours": Barrier.What.OTHER,
    "too_far": Barrier.What.DISTANCE,
    "closed": Barrier.What.NOT_OPEN,
    "unavailable": Barrier.What.NOT_OPEN,
}
SHOWN = timedelta(days=500)  # a year of quarters that are over


@dataclass(frozen=True)
class Line:
    """One thing that is told: a symbol, a sentence, and the figures behind it."""

    symbol: str
    sentence: str
    figures: str = ""


@dataclass(frozen=True)
class Offered:
    """A kind of service that said no, and the barrier that is open for it, if it is worked on."""

    gap: back.Gap
    barrier: Barrier | None
    id: uuid.UUID = field(default_factory=uuid.uuid4)  # of the barrier it would be


@dataclass(frozen=True)
class Area:
    """What is told of a cluster, or of all clusters together, in one quarter."""

    name: str
    lines: list[Line]
    gaps: list[Offered]


@dataclass(frozen=True)
class Back:
    """One quarter as a page tells it."""

    begins_on: date
    ends_on: date
    areas: list[Area]


class BarrierForm(CreateForm):
    """A kind of service and why it said no, as it stands on the page: nothing else can be chosen."""

    gap = forms.ChoiceField()

    def __init__(self, *args: Any, community: Community, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.gaps = {_key(gap): gap for gap in _told_now(community)}
        self.fields["gap"].choices = [(key, key) for key in self.gaps]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        gap = self.gaps.get(cleaned.pop("gap", ""))
        return cleaned | {"kind": gap.kind, "what": WHAT[gap.cause]} if gap else cleaned


@require_GET
def community_services_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How services answered, around here and in all clusters, quarter by quarter."""
    visible = Community.objects.visible_to(request.user).select_related("cluster__organisation")
    community = get_object_or_404(visible, pk=pk)
    context = {
        "community": community,
        "quarters": told_to(community),
        "may_work_on": holds(request.user, Permission.KEEP_LINK, community),
        "may_see_barriers": holds(request.user, Permission.VIEW_LINK, community),
    }
    return render(request, "overview/community_services_back.html", context)


@require_POST
def community_open_barrier(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make what a kind of service often said a barrier that the community works on."""
    visible = Community.objects.visible_to(request.user).select_related("cluster__organisation")
    community = get_object_or_404(visible, pk=pk)
    demand(request.user, Permission.KEEP_LINK, community)
    form = BarrierForm(request.POST, user=request.user, community=community)
    if form.is_valid():
        barrier = open_barrier(
            **form.cleaned_data,
            community=community,
            source=Barrier.Source.AGGREGATED,
            by=request.user,
        )
        return redirect(barrier)
    context = {"community": community, "quarters": told_to(community), "gone": True}
    return render(request, "overview/community_services_back.html", context, status=422)


def _published(community: Community) -> list[back.Quarter]:
    """The quarters of the last year that are over for good, the latest first."""
    kept = ReferralQuarter.objects.of_organisation(community.cluster.organisation)
    since = kept.filter(begins_on__gte=clock.today() - SHOWN)
    return back.quarters(since, k=settings.SUPPRESS_BELOW)


def _told_now(community: Community) -> list[back.Gap]:
    """The kinds of service that are named to this community for the latest quarter."""
    latest = _published(community)[:1]
    return [
        gap for one in latest for told in (one.of(community.cluster_id), one.all)
        for gap in told.gaps
    ]  # fmt: skip


def _key(gap: back.Gap) -> str:
    return f"{gap.kind} {gap.cause}"


def told_to(community: Community) -> list[Back]:
    """What is told, as a page says it; of the latest quarter, with what is worked on already."""
    cluster = community.cluster
    barriers = Barrier.objects.of(community).open().filter(source=Barrier.Source.AGGREGATED)
    open_ones = {(barrier.kind, barrier.what): barrier for barrier in barriers}
    return [
        Back(
            quarter.begins_on,
            back.last_day(quarter.begins_on),
            [
                _area(str(cluster), quarter.of(cluster.pk), open_ones),
                _area(_("All our clusters together"), quarter.all, open_ones),
            ],
        )
        for quarter in _published(community)
    ]


def _area(name: str, told: back.Told, barriers: dict[tuple[str, str], Barrier]) -> Area:
    offered = [Offered(gap, barriers.get((gap.kind, WHAT[gap.cause]))) for gap in told.gaps]
    return Area(name, list(_lines(told)), offered)


def _lines(told: back.Told) -> Iterator[Line]:
    words = {"hidden": HIDDEN}
    if told.sent is HIDDEN:
        yield Line("pass", _("How many referrals were sent: %(hidden)s.") % words)
    else:
        yield Line("pass", _("%(sent)s referrals were sent.") % {"sent": told.sent})
    yield _timely(
        "phone", told.answered_share, told.answered_in_time, told.sent,
        (_("Most got a first answer in time."), _("Half or fewer got a first answer in time."),
         _("How many got a first answer in time: %(hidden)s.") % words),
    )  # fmt: skip
    yield _timely(
        "hand", told.acted_share, told.acted_in_time, told.sent,
        (_("For most, the service acted in time."), _("For half or fewer, the service acted in time."),
         _("For how many the service acted in time: %(hidden)s.") % words),
    )  # fmt: skip
    if not told.gaps:
        yield Line("info", _("Which services said no, and why: %(hidden)s.") % words)


def _timely(
    symbol: str,
    share: Fraction | Hidden | None,
    number: Figure,
    sent: Figure,
    sentences: tuple[str, str, str],
) -> Line:
    """Most, half or fewer, or hidden; with the figures where they may be told."""
    most, fewer, hidden = sentences
    if share is HIDDEN or share is None:
        return Line(symbol, hidden)
    figures = _("%(number)s of %(sent)s") % {"number": number, "sent": sent}
    return Line(symbol, most if share > Fraction(1, 2) else fewer, figures)
