"""How does a community read its record pack, print it, and take it along?"""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from cpfacilitate.accounts.roles import Permission
from participants.models import Community
from participants.permissions import demand

from . import actions, pack, pack_files


def _community(request: HttpRequest, pk: uuid.UUID) -> Community:
    community = get_object_or_404(Community.objects.visible_to(request.user).for_list(), pk=pk)
    demand(request.user, Permission.VIEW_FINDINGS, community)
    return community


@require_GET
def community_pack(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the community may read about itself, on one page, in its language where we speak it."""
    community = _community(request, pk)
    with override(pack.language_of(community)):
        context = {"community": community, "pack": pack.of(community)}
        return render(request, "overview/community_pack.html", context)


@require_POST
def community_pack_data(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same as files."""
    community = _community(request, pk)
    with override(pack.language_of(community)):
        files = actions.export_pack(community, by=request.user)
    disposition = {"Content-Disposition": f'attachment; filename="{pack_files.NAME}"'}
    return HttpResponse(files, content_type="application/zip", headers=disposition)
