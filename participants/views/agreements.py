"""What did this community decide about taking part, and how is its next step recorded?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions, permissions, words
from ..forms import AgreementForm, MoveForm
from ..models import Agreement, WhoWasAsked
from .pages import form_page, posted


@require_GET
def agreement_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The decision as it stands, who was asked, and how it came to this."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    community, history = agreement.community, list(agreement.moves.history())
    since = ["exploring", *(move.to for move in history)]
    context = {
        "agreement": agreement,
        "community": community,
        "words": words.STATUS[agreement.status],
        "steps": [
            (words.of_move(before, move.to), move)
            for before, move in zip(since, history, strict=False)
        ],
        "who": WhoWasAsked.of(history, community.subgroups.all()),
        "each_group": permissions.can_see_each_group(request.user, community),
        "moves": [
            (to, words.of_move(agreement.status, to))
            for to in permissions.agreement_moves(request.user, agreement)
        ],
        "can_edit": permissions.can_edit_agreement(request.user, agreement),
    }
    return render(request, "participants/agreement_show.html", context)


@require_http_methods(["GET", "POST"])
def agreement_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what we said we will and will not do."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    actions.demand_editable(agreement, by=request.user)
    form = AgreementForm(posted(request), user=request.user, record=agreement)
    if form.is_valid():
        actions.edit_agreement(agreement, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Say it aloud in the community, too."))
        return redirect(agreement)
    return form_page(request, "agreement_edit", form, agreement=agreement)


@require_http_methods(["GET", "POST"])
def agreement_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record what the community decided."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    to = request.GET.get("to", "")
    permissions.demand_agreement_move(request.user, agreement, to)
    said = words.of_move(agreement.status, to)
    form = MoveForm(posted(request), user=request.user, agreement=agreement, to=to)
    if form.is_valid():
        actions.move_agreement(agreement, to, **form.cleaned_data, by=request.user)
        messages.success(request, said.done)
        return redirect(agreement.leavings.settled_by(to) or agreement)
    return form_page(request, "agreement_move", form, agreement=agreement, words=said)
