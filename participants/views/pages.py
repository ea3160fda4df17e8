"""How does a view of this app find a community, take a form and answer with a page?"""

from __future__ import annotations

import uuid
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cpfacilitate.accounts.roles import Permission

from .. import permissions
from ..models import Community


def form_page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """The page of a form; one that was sent and is not right comes back with 422."""
    status = 422 if form.is_bound else 200
    return render(request, f"participants/{template}.html", context | {"form": form}, status=status)


def find_community(request: HttpRequest, pk: uuid.UUID) -> Community:
    return get_object_or_404(Community.objects.visible_to(request.user).for_list(), pk=pk)


def kept_community(request: HttpRequest, pk: uuid.UUID) -> Community:
    """One that `request.user` keeps, and not only sees."""
    community = find_community(request, pk)
    permissions.demand(request.user, Permission.KEEP_COMMUNITY, community)
    return community


def prefilled(request: HttpRequest, *names: str) -> dict[str, str]:
    """The keys in the address, as `?service=…`, with which a form begins; the form says which fit."""
    return {name: request.GET[name] for name in names if request.GET.get(name)}
