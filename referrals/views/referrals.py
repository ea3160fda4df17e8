"""Which referrals are there, what does one say, how is it written and signed?"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.proof import Proof
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import posted
from participants.models import Service

from .. import actions, cards, clocks, permissions
from ..forms import CosignForm, IdentityReasonForm, ReferralAddForm, ReferralEditForm
from ..listed import HEALTH_TODAY, on_slip
from ..models import LegalHold, Referral


@require_GET
def referral_list(request: HttpRequest) -> HttpResponse:
    """The queue of a social worker, the list of a referrer and of a focal point."""
    user, now = request.user, clock.now()
    permissions.demand(permissions.has_any(user))
    ended = request.GET.get("show") == "ended"
    page = cards.ended_page if ended else cards.open_page
    context = {
        "ended": ended,
        "page": page(user, now, request.GET.get("after", "")),
        "headline": cards.headline(user, now),
        "services": Service.objects.received_by(user),
        "may_raise": user.granted(Permission.RAISE_REFERRAL),
        "may_take_up": user.granted(Permission.TAKE_UP_CONCERN),
    }
    return render(request, "referrals/referral_list.html", context)


@require_http_methods(["GET", "POST"])
def referral_add(request: HttpRequest) -> HttpResponse:
    """Write a referral; it is kept as a draft."""
    permissions.demand(bool(request.user.granted(Permission.RAISE_REFERRAL)))
    form = ReferralAddForm(posted(request), user=request.user)
    if form.is_valid():
        referral = actions.raise_referral(**form.cleaned_data, by=request.user)
        return redirect(referral)
    status = 422 if form.is_bound else 200
    return render(request, "referrals/referral_add.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def referral_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a draft."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.sends(request.user, referral))
    form = ReferralEditForm(posted(request), user=request.user, record=referral)
    if form.is_valid():
        return redirect(actions.edit_referral(referral, **form.cleaned_data, by=request.user))
    status = 422 if form.is_bound else 200
    context = {"form": form, "referral": referral}
    return render(request, "referrals/referral_edit.html", context, status=status)


@require_GET
def referral_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The slip, where it stands, what can be done now, and its history. Each reading is recorded."""
    user, now = request.user, clock.now()
    referral = get_object_or_404(Referral.objects.for_page().visible_to(user), pk=pk)
    actions.view_referral(referral, by=user)
    watching = permissions.watches(user, referral)
    context = {
        "referral": referral,
        "left": clocks.time_left(referral, now),
        "tone": clocks.tone(referral, now),
        "offers": cards.offers(user, referral),
        "told": cards.offers(user, referral, told=True),
        "events": referral.events.select_related("by", "service"),
        "missed": referral.missed_deadlines.all(),
        "lines": on_slip(referral, referral.service),
        "health_today": HEALTH_TODAY,
        "watching": watching,
        "sends": permissions.sends(user, referral),
        "can_edit": permissions.can_edit(user, referral),
        "cosign": permissions.can_cosign(user, referral) and CosignForm(user=user, record=referral),
        **_name(request, referral),
        "can_identify": permissions.can_keep_identity(user, referral),
        "may_confirm": permissions.may_confirm(user, referral),
        **(_watched(referral, now) if watching else {}),
    }
    return render(request, "referrals/referral_show.html", context)


def _watched(referral: Referral, now: datetime) -> dict[str, object]:
    """What only a focal point reads: who looked at the name, who took it along, everything else."""
    return {
        "holds": LegalHold.objects.of_referral(referral).standing(now),
        "looks": referral.identity_views.select_related("by"),
        "exports": referral.exports.select_related("by"),
        "trail": AuditEvent.objects.about(referral),
    }


def _name(request: HttpRequest, referral: Referral) -> dict[str, object]:
    """What the page says of the child's name, where there is one that this person may see."""
    user = request.user
    if not permissions.can_view_identity(user, referral) or not hasattr(referral, "identity"):
        return {}
    return {
        "identity": IdentityReasonForm(user=user, auto_id="id_identity_%s"),
        "proof": Proof(request),
        "sealed": referral.identity,
        "can_hand_over": permissions.can_hand_over(user, referral)
        and referral.identity.handed_over_at is None,
    }


@require_POST
def referral_cosign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign as the second person that this must go."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.watches(request.user, referral))
    form = CosignForm(request.POST, user=request.user, record=referral)
    if form.is_valid():
        actions.cosign_override(referral, **form.cleaned_data, by=request.user)
        messages.success(request, _("Signed. It can be sent now."))
        return redirect(referral)
    context = {"form": form, "referral": referral}
    return render(request, "referrals/referral_cosign.html", context, status=422)
