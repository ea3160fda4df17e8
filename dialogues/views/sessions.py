"""Where does a facilitator write down a dialogue, and where is it read?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from participants.permissions import demand_any

from ..actions import sessions as actions
from ..arithmetic import numbers_of, questions, table
from ..forms.notes import STEPS, SessionNotes
from ..forms.paper import blank_form
from ..forms.reflections import UnlockForm
from ..forms.session_list import SessionFilter
from ..forms.sessions import BeginSessionForm, RecordSessionForm
from ..guard import session_hints
from ..models import DialogueSession
from ..models.amendments import with_amendments
from ..models.words import page_saying
from ..permissions.sessions import (
    can_edit_session,
    can_read_confirmed,
    demand_writer,
    session_moves,
)
from ..said_enough import enough, unsaid
from ..scripts import SCRIPTS
from ..states import SessionStatus
from .reflections import beside


def _session(request: HttpRequest, pk) -> DialogueSession:
    return get_object_or_404(DialogueSession.objects.visible_to(request.user).for_page(), pk=pk)


@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    """The sessions one may read, newest first, page by page."""
    demand_any(request.user, Permission.VIEW_SESSION)
    form = SessionFilter(request.GET, user=request.user)
    wanted = form.wanted
    seen = DialogueSession.objects.visible_to(request.user).for_list().narrowed(wanted)
    page = page_saying(
        seen, wanted["q"] or "", wanted["after"] or "",
        user=request.user, of=wanted["of"], among=form.among,
    )  # fmt: skip
    may_log = bool(request.user.granted(Permission.LOG_SESSION))
    context = {"page": page, "form": form, "may_log": may_log}
    return render(request, "dialogues/session_list.html", context)


@require_http_methods(["GET", "POST"])
def session_add(request: HttpRequest) -> HttpResponse:
    """Which group spoke? One tap opens its notes."""
    demand_any(request.user, Permission.LOG_SESSION)
    form = BeginSessionForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        session = actions.begin_session(**form.cleaned_data, by=request.user)
        return redirect("dialogues:session_edit", session.pk)
    sessions = DialogueSession.objects.visible_to(request.user).for_list()
    context = {"form": form, "drafts": sessions.drafts_of(request.user)[:20]}
    status = 422 if form.is_bound else 200
    return render(request, "dialogues/session_add.html", context, status=status)


@require_GET
def session_paper(request: HttpRequest) -> HttpResponse:
    """The form without anything in it, for one sheet of paper."""
    demand_any(request.user, Permission.LOG_SESSION)
    return render(request, "dialogues/session_paper.html", blank_form())


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk) -> HttpResponse:
    """The eight steps; every button keeps what is written, a page that is left keeps it too."""
    session = _session(request, pk)
    demand_writer(request.user, session)
    if request.method == "GET":
        actions.demand_not_locked(session)
    notes = SessionNotes(session, user=request.user, data=request.POST or None)
    autosave = "X-Autosave" in request.headers
    if request.method == "GET" or not notes.is_valid():
        if request.method == "POST" and autosave:
            return JsonResponse({"errors": notes.errors()}, status=422)
        context = {"notes": notes, "session": session, "steps": STEPS, **_said(session)}
        status = 422 if request.method == "POST" else 200
        return render(request, "dialogues/session_edit.html", context, status=status)
    session = actions.save_session(session, **notes.values(), by=request.user)
    if autosave:
        return JsonResponse({"version": session.version, **_said(session)})
    return redirect(_next(request, session))


def _said(session: DialogueSession) -> dict[str, Any]:
    """Which steps say enough, and what does not fit together: what the page tells as one writes."""
    asks: dict[str, list[str]] = {}
    for step, question in questions(numbers_of(session)):
        asks.setdefault(step, []).append(question)
    return {"enough": enough(session), "asks": asks}


def _read(session: DialogueSession) -> dict[str, Any]:
    """What a page that shows the dialogue works out of it."""
    return {
        "counted": table(numbers_of(session).cells),
        "unsaid": unsaid(session),
        "script": SCRIPTS.get(session.consent_script),
    }


def _next(request: HttpRequest, session: DialogueSession) -> str:
    """Where the pressed button leads: to a step, or to the last look."""
    wanted = request.POST.get("go", "")
    if wanted in STEPS:
        return f"{reverse('dialogues:session_edit', args=[session.pk])}#{wanted}"
    if wanted == "later":
        return reverse("home")
    if session.status != SessionStatus.DRAFT:
        return session.get_absolute_url()
    return reverse("dialogues:session_record", args=[session.pk])


@require_http_methods(["GET", "POST"])
def session_record(request: HttpRequest, pk) -> HttpResponse:
    """The last look: what is missing, what may name someone, and then it counts."""
    session = _session(request, pk)
    demand_writer(request.user, session)
    if request.method == "GET" and session.status != SessionStatus.DRAFT:
        return redirect(session)
    hints = session_hints(session, by=request.user)
    form = RecordSessionForm(
        request.POST or None,
        user=request.user,
        session=session,
        hints=hints,
        initial={"version": session.version, "identifier_reason": session.identifier_reason},
    )
    if request.method == "POST" and form.is_valid():
        actions.record_session(session, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Thank you for listening."))
        return redirect("dialogues:session_show", session.pk)
    context = {
        "form": form, "session": session, "hints": hints, "restricted": True,
        "missing": actions.missing_from(session),
        "questions": questions(numbers_of(session)),
        **_read(session),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "dialogues/session_record.html", context, status=status)


@require_GET
def session_show(request: HttpRequest, pk) -> HttpResponse:
    """What was said and what was promised, as it stands."""
    visible = DialogueSession.objects.visible_to(request.user).for_page()
    session = get_object_or_404(with_amendments(visible), pk=pk)
    restricted = can_read_confirmed(request.user, session)
    context = {
        "session": session,
        "restricted": restricted,
        **_read(session),
        "moves": session_moves(request.user, session),
        "may_edit": can_edit_session(request.user, session),
        "confirmed": restricted and session.identifier_reason,
        "reason_form": UnlockForm(user=request.user, session=session),
        "history": session.history(),
        **beside(request.user, session),
    }
    return render(request, "dialogues/session_show.html", context)


@require_POST
def session_discard(request: HttpRequest, pk) -> HttpResponse:
    actions.discard_session(_session(request, pk), by=request.user)
    messages.success(request, _("Thrown away."))
    return redirect("home")


@require_POST
def session_lock(request: HttpRequest, pk) -> HttpResponse:
    actions.lock_session(_session(request, pk), by=request.user)
    messages.success(request, _("Locked."))
    return redirect("dialogues:session_show", pk)


@require_POST
def session_unlock(request: HttpRequest, pk) -> HttpResponse:
    session = _session(request, pk)
    form = UnlockForm(request.POST, user=request.user, session=session)
    if not form.is_valid():
        context = {"session": session, "form": form}
        return render(request, "dialogues/session_unlock.html", context, status=422)
    actions.unlock_session(session, **form.cleaned_data, by=request.user)
    messages.success(request, _("Open again. It locks by itself in fourteen days."))
    return redirect("dialogues:session_show", pk)


@require_POST
def session_keep_promise(request: HttpRequest, pk) -> HttpResponse:
    actions.keep_promise(_session(request, pk), by=request.user)
    messages.success(request, _("A promise kept."))
    return redirect("dialogues:session_show", pk)
