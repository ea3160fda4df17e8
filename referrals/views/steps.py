"""How is a referral sent, answered, acted on, ended? One view per move, all walking the same way."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import actions, permissions
from ..forms import step_form
from ..models import Referral
from ..states import BY_SERVICE
from ..steps import ALL


@require_POST
def referral_send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "send", actions.send_referral)


@require_POST
def referral_reroute(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "reroute", actions.reroute_referral)


@require_POST
def referral_acknowledge(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "acknowledge")


@require_POST
def referral_accept(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "accept")


@require_POST
def referral_decline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "decline")


@require_POST
def referral_begin(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "begin")


@require_POST
def referral_give(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "give")


@require_POST
def referral_pass_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "pass_on")


@require_POST
def referral_unreachable(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "unreachable")


@require_POST
def referral_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "close")


@require_POST
def referral_revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _step(request, pk, "revoke", actions.revoke_referral)


def _step(request: HttpRequest, pk: uuid.UUID, verb: str, action=None) -> HttpResponse:
    """Take the step `verb` with what its form says; without an `action`, it is a service's step."""
    step = ALL[verb]
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.may_ever_move(request.user, referral, step.to))
    told = step.to in BY_SERVICE and not permissions.receives(request.user, referral)
    form = step_form(step, request.POST, user=request.user, referral=referral, told=told)
    if not form.is_valid():
        context = {"referral": referral, "step": step, "form": form}
        return render(request, "referrals/referral_step.html", context, status=422)
    if action is None:
        referral = actions.move_referral(referral, step.to, by=request.user, **form.cleaned_data)
    else:
        referral = action(referral, by=request.user, **form.cleaned_data)
    messages.success(request, _("Kept: %(status)s.") % {"status": referral.get_status_display()})
    return redirect(referral)
