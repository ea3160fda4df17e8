"""Where do a facilitator and their mentor think about a session together?"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.models import User
from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from cpfacilitate.lib.paging import SIZE
from participants.permissions import demand_any

from ..actions import reflections as actions
from ..forms.reflections import ReflectionAddForm, ReflectionAnswerForm, ReflectionEditForm
from ..models import DialogueSession, Reflection
from ..models.amendments import amendments_of
from ..permissions.reflections import can_amend, can_read_reflection, is_writer
from .plans import asked_for
from .steps import fill


def find_reflection(request: HttpRequest, pk: uuid.UUID) -> Reflection:
    return get_object_or_404(Reflection.objects.visible_to(request.user).for_page(), pk=pk)


def beside(user: User, session: DialogueSession) -> dict[str, Any]:
    """What stands beside the record on a session's page: what was put right, and a way to reflect."""
    return {
        "amendments": amendments_of(session),
        "may_amend": can_amend(user, session),
        "reflection": can_read_reflection(user, session) and getattr(session, "reflection", None),
        "may_reflect": is_writer(user, session) and session.community.agreement.is_open,
    }


@require_GET
def reflection_list(request: HttpRequest) -> HttpResponse:
    """One's own, or as a mentor those of one's communities: first what waits, then the newest."""
    demand_any(request.user, Permission.REFLECT)
    visible, after = Reflection.objects.visible_to(request.user), request.GET.get("after", "")
    context = {
        "waiting": [] if after else visible.for_list().waiting_for(request.user)[:SIZE],
        "page": visible.for_list().not_waiting_for(request.user).page_after(after),
    }
    return render(request, "dialogues/reflection_list.html", context)


@require_http_methods(["GET", "POST"])
def reflection_add(request: HttpRequest) -> HttpResponse:
    """Two minutes for oneself after a session."""
    sessions = DialogueSession.objects.visible_to(request.user).for_page()
    session = get_object_or_404(sessions, pk=asked_for(request, "session"))
    actions.demand_reflecting(session, by=request.user)
    kept = getattr(session, "reflection", None)
    if kept is not None and request.method == "GET":
        return redirect("dialogues:reflection_edit", kept.pk)
    form = ReflectionAddForm(posted(request), user=request.user, session=session)
    if form.is_valid():
        kept = actions.add_reflection(session=session, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept, for you and your mentor."))
        return redirect(kept)
    return fill(request, "reflection_add", form, session=session)


@require_GET
def reflection_show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the facilitator thought, and what the two of them wrote to each other since."""
    reflection = find_reflection(request, pk)
    actions.read_answer(reflection, by=request.user)
    return show(request, reflection)


def show(
    request: HttpRequest, reflection: Reflection, form: ReflectionAnswerForm | None = None
) -> HttpResponse:
    """The page, with an answer that is not right yet when one was sent."""
    context = {
        "reflection": reflection,
        "session": reflection.session,
        "mine": is_writer(request.user, reflection.session),
        "form": form or ReflectionAnswerForm(user=request.user, reflection=reflection),
    }
    return render(request, "dialogues/reflection_show.html", context, status=422 if form else 200)


@require_http_methods(["GET", "POST"])
def reflection_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reflection = find_reflection(request, pk)
    actions.demand_reflecting(reflection.session, by=request.user)
    form = ReflectionEditForm(posted(request), user=request.user, record=reflection)
    if form.is_valid():
        kept = actions.edit_reflection(reflection, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept, for you and your mentor."))
        return redirect(kept)
    return fill(request, "reflection_edit", form, reflection=reflection, session=reflection.session)


@require_POST
def reflection_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reflection = find_reflection(request, pk)
    form = ReflectionAnswerForm(request.POST, user=request.user, reflection=reflection)
    if not form.is_valid():
        return show(request, reflection, form)
    actions.answer_reflection(reflection=reflection, **form.cleaned_data, by=request.user)
    messages.success(request, _("Kept, for the two of you."))
    return redirect(reflection)


@require_POST
def reflection_talk_over(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reflection = actions.talk_over(find_reflection(request, pk), by=request.user)
    messages.success(request, _("Good. Nothing waits here now."))
    return redirect(reflection)
