"""Where is written down what keeps people from a service, and what became of it?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import BarrierEditForm, BarrierForm, BarrierMoveForm
from ..models import Barrier
from ..words import BARRIER_MOVES
from .pages import find_community, form_page, prefilled

# Where somebody came from who writes it down by hand. A figure is no page of this app.
FROM = {source.value: source for source in (Barrier.Source.LINK, Barrier.Source.PLAN)}


def _barrier(request: HttpRequest, pk: uuid.UUID) -> Barrier:
    return get_object_or_404(Barrier.objects.visible_to(request.user), pk=pk)


@require_GET
def barrier_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What keeps people of a community from services, and what became of it."""
    community = find_community(request, pk)
    permissions.demand(request.user, Permission.VIEW_LINK, community)
    barriers = list(Barrier.objects.of(community).for_list())
    context = {
        "community": community,
        "barriers": [barrier for barrier in barriers if barrier.is_open],
        "settled": [barrier for barrier in barriers if not barrier.is_open],
        "can_open": permissions.can_open_barrier(request.user, community),
    }
    return render(request, "participants/barrier_list.html", context)


@require_http_methods(["GET", "POST"])
def barrier_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what keeps people from a service."""
    community = find_community(request, pk)
    actions.demand_barriers_asked(community, by=request.user)
    initial = prefilled(request, "service", "link")
    form = BarrierForm(posted(request), user=request.user, community=community, initial=initial)
    if form.is_valid():
        source = FROM.get(request.GET.get("from", ""), Barrier.Source.COMMUNITY)
        said = form.cleaned_data | {"source": source}
        barrier = actions.open_barrier(community=community, **said, by=request.user)
        messages.success(request, _("Written down. A step of a plan can work on it."))
        return redirect(barrier)
    return form_page(request, "barrier_add", form, community=community)


@require_http_methods(["GET", "POST"])
def barrier_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say more of it, or with which service it is worked on."""
    barrier = _barrier(request, pk)
    actions.demand_barriers_asked(barrier.community, by=request.user)
    actions.demand_unsettled_barrier(barrier)
    form = BarrierEditForm(posted(request), user=request.user, record=barrier)
    if form.is_valid():
        barrier = actions.edit_barrier(barrier, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(barrier)
    return form_page(request, "barrier_edit", form, barrier=barrier)


@require_http_methods(["GET", "POST"])
def barrier_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what became of it: `?to=`, as the buttons of its page say it."""
    barrier, to = _barrier(request, pk), request.GET.get("to", "")
    actions.demand_barrier_move(barrier, to, by=request.user)
    form = BarrierMoveForm(posted(request), user=request.user, record=barrier, to=to)
    if form.is_valid():
        barrier = actions.move_barrier(barrier, to, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(barrier)
    return form_page(request, "barrier_move", form, barrier=barrier, words=BARRIER_MOVES[to])
