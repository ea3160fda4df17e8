"""What do people here do, and how does each group talk of it? For facilitator and mentor only."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.models import Community

from ..actions import practices as actions
from ..forms.practices import (
    NormReflectionAddForm,
    NormReflectionEditForm,
    TalkedPracticeEditForm,
    TalkedPracticeForm,
)
from ..models import ByLaw, NormReflection, Practice
from ..permissions.practices import writes_practices
from ..voices_over_time import timeline
from .plans import asked_for
from .steps import fill


def find_community(request: HttpRequest, pk: uuid.UUID, permission: Permission) -> Community:
    """A community in which the person holds `permission`: to all others it is not there."""
    return get_object_or_404(Community.objects.where(request.user, permission).for_list(), pk=pk)


def find_practice(request: HttpRequest, pk: uuid.UUID) -> Practice:
    return get_object_or_404(Practice.objects.visible_to(request.user).for_page(), pk=pk)


def find_norm(request: HttpRequest, pk: uuid.UUID) -> NormReflection:
    return get_object_or_404(NormReflection.objects.visible_to(request.user).for_page(), pk=pk)


@require_GET
def practice_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The practices of a community that were talked of, and the rules it gave itself."""
    community = find_community(request, pk, Permission.VIEW_SESSION)
    practices = Practice.objects.visible_to(request.user).filter(community=community)
    by_laws = ByLaw.objects.visible_to(request.user).filter(community=community)
    context = {
        "community": community,
        "practices": practices.for_list(),
        "by_laws": by_laws.for_list(),
        "may_write": writes_practices(request.user, community),
    }
    return render(request, "dialogues/practice_list.html", context)


@require_GET
def practice_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One practice: how each group talked of it over time, forward and back."""
    practice = find_practice(request, pk)
    voices = timeline(NormReflection.objects.about(practice))
    talked = {row.group for row in voices.rows}
    context = {
        "practice": practice,
        "voices": voices,
        "not_asked": [group for group in practice.community.subgroups.all() if group not in talked],
        "by_laws": ByLaw.objects.visible_to(request.user).filter(practice=practice).for_list(),
        "may_write": writes_practices(request.user, practice.community),
        "history": practice.history(),
    }
    return render(request, "dialogues/practice_show.html", context)


@require_http_methods(["GET", "POST"])
def practice_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    community = find_community(request, pk, Permission.VIEW_SESSION)
    actions.demand_writing_norms(community, by=request.user)
    form = TalkedPracticeForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        practice = actions.add_practice(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Now write down how each group talks of it."))
        return redirect(practice)
    return fill(request, "practice_add", form, community=community)


@require_http_methods(["GET", "POST"])
def practice_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    practice = find_practice(request, pk)
    actions.demand_writing_norms(practice.community, by=request.user)
    form = TalkedPracticeEditForm(posted(request), user=request.user, record=practice)
    if form.is_valid():
        practice = actions.edit_practice(practice, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(practice)
    return fill(request, "practice_edit", form, practice=practice)


@require_http_methods(["GET", "POST"])
def norm_reflection_add(request: HttpRequest) -> HttpResponse:
    """What one group says of it, on one day."""
    practice = find_practice(request, asked_for(request, "practice"))
    actions.demand_writing_norms(practice.community, by=request.user)
    form = NormReflectionAddForm(posted(request), user=request.user, practice=practice)
    if form.is_valid():
        kept = actions.add_norm_reflection(practice=practice, **form.cleaned_data, by=request.user)
        messages.success(request, _("It stands beside what the others say."))
        return redirect(kept)
    return fill(request, "norm_reflection_add", form, practice=practice)


@require_http_methods(["GET", "POST"])
def norm_reflection_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reflection = find_norm(request, pk)
    actions.demand_own_norm(reflection, by=request.user)
    form = NormReflectionEditForm(posted(request), user=request.user, record=reflection)
    if form.is_valid():
        kept = actions.edit_norm_reflection(reflection, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(kept)
    return fill(request, "norm_reflection_edit", form, practice=reflection.practice)
