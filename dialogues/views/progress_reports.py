"""The page of a step, and where people tell how it goes; who leads the steps as time goes on."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from ..actions import milestones as milestone_actions
from ..actions import progress_reports as actions
from ..forms.plans import VersionForm
from ..forms.progress_reports import (
    MilestoneAddForm,
    MilestoneEditForm,
    MilestoneReachForm,
    ObstacleAnswerForm,
    ProgressReportEditForm,
    ProgressReportForm,
)
from ..models import Action, Milestone, ProgressReport
from ..permissions import plans as permissions
from .action_page import ActionPage
from .how_far import Leads, how_far
from .plans import asked_for, demand_writing, find_plan
from .steps import fill, find_action


def find_report(request: HttpRequest, pk: uuid.UUID) -> ProgressReport:
    return get_object_or_404(ProgressReport.objects.visible_to(request.user).for_form(), pk=pk)


def find_milestone(request: HttpRequest, pk: uuid.UUID) -> Milestone:
    return get_object_or_404(Milestone.objects.visible_to(request.user).for_form(), pk=pk)


def show_step(request: HttpRequest, pk: uuid.UUID, *, status: int = 200) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.user).for_its_page(), pk=pk)
    page = ActionPage(action, request.user)
    if page.said is None:
        raise Http404
    context = {"page": page, "action": action, "plan": action.plan}
    return render(request, "dialogues/action_show.html", context, status=status)


@require_GET
def action_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One step: what was agreed, how far it is, and all that was reported, newest first."""
    return show_step(request, pk)


@require_GET
def plan_progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far the plan is, and month by month who leads its steps."""
    plan = find_plan(request, pk)
    sent = permissions.sent_to(request.user, plan)
    far = how_far(plan, plan.actions.for_page()) if sent is None else None
    context = {"plan": plan, "far": far, "leads": Leads(ProgressReport.objects.leads(plan))}
    return render(request, "dialogues/plan_progress.html", context)


@require_http_methods(["GET", "POST"])
def progress_report_add(request: HttpRequest) -> HttpResponse:
    action = find_action(request, asked_for(request, "action"))
    actions.demand_reporting(action, by=request.user)
    form = ProgressReportForm(posted(request), user=request.user, action=action)
    if form.is_valid():
        report = actions.add_progress_report(action=action, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect(report)
    return fill(request, "progress_report_add", form, action=action, plan=action.plan)


@require_http_methods(["GET", "POST"])
def progress_report_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    report = find_report(request, pk)
    actions.demand_correcting(report, by=request.user)
    form = ProgressReportEditForm(posted(request), user=request.user, record=report)
    if form.is_valid():
        report = actions.edit_progress_report(report, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(report)
    context = {"report": report, "action": report.action, "plan": report.plan}
    return fill(request, "progress_report_edit", form, **context)


@require_http_methods(["GET", "POST"])
def progress_report_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    report = find_report(request, pk)
    actions.demand_answering(report, by=request.user)
    form = ObstacleAnswerForm(posted(request), user=request.user, record=report)
    if form.is_valid():
        return redirect(actions.answer_obstacle(report, by=request.user, **form.cleaned_data))
    context = {"report": report, "action": report.action, "plan": report.plan}
    return fill(request, "progress_report_answer", form, **context)


@require_http_methods(["GET", "POST"])
def milestone_add(request: HttpRequest) -> HttpResponse:
    action = find_action(request, asked_for(request, "action"))
    demand_writing(request, action.plan)
    form = MilestoneAddForm(posted(request), user=request.user, action=action)
    if form.is_valid():
        return redirect(
            milestone_actions.add_milestone(action=action, by=request.user, **form.cleaned_data)
        )
    return fill(request, "milestone_add", form, action=action, plan=action.plan)


@require_http_methods(["GET", "POST"])
def milestone_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    milestone = find_milestone(request, pk)
    demand_writing(request, milestone.plan)
    form = MilestoneEditForm(posted(request), user=request.user, record=milestone)
    if form.is_valid():
        kept = milestone_actions.edit_milestone(milestone, by=request.user, **form.cleaned_data)
        return redirect(kept)
    context = {"milestone": milestone, "action": milestone.action, "plan": milestone.plan}
    return fill(request, "milestone_edit", form, **context)


@require_http_methods(["GET", "POST"])
def milestone_reach(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    milestone = find_milestone(request, pk)
    actions.demand_reporting(milestone.action, by=request.user)
    form = MilestoneReachForm(posted(request), user=request.user, record=milestone)
    if form.is_valid():
        kept = milestone_actions.reach_milestone(milestone, by=request.user, **form.cleaned_data)
        return redirect(kept)
    context = {"milestone": milestone, "action": milestone.action, "plan": milestone.plan}
    return fill(request, "milestone_reach", form, **context)


@require_POST
def milestone_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    milestone = find_milestone(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if form.is_valid():
        milestone_actions.remove_milestone(milestone, by=request.user, **form.cleaned_data)
        return redirect(milestone)
    return show_step(request, milestone.action_id, status=422)
