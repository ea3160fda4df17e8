"""Which adults plan for whom, by their own consent, and how many children plan with them?"""

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
    ChildrenEditForm,
    ChildrenEndForm,
    ChildrenForm,
    LeaveForm,
    MemberEditForm,
    MemberForm,
    MemberWithdrawForm,
)
from ..models import ChildrenInPlanning, PlanningGroupMember
from .pages import find_community, form_page, kept_community


def _member(request: HttpRequest, pk: uuid.UUID) -> PlanningGroupMember:
    return get_object_or_404(PlanningGroupMember.objects.visible_to(request.user), pk=pk)


def _kept_member(request: HttpRequest, pk: uuid.UUID) -> PlanningGroupMember:
    member = _member(request, pk)
    permissions.demand(request.user, Permission.KEEP_COMMUNITY, member.community)
    return member


def _kept_children(request: HttpRequest, pk: uuid.UUID) -> ChildrenInPlanning:
    children = get_object_or_404(ChildrenInPlanning.objects.visible_to(request.user), pk=pk)
    permissions.demand(request.user, Permission.KEEP_COMMUNITY, children.community)
    return children


@require_GET
def member_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The adults of the planning group, whom each speaks for, and how many children plan."""
    community = find_community(request, pk)
    members = community.planning_group.for_list()
    context = {
        "community": community,
        "members": [member for member in members if member.left_on is None],
        "earlier": [member for member in members if member.left_on is not None],
        "children": community.children_in_planning.current().for_list(),
        "can_keep": permissions.can_keep_community(request.user, community),
        "is_open": community.agreement.is_open,
    }
    return render(request, "participants/member_list.html", context)


@require_http_methods(["GET", "POST"])
def member_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record an adult of the planning group, by their own consent."""
    community = kept_community(request, pk)
    actions.demand_open_agreement(community)
    form = MemberForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        actions.add_planning_group_member(**form.cleaned_data, by=request.user)
        messages.success(request, _("The member is entered."))
        return redirect("participants:member_list", community.pk)
    return form_page(request, "member_add", form, community=community)


@require_http_methods(["GET", "POST"])
def member_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a name, or say who leads the meetings."""
    member = _kept_member(request, pk)
    actions.demand_member_is_here(member)
    actions.demand_open_agreement(member.community)
    form = MemberEditForm(posted(request), user=request.user, record=member)
    if form.is_valid():
        actions.edit_planning_group_member(member, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("participants:member_list", member.community_id)
    return form_page(request, "member_edit", form, member=member)


@require_http_methods(["GET", "POST"])
def member_leave(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A member leaves the planning group."""
    member = _kept_member(request, pk)
    actions.demand_member_is_here(member)
    form = LeaveForm(posted(request), user=request.user, member=member)
    if form.is_valid():
        actions.leave_planning_group(member, **form.cleaned_data, by=request.user)
        messages.success(request, _("Recorded. What the group decided with them stands."))
        return redirect("participants:member_list", member.community_id)
    return form_page(request, "member_leave", form, member=member)


@require_http_methods(["GET", "POST"])
def member_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A member takes back the agreement to be recorded: the name is wiped."""
    member = _member(request, pk)
    actions.demand_withdraw(member, by=request.user)
    form = MemberWithdrawForm(posted(request), user=request.user)
    if form.is_valid():
        actions.withdraw_member(member, by=request.user)
        messages.success(request, _("The name is wiped. What the group decided stands."))
        return redirect("participants:member_list", member.community_id)
    return form_page(request, "member_withdraw", form, member=member)


@require_http_methods(["GET", "POST"])
def children_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Count the children who plan with the adults."""
    community = kept_community(request, pk)
    actions.demand_open_agreement(community)
    form = ChildrenForm(posted(request), user=request.user)
    if form.is_valid():
        actions.add_children_in_planning(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("The children are counted. No name is kept."))
        return redirect("participants:member_list", community.pk)
    return form_page(request, "children_add", form, community=community)


@require_http_methods(["GET", "POST"])
def children_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Count them again."""
    children = _kept_children(request, pk)
    actions.demand_children_are_here(children)
    actions.demand_open_agreement(children.community)
    form = ChildrenEditForm(posted(request), user=request.user, record=children)
    if form.is_valid():
        actions.edit_children_in_planning(children, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("participants:member_list", children.community_id)
    return form_page(request, "children_edit", form, children=children)


@require_http_methods(["GET", "POST"])
def children_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """They plan no longer."""
    children = _kept_children(request, pk)
    actions.demand_children_are_here(children)
    form = ChildrenEndForm(posted(request), user=request.user, children=children)
    if form.is_valid():
        actions.end_children_in_planning(children, **form.cleaned_data, by=request.user)
        messages.success(request, _("Recorded. What was decided with them stands."))
        return redirect("participants:member_list", children.community_id)
    return form_page(request, "children_end", form, children=children)
