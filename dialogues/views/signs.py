"""The pages of what a community sees change, and of its looking back together on a plan."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted

from ..actions import look_backs, signs
from ..forms.signs import (
    LookBackAddForm,
    LookBackEditForm,
    SignAddForm,
    SignEditForm,
    SignReadingAddForm,
    SignReadingEditForm,
)
from ..models import LookBack, SignOfChange, SignReading
from ..models.gatherings import told_of
from ..permissions import signs as permissions
from ..signs_over_time import over_time
from .plans import asked_for, find_plan
from .steps import fill


def find_sign(request: HttpRequest, pk: uuid.UUID) -> SignOfChange:
    return get_object_or_404(SignOfChange.objects.visible_to(request.user).for_page(), pk=pk)


def find_reading(request: HttpRequest, pk: uuid.UUID) -> SignReading:
    return get_object_or_404(SignReading.objects.visible_to(request.user).for_page(), pk=pk)


def find_look_back(request: HttpRequest, pk: uuid.UUID) -> LookBack:
    return get_object_or_404(LookBack.objects.visible_to(request.user).for_page(), pk=pk)


@require_GET
def sign_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was seen of one sign over time, as a line and as a table, adults beside children."""
    sign = find_sign(request, pk)
    seen = over_time(sign.readings.in_order())
    mine = permissions.channel_of(request.user, sign.community)
    each_group = permissions.reads_each_group(request.user, sign.community)
    context = {
        "sign": sign,
        "seen": seen,
        "judged_by": told_of(sign.judged_by, each_group=each_group),
        "may_keep": permissions.keeps_signs(request.user, sign.plan),
        "may_read": permissions.adds_readings(request.user, sign),
        "corrects": mine if permissions.may_report(request.user, sign.plan) else "",
        "history": sign.history() if permissions.keeps_signs(request.user, sign.plan) else None,
    }
    return render(request, "dialogues/sign_show.html", context)


@require_http_methods(["GET", "POST"])
def sign_add(request: HttpRequest) -> HttpResponse:
    plan = find_plan(request, asked_for(request, "plan"))
    signs.demand_seeing(plan, Permission.PREPARE_PLAN, by=request.user)
    form = SignAddForm(posted(request), user=request.user, plan=plan)
    if form.is_valid():
        sign = signs.add_sign(plan=plan, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Now write down what is seen today."))
        return redirect(sign)
    return fill(request, "sign_add", form, plan=plan)


@require_http_methods(["GET", "POST"])
def sign_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    sign = find_sign(request, pk)
    signs.demand_seeing(sign.plan, Permission.PREPARE_PLAN, by=request.user)
    form = SignEditForm(posted(request), user=request.user, record=sign)
    if form.is_valid():
        sign = signs.edit_sign(sign, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(sign)
    return fill(request, "sign_edit", form, sign=sign)


@require_http_methods(["GET", "POST"])
def sign_reading_add(request: HttpRequest) -> HttpResponse:
    """What the children or the adults saw, on one day."""
    sign = find_sign(request, asked_for(request, "sign"))
    signs.demand_reading(sign, by=request.user)
    form = SignReadingAddForm(posted(request), user=request.user, sign=sign)
    if form.is_valid():
        reading = signs.add_sign_reading(sign=sign, **form.cleaned_data, by=request.user)
        messages.success(request, _("It stands beside what was seen before."))
        return redirect(reading)
    return fill(request, "sign_reading_add", form, sign=sign)


@require_http_methods(["GET", "POST"])
def sign_reading_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reading = find_reading(request, pk)
    signs.demand_correcting(reading, by=request.user)
    form = SignReadingEditForm(posted(request), user=request.user, record=reading)
    if form.is_valid():
        reading = signs.edit_sign_reading(reading, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(reading)
    return fill(request, "sign_reading_edit", form, sign=reading.sign)


@require_GET
def look_back_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The meetings about a plan, in the order in which they were held."""
    plan = find_plan(request, pk)
    context = {
        "plan": plan,
        "look_backs": LookBack.objects.filter(plan=plan).for_page(),
        "may_keep": permissions.looks_back(request.user, plan),
    }
    return render(request, "dialogues/look_back_list.html", context)


@require_http_methods(["GET", "POST"])
def look_back_add(request: HttpRequest) -> HttpResponse:
    plan = find_plan(request, asked_for(request, "plan"))
    look_backs.demand_looking_back(plan, by=request.user)
    form = LookBackAddForm(posted(request), user=request.user, plan=plan)
    if form.is_valid():
        kept = look_backs.add_look_back(plan=plan, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept, beside the meetings before."))
        return redirect(kept)
    return fill(request, "look_back_add", form, plan=plan)


@require_http_methods(["GET", "POST"])
def look_back_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    look_back = find_look_back(request, pk)
    look_backs.demand_looking_back(look_back.plan, by=request.user)
    form = LookBackEditForm(posted(request), user=request.user, record=look_back)
    if form.is_valid():
        kept = look_backs.edit_look_back(look_back, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(kept)
    return fill(request, "look_back_edit", form, plan=look_back.plan)
