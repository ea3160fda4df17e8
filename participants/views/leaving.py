"""What becomes of the records when we part, and who carries on?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import ContactForm, HandoverForm, LeavingForm
from ..models import Community, Leaving, ServiceLink
from .pages import find_community, form_page


def _recorded_community(request: HttpRequest, pk: uuid.UUID) -> Community:
    community = find_community(request, pk)
    permissions.demand(request.user, Permission.RECORD_AGREEMENT, community)
    actions.demand_not_purged(community)
    return community


@require_GET
def leaving_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What becomes of the records, when, and who carries on."""
    leaving = get_object_or_404(Leaving.objects.visible_to(request.user), pk=pk)
    community = leaving.community
    context = {
        "leaving": leaving,
        "community": community,
        "handovers": community.handovers.for_list(),
        "contacts": community.live_contacts.for_list().prefetch_related("service__phones"),
        "links": ServiceLink.objects.visible_to(request.user).going_on_in(community),
        "can_edit": permissions.can_edit_leaving(request.user, leaving),
        "can_stop": permissions.can_stop_purge(request.user, leaving),
        "can_take": permissions.can_take_pack(request.user, community),
    }
    return render(request, "participants/leaving_show.html", context)


@require_http_methods(["GET", "POST"])
def leaving_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what the community says now about its records."""
    leaving = get_object_or_404(Leaving.objects.visible_to(request.user), pk=pk)
    actions.demand_open(leaving, by=request.user)
    form = LeavingForm(posted(request), user=request.user, record=leaving)
    if form.is_valid():
        actions.edit_leaving(leaving, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(leaving)
    return form_page(request, "leaving_edit", form, leaving=leaving)


@require_POST
def leaving_stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The community decides that nothing is deleted after all."""
    leaving = get_object_or_404(Leaving.objects.visible_to(request.user), pk=pk)
    actions.stop_purge(leaving, by=request.user)
    messages.success(request, _("Stopped. Nothing is deleted."))
    return redirect(leaving)


@require_GET
def handover_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who carries on: what was handed over, and the services the community reaches by itself."""
    community = find_community(request, pk)
    contacts = list(community.live_contacts.for_list())
    links = list(ServiceLink.objects.visible_to(request.user).going_on_in(community))
    prefetch_related_objects([row.service for row in (*contacts, *links)], "phones")
    context = {
        "community": community,
        "handovers": community.handovers.for_list(),
        "contacts": contacts,
        "links": links,
        "can_record": permissions.can_record_leaving(request.user, community),
    }
    return render(request, "participants/handover_list.html", context)


@require_http_methods(["GET", "POST"])
def handover_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what people of the community do themselves now."""
    community = _recorded_community(request, pk)
    form = HandoverForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        actions.add_handover(**form.cleaned_data, by=request.user)
        messages.success(request, _("Written down."))
        return redirect("participants:handover_list", community.pk)
    return form_page(request, "handover_add", form, community=community)


@require_http_methods(["GET", "POST"])
def contact_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down a service that the community reaches by itself."""
    community = _recorded_community(request, pk)
    form = ContactForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        actions.add_contact(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Written down."))
        return redirect("participants:handover_list", community.pk)
    return form_page(request, "contact_add", form, community=community)
