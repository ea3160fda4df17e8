"""Which services are there, what does a family need to know of each, and who keeps that right?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import ConfirmForm, ServiceFilter, ServiceNotes
from ..models import AccessView, Community, Service
from ..models.service_rows import unfold, with_rows
from ..seen_by_communities import obstacles_of
from .pages import form_page

MOST_CALLS = 30  # nobody phones more in a day
MOST_COMMUNITIES = 200


def _directory(request: HttpRequest) -> dict:
    """The filter, and the services it leaves."""
    permissions.demand_any(request.user, Permission.VIEW_DIRECTORY)
    seen = Service.objects.visible_to(request.user)
    form = ServiceFilter(request.GET, areas=seen.areas())
    return {"form": form, "seen": seen.for_list().wanted(clock.now(), **form.wanted)}


@require_GET
def service_list(request: HttpRequest) -> HttpResponse:
    """The directory."""
    context = _directory(request)
    context["services"] = context.pop("seen").page(context["form"].wanted["after"])
    context["can_keep"] = permissions.can_keep_service(request.user)
    return render(request, "participants/service_list.html", context)


@require_GET
def service_print(request: HttpRequest) -> HttpResponse:
    """The directory as a sheet for the wall, with the same filter."""
    services = with_rows(_directory(request)["seen"]).page(size=Service.ON_A_SHEET)
    for service in services:
        unfold(service)
    return render(request, "participants/service_print.html", {"services": services})


@require_GET
def service_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One service, as a family would need to know it, and as communities see it."""
    seen = Service.objects.visible_to(request.user).for_page().with_open_now(clock.now())
    service = unfold(get_object_or_404(with_rows(seen), pk=pk))
    access = AccessView.objects.filter(service=service).visible_to(request.user)
    context = {
        "service": service,
        "can_keep": permissions.can_keep_service(request.user, service),
        "refers": permissions.can_see_backup(request.user),
        "access": access.latest().for_list(),
        "obstacles": list(obstacles_of(service, clock.now())),
        "ask_in": (ask_in := list(_askable(request.user))),
        "may_ask": {community.pk for community in ask_in},
        "can_see_agreements": permissions.can_see_agreements(request.user),
    }
    return render(request, "participants/service_show.html", context)


def _askable(user: User) -> QuerySet[Community]:
    """The communities in which `user` may ask what keeps people away."""
    kept = Community.objects.where(user, Permission.KEEP_COMMUNITY).that_may_be_asked()
    return kept.by_name()[:MOST_COMMUNITIES]


@require_GET
def call_list(request: HttpRequest) -> HttpResponse:
    """Which services to phone, the longest unconfirmed first, and what to ask there."""
    permissions.demand_keep_service(request.user)
    seen = Service.objects.visible_to(request.user).in_use()
    services = with_rows(seen.stale(clock.today()).select_related("organisation"))
    services = [unfold(service) for service in services[: MOST_CALLS + 1]]
    context = {
        "services": services[:MOST_CALLS],
        "more": len(services) > MOST_CALLS,
        "form": ConfirmForm(user=request.user),
        "today": clock.today(),
    }
    return render(request, "participants/call_list.html", context)


@require_http_methods(["GET", "POST"])
def service_add(request: HttpRequest) -> HttpResponse:
    """Enter a service into the directory."""
    permissions.demand_keep_service(request.user)
    notes = ServiceNotes(user=request.user, data=posted(request))
    if notes.is_finished():
        service = actions.add_service(**notes.values(), by=request.user)
        messages.success(request, _("The service is in the directory."))
        return redirect(service)
    return _write(request, "service_add", notes)


@require_http_methods(["GET", "POST"])
def service_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what the directory says of a service."""
    service = get_object_or_404(Service.objects.visible_to(request.user), pk=pk)
    permissions.demand_keep_service(request.user, service)
    notes = ServiceNotes(user=request.user, service=service, data=posted(request))
    if notes.is_finished():
        actions.edit_service(service, **notes.values(), by=request.user)
        messages.success(request, _("Kept."))
        return redirect(service)
    return _write(request, "service_edit", notes)


def _write(request: HttpRequest, page: str, notes: ServiceNotes) -> HttpResponse:
    context = {"notes": notes, "service": notes.service}
    return render(request, f"participants/{page}.html", context, status=notes.status)


@require_http_methods(["GET", "POST"])
def service_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody asked there, and what the directory says is still so."""
    service = get_object_or_404(Service.objects.visible_to(request.user), pk=pk)
    permissions.demand_keep_service(request.user, service)
    form = ConfirmForm(posted(request), user=request.user)
    if form.is_valid():
        actions.confirm_service(service, **form.cleaned_data, by=request.user)
        messages.success(request, _("Confirmed. Thank you for asking."))
        return redirect("participants:call_list" if "calls" in request.GET else service)
    return form_page(request, "service_confirm", form, service=service)
