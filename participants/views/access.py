"""Where is written down what stands between a community and a service?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import AccessEditForm, AccessForm
from ..models import AccessView, Service
from .pages import find_community, form_page


def _asked_for(request: HttpRequest, name: str) -> uuid.UUID:
    """The key in the address; without one the page is not there."""
    try:
        return uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
def access_add(request: HttpRequest) -> HttpResponse:
    """One community, one service: what keeps people away, as they say it today?"""
    community = find_community(request, _asked_for(request, "community"))
    services = Service.objects.visible_to(request.user)
    service = get_object_or_404(services, pk=_asked_for(request, "service"))
    actions.demand_asking(community, by=request.user)
    form = AccessForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        said = {"community": community, "service": service, **form.cleaned_data}
        seen = actions.add_access(**said, by=request.user)
        messages.success(request, _("Kept. Only those who work with this community read it."))
        return redirect(seen)
    return form_page(request, "access_add", form, community=community, service=service)


@require_GET
def access_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What one community said of one service on a day."""
    seen = get_object_or_404(AccessView.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "seen": seen,
        "can_ask": permissions.can_keep_community(request.user, seen.community),
    }
    return render(request, "participants/access_show.html", context)


@require_http_methods(["GET", "POST"])
def access_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was written down."""
    seen = get_object_or_404(AccessView.objects.visible_to(request.user).for_list(), pk=pk)
    actions.demand_editing(seen, by=request.user)
    form = AccessEditForm(posted(request), user=request.user, record=seen)
    if form.is_valid():
        actions.edit_access(seen, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(seen)
    return form_page(request, "access_edit", form, seen=seen)
