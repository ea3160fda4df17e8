"""Where the facilitator writes down what a plan works with."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from ..actions import plan_resources as actions
from ..forms.plan_resources import PlanResourceAddForm, PlanResourceEditForm
from ..forms.plans import VersionForm
from ..models import PlanResource
from .plans import asked_for, demand_writing, find_plan, show
from .steps import fill


def find_resource(request: HttpRequest, pk: uuid.UUID) -> PlanResource:
    return get_object_or_404(PlanResource.objects.visible_to(request.user).for_form(), pk=pk)


@require_http_methods(["GET", "POST"])
def plan_resource_add(request: HttpRequest) -> HttpResponse:
    plan = find_plan(request, asked_for(request, "plan"))
    demand_writing(request, plan)
    form = PlanResourceAddForm(posted(request), user=request.user, plan=plan)
    if form.is_valid():
        line = actions.add_plan_resource(plan=plan, by=request.user, **form.cleaned_data)
        return redirect(line)
    return fill(request, "plan_resource_add", form, plan=plan)


@require_http_methods(["GET", "POST"])
def plan_resource_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = find_resource(request, pk)
    demand_writing(request, line.plan)
    form = PlanResourceEditForm(posted(request), user=request.user, record=line)
    if form.is_valid():
        return redirect(actions.edit_plan_resource(line, by=request.user, **form.cleaned_data))
    return fill(request, "plan_resource_edit", form, plan=line.plan, resource=line)


@require_POST
def plan_resource_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = find_resource(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, find_plan(request, line.plan_id), status=422)
    actions.remove_plan_resource(line, by=request.user, **form.cleaned_data)
    return redirect(line.plan)
