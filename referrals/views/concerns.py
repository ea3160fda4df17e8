"""How does somebody tell the focal point something, and how does a focal point take it up?"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.audit.models import AuditEvent
from cpfacilitate.lib.forms import posted
from cpfacilitate.lib.paging import page_after

from .. import actions, permissions
from ..forms import ConcernAddForm, ConcernCloseForm, ConcernHandForm, ReferralAddForm
from ..models import Concern
from ..states import ConcernStatus


@require_http_methods(["GET", "POST"])
def concern_add(request: HttpRequest) -> HttpResponse:
    """A few words in confidence. Afterwards no trace, and no page to come back to."""
    permissions.demand(bool(request.user.granted(Permission.RAISE_CONCERN)))
    form = ConcernAddForm(posted(request), user=request.user)
    if form.is_valid():
        actions.raise_concern(**form.cleaned_data, by=request.user)
        messages.success(request, _("Done."))  # nothing a look over the shoulder could learn
        return redirect("home")
    status = 422 if form.is_bound else 200
    context = {"form": form, "hours": settings.CONCERN_ESCALATES_AFTER[0]}
    return render(request, "referrals/concern_add.html", context, status=status)


@require_GET
def concern_list(request: HttpRequest) -> HttpResponse:
    """What was told in confidence, for the focal points who keep it: all that is open, or closed."""
    permissions.demand(bool(request.user.granted(Permission.TAKE_UP_CONCERN)))
    mine = Concern.objects.visible_to(request.user)
    context = {"concerns": mine.open().for_list()}
    if request.GET.get("show") == "ended":
        over = page_after(mine.over(), request.GET.get("after", ""), by="created_at")
        context = {"ended": True, "concerns": over}
    return render(request, "referrals/concern_list.html", context)


@require_GET
def concern_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The words, and what can be done now. Each reading is recorded."""
    concern = get_object_or_404(Concern.objects.for_page().visible_to(request.user), pk=pk)
    actions.view_concern(concern, by=request.user)
    return render(request, "referrals/concern_show.html", _context(request, concern))


@require_POST
def concern_take_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This is mine now."""
    concern = get_object_or_404(Concern.objects.visible_to(request.user), pk=pk)
    return redirect(actions.take_up_concern(concern, by=request.user))


@require_http_methods(["GET", "POST"])
def concern_hand(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand it to another focal point; afterwards it is not one's own to read any more."""
    concern = get_object_or_404(Concern.objects.visible_to(request.user), pk=pk)
    form = ConcernHandForm(posted(request), user=request.user, concern=concern)
    if form.is_valid():
        actions.hand_concern(concern, **form.cleaned_data, by=request.user)
        messages.success(request, _("Handed over."))
        return redirect("referrals:concern_list")
    context = {"form": form, "concern": concern}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/concern_hand.html", context, status=status)


@require_http_methods(["GET", "POST"])
def concern_refer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Raise the referral it leads to. Nothing of it is on the form but where it goes back to."""
    concern = get_object_or_404(Concern.objects.visible_to(request.user), pk=pk)
    permissions.demand(bool(request.user.granted(Permission.RAISE_REFERRAL)))
    form = ReferralAddForm(posted(request), user=request.user)
    if form.is_valid():
        return redirect(actions.refer_concern(concern, **form.cleaned_data, by=request.user))
    if not form.is_bound:
        permissions.demand_concern_move(request.user, concern, ConcernStatus.CLOSED)
    context = {"form": form, "concern": concern}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/concern_refer.html", context, status=status)


@require_POST
def concern_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Close it with a reason, or with the referral it led to."""
    concern = get_object_or_404(Concern.objects.for_page().visible_to(request.user), pk=pk)
    form = ConcernCloseForm(request.POST, user=request.user)
    if form.is_valid():
        actions.close_concern(concern, **form.cleaned_data, by=request.user)
        return redirect("referrals:concern_list")
    return render(
        request, "referrals/concern_show.html", _context(request, concern, form), status=422
    )


def _context(
    request: HttpRequest, concern: Concern, form: ConcernCloseForm | None = None
) -> dict[str, object]:
    moves = permissions.concern_moves(request.user, concern)
    return {
        "concern": concern,
        "can_take_up": ConcernStatus.TAKEN_UP in moves,
        "can_hold": permissions.may_ask_for_hold(request.user, concern.kept_by, concern=concern),
        "can_hand": permissions.can_hand(request.user, concern),
        "trail": AuditEvent.objects.about(concern),
        "close": ConcernStatus.CLOSED in moves and (form or ConcernCloseForm(user=request.user)),
    }
