"""Which words looked as if they told who someone is, and why did people keep them?"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.errors import NotPermitted
from cpfacilitate.lib.paging import page_of_several
from dialogues.models import Confirmation as InDialogues
from participants.models import Community
from participants.models import Confirmation as InParticipants

MOST_OFFERED = 200  # in one list that somebody looks through


@require_GET
def confirmation_list(request: HttpRequest) -> HttpResponse:
    """A mentor reads those of the communities they accompany; a facilitator their own."""
    _demand_reader(request.user)
    chosen = request.GET.get("community", "")
    stores = [
        store.objects.visible_to(request.user).of_community(_key(chosen)).for_list()
        for store in (InDialogues, InParticipants)
    ]
    context = {
        "page": page_of_several(stores, request.GET.get("after", ""), by="at"),
        **_offered(request.user, _key(chosen)),
        "chosen": chosen,
        "accompanies": bool(request.user.granted(Permission.UNLOCK_SESSION)),
    }
    return render(request, "overview/confirmation_list.html", context)


def _offered(user: User, chosen: uuid.UUID | None) -> dict[str, Any]:
    """The communities one chooses among, so many that one can look through, and the chosen one."""
    visible = Community.objects.visible_to(user)
    offered = list(visible.by_name()[: MOST_OFFERED + 1])
    has_more = len(offered) > MOST_OFFERED
    del offered[MOST_OFFERED:]
    if has_more and chosen and chosen not in {community.pk for community in offered}:
        offered += visible.filter(pk=chosen)
    return {"communities": offered, "has_more": has_more}


def _demand_reader(user: User) -> None:
    """Raise NotPermitted for everybody who neither accompanies a community nor logs in one."""
    if not (user.granted(Permission.UNLOCK_SESSION) or user.granted(Permission.LOG_SESSION)):
        raise NotPermitted


def _key(chosen: str) -> uuid.UUID | None:
    """The key of a community; what is none chooses all of them."""
    try:
        return uuid.UUID(chosen)
    except ValueError:
        return None
