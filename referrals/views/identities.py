"""How is a child's name written down, looked at and let go?"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.accounts.proof import Proof
from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import IdentityForm, IdentityReasonForm
from ..models import Referral


@require_http_methods(["GET", "POST"])
def referral_identify(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down who the child is; nothing written before is shown."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.sends(request.user, referral))
    form = IdentityForm(posted(request), user=request.user)
    if form.is_valid():
        actions.keep_identity(referral, **form.cleaned_data, by=request.user)
        messages.success(request, _("Sealed. It is not shown again without a reason."))
        return redirect(referral)
    status = 422 if form.is_bound else 200
    context = {"form": form, "referral": referral}
    return render(request, "referrals/referral_identify.html", context, status=status)


@sensitive_post_parameters()
@require_POST
def referral_identity(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who the child is, for a reason, to whoever proved just now that they are who signed in.

    The answer to a POST, so that it is in no history; it hides itself again, without a script too.
    """
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.can_view_identity(request.user, referral))
    form, proof = IdentityReasonForm(request.POST, user=request.user), Proof(request)
    context = {"referral": referral, "form": form, "proof": proof}
    if not (form.is_valid() & proof.is_given()):
        return render(request, "referrals/referral_identity.html", context, status=422)
    identity = actions.view_identity(referral, **form.cleaned_data, by=request.user)
    context |= {"identity": identity, "minutes": settings.IDENTITY_SHOWN_SECONDS // 60}
    response = render(request, "referrals/referral_identity.html", context)
    hides = f"{settings.IDENTITY_SHOWN_SECONDS}; url={referral.get_absolute_url()}"
    response.headers["Refresh"] = hides
    return response


@require_POST
def referral_hand_over(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The service has the name in its own files."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    identity = actions.hand_over_identity(referral, by=request.user)
    words = {"day": date_format(identity.goes_on, "j F")}
    messages.success(request, _("Noted. The name is deleted here on %(day)s.") % words)
    return redirect(referral)
