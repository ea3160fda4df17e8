"""Where is a guess written down, laid beside what was said, and kept with what they said then?"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.models import Round, Subgroup

from ..actions import guesses as actions
from ..forms.guesses import GuessNotes, GuessSeenForm
from ..models import Guess
from ..permissions.guesses import can_edit_guess, can_write_guesses
from ..side_by_side import lay_out
from .plans import asked_for
from .steps import fill

LAST_STEP = 3


def find_guess(request: HttpRequest, pk: uuid.UUID) -> Guess:
    return get_object_or_404(Guess.objects.visible_to(request.user).for_page(), pk=pk)


def write(request: HttpRequest, page: str, notes: GuessNotes) -> HttpResponse:
    """The page of a guess's form, with what must be looked at again."""
    context = {"notes": notes, "guess": notes.guess, "round": notes.round, "group": notes.group}
    return render(request, f"dialogues/{page}.html", context, status=notes.status)


@require_http_methods(["GET", "POST"])
def guess_add(request: HttpRequest) -> HttpResponse:
    """One group of adults, one round: what do they think children will say?"""
    rounds = Round.objects.where(request.user, Permission.VIEW_SESSION)
    listening = get_object_or_404(rounds, pk=asked_for(request, "round"))
    groups = Subgroup.objects.of(listening.community)
    group = get_object_or_404(groups, pk=asked_for(request, "subgroup"))
    actions.demand_guessing(listening, group, by=request.user)
    notes = GuessNotes(listening, group, user=request.user, data=posted(request))
    if notes.is_finished():
        guess = actions.add_guess(
            listening=listening, subgroup=group, by=request.user, **notes.values()
        )
        messages.success(request, _("Kept. Lay it beside what children said when you meet."))
        return redirect(guess)
    if request.method == "GET":
        actions.demand_no_other(listening, group)
    return write(request, "guess_add", notes)


@require_http_methods(["GET", "POST"])
def guess_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    guess = find_guess(request, pk)
    actions.demand_editable(guess, by=request.user)
    notes = GuessNotes(
        guess.round, guess.subgroup, user=request.user, guess=guess, data=posted(request)
    )
    if notes.is_finished():
        return redirect(actions.edit_guess(guess, by=request.user, **notes.values()))
    return write(request, "guess_edit", notes)


def meeting(request: HttpRequest, guess: Guess) -> dict[str, Any]:
    """What the page for the meeting shows: one list more at each step."""
    asked = request.GET.get("step", "1")
    step = int(asked) if asked in ("1", "2", "3") else 1
    alone = request.GET.get("alone") == "1"
    return {
        "guess": guess,
        "step": step,
        "next_step": step + 1 if step < LAST_STEP else None,
        "alone": alone,
        "lists": lay_out(guess, step=step, alone=alone),
        "may_edit": can_edit_guess(request.user, guess),
        "may_write": can_write_guesses(request.user, guess.community),
        "nothing_told": actions.NOTHING_TOLD,
    }


@require_GET
def guess_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """For the meeting: what they guessed, what they said themselves, what children said."""
    guess = find_guess(request, pk)
    context = meeting(request, guess)
    if context["step"] == LAST_STEP and context["may_write"] and not guess.is_seen:
        context["form"] = GuessSeenForm(user=request.user, record=guess)
    return render(request, "dialogues/guess_show.html", context)


@require_GET
def guess_cards(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same for a place without a screen: one card for each thing, in three heaps."""
    guess = find_guess(request, pk)
    alone = request.GET.get("alone") == "1"
    lists = lay_out(guess, step=LAST_STEP, alone=alone)
    context = {"guess": guess, "lists": lists, "alone": alone, "nothing_told": actions.NOTHING_TOLD}
    return render(request, "dialogues/guess_cards.html", context)


@require_http_methods(["GET", "POST"])
def guess_see(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """They have seen it; what they said then. Later: what was written down of it, put right."""
    guess = find_guess(request, pk)
    actions.demand_seeable(guess, by=request.user)
    form = GuessSeenForm(posted(request), user=request.user, record=guess)
    if form.is_valid():
        kept = actions.see_guess(guess, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(f"{kept.get_absolute_url()}?step={LAST_STEP}")
    return fill(request, "guess_see", form, guess=guess)
