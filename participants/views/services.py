"""Which services are there, what does a family need to know of each, and who keeps that right?"""

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
from ..forms import ConfirmForm, ServiceEditForm, ServiceFilter, ServiceForm
from ..models import Service, ServiceLink
from .pages import form_page


def _directory(request: HttpRequest) -> dict:
    """The filter, and the services it leaves."""
    permissions.demand_any(request.user, Permission.VIEW_DIRECTORY)
    seen = Service.objects.visible_to(request.user)
    form = ServiceFilter(request.GET, districts=seen.districts())
    wanted = form.wanted
    seen = seen.for_list().begins(wanted["begins"] or "")
    seen = seen.of(kind=wanted["kind"], district=wanted["district"])
    return {"form": form, "seen": seen}


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
    services = _directory(request)["seen"].page(size=Service.ON_A_SHEET)
    return render(request, "participants/service_print.html", {"services": services})


@require_GET
def service_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One service, as a family would need to know it."""
    service = get_object_or_404(Service.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "service": service,
        "links": ServiceLink.objects.visible_to(request.user).filter(service=service).for_list(),
        "can_keep": permissions.can_keep_service(request.user, service),
        "can_see_backup": permissions.can_see_backup(request.user),
        "can_see_agreements": permissions.can_see_agreements(request.user),
    }
    return render(request, "participants/service_show.html", context)


@require_http_methods(["GET", "POST"])
def service_add(request: HttpRequest) -> HttpResponse:
    """Enter a service into the directory."""
    permissions.demand_keep_service(request.user)
    form = ServiceForm(posted(request), user=request.user)
    if form.is_valid():
        service = actions.add_service(**form.cleaned_data, by=request.user)
        messages.success(request, _("The service is in the directory."))
        return redirect(service)
    return form_page(request, "service_add", form)


@require_http_methods(["GET", "POST"])
def service_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what the directory says of a service."""
    service = get_object_or_404(Service.objects.visible_to(request.user), pk=pk)
    permissions.demand_keep_service(request.user, service)
    form = ServiceEditForm(posted(request), user=request.user, record=service)
    if form.is_valid():
        actions.edit_service(service, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(service)
    return form_page(request, "service_edit", form, service=service)


@require_http_methods(["GET", "POST"])
def service_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody asked there, and what the directory says is still so."""
    service = get_object_or_404(Service.objects.visible_to(request.user), pk=pk)
    permissions.demand_keep_service(request.user, service)
    form = ConfirmForm(posted(request), user=request.user)
    if form.is_valid():
        actions.confirm_service(service, **form.cleaned_data, by=request.user)
        messages.success(request, _("Confirmed. Thank you for asking."))
        return redirect(service)
    return form_page(request, "service_confirm", form, service=service)
