"""What of its referrals comes back to a community: sums of closed quarters, never of one village."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cpfacilitate.lib import clock
from cpfacilitate.lib.suppression import HIDDEN, Figure, Hidden
from participants.models import Community
from referrals import back
from referrals.models import ReferralQuarter

SHOWN = timedelta(days=500)  # a year of quarters that are over


@dataclass(frozen=True)
class Line:
    """One thing that is told: a symbol, a sentence, and the figures behind it."""

    symbol: str
    sentence: str
    figures: str = ""


@dataclass(frozen=True)
class Area:
    """What is told of a cluster, or of all clusters together, in one quarter."""

    name: str
    lines: list[Line]
    gaps: tuple[back.Gap, ...]


@dataclass(frozen=True)
class Back:
    """One quarter as a page tells it."""

    begins_on: date
    ends_on: date
    areas: list[Area]


@require_GET
def community_services_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How services answered, around here and in all clusters, quarter by quarter."""
    visible = Community.objects.visible_to(request.user).select_related("cluster__organisation")
    community = get_object_or_404(visible, pk=pk)
    context = {"community": community, "quarters": told_to(community)}
    return render(request, "overview/community_services_back.html", context)


def told_to(community: Community) -> list[Back]:
    """The quarters of the last year that are over for good, the latest first."""
    cluster = community.cluster
    kept = ReferralQuarter.objects.of_organisation(cluster.organisation)
    since = kept.filter(begins_on__gte=clock.today() - SHOWN)
    return [
        Back(
            quarter.begins_on,
            back.last_day(quarter.begins_on),
            [
                _area(str(cluster), quarter.of(cluster.pk)),
                _area(_("All our clusters together"), quarter.all),
            ],
        )
        for quarter in back.quarters(since, k=settings.SUPPRESS_BELOW)
    ]


def _area(name: str, told: back.Told) -> Area:
    return Area(name, list(_lines(told)), told.gaps)


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
