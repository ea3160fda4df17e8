"""What needs this person today, and how does one community stand?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.actions import read_notifications
from cpfacilitate.accounts.roles import Permission
from dialogues.models import ActionPlan, DialogueSession
from participants.models import Community, ProtectivePractice
from participants.permissions import holds

from . import today
from .voices import voices_of


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page, by what the person's roles wait for."""
    new = read_notifications(request.user)
    return render(request, "overview/home.html", {"today": today.of(request.user), "new": new})


@require_GET
def community_page(request: HttpRequest, pk) -> HttpResponse:
    """A community: its agreement, its voices, what protects, what it plans."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    user = request.user
    sessions = DialogueSession.objects.visible_to(user).of_community(str(pk)).for_list()
    context = {
        "community": community,
        "rounds": voices_of(community.rounds.all()),
        "practices": ProtectivePractice.objects.read_by(user, community),
        "plans": ActionPlan.objects.visible_to(user).of_community(community).for_list(),
        "may_prepare": holds(user, Permission.PREPARE_PLAN, community),
        "sessions": sessions[:5],
        "may_read_sessions": holds(user, Permission.VIEW_SESSION, community),
        "may_read_findings": holds(user, Permission.VIEW_FINDINGS, community),
        "may_log": holds(user, Permission.LOG_SESSION, community),
        "may_keep": holds(user, Permission.KEEP_COMMUNITY, community),
    }
    return render(request, "overview/community_page.html", context)
