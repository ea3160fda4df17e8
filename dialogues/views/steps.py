"""The pages of a plan's steps: writing one, reporting on it, and children's part in it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from ..actions import steps as actions
from ..actions.pointing import demand_pointing, point_action
from ..forms.plans import (
    ActionAddForm,
    ActionDoneForm,
    ActionDropForm,
    ActionEditForm,
    ChildRoleAddForm,
    ChildRoleEditForm,
    VersionForm,
)
from ..forms.pointing import ActionPointForm
from ..models import Action, ActionPlan, ChildRole
from ..states import ActionStatus
from .plans import asked_for, demand_writing, show


def find_action(request: HttpRequest, pk: uuid.UUID) -> Action:
    return get_object_or_404(Action.objects.visible_to(request.user), pk=pk)


def find_role(request: HttpRequest, pk: uuid.UUID) -> ChildRole:
    return get_object_or_404(ChildRole.objects.visible_to(request.user), pk=pk)


def fill(request: HttpRequest, page: str, form, **context: object) -> HttpResponse:
    """A form's page: as it is first shown, or with what must be looked at again."""
    status = 422 if form.is_bound else 200
    return render(request, f"dialogues/{page}.html", {"form": form, **context}, status=status)


@require_http_methods(["GET", "POST"])
def action_add(request: HttpRequest) -> HttpResponse:
    plans = ActionPlan.objects.visible_to(request.user).for_page()
    plan = get_object_or_404(plans, pk=asked_for(request, "plan"))
    demand_writing(request, plan)
    part_of = {"parent": request.GET.get("parent")}
    form = ActionAddForm(request.POST or None, user=request.user, plan=plan, initial=part_of)
    if form.is_valid():
        return redirect(actions.add_action(plan=plan, by=request.user, **form.cleaned_data))
    return fill(request, "action_add", form, plan=plan)


@require_http_methods(["GET", "POST"])
def action_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    action = find_action(request, pk)
    demand_writing(request, action.plan)
    form = ActionEditForm(request.POST or None, user=request.user, record=action)
    if form.is_valid():
        return redirect(actions.edit_action(action, by=request.user, **form.cleaned_data))
    return fill(request, "action_edit", form, action=action, plan=action.plan)


@require_POST
def action_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    action = find_action(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, action.plan, status=422)
    actions.remove_action(action, by=request.user, **form.cleaned_data)
    return redirect(action.plan)


@require_POST
def action_start(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    action = find_action(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, action.plan, status=422)
    moved = actions.move_action(action, ActionStatus.STARTED, by=request.user, **form.cleaned_data)
    return redirect(moved)


@require_http_methods(["GET", "POST"])
def action_finish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    action = find_action(request, pk)
    actions.demand_move(action, ActionStatus.DONE, by=request.user)
    form = ActionDoneForm(request.POST or None, user=request.user, record=action)
    if form.is_valid():
        moved = actions.move_action(action, ActionStatus.DONE, by=request.user, **form.cleaned_data)
        return redirect(moved)
    return fill(request, "action_finish", form, action=action, plan=action.plan)


@require_http_methods(["GET", "POST"])
def action_drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    action = find_action(request, pk)
    actions.demand_move(action, ActionStatus.DROPPED, by=request.user)
    form = ActionDropForm(request.POST or None, user=request.user, record=action)
    if form.is_valid():
        moved = actions.move_action(
            action, ActionStatus.DROPPED, by=request.user, **form.cleaned_data
        )
        return redirect(moved)
    return fill(request, "action_drop", form, action=action, plan=action.plan)


@require_http_methods(["GET", "POST"])
def action_point(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """With which service is it done, and what does it clear out of the way?"""
    action = find_action(request, pk)
    demand_pointing(action, by=request.user)
    form = ActionPointForm(posted(request), user=request.user, record=action)
    if form.is_valid():
        return redirect(point_action(action, by=request.user, **form.cleaned_data).page)
    return fill(request, "action_point", form, action=action, plan=action.plan)


@require_POST
def action_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    action = find_action(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, action.plan, status=422)
    return redirect(actions.confirm_action(action, by=request.user, **form.cleaned_data))


@require_http_methods(["GET", "POST"])
def child_role_add(request: HttpRequest) -> HttpResponse:
    action = find_action(request, asked_for(request, "action"))
    demand_writing(request, action.plan)
    form = ChildRoleAddForm(request.POST or None, user=request.user, action=action)
    if form.is_valid():
        return redirect(actions.add_child_role(action=action, by=request.user, **form.cleaned_data))
    return fill(request, "child_role_add", form, action=action, plan=action.plan)


@require_http_methods(["GET", "POST"])
def child_role_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    role = find_role(request, pk)
    plan = role.action.plan
    demand_writing(request, plan)
    form = ChildRoleEditForm(request.POST or None, user=request.user, record=role)
    if form.is_valid():
        return redirect(actions.edit_child_role(role, by=request.user, **form.cleaned_data))
    return fill(request, "child_role_edit", form, role=role, plan=plan)


@require_POST
def child_role_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    role = find_role(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, role.action.plan, status=422)
    actions.remove_child_role(role, by=request.user, **form.cleaned_data)
    return redirect(role.action.plan)
