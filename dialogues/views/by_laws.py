"""Which rules has the community given itself? Its committee reads them, too."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted

from ..actions import by_laws as actions
from ..actions.practices import demand_writing_norms
from ..forms.by_laws import ByLawAddForm, ByLawEditForm
from ..models import ByLaw
from ..permissions.practices import reads_practices, writes_practices
from ..red_flags import red_flag_sentence
from .practices import find_community
from .steps import fill


def find_by_law(request: HttpRequest, pk: uuid.UUID) -> ByLaw:
    return get_object_or_404(ByLaw.objects.visible_to(request.user).for_page(), pk=pk)


@require_GET
def by_law_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rules alone, for whoever does not read what the groups said."""
    community = find_community(request, pk, Permission.VIEW_FINDINGS)
    context = {
        "community": community,
        "by_laws": ByLaw.objects.visible_to(request.user).filter(community=community).for_list(),
        "may_write": writes_practices(request.user, community),
    }
    return render(request, "dialogues/by_law_list.html", context)


@require_GET
def by_law_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    by_law = find_by_law(request, pk)
    accompanies = reads_practices(request.user, by_law.community)
    flags = by_law.red_flags if accompanies else []
    context = {
        "by_law": by_law,
        "accompanies": accompanies,
        "warning": red_flag_sentence(flags) if flags else "",
        "may_write": writes_practices(request.user, by_law.community),
        "history": by_law.history() if accompanies else None,
    }
    return render(request, "dialogues/by_law_show.html", context)


@require_http_methods(["GET", "POST"])
def by_law_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    community = find_community(request, pk, Permission.VIEW_FINDINGS)
    demand_writing_norms(community, by=request.user)
    form = ByLawAddForm(
        posted(request),
        user=request.user,
        community=community,
        practice=request.GET.get("practice", ""),
    )
    if form.is_valid():
        by_law = actions.add_by_law(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("The rule is written down."))
        return redirect(by_law)
    return fill(request, "by_law_add", form, community=community)


@require_http_methods(["GET", "POST"])
def by_law_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    by_law = find_by_law(request, pk)
    demand_writing_norms(by_law.community, by=request.user)
    form = ByLawEditForm(posted(request), user=request.user, record=by_law)
    if form.is_valid():
        by_law = actions.edit_by_law(by_law, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(by_law)
    return fill(request, "by_law_edit", form, by_law=by_law)
