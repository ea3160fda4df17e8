"""What needs this person today, and how does one community stand?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.actions import look
from participants.models import Community

from . import today
from .community import story_of


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page, by what the person's roles wait for."""
    look(request.user)
    return render(request, "overview/home.html", {"today": today.of(request.user)})


@require_GET
def community_page(request: HttpRequest, pk) -> HttpResponse:
    """A community: its agreement, its voices, what protects, what it plans."""
    visible = Community.objects.visible_to(request.user).for_list()
    community = get_object_or_404(visible, pk=pk)
    return render(request, "overview/community_page.html", story_of(community, request.user))
