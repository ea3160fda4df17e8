"""How does a slip go on paper, and how does a service without an account answer it?

The key of a link is behind the # of its address, which no browser sends, or typed: it is in no
address that a server, a log or a page elsewhere could see.
"""

from __future__ import annotations

import uuid
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.lib import clock

from .. import actions, cards, permissions
from ..forms import step_form
from ..listed import on_slip
from ..models import Referral, SlipLink
from ..squares import square
from ..states import BY_LINK
from ..steps import ALL


@require_http_methods(["GET", "POST"])
def referral_slip(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Print a slip. The sheet is the answer to a POST, so that its key is in no history."""
    referral = get_object_or_404(Referral.objects.for_page().visible_to(request.user), pk=pk)
    permissions.demand(permissions.sends(request.user, referral))
    prints = referral.slip_prints.select_related("by", "service")
    context = {"referral": referral, "may": permissions.can_print_slip(request.user, referral)}
    if request.method == "GET":
        return render(request, "referrals/referral_slip.html", context | {"prints": prints})
    link, key = actions.print_slip(referral, by=request.user)
    address = request.build_absolute_uri(reverse("slip_open"))
    context |= {
        "lines": on_slip(referral, referral.service),
        "link": link,
        "key": key,
        "address": address,
        "square": square(f"{address}#{key}"),
    }
    return render(request, "referrals/referral_slip.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def slip_open(request: HttpRequest) -> HttpResponse:
    """Type the key of a slip and read it. Looking at this page uses nothing up; the button does."""
    if request.method == "GET":
        return _public(request, "referrals/slip_open.html", {})
    if not consume(request, action="slip"):
        return _public(request, "referrals/slip_closed.html", {"too_many": True}, status=429)
    link = actions.open_slip(request.POST.get("key", ""))
    return _closed(request) if link is None else _slip(request, link)


@login_not_required
@require_POST
def slip_answer(request: HttpRequest) -> HttpResponse:
    """Take the step that a service without an account chose on its open slip; none leads back to it."""
    now, opening = clock.now(), request.POST.get("opening", "")
    link = SlipLink.objects.for_page().live(now).opened_by(opening).first()
    if link is None:
        return _closed(request)
    if "step" not in request.POST:
        return _slip(request, link)
    step = ALL.get(request.POST["step"])
    if step is None or step.to not in BY_LINK:
        raise Http404
    form = step_form(step, request.POST, user=None, referral=link.referral, opening=opening)
    if not form.is_valid():
        context = {"referral": link.referral, "step": step, "form": form, "opening": opening}
        return _public(request, "referrals/slip_step.html", context, status=422)
    link.referral = actions.answer_slip(link, step.to, **form.cleaned_data)
    return _slip(request, link, kept=link.referral.get_status_display())


def _slip(request: HttpRequest, link: SlipLink, kept: str = "") -> HttpResponse:
    """The slip, or once it is done only that: then nothing is left to be read."""
    live = SlipLink.objects.live(clock.now()).filter(pk=link.pk).exists()
    context: dict[str, Any] = {"referral": link.referral, "kept": kept, "live": live}
    if live:
        context["lines"] = on_slip(link.referral, link.service)
        context["offers"] = cards.offers_by_link(link)
    return _public(request, "referrals/slip_answer.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    """One answer to whatever opens nothing: unknown, run out, used up, taken back, sent elsewhere."""
    return _public(request, "referrals/slip_closed.html", {}, status=404)


def _public(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page for whoever holds a slip: kept nowhere, found by no search."""
    response = render(request, template, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
