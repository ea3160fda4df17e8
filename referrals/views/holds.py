"""What is kept for the law, how is that asked for, approved and ended?"""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib import clock
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import HoldForm
from ..models import LegalHold

MOST = 200  # on one page; nobody holds so much, and what is over ends the list


@require_GET
def hold_list(request: HttpRequest) -> HttpResponse:
    """What is kept for the law now, and what was."""
    permissions.demand(bool(request.user.granted(Permission.APPROVE_HOLD)))
    seen, now = LegalHold.objects.visible_to(request.user).for_list(), clock.now()
    context = {
        "standing": seen.standing(now)[:MOST],
        "over": seen.over(now).order_by("-until", "pk")[:MOST],
        "may_ask": request.user.granted(Permission.WATCH_REFERRAL),
    }
    return render(request, "referrals/hold_list.html", context)


@require_http_methods(["GET", "POST"])
def hold_add(request: HttpRequest) -> HttpResponse:
    """Ask that one referral, one concern, or everything is kept."""
    permissions.demand(bool(request.user.granted(Permission.WATCH_REFERRAL)))
    asked = {name: request.GET.get(name) for name in ("referral", "concern")}
    form = HoldForm(posted(request), user=request.user, initial=asked)
    if form.is_valid():
        return redirect(actions.ask_for_hold(**form.cleaned_data, by=request.user))
    status = 422 if form.is_bound else 200
    context = {"form": form, "kept": _kept(form)}
    return render(request, "referrals/hold_add.html", context, status=status)


def _kept(form: HoldForm) -> object:
    """The referral or the concern that the form is about, if it is about one that may be seen."""
    for name in ("referral", "concern"):
        with suppress(ValidationError):
            kept = form.fields[name].clean(form[name].value())
            if kept is not None:
                return kept
    return None


@require_GET
def hold_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One hold: what it keeps, why, who asked, who approved."""
    hold = get_object_or_404(LegalHold.objects.for_list().visible_to(request.user), pk=pk)
    user = request.user
    context = {
        "hold": hold,
        "can_approve": hold.stands
        and not hold.approved_at
        and hold.created_by_id != user.pk
        and permissions.may_approve_hold(user, hold),
        "can_end": hold.stands and permissions.may_end_hold(user, hold),
        "watches": hold.referral and permissions.watches(user, hold.referral),
        "trail": AuditEvent.objects.about(hold),
    }
    return render(request, "referrals/hold_show.html", context)


@require_POST
def hold_approve(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """As another person, by name."""
    hold = get_object_or_404(LegalHold.objects.visible_to(request.user), pk=pk)
    actions.approve_hold(hold, by=request.user)
    messages.success(request, _("Approved, in your name."))
    return redirect(hold)


@require_POST
def hold_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let it go, or do not approve it."""
    hold = get_object_or_404(LegalHold.objects.visible_to(request.user), pk=pk)
    actions.end_hold(hold, by=request.user)
    messages.success(request, _("Ended. What is past its time is deleted with the next day."))
    return redirect(hold)
