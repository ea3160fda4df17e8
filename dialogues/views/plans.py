"""The pages of a plan: all of them, one, writing it, sending it and moving it on."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from participants.models import Round
from participants.permissions import demand_any

from ..actions import options as choosing
from ..actions import plans as actions
from ..forms.plans import (
    PlanAddForm,
    PlanEditForm,
    PlanMoveForm,
    PlanSendForm,
    PlanSetAsideForm,
    VersionForm,
)
from ..models import ActionPlan, Choice, HarmOption
from ..models.plans import rounds_prepared_by, rounds_visible_to
from ..models.seen import with_seen
from ..permissions import plans as permissions
from ..states import PlanStatus
from .plan_page import PlanPage


def asked_for(request: HttpRequest, name: str) -> uuid.UUID:
    """The key in the address, as `?round=…`; without one the page is not there."""
    try:
        return uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        raise Http404 from None


def asked_round(request: HttpRequest) -> Round:
    return get_object_or_404(rounds_visible_to(request.user), pk=asked_for(request, "round"))


def chosen(request: HttpRequest) -> Choice:
    """What a gathering chose: the latest choice of the option in the address."""
    options = HarmOption.objects.visible_to(request.user).for_page()
    option = get_object_or_404(options, pk=asked_for(request, "option"))
    return choosing.demand_chosen(option, by=request.user)


def find_plan(request: HttpRequest, pk: uuid.UUID) -> ActionPlan:
    plans = with_seen(ActionPlan.objects.visible_to(request.user).for_page())
    return get_object_or_404(plans, pk=pk)


def show(
    request: HttpRequest, plan: ActionPlan, *, status: int = 200, **forms: object
) -> HttpResponse:
    """The plan's page, with the forms a person has just sent and must look at again."""
    page = PlanPage(plan, request.user, **forms)
    return render(request, "dialogues/plan_show.html", {"plan": plan, "page": page}, status=status)


def demand_writing(request: HttpRequest, plan: ActionPlan) -> None:
    """Who may not write never sees the form; who comes too late does not lose what they sent."""
    permissions.demand_prepare_plan(request.user, plan.community)
    if request.method == "GET":
        actions.demand_open_text(plan, by=request.user)


@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    demand_any(request.user, Permission.VIEW_PLAN)
    context = {
        "plans": ActionPlan.objects.visible_to(request.user).for_list(),
        "rounds": rounds_prepared_by(request.user),
    }
    return render(request, "dialogues/plan_list.html", context)


@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest) -> HttpResponse:
    choice = chosen(request) if "option" in request.GET else None
    listening = choice.option.finding.round if choice else asked_round(request)
    permissions.demand_prepare_plan(request.user, listening.community)
    form = PlanAddForm(request.POST or None, user=request.user, round=listening, choice=choice)
    if form.is_valid():
        values = {"round": listening, "choice": choice, **form.cleaned_data}
        return redirect(actions.add_plan(**values, by=request.user))
    context = {"form": form, "round": listening, "choice": choice}
    return render(request, "dialogues/plan_add.html", context, status=422 if form.is_bound else 200)


@require_GET
def plan_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return show(request, find_plan(request, pk))


@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    demand_writing(request, plan)
    form = PlanEditForm(request.POST or None, user=request.user, record=plan)
    if form.is_valid():
        return redirect(actions.edit_plan(plan, by=request.user, **form.cleaned_data))
    context = {"form": form, "plan": plan}
    return render(
        request, "dialogues/plan_edit.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def plan_send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    actions.demand_sendable(plan, by=request.user)
    unheard = list(plan.unheard_groups())
    form = PlanSendForm(request.POST or None, user=request.user, record=plan, unheard=bool(unheard))
    if form.is_valid():
        return redirect(actions.send_plan(plan, by=request.user, **form.cleaned_data))
    context = {"form": form, "plan": plan, "unheard": unheard}
    return render(
        request, "dialogues/plan_send.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def plan_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, plan, status=422)
    return redirect(actions.take_back_plan(plan, by=request.user, **form.cleaned_data))


@require_POST
def plan_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """On to the next part of its life: a button of the plan's page."""
    plan = find_plan(request, pk)
    form = PlanMoveForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, plan, status=422)
    return redirect(actions.move_plan(plan, by=request.user, **form.cleaned_data))


@require_http_methods(["GET", "POST"])
def plan_set_aside(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    actions.demand_move(plan, PlanStatus.SET_ASIDE, by=request.user)
    form = PlanSetAsideForm(request.POST or None, user=request.user, record=plan)
    if form.is_valid():
        moved = actions.move_plan(plan, PlanStatus.SET_ASIDE, by=request.user, **form.cleaned_data)
        return redirect(moved)
    context = {"form": form, "plan": plan}
    return render(
        request, "dialogues/plan_set_aside.html", context, status=422 if form.is_bound else 200
    )
