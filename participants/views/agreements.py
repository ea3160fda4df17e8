"""What did this community decide about taking part, and how is its next step recorded?"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import posted

from .. import actions, permissions, words
from ..forms import AgreementForm, MoveForm, RenewForm
from ..models import Agreement, WhoWasAsked
from ..states import AgreementStatus
from ..words import LISTEN_EVERY
from .pages import form_page


@require_GET
def agreement_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The decision as it stands, who was asked, and how it came to this."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    community, history = agreement.community, list(agreement.moves.history())
    groups = list(community.subgroups.all())
    each_group = permissions.can_see_each_group(request.user, community)
    context = {
        "agreement": agreement,
        "community": community,
        "words": words.STATUS[agreement.status],
        "steps": words.told(history),
        "who": WhoWasAsked.of(history, groups),
        "each_group": each_group,
        "pausing": [one for one in groups if one.paused_on and (each_group or not one.is_child)],
        "visits": community.entry_visits.count(),
        "ask_again": agreement.is_live and agreement.renew_on,
        "ask_again_now": agreement.asks_again(clock.today()),
        "place": settings.HOSTING_PLACE,
        "told_where": agreement.is_told_where(settings.HOSTING_PLACE),
        "listen_every": LISTEN_EVERY.get(agreement.listen_every_days),
        **_may(request.user, agreement),
    }
    return render(request, "participants/agreement_show.html", context)


def _may(user: User, agreement: Agreement) -> dict[str, object]:
    """What this person can do about the agreement now."""
    records = permissions.holds(user, Permission.RECORD_AGREEMENT, agreement.community)
    return {
        "moves": [
            (to, words.of_move(agreement.status, to))
            for to in permissions.agreement_moves(user, agreement)
        ],
        "can_edit": permissions.can_edit_agreement(user, agreement),
        "can_renew": records and agreement.is_live,
        "can_visit": records and agreement.status == AgreementStatus.EXPLORING,
    }


@require_http_methods(["GET", "POST"])
def agreement_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what we said, what people hope for and ask, and how this community decides."""
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


@require_http_methods(["GET", "POST"])
def agreement_renew(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record that the groups were asked once more, and go on."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    permissions.demand(request.user, Permission.RECORD_AGREEMENT, agreement.community)
    actions.demand_renewable(agreement)
    said = words.of_move(agreement.status, AgreementStatus.AGREED)
    form = RenewForm(posted(request), user=request.user, agreement=agreement)
    if form.is_valid():
        actions.renew_agreement(agreement, **form.cleaned_data, by=request.user)
        messages.success(request, said.done)
        return redirect(agreement)
    return form_page(request, "agreement_renew", form, agreement=agreement, words=said)
