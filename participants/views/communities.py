"""Which communities does this person see, and how does work with a new one begin?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import ClusterForm, CommunityEditForm, CommunityFilter, CommunityForm
from ..models import Community
from .pages import form_page


@require_GET
def community_list(request: HttpRequest) -> HttpResponse:
    """The communities one accompanies, with what each decided."""
    permissions.demand_any(request.user, Permission.VIEW_COMMUNITY)
    form = CommunityFilter(request.GET, user=request.user)
    wanted = form.wanted
    seen = Community.objects.visible_to(request.user).for_list()
    seen = seen.begins(wanted["begins"] or "").agreement_is(wanted["status"] or "")
    seen = seen.in_cluster(wanted["cluster"] or "").in_phase(wanted["phase"] or "")
    context = {
        "form": form,
        "communities": seen.page(wanted["after"]),
        "can_add": permissions.can_add_community(request.user),
    }
    return render(request, "participants/community_list.html", context)


@require_http_methods(["GET", "POST"])
def community_add(request: HttpRequest) -> HttpResponse:
    """Begin with a community."""
    if not permissions.can_add_community(request.user):
        raise NotPermitted
    form = CommunityForm(posted(request), user=request.user)
    if form.is_valid():
        community = actions.add_community(**form.cleaned_data, by=request.user)
        messages.success(request, _("The community is entered. Now get to know each other."))
        return redirect(community.agreement)
    return form_page(request, "community_add", form)


@require_http_methods(["GET", "POST"])
def community_edit(request: HttpRequest, pk) -> HttpResponse:
    """Correct how a community is called."""
    community = get_object_or_404(Community.objects.visible_to(request.user).for_list(), pk=pk)
    if not permissions.can_edit_community(request.user, community):
        raise NotPermitted
    form = CommunityEditForm(posted(request), user=request.user, record=community)
    if form.is_valid():
        actions.edit_community(community, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(community)
    return form_page(request, "community_edit", form, community=community)


@require_http_methods(["GET", "POST"])
def cluster_add(request: HttpRequest) -> HttpResponse:
    """Name villages that are counted together."""
    if not permissions.can_add_cluster(request.user):
        raise NotPermitted
    form = ClusterForm(posted(request), user=request.user)
    if form.is_valid():
        actions.add_cluster(**form.cleaned_data, by=request.user)
        messages.success(request, _("The cluster is entered. Now its communities."))
        return redirect("participants:community_add")
    return form_page(request, "cluster_add", form)
