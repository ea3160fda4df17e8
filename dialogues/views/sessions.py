"""Where does a facilitator write down a dialogue, and where is it read?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import ReasonForm
from participants.models import Community
from participants.permissions import demand_any

from ..actions import sessions as actions
from ..forms.sessions import BeginSessionForm, RecordSessionForm, SessionNotes
from ..guard import session_hints
from ..models import DialogueSession
from ..permissions.sessions import (
    can_edit_session,
    can_read_private_note,
    demand_writer,
    session_moves,
)

STEPS = ("s1", "s2", "s3", "s4", "s5", "s6")


def _session(request: HttpRequest, pk) -> DialogueSession:
    return get_object_or_404(DialogueSession.objects.visible_to(request.user).for_page(), pk=pk)


@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    """The sessions one may read, newest first, page by page."""
    demand_any(request.user, Permission.VIEW_SESSION)
    sessions = DialogueSession.objects.visible_to(request.user).for_list()
    chosen = request.GET.get("community", "")
    page = sessions.of_community(chosen).page_after(request.GET.get("after", ""))
    communities = Community.objects.visible_to(request.user)
    may_log = bool(request.user.granted(Permission.LOG_SESSION))
    context = {"page": page, "communities": communities, "chosen": chosen, "may_log": may_log}
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


@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk) -> HttpResponse:
    """The six steps; every button keeps what is written, a page that is left keeps it too."""
    session = _session(request, pk)
    demand_writer(request.user, session)
    notes = SessionNotes(session, user=request.user, data=request.POST or None)
    autosave = "X-Autosave" in request.headers
    if request.method == "GET" or not notes.is_valid():
        if request.method == "POST" and autosave:
            return JsonResponse({"errors": notes.errors()}, status=422)
        may_edit = can_edit_session(request.user, session)
        context = {"notes": notes, "session": session, "may_edit": may_edit}
        status = 422 if request.method == "POST" else 200
        return render(request, "dialogues/session_edit.html", context, status=status)
    session = actions.save_session(session, **notes.values(), by=request.user)
    if autosave:
        return JsonResponse({"version": session.version})
    return redirect(_next(request, session))


def _next(request: HttpRequest, session: DialogueSession) -> str:
    """Where the pressed button leads: to a step, or to the last look."""
    wanted = request.POST.get("go", "")
    if wanted in STEPS:
        return f"{reverse('dialogues:session_edit', args=[session.pk])}#{wanted}"
    if wanted == "later":
        return reverse("home")
    return reverse("dialogues:session_record", args=[session.pk])


@require_http_methods(["GET", "POST"])
def session_record(request: HttpRequest, pk) -> HttpResponse:
    """The last look: what is missing, what may name someone, and then it counts."""
    session = _session(request, pk)
    demand_writer(request.user, session)
    hints = session_hints(session)
    form = RecordSessionForm(
        request.POST or None,
        user=request.user,
        hints=hints,
        initial={"version": session.version, "identifier_reason": session.identifier_reason},
    )
    if request.method == "POST" and form.is_valid():
        actions.record_session(session, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Thank you for listening."))
        return redirect("dialogues:session_show", session.pk)
    context = {
        "form": form, "session": session, "hints": hints, "missing": actions.missing_from(session)
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "dialogues/session_record.html", context, status=status)


@require_GET
def session_show(request: HttpRequest, pk) -> HttpResponse:
    """What was said and what was promised, as it stands."""
    session = _session(request, pk)
    context = {
        "session": session,
        "moves": session_moves(request.user, session),
        "may_edit": can_edit_session(request.user, session),
        "note": can_read_private_note(request.user, session) and session.private_note,
        "confirmed": can_read_private_note(request.user, session) and session.identifier_reason,
        "reason_form": ReasonForm(user=request.user),
        "history": session.history(),
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
    form = ReasonForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"session": session, "form": form}
        return render(request, "dialogues/session_unlock.html", context, status=422)
    actions.unlock_session(session, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Open again. It locks by itself in fourteen days."))
    return redirect("dialogues:session_show", pk)


@require_POST
def session_keep_promise(request: HttpRequest, pk) -> HttpResponse:
    actions.keep_promise(_session(request, pk), by=request.user)
    messages.success(request, _("A promise kept."))
    return redirect("dialogues:session_show", pk)
