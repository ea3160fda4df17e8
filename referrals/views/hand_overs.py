"""How is a referral taken along to a service's own files, and how is that confirmed?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cpfacilitate.lib.forms import posted

from .. import actions, permissions
from ..forms import ConfirmForm, ExportForm
from ..models import Referral


@require_http_methods(["GET", "POST"])
def referral_export(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a referral along in Primero's words, for a reason. There is no name in it."""
    referral = get_object_or_404(Referral.objects.for_page().visible_to(request.user), pk=pk)
    permissions.demand(permissions.sends(request.user, referral))
    form = ExportForm(posted(request), user=request.user)
    if form.is_valid():
        written = actions.export_referral(referral, **form.cleaned_data, by=request.user)
        answer = JsonResponse(written, json_dumps_params={"indent": 2, "ensure_ascii": False})
        answer.headers["Content-Disposition"] = f'attachment; filename="{referral.code}.json"'
        return answer
    context = {"form": form, "referral": referral}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/referral_export.html", context, status=status)


@require_http_methods(["GET", "POST"])
def referral_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say under which number the service keeps its own file now."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user), pk=pk)
    permissions.demand(permissions.may_confirm(request.user, referral))
    form = ConfirmForm(posted(request), user=request.user)
    if form.is_valid():
        actions.confirm_referral(referral, **form.cleaned_data, by=request.user)
        messages.success(request, _("Noted: they keep their own file now."))
        return redirect(referral)
    context = {"form": form, "referral": referral}
    status = 422 if form.is_bound else 200
    return render(request, "referrals/referral_confirm.html", context, status=status)
