"""Where a group answers its plan, is answered in turn, and its gathering's decision is written down."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ..actions import reviews as actions
from ..forms.reviews import ChangeAnswerForm, DecisionForm, PlanReviewForm
from ..permissions import plans as permissions
from .plans import find_plan, show


@require_POST
def plan_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    permissions.demand_speaks(request.user, plan)
    form = PlanReviewForm(request.POST, user=request.user, plan=plan)
    if not form.is_valid():
        return show(request, plan, status=422, review_form=form)
    actions.review_plan(plan=plan, by=request.user, **form.cleaned_data)
    return redirect(plan)


@require_POST
def plan_answer_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    permissions.demand_prepare_plan(request.user, plan.community)
    form = ChangeAnswerForm(request.POST, user=request.user, plan=plan)
    if not form.is_valid():
        return show(request, plan, status=422, change_form=form)
    actions.answer_change(by=request.user, **form.cleaned_data)
    return redirect(plan)


@require_http_methods(["GET", "POST"])
def plan_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    permissions.demand_agree_plan(request.user, plan)
    if request.method == "GET":
        actions.demand_agreeable(plan, by=request.user)
    form = DecisionForm(request.POST or None, user=request.user, plan=plan)
    if form.is_valid():
        actions.agree_plan(plan, by=request.user, **form.cleaned_data)
        return redirect(plan)
    context = {"form": form, "plan": plan}
    return render(
        request, "dialogues/plan_agree.html", context, status=422 if form.is_bound else 200
    )
