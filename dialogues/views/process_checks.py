"""Where do children say whether it was a good way of listening? For facilitator and mentor only."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.models import Round, Subgroup

from ..actions import process_checks as actions
from ..answers_beside import beside
from ..forms.process_checks import ProcessCheckAddForm, ProcessCheckEditForm
from ..models import ProcessCheck
from ..permissions.practices import writes_practices
from .plans import asked_for
from .steps import fill


def find_round(request: HttpRequest, pk: uuid.UUID) -> Round:
    return get_object_or_404(Round.objects.where(request.user, Permission.VIEW_SESSION), pk=pk)


@require_GET
def process_check_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The children's groups beside ourselves, what is seen differently first."""
    listening = find_round(request, pk)
    checks = list(ProcessCheck.objects.visible_to(request.user).filter(round=listening).for_page())
    answered = {check.subgroup_id for check in checks}
    groups = [group for group in Subgroup.objects.of(listening.community_id) if group.is_child]
    context = {
        "round": listening,
        "checks": checks,
        "lines": beside(checks) if checks else [],
        "to_ask": [group for group in groups if group.pk not in answered and not group.paused_on],
        "own_missing": None not in answered,
        "may_write": writes_practices(request.user, listening.community),
    }
    return render(request, "dialogues/process_check_show.html", context)


@require_http_methods(["GET", "POST"])
def process_check_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Given to a group of children on a phone; without a group, for the facilitator."""
    listening, subgroup = find_round(request, pk), None
    if "group" in request.GET:
        groups = Subgroup.objects.of(listening.community_id)
        subgroup = get_object_or_404(groups, pk=asked_for(request, "group"))
    actions.demand_asking(listening, subgroup, by=request.user)
    form = ProcessCheckAddForm(posted(request), user=request.user, round=listening)
    if form.is_valid():
        check = actions.add_process_check(
            round=listening, subgroup=subgroup, **form.cleaned_data, by=request.user
        )
        messages.success(request, _("Thank you. It is kept."))
        return redirect(check)
    return fill(request, "process_check_add", form, round=listening, group=subgroup)


@require_http_methods(["GET", "POST"])
def process_check_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    checks = ProcessCheck.objects.visible_to(request.user).for_page()
    check = get_object_or_404(checks, pk=pk)
    actions.demand_own_check(check, by=request.user)
    form = ProcessCheckEditForm(posted(request), user=request.user, record=check)
    if form.is_valid():
        check = actions.edit_process_check(check, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(check)
    return fill(request, "process_check_edit", form, round=check.round, group=check.subgroup)
