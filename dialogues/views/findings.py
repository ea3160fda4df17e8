"""Where is it kept that what was said was carried, answered, and told back?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.models import Round, Subgroup
from participants.permissions import demand, holds

from ..actions import carrying
from ..actions import findings as actions
from ..forms.findings import PresentationForm, ResponseForm, TellBackForm, WithdrawForm
from ..models import Finding, Presentation, Response, TellBack
from ..models.carried import Step, trails
from ..states import FindingStatus
from ..trail import (
    HEADINGS,
    for_all,
    groups_that_told,
    is_sensitive,
    laid_out,
    plans_of,
    said_as,
    sheet_of,
    sources,
    still_to_tell,
    stories,
    trail_of,
)
from ..trail import round_trail as round_of
from .plans import asked_for
from .steps import fill


def _round(request: HttpRequest, pk: Any) -> Round:
    return get_object_or_404(Round.objects.where(request.user, Permission.VIEW_FINDINGS), pk=pk)


def _finding(request: HttpRequest, pk: Any) -> Finding:
    return get_object_or_404(Finding.objects.visible_to(request.user).for_list(), pk=pk)


@require_GET
def round_trail(request: HttpRequest, pk) -> HttpResponse:
    """What became of everything that the round heard."""
    listening = _round(request, pk)
    trail = round_of(listening, request.user)
    context = {
        "round": listening,
        "trail": trail,
        "sections": [(status, HEADINGS[status], found) for status, found in trail.sections],
        "carries": holds(request.user, Permission.CARRY_FINDING, listening.community),
        "live": listening.community.agreement.is_live,
        "told": trail.at(FindingStatus.ANSWERED, FindingStatus.TOLD_BACK),
        "to_carry": trail.to_carry(),
    }
    return render(request, "dialogues/round_trail.html", context)


@require_GET
def round_tell_back(request: HttpRequest, pk) -> HttpResponse:
    """One sheet, in plain words: what was said, and the answer.

    For all children, as the community may hear it; for one group what it said itself.
    """
    listening = _round(request, pk)
    reads = holds(request.user, Permission.VIEW_SESSION, listening.community)
    groups = list(Subgroup.objects.of(listening.community_id)) if reads else []
    group = next((each for each in groups if str(each.pk) == request.GET.get("group")), None)
    if group:
        found = sheet_of(listening, group)
    else:
        found = [each for each in for_all(listening).all if each.is_of_children]
    done = (FindingStatus.ANSWERED, FindingStatus.TOLD_BACK)
    context = {
        "round": listening,
        "group": group,
        "groups": groups,
        "answered": [each for each in found if each.status in done],
        "waiting": [each for each in found if each.status == FindingStatus.PRESENTED],
    }
    return render(request, "dialogues/round_tell_back.html", context)


@require_GET
def finding_show(request: HttpRequest, pk) -> HttpResponse:
    """One thing that was heard: who said it, to whom it was carried, what they answered, who knows."""
    finding = _finding(request, pk)
    return render(request, "dialogues/finding_show.html", _page(request, finding))


def _page(request: HttpRequest, finding: Finding) -> dict[str, Any]:
    user, community = request.user, finding.community
    trails([finding])
    trail = trail_of(finding, user)
    page = {
        "finding": finding,
        "trail": trail,
        "line": trail.line,
        "laid_out": laid_out(finding, told=not trail.reads),
        "quotes": finding.quotes(told=not trail.reads),
        "stories": stories(trail, user),
        "plans": plans_of(finding, user),
        "carries": holds(user, Permission.CARRY_FINDING, community),
    }
    return {**page, **_behind(finding, user)} if trail.reads else page


def _behind(finding: Finding, user: User) -> dict[str, Any]:
    """What only those who read the sessions see of it."""
    heard = sources(finding)
    telling = groups_that_told(heard)
    sensitive = bool(telling) and is_sensitive(finding, heard)
    second = holds(user, Permission.UNLOCK_SESSION, finding.community)
    return {
        "sources": heard,
        "said_as": said_as(finding, heard),
        "sensitive": sensitive,
        "may_open": sensitive and second == bool(finding.open_by_id),
        "still_to_tell": still_to_tell(finding, heard),
        "telling": telling,
    }


@require_http_methods(["GET", "POST"])
def presentation_add(request: HttpRequest) -> HttpResponse:
    """Some of what a round heard was carried to those who decide."""
    listening = _round(request, asked_for(request, "round"))
    demand(request.user, Permission.CARRY_FINDING, listening.community)
    can_be = round_of(listening, request.user).to_carry()
    form = PresentationForm(
        posted(request), user=request.user, listening=listening, trails=can_be,
        initial={"findings": request.GET.getlist("finding")},
    )  # fmt: skip
    if form.is_valid():
        carrying.present_findings(round=listening, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is written down. Their answer comes next."))
        return redirect("dialogues:round_trail", listening.pk)
    return fill(request, "presentation_add", form, round=listening, trails=can_be)


@require_http_methods(["GET", "POST"])
def response_add(request: HttpRequest) -> HttpResponse:
    """What they answered to one finding, and why."""
    finding = _finding(request, asked_for(request, "finding"))
    demand(request.user, Permission.CARRY_FINDING, finding.community)
    form = ResponseForm(posted(request), user=request.user, finding=finding)
    if form.is_valid():
        response = carrying.respond_to_finding(
            finding=finding, **form.cleaned_data, by=request.user
        )
        messages.success(request, _("It is written down. Now tell those who said it."))
        return redirect(response)
    line = trail_of(finding, request.user).line
    return fill(request, "response_add", form, finding=finding, line=line)


@require_http_methods(["GET", "POST"])
def tell_back_add(request: HttpRequest) -> HttpResponse:
    """Groups were told what came of what they said."""
    listening = _round(request, asked_for(request, "round"))
    demand(request.user, Permission.CARRY_FINDING, listening.community)
    done = (FindingStatus.ANSWERED, FindingStatus.TOLD_BACK)
    answered = round_of(listening, request.user).at(*done)
    form = TellBackForm(
        posted(request), user=request.user, listening=listening, trails=answered,
        initial={"findings": request.GET.getlist("finding")},
    )  # fmt: skip
    if form.is_valid():
        carrying.tell_back(round=listening, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is written down: they were told."))
        return redirect("dialogues:round_trail", listening.pk)
    return fill(request, "tell_back_add", form, round=listening, trails=answered)


@require_http_methods(["GET", "POST"])
def finding_withdraw(request: HttpRequest, pk) -> HttpResponse:
    """A group keeps to itself what it let be told."""
    finding = _finding(request, pk)
    demand(request.user, Permission.CARRY_FINDING, finding.community)
    form = WithdrawForm(posted(request), user=request.user, record=finding)
    if form.is_valid():
        actions.withdraw_finding(finding, **form.cleaned_data, by=request.user)
        messages.success(request, _("It stays with facilitators now."))
        return redirect(finding)
    line = trail_of(finding, request.user).line
    return fill(request, "finding_withdraw", form, finding=finding, line=line)


@require_POST
def finding_open(request: HttpRequest, pk) -> HttpResponse:
    """Facilitator, then mentor: the group's name can do it no harm."""
    return redirect(actions.open_finding(_finding(request, pk), by=request.user))


@require_POST
def finding_guard(request: HttpRequest, pk) -> HttpResponse:
    """It is told without the group's name again."""
    return redirect(actions.guard_finding(_finding(request, pk), by=request.user))


@require_POST
def presentation_remove(request: HttpRequest, pk) -> HttpResponse:
    """It was written by mistake that findings were carried."""
    return _take_out(request, Presentation, carrying.remove_presentation, pk)


@require_POST
def response_remove(request: HttpRequest, pk) -> HttpResponse:
    """An answer was written by mistake."""
    return _take_out(request, Response, carrying.remove_response, pk)


@require_POST
def tell_back_remove(request: HttpRequest, pk) -> HttpResponse:
    """It was written by mistake that groups were told."""
    return _take_out(request, TellBack, carrying.remove_tell_back, pk)


def _take_out(request: HttpRequest, model: type[Step], remove, pk) -> HttpResponse:
    step = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    remove(step, by=request.user)
    messages.success(request, _("It is taken out."))
    return redirect("dialogues:round_trail", step.listening.pk)
