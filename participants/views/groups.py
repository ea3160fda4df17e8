"""Who speaks among themselves here, and since when do we listen?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..focal_point import nobody_to_tell
from ..forms import RoundForm, SubgroupEditForm, SubgroupForm
from ..models import Subgroup
from .pages import find_community, form_page, kept_community


@require_GET
def subgroup_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The groups of a community."""
    community = find_community(request, pk)
    is_open = community.agreement.is_open
    context = {
        "community": community,
        "groups": community.subgroups.all(),
        "can_keep": is_open and permissions.can_keep_community(request.user, community),
        "can_see_focus": permissions.can_see_focus(request.user, community),
        "each_group": permissions.can_see_each_group(request.user, community),
        "may_pause": permissions.may_pause(request.user, community) if is_open else set(),
    }
    return render(request, "participants/subgroup_list.html", context)


@require_POST
def subgroup_pause(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A group takes no part for a while."""
    group = get_object_or_404(Subgroup.objects.visible_to(request.user), pk=pk)
    actions.pause_subgroup(group, by=request.user)
    messages.success(request, _("Recorded. No reason is needed. The other groups go on."))
    return redirect("participants:subgroup_list", group.community_id)


@require_POST
def subgroup_resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A group takes part again."""
    group = get_object_or_404(Subgroup.objects.visible_to(request.user), pk=pk)
    actions.resume_subgroup(group, by=request.user)
    messages.success(request, _("Recorded. This group is to be heard again."))
    return redirect("participants:subgroup_list", group.community_id)


@require_http_methods(["GET", "POST"])
def subgroup_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name a group that is to speak among itself."""
    community = kept_community(request, pk)
    actions.demand_open_agreement(community)
    form = SubgroupForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        actions.add_subgroup(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("The group is entered."))
        return redirect("participants:subgroup_list", community.pk)
    return form_page(request, "subgroup_add", form, community=community)


@require_http_methods(["GET", "POST"])
def subgroup_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a group's name or ages."""
    group = get_object_or_404(Subgroup.objects.visible_to(request.user), pk=pk)
    permissions.demand(request.user, Permission.KEEP_COMMUNITY, group.community)
    actions.demand_open_agreement(group.community)
    form = SubgroupEditForm(posted(request), user=request.user, record=group)
    if form.is_valid():
        actions.edit_subgroup(group, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect("participants:subgroup_list", group.community_id)
    return form_page(request, "subgroup_edit", form, group=group)


@require_http_methods(["GET", "POST"])
def round_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin to listen to everybody once more."""
    community = kept_community(request, pk)
    actions.demand_live_agreement(community)
    form = RoundForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        actions.begin_round(community=community, **form.cleaned_data, by=request.user)
        messages.success(request, _("The round has begun. Every group speaks once more."))
        return redirect(community)
    last = community.rounds.first()
    context = {"last": last, "number": last.number + 1 if last else 1}
    context["nobody_to_tell"] = "" if form.is_bound else nobody_to_tell(community)
    return form_page(request, "round_add", form, community=community, **context)
