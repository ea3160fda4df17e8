"""What is the work with this community about, and since when?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..focal_point import nobody_to_tell
from ..forms import PhaseEndForm, PhaseForm
from ..models import Community, Phase
from ..path import path_of
from .pages import form_page


@require_GET
def phase_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The phases as a timeline: they overlap and repeat, and none of them is late."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    records = permissions.holds(request.user, Permission.RECORD_AGREEMENT, community)
    phases = list(community.phases.for_timeline())
    context = {
        "community": community,
        "phases": phases,
        "path": path_of(phases, clock.today()),
        "can_keep": records,
        "can_begin": records and Phase.may_begin_at(community.agreement.status),
    }
    return render(request, "participants/phase_list.html", context)


@require_http_methods(["GET", "POST"])
def phase_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a phase, with the yes it stands on."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    permissions.demand(request.user, Permission.RECORD_AGREEMENT, community)
    actions.demand_some_phase(community.agreement)
    form = PhaseForm(posted(request), user=request.user, agreement=community.agreement)
    if form.is_valid():
        actions.begin_phase(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Recorded."))
        return redirect("participants:phase_list", community.pk)
    nobody = nobody_to_tell(community) if form.needs_yes else ""
    return form_page(request, "phase_add", form, community=community, nobody_to_tell=nobody)


@require_http_methods(["GET", "POST"])
def phase_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that a phase has ended."""
    phase = get_object_or_404(Phase.objects.visible_to(request.user), pk=pk)
    permissions.demand(request.user, Permission.RECORD_AGREEMENT, phase.community)
    actions.demand_open_phase(phase)
    form = PhaseEndForm(posted(request), user=request.user, phase=phase)
    if form.is_valid():
        actions.end_phase(phase, **form.cleaned_data, by=request.user)
        messages.success(request, _("Recorded. It may begin again any time."))
        return redirect(phase)
    return form_page(request, "phase_end", form, phase=phase)
