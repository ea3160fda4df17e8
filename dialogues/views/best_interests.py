"""The pages of whether a plan is good for children: the ten questions, and what is to be talked over."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from ..actions import best_interests as actions
from ..actions import red_flags
from ..forms.best_interests import (
    BestInterestsAddForm,
    BestInterestsEditForm,
    FlagNoteForm,
    OutcomeForm,
    RedFlagForm,
)
from ..forms.plans import VersionForm
from ..models import BestInterestsCheck, FlagNote
from ..models.best_interests import plans_for_check
from ..permissions.best_interests import demand_side
from ..permissions.plans import demand_prepare_plan
from .best_interests_page import BestInterestsPage
from .plans import asked_for, find_plan
from .steps import fill


def find_check(request: HttpRequest, pk: uuid.UUID) -> BestInterestsCheck:
    checks = BestInterestsCheck.objects.visible_to(request.user).for_page()
    return get_object_or_404(checks, pk=pk)


@require_GET
def best_interests_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = get_object_or_404(plans_for_check(request.user), pk=pk)
    context = {"plan": plan, "page": BestInterestsPage(plan, request.user)}
    return render(request, "dialogues/best_interests_show.html", context)


@require_http_methods(["GET", "POST"])
def best_interests_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    demand_prepare_plan(request.user, plan.community)
    if request.method == "GET":
        actions.demand_asking(plan, by=request.user)
    form = BestInterestsAddForm(posted(request), user=request.user, plan=plan)
    if form.is_valid():
        check = actions.add_best_interests(plan=plan, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. What is not asked yet can wait."))
        return redirect(check)
    return fill(request, "best_interests_add", form, plan=plan)


@require_http_methods(["GET", "POST"])
def best_interests_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    check = find_check(request, pk)
    demand_prepare_plan(request.user, check.community)
    if request.method == "GET":
        actions.demand_asking(check.plan, by=request.user)
    form = BestInterestsEditForm(posted(request), user=request.user, record=check)
    if form.is_valid():
        check = actions.edit_best_interests(check, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(check)
    return fill(request, "best_interests_edit", form, plan=check.plan)


@require_http_methods(["GET", "POST"])
def best_interests_outcome(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    check = find_check(request, pk)
    demand_side(request.user, check.community)
    if request.method == "GET":
        actions.demand_talked_over(check.plan)
    form = OutcomeForm(posted(request), user=request.user, record=check)
    if form.is_valid():
        return redirect(actions.say_outcome(check, by=request.user, **form.cleaned_data))
    return fill(request, "best_interests_outcome", form, plan=check.plan)


@require_http_methods(["GET", "POST"])
def red_flag_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    demand_side(request.user, plan.community)
    if request.method == "GET":
        actions.demand_talked_over(plan)
    form = RedFlagForm(posted(request), user=request.user, plan=plan)
    if form.is_valid():
        return redirect(red_flags.see_flag(plan=plan, by=request.user, **form.cleaned_data))
    return fill(request, "red_flag_add", form, plan=plan)


@require_http_methods(["GET", "POST"])
def red_flag_note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The dialogue about one flag of the plan, named in the address: `?flag=…`."""
    plan, key = find_plan(request, pk), asked_for(request, "flag")
    demand_side(request.user, plan.community)
    if request.method == "GET":
        red_flags.demand_talking(plan, by=request.user)
    form = FlagNoteForm(posted(request), user=request.user, plan=plan)
    if form.is_valid():
        note = red_flags.note_flag(plan=plan, flag=key, by=request.user, **form.cleaned_data)
        return redirect(note)
    rows = BestInterestsPage(plan, request.user).flags
    row = next((each for each in rows if each.flag.key == key), None)
    return fill(request, "red_flag_note", form, plan=plan, row=row)


@require_POST
def flag_note_sign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    notes = FlagNote.objects.visible_to(request.user).for_page()
    note = get_object_or_404(notes, pk=pk)
    demand_side(request.user, note.community)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        page = BestInterestsPage(note.plan, request.user)
        context = {"plan": note.plan, "page": page}
        return render(request, "dialogues/best_interests_show.html", context, status=422)
    return redirect(red_flags.sign_note(note, by=request.user, **form.cleaned_data))
