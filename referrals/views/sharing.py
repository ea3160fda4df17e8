"""What may be shared with which service, and whose yes is needed? Read by many, kept by a few."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import PersonForm, posted
from participants.models import Service

from .. import actions, permissions
from ..consent import WEIGHT, AgeBand
from ..forms import (
    ConsentForm,
    SharingAgreementAddForm,
    SharingAgreementEditForm,
    SharingAgreementEndForm,
)
from ..models import SharingAgreement
from ..models.rules import keepers_of, needed_by

_READ = (Permission.KEEP_REFERRAL_RULES, Permission.WATCH_REFERRAL)


@require_GET
def sharing_agreement_list(request: HttpRequest) -> HttpResponse:
    """All of them, or those with one service."""
    permissions.demand(any(map(request.user.granted, _READ)))
    agreements = SharingAgreement.objects.visible_to(request.user).for_list()
    service = _service(request)
    context = {
        "service": service,
        "agreements": agreements.of(service) if service else agreements,
        "can_keep": request.user.granted(Permission.KEEP_REFERRAL_RULES),
    }
    return render(request, "referrals/sharing_agreement_list.html", context)


@require_GET
def sharing_agreement_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What one says, and until when."""
    agreement = _find(request, pk)
    can_keep = permissions.keeps_rules(request.user, agreement.organisation)
    context = {
        "agreement": agreement,
        "can_keep": can_keep and agreement.ended_on is None,
        "end": SharingAgreementEndForm(user=request.user, record=agreement),
    }
    return render(request, "referrals/sharing_agreement_show.html", context)


@require_http_methods(["GET", "POST"])
def sharing_agreement_add(request: HttpRequest) -> HttpResponse:
    """Enter one that was signed on paper."""
    permissions.demand(bool(request.user.granted(Permission.KEEP_REFERRAL_RULES)))
    form = SharingAgreementAddForm(
        posted(request), user=request.user, initial={"service": _service(request)}
    )
    if form.is_valid():
        return redirect(actions.add_sharing_agreement(**form.cleaned_data, by=request.user))
    return _page(request, "sharing_agreement_add", form)


@require_http_methods(["GET", "POST"])
def sharing_agreement_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put right what was entered."""
    agreement = _find(request, pk)
    permissions.demand(permissions.keeps_rules(request.user, agreement.organisation))
    form = SharingAgreementEditForm(posted(request), user=request.user, record=agreement)
    if form.is_valid():
        kept = actions.edit_sharing_agreement(agreement, **form.cleaned_data, by=request.user)
        return redirect(kept)
    return _page(request, "sharing_agreement_edit", form, agreement=agreement)


@require_http_methods(["GET", "POST"])
def sharing_agreement_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End it today."""
    agreement = _find(request, pk)
    permissions.demand(permissions.keeps_rules(request.user, agreement.organisation))
    form = SharingAgreementEndForm(posted(request), user=request.user, record=agreement)
    if form.is_valid():
        actions.end_sharing_agreement(agreement, **form.cleaned_data, by=request.user)
        messages.success(request, _("Ended. Nothing more is shared under it."))
        return redirect(agreement)
    return _page(request, "sharing_agreement_end", form, agreement=agreement)


@require_GET
def consent_list(request: HttpRequest) -> HttpResponse:
    """Whose yes is needed at which age, organisation by organisation."""
    readers = (*_READ, Permission.RAISE_REFERRAL)
    permissions.demand(any(map(request.user.granted, readers)))
    tables = [
        {
            "organisation": organisation,
            "rows": [
                (AgeBand(band).label, needed.in_words, WEIGHT[band])
                for band, needed in needed_by(organisation).items()
            ],
            "can_keep": permissions.keeps_rules(request.user, organisation),
        }
        for organisation in _organisations(request.user)
    ]
    return render(request, "referrals/consent_list.html", {"tables": tables})


@require_http_methods(["GET", "POST"])
def consent_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep another table for one organisation."""
    organisation = get_object_or_404(_organisations(request.user), pk=pk)
    permissions.demand(permissions.keeps_rules(request.user, organisation))
    form = ConsentForm(posted(request), user=request.user, organisation=organisation)
    if form.is_valid():
        actions.edit_consent(organisation, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. It holds from now on, also for drafts."))
        return redirect("referrals:consent_list")
    return _page(request, "consent_edit", form, organisation=organisation)


def _organisations(user: User):
    """Those whose table `user` keeps, watches or refers under."""
    found = keepers_of(user, *_READ) | permissions.raises_for(user)
    return found.distinct().select_related("consent_rules")


def _find(request: HttpRequest, pk: uuid.UUID) -> SharingAgreement:
    return get_object_or_404(SharingAgreement.objects.visible_to(request.user).for_list(), pk=pk)


def _service(request: HttpRequest) -> Service | None:
    """The service that the address names, if there is such a one."""
    try:
        key = uuid.UUID(request.GET.get("service", ""))
    except ValueError:
        return None
    return Service.objects.visible_to(request.user).filter(pk=key).first()


def _page(request: HttpRequest, name: str, form: PersonForm, **context: object) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, f"referrals/{name}.html", {"form": form, **context}, status=status)
