"""Whom did we meet on the way in, and what was said?"""

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
from ..forms import VisitEditForm, VisitForm
from ..models import Community, EntryVisit
from ..states import AgreementStatus
from .pages import form_page


@require_GET
def visit_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The visits on which the community and we got to know each other."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    records = permissions.holds(request.user, Permission.RECORD_AGREEMENT, community)
    context = {
        "community": community,
        "visits": community.entry_visits.all(),
        "can_add": records and community.agreement.status == AgreementStatus.EXPLORING,
        "can_edit": records and community.agreement.is_open,
    }
    return render(request, "participants/visit_list.html", context)


@require_http_methods(["GET", "POST"])
def visit_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note a visit."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    permissions.demand(request.user, Permission.RECORD_AGREEMENT, community)
    actions.demand_exploring(community.agreement)
    form = VisitForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        actions.record_visit(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("The visit is noted."))
        return redirect("participants:visit_list", community.pk)
    return form_page(request, "visit_add", form, community=community)


@require_http_methods(["GET", "POST"])
def visit_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was noted of a visit."""
    visit = get_object_or_404(EntryVisit.objects.visible_to(request.user), pk=pk)
    actions.demand_editable(visit.community.agreement, by=request.user)
    form = VisitEditForm(posted(request), user=request.user, record=visit)
    if form.is_valid():
        actions.edit_visit(visit, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("participants:visit_list", visit.community_id)
    return form_page(request, "visit_edit", form, visit=visit)
