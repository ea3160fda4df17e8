"""Where is written down with which services a community works, what was promised, and what came of it?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import (
    CommitmentEditForm,
    CommitmentForm,
    CommitmentReportForm,
    LinkEditForm,
    LinkEndForm,
    LinkForm,
    LinkRateForm,
    LinkStartForm,
    MeetingEditForm,
    MeetingForm,
)
from ..models import LinkCommitment, LinkMeeting, ServiceLink
from ..states import LinkStatus
from .pages import find_community, form_page, prefilled


def find_link(request: HttpRequest, pk: uuid.UUID) -> ServiceLink:
    return get_object_or_404(ServiceLink.objects.visible_to(request.user), pk=pk)


def _commitment(request: HttpRequest, pk: uuid.UUID) -> LinkCommitment:
    return get_object_or_404(LinkCommitment.objects.visible_to(request.user), pk=pk)


def _meeting(request: HttpRequest, pk: uuid.UUID) -> LinkMeeting:
    return get_object_or_404(LinkMeeting.objects.visible_to(request.user), pk=pk)


@require_GET
def link_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The services a community works with."""
    community = find_community(request, pk)
    permissions.demand(request.user, Permission.VIEW_LINK, community)
    context = {
        "community": community,
        "links": ServiceLink.objects.of(community).for_list(),
        "can_keep": permissions.can_keep_links(request.user, community),
    }
    return render(request, "participants/link_list.html", context)


@require_GET
def link_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One page to carry to a meeting with the service, with room for what is agreed there."""
    link = find_link(request, pk)
    inside = permissions.sees_links(request.user, link.community)
    context = {
        "link": link,
        "commitments": link.commitments.waiting().for_page(),
        "latest": link.meetings.newest_first().first(),
        "barriers": link.barriers.open().for_list() if inside else [],
        "inside": inside,
    }
    return render(request, "participants/link_sheet.html", context)


@require_http_methods(["GET", "POST"])
def link_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin to work with a service."""
    community = find_community(request, pk)
    actions.demand_keeps_links(community, by=request.user)
    form = LinkForm(
        posted(request),
        user=request.user,
        community=community,
        initial=prefilled(request, "service"),
    )
    if form.is_valid():
        link = actions.add_link(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Written down. Now say what each side does."))
        return redirect(link)
    return form_page(request, "link_add", form, community=community)


@require_http_methods(["GET", "POST"])
def link_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say better what it is for."""
    link = find_link(request, pk)
    actions.demand_keeps_links(link.community, by=request.user)
    actions.demand_open_link(link)
    form = LinkEditForm(posted(request), user=request.user, record=link)
    if form.is_valid():
        link = actions.edit_link(link, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(link)
    return form_page(request, "link_edit", form, link=link)


@require_http_methods(["GET", "POST"])
def link_start(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The service said yes."""
    link = find_link(request, pk)
    actions.demand_link_move(link, LinkStatus.ACTIVE, by=request.user)
    form = LinkStartForm(posted(request), user=request.user, record=link)
    if form.is_valid():
        link = actions.start_link(link, **form.cleaned_data, by=request.user)
        messages.success(request, _("It goes on. People of the service see it from now on."))
        return redirect(link)
    return form_page(request, "link_start", form, link=link)


@require_http_methods(["GET", "POST"])
def link_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It does not go on, and why."""
    link = find_link(request, pk)
    actions.demand_link_move(link, LinkStatus.ENDED, by=request.user)
    form = LinkEndForm(posted(request), user=request.user, record=link)
    if form.is_valid():
        link = actions.end_link(link, **form.cleaned_data, by=request.user)
        messages.success(request, _("Ended. What was promised and agreed stays readable."))
        return redirect(link)
    return form_page(request, "link_end", form, link=link)


@require_http_methods(["GET", "POST"])
def link_rate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How the community finds that it works."""
    link = find_link(request, pk)
    actions.demand_reports_links(link.community, by=request.user)
    actions.demand_active_link(link)
    form = LinkRateForm(posted(request), user=request.user, record=link)
    if form.is_valid():
        link = actions.rate_link(link, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What was said before is kept, too."))
        return redirect(link)
    return form_page(request, "link_rate", form, link=link)


@require_http_methods(["GET", "POST"])
def commitment_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what one side said it would do."""
    link = find_link(request, pk)
    actions.demand_keeps_links(link.community, by=request.user)
    actions.demand_open_link(link)
    form = CommitmentForm(posted(request), user=request.user, link=link)
    if form.is_valid():
        actions.add_commitment(link=link, **form.cleaned_data, by=request.user)
        messages.success(request, _("Written down."))
        return redirect(link)
    return form_page(request, "commitment_add", form, link=link)


@require_http_methods(["GET", "POST"])
def commitment_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put it right, or agree on another day."""
    commitment = _commitment(request, pk)
    actions.demand_keeps_links(commitment.community, by=request.user)
    actions.demand_waiting_commitment(commitment)
    form = CommitmentEditForm(posted(request), user=request.user, record=commitment)
    if form.is_valid():
        actions.edit_commitment(commitment, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(commitment.link)
    return form_page(request, "commitment_edit", form, commitment=commitment, link=commitment.link)


@require_http_methods(["GET", "POST"])
def commitment_report(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what became of it."""
    commitment = _commitment(request, pk)
    actions.demand_reports_links(commitment.community, by=request.user)
    actions.demand_active_link(commitment.link)
    form = CommitmentReportForm(posted(request), user=request.user, record=commitment)
    if form.is_valid():
        actions.report_commitment(commitment, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(commitment.link)
    return form_page(
        request, "commitment_report", form, commitment=commitment, link=commitment.link
    )


@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down a meeting with the service."""
    link = find_link(request, pk)
    actions.demand_reports_links(link.community, by=request.user)
    actions.demand_open_link(link)
    form = MeetingForm(posted(request), user=request.user, link=link)
    if form.is_valid():
        actions.add_meeting(link=link, **form.cleaned_data, by=request.user)
        messages.success(request, _("The meeting is written down."))
        return redirect(link)
    return form_page(request, "meeting_add", form, link=link)


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put right what was noted of a meeting."""
    meeting = _meeting(request, pk)
    actions.demand_reports_links(meeting.community, by=request.user)
    actions.demand_open_link(meeting.link)
    form = MeetingEditForm(posted(request), user=request.user, record=meeting)
    if form.is_valid():
        actions.edit_meeting(meeting, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(meeting.link)
    return form_page(request, "meeting_edit", form, meeting=meeting, link=meeting.link)
