"""How is a child's name written down and looked at?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

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


@require_POST
def referral_identity(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who the child is, once, for a reason. The answer to a POST, so that it is in no history."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.can_view_identity(request.user, referral))
    form = IdentityReasonForm(request.POST, user=request.user)
    context = {"referral": referral, "form": form}
    if not form.is_valid():
        return render(request, "referrals/referral_identity.html", context, status=422)
    context["identity"] = actions.view_identity(referral, **form.cleaned_data, by=request.user)
    return render(request, "referrals/referral_identity.html", context)
