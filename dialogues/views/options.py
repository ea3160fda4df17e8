"""The pages of what could be done about a harm: side by side, on one sheet, and what was chosen."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.permissions import holds

from ..actions import options as actions
from ..choosing import Options
from ..forms.options import (
    ChoiceAddForm,
    ChoiceEditForm,
    OptionAddForm,
    OptionEditForm,
    OptionViewAddForm,
    OptionViewEditForm,
)
from ..forms.plans import VersionForm
from ..models import Choice, Finding, HarmOption, How, OptionView
from ..models.gatherings import unheard_in
from ..models.options import rows_said_in
from ..models.shapes import Option
from ..permissions.plans import can_prepare_plan
from ..trail import bare, line_of
from .plans import asked_for
from .steps import fill


def find_harm(request: HttpRequest, pk: uuid.UUID) -> Finding:
    found = Finding.objects.visible_to(request.user).ranked().for_list()
    return get_object_or_404(found, pk=pk)


def find_option(request: HttpRequest, pk: uuid.UUID) -> HarmOption:
    return get_object_or_404(HarmOption.objects.visible_to(request.user).for_page(), pk=pk)


def find_view(request: HttpRequest, pk: uuid.UUID) -> OptionView:
    return get_object_or_404(OptionView.objects.visible_to(request.user).for_page(), pk=pk)


def find_choice(request: HttpRequest, pk: uuid.UUID) -> Choice:
    return get_object_or_404(Choice.objects.visible_to(request.user).for_page(), pk=pk)


def show(request: HttpRequest, finding: Finding, *, status: int = 200) -> HttpResponse:
    """What could be done about one harm, as this person may read it."""
    community, user = finding.round.community, request.user
    reads = holds(user, Permission.VIEW_SESSION, community)
    page = Options(finding, reads=reads)
    writes = can_prepare_plan(user, community) and community.agreement.is_live
    context = {
        "finding": finding,
        "line": bare(finding) if reads else line_of(finding),
        "page": page,
        "writes": writes,
        "offered": page.not_taken(rows_said_in(finding)) if reads else [],
    }
    return render(request, "dialogues/finding_options.html", context, status=status)


def laid_out(request: HttpRequest, finding: Finding) -> Option:
    """What a dialogue laid out, as the address says."""
    asked = asked_for(request, "row")
    row = next((row for row in rows_said_in(finding) if row.pk == asked), None)
    if row is None:
        raise Http404
    return row


@require_GET
def finding_options(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Options in rows, those who spoke in columns; what was chosen below."""
    return show(request, find_harm(request, pk))


@require_GET
def finding_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One sheet for the gathering: what everybody may read, whoever prints it, and room for stones."""
    told = Finding.objects.visible_to(request.user).ranked().told().for_list()
    finding = get_object_or_404(told, pk=pk)
    context = {
        "finding": finding,
        "line": line_of(finding),
        "page": Options(finding, reads=False),
        "ways_to_decide": How.labels,
    }
    return render(request, "dialogues/finding_sheet.html", context)


@require_http_methods(["GET", "POST"])
def option_add(request: HttpRequest) -> HttpResponse:
    """Something that could be done, by itself or as a dialogue laid it out (`?row=`)."""
    finding = find_harm(request, asked_for(request, "finding"))
    actions.demand_writing_options(finding.community, by=request.user)
    row = laid_out(request, finding) if "row" in request.GET else None
    form = OptionAddForm(posted(request), user=request.user, finding=finding, row=row)
    if form.is_valid():
        option = actions.add_option(finding=finding, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Now ask each group what speaks for it, and against."))
        return redirect(option)
    return fill(request, "option_add", form, finding=finding)


@require_http_methods(["GET", "POST"])
def option_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    option = find_option(request, pk)
    actions.demand_writing_options(option.community, by=request.user)
    form = OptionEditForm(posted(request), user=request.user, record=option)
    if form.is_valid():
        option = actions.edit_option(option, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(option)
    return fill(request, "option_edit", form, option=option)


@require_POST
def option_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was written by mistake."""
    option = find_option(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, option.finding, status=422)
    actions.remove_option(option, **form.cleaned_data, by=request.user)
    messages.success(request, _("It is taken out."))
    return redirect("dialogues:finding_options", option.finding_id)


@require_http_methods(["GET", "POST"])
def option_view_add(request: HttpRequest) -> HttpResponse:
    """What one group says for an option, or against it."""
    option = find_option(request, asked_for(request, "option"))
    actions.demand_writing_options(option.community, by=request.user)
    form = OptionViewAddForm(posted(request), user=request.user, option=option)
    if form.is_valid():
        view = actions.add_option_view(option=option, **form.cleaned_data, by=request.user)
        messages.success(request, _("It stands beside what the others say."))
        return redirect(view)
    return fill(request, "option_view_add", form, option=option)


@require_http_methods(["GET", "POST"])
def option_view_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    view = find_view(request, pk)
    actions.demand_writing_options(view.community, by=request.user)
    form = OptionViewEditForm(posted(request), user=request.user, record=view)
    if form.is_valid():
        view = actions.edit_option_view(view, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(view)
    return fill(request, "option_view_edit", form, view=view, option=view.option)


@require_POST
def option_view_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was written by mistake, or the group takes it back."""
    view = find_view(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, view.option.finding, status=422)
    actions.remove_option_view(view, **form.cleaned_data, by=request.user)
    messages.success(request, _("It is taken out."))
    return redirect(view.option)


@require_http_methods(["GET", "POST"])
def choice_add(request: HttpRequest) -> HttpResponse:
    """Which option a gathering chose, how, by whom, and who saw it differently."""
    option = find_option(request, asked_for(request, "option"))
    actions.demand_choosable(option, by=request.user)
    unheard = list(unheard_in(option.finding.round))
    form = ChoiceAddForm(posted(request), user=request.user, option=option, unheard=bool(unheard))
    if form.is_valid():
        choice = actions.add_choice(option=option, **form.said(), by=request.user)
        messages.success(request, _("It is written down. A plan can begin from it."))
        return redirect(choice)
    return fill(request, "choice_add", form, option=option, unheard=unheard)


@require_http_methods(["GET", "POST"])
def choice_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was written of the gathering is put right."""
    choice = find_choice(request, pk)
    actions.demand_correcting_choice(choice, by=request.user)
    form = ChoiceEditForm(posted(request), user=request.user, record=choice)
    if form.is_valid():
        choice = actions.edit_choice(choice, **form.said(), by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(choice)
    return fill(request, "choice_edit", form, option=choice.option)


@require_POST
def choice_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A choice was written by mistake."""
    choice = find_choice(request, pk)
    actions.remove_choice(choice, by=request.user)
    messages.success(request, _("It is taken out."))
    return redirect("dialogues:finding_options", choice.option.finding_id)
