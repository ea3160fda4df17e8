"""How is something that already protects children entered, and corrected? Others read it elsewhere."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cpfacilitate.lib.forms import posted

from .. import actions
from ..forms import PracticeEditForm, PracticeForm
from ..models import Community, ProtectivePractice
from .pages import form_page


@require_http_methods(["GET", "POST"])
def practice_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Enter what protects children, where no dialogue told of it yet."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    actions.demand_register_open(community, by=request.user)
    form = PracticeForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        practice = actions.add_practice(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is in the register. Plans can build on it."))
        return redirect(practice)
    return form_page(request, "practice_add", form, community=community)


@require_http_methods(["GET", "POST"])
def practice_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say who does it, for whom, when it works and what puts it at risk."""
    practice = get_object_or_404(ProtectivePractice.objects.visible_to(request.user), pk=pk)
    actions.demand_register_open(practice.community, by=request.user)
    form = PracticeEditForm(posted(request), user=request.user, record=practice)
    if form.is_valid():
        practice = actions.edit_practice(practice, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before stays readable."))
        return redirect(practice)
    return form_page(request, "practice_edit", form, practice=practice)
