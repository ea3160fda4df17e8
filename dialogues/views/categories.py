"""Where are local terms laid together afterwards, and taken apart again?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.models import Round

from ..actions import categories as actions
from ..forms.categories import GroupingForm
from ..grouped import Term, terms_of
from ..models import Harm, HarmGrouping
from ..permissions.categories import can_group_harms
from .plans import asked_for


def find_round(request: HttpRequest, pk: uuid.UUID) -> Round:
    rounds = Round.objects.where(request.user, Permission.VIEW_SESSION)
    return get_object_or_404(rounds.select_related("community__agreement"), pk=pk)


def chosen(request: HttpRequest, terms: list[Term]) -> Term | None:
    """The term in the address, as `?harm=…`; none on the page of all of them."""
    if request.method == "GET" and "harm" not in request.GET:
        return None
    key = asked_for(request, "harm")
    found = next((term for term in terms if term.key == key), None)
    if found is None:
        raise Http404
    return found


def back_to(listening: Round, harm: Harm | uuid.UUID) -> str:
    page = reverse("dialogues:round_group", args=[listening.pk])
    return f"{page}#term-{getattr(harm, 'pk', harm)}"


@require_http_methods(["GET", "POST"])
def round_group(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every local term of a round with the groups it stands in; `?harm=` opens the form of one."""
    listening = find_round(request, pk)
    terms = terms_of(listening)
    term, form = chosen(request, terms), None
    may_write = can_group_harms(request.user, listening.community)
    if request.method == "POST":
        actions.demand_grouping(listening.community, by=request.user)
    if term is not None and may_write:
        form = GroupingForm(posted(request), user=request.user, community=listening.community)
    if form is not None and form.is_valid():
        harm = get_object_or_404(listening.community.harms, pk=term.key)
        actions.group_harm(harm, by=request.user, **form.cleaned_data)
        messages.success(request, _("Put there. What was said stays as it was said."))
        return redirect(back_to(listening, harm))
    context = {"round": listening, "terms": terms, "term": term, "form": form}
    return render(
        request, "dialogues/round_group.html", {**context, "may_write": may_write},
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


@require_POST
def grouping_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a term out of a group of words; that it stood there stays to be read."""
    groupings = HarmGrouping.objects.visible_to(request.user).for_page()
    grouping = get_object_or_404(groupings, pk=pk)
    listening = find_round(request, asked_for(request, "round"))
    actions.ungroup_harm(grouping, by=request.user)
    messages.success(request, _("Taken out. That it stood there can still be read."))
    return redirect(back_to(listening, grouping.harm))
