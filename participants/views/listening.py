"""Whom is a round to hear, by which way, with what help, and when does everybody meet?"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from .. import actions, permissions, words
from ..board import Board
from ..forms import DeliveryForm, GatheringForm, VoiceEditForm, VoiceForm
from ..models import PlannedVoice, Round
from .pages import form_page


def _round(request: HttpRequest, pk: uuid.UUID) -> Round:
    return get_object_or_404(Round.objects.visible_to(request.user), pk=pk)


def _voice(request: HttpRequest, pk: uuid.UUID) -> PlannedVoice:
    return get_object_or_404(PlannedVoice.objects.visible_to(request.user), pk=pk)


@require_GET
def round_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The board: whom to hear, and what became of it."""
    listening = _round(request, pk)
    community = listening.community
    context = {
        "listening": listening,
        "community": community,
        "board": Board.of(listening, community.subgroups.all(), request.user),
        "can_plan": listening.community.agreement.is_live
        and permissions.can_plan_voices(request.user, listening),
        "can_say_what_came": permissions.can_say_what_came(request.user, listening),
        "can_see_why": permissions.can_see_focus(request.user, community),
    }
    return render(request, "participants/round_show.html", context)


@require_http_methods(["GET", "POST"])
def voice_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Plan to hear a group by one more way."""
    listening = _round(request, pk)
    actions.demand_planning(listening, by=request.user)
    form = VoiceForm(posted(request), user=request.user, listening=listening)
    if form.is_valid():
        actions.add_voice(round=listening, **form.cleaned_data, by=request.user)
        messages.success(request, _("Planned."))
        return redirect(listening)
    return form_page(request, "voice_add", form, listening=listening)


@require_http_methods(["GET", "POST"])
def voice_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """By which way, when, how often, and what is done about what hinders."""
    voice = _voice(request, pk)
    actions.demand_planning(voice.round, by=request.user)
    form = VoiceEditForm(posted(request), user=request.user, record=voice)
    if form.is_valid():
        actions.edit_voice(voice, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(voice)
    moves = [(to, words.VOICE_MOVES[to]) for to in permissions.voice_moves(request.user, voice)]
    return form_page(request, "voice_edit", form, voice=voice, moves=moves)


@require_POST
def voice_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what became of a voice."""
    voice = _voice(request, pk)
    actions.move_voice(voice, request.GET.get("to", ""), by=request.user)
    messages.success(request, _("Recorded."))
    return redirect(voice)


@require_POST
def voice_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a way out of the plan by which nothing was heard."""
    voice = _voice(request, pk)
    actions.remove_voice(voice, by=request.user)
    messages.success(request, _("No longer planned."))
    return redirect(voice)


@require_http_methods(["GET", "POST"])
def voice_deliver(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Of each thing that was planned for a group: did it come?"""
    voice = _voice(request, pk)
    actions.demand_delivery(voice, by=request.user)
    form = DeliveryForm(posted(request), user=request.user, voice=voice)
    if form.is_valid():
        actions.deliver_accommodations(voice, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(voice)
    return form_page(request, "voice_deliver", form, voice=voice)


@require_http_methods(["GET", "POST"])
def gathering_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """When does everybody meet, and why before all were visited at home?"""
    listening = _round(request, pk)
    actions.demand_planning(listening, by=request.user)
    form = GatheringForm(posted(request), user=request.user, record=listening)
    if form.is_valid():
        actions.plan_gathering(listening, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept."))
        return redirect(listening)
    return form_page(request, "gathering_plan", form, listening=listening)
