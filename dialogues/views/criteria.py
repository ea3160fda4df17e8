"""The pages of the criteria of a plan: what an organisation asks, and what a community answers."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.permissions import demand_any

from ..actions import criteria as actions
from ..actions.best_interests import demand_asking
from ..forms.criteria import (
    CriteriaAddForm,
    CriteriaEditForm,
    CriteriaStartForm,
    CriterionAddForm,
    CriterionEditForm,
    organisations_of,
)
from ..forms.plans import VersionForm
from ..models import PlanCriterion
from ..models.criteria import FIRST_SIX
from ..permissions.plans import demand_prepare_plan
from .plans import find_plan
from .steps import fill


def find_criterion(request: HttpRequest, pk: uuid.UUID) -> PlanCriterion:
    return get_object_or_404(PlanCriterion.objects.kept_by(request.user), pk=pk)


def show(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """The lists, organisation by organisation."""
    criteria = list(PlanCriterion.objects.kept_by(request.user))
    lists = [
        (organisation, [one for one in criteria if one.organisation_id == organisation.pk])
        for organisation in organisations_of(request.user)
    ]
    context = {"lists": lists, "first_six": FIRST_SIX}
    return render(request, "dialogues/criterion_list.html", context, status=status)


@require_GET
def criterion_list(request: HttpRequest) -> HttpResponse:
    demand_any(request.user, Permission.KEEP_CRITERIA)
    return show(request)


@require_POST
def criterion_start(request: HttpRequest) -> HttpResponse:
    demand_any(request.user, Permission.KEEP_CRITERIA)
    form = CriteriaStartForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, status=422)
    actions.start_criteria(by=request.user, **form.cleaned_data)
    return redirect("dialogues:criterion_list")


@require_http_methods(["GET", "POST"])
def criterion_add(request: HttpRequest) -> HttpResponse:
    demand_any(request.user, Permission.KEEP_CRITERIA)
    form = CriterionAddForm(posted(request), user=request.user)
    if form.is_valid():
        return redirect(actions.add_criterion(by=request.user, **form.cleaned_data))
    return fill(request, "criterion_add", form)


@require_http_methods(["GET", "POST"])
def criterion_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    criterion = find_criterion(request, pk)
    form = CriterionEditForm(posted(request), user=request.user, record=criterion)
    if form.is_valid():
        return redirect(actions.edit_criterion(criterion, by=request.user, **form.cleaned_data))
    return fill(request, "criterion_edit", form)


@require_POST
def criterion_raise(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    criterion = find_criterion(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, status=422)
    return redirect(actions.raise_criterion(criterion, by=request.user, **form.cleaned_data))


@require_POST
def criterion_retire(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    criterion = find_criterion(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, status=422)
    return redirect(actions.retire_criterion(criterion, by=request.user, **form.cleaned_data))


@require_http_methods(["GET", "POST"])
def plan_criteria(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The first answers, or going on with them."""
    plan, user = find_plan(request, pk), request.user
    demand_prepare_plan(user, plan.community)
    if request.method == "GET":
        demand_asking(plan, by=user)
    check = getattr(plan, "criteria_check", None)
    if check is None or "id" in request.POST:
        form = CriteriaAddForm(posted(request), user=user, plan=plan)
        if form.is_valid():
            return _kept(
                request, actions.add_criteria_check(plan=plan, by=user, **form.cleaned_data)
            )
    else:
        form = CriteriaEditForm(posted(request), user=user, record=check)
        if form.is_valid():
            return _kept(request, actions.edit_criteria_check(check, by=user, **form.cleaned_data))
    return fill(request, "plan_criteria", form, plan=plan)


def _kept(request: HttpRequest, check: object) -> HttpResponse:
    messages.success(request, _("Kept. Nothing of it stands in the plan’s way."))
    return redirect(check)
