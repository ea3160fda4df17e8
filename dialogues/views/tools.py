"""The pages of a session's tools: choosing one, writing it down, changing it, taking it out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from ..actions import tools as actions
from ..forms.plans import VersionForm
from ..forms.tools import ToolNotes
from ..models import SHAPES, DialogueSession, Tool
from .plans import asked_for


def find_tool(request: HttpRequest, pk: uuid.UUID) -> Tool:
    return get_object_or_404(Tool.objects.visible_to(request.user).for_page(), pk=pk)


def write(request: HttpRequest, page: str, notes: ToolNotes) -> HttpResponse:
    """The page of a tool's form, with what must be looked at again."""
    context = {"notes": notes, "session": notes.session, "tool": notes.tool}
    return render(request, f"dialogues/{page}.html", context, status=notes.status)


@require_http_methods(["GET", "POST"])
def tool_add(request: HttpRequest) -> HttpResponse:
    """Which tool was it? Then its form; nothing is kept before it is sent."""
    sessions = DialogueSession.objects.visible_to(request.user).for_list()
    session = get_object_or_404(sessions, pk=asked_for(request, "session"))
    actions.demand_open_notes(request.user, session)
    kind = request.GET.get("kind", "")
    if not kind:
        tools = [(kind, kind.label, shape.lead) for kind, shape in SHAPES.items()]
        context = {"session": session, "tools": tools}
        status = 422 if request.method == "POST" else 200
        return render(request, "dialogues/tool_add.html", context, status=status)
    if kind not in SHAPES:
        raise Http404
    notes = ToolNotes(session, kind, user=request.user, data=posted(request))
    if notes.is_finished():
        tool = actions.add_tool(session=session, kind=kind, by=request.user, **notes.values())
        return redirect(tool)
    return write(request, "tool_add", notes)


@require_http_methods(["GET", "POST"])
def tool_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    tool = find_tool(request, pk)
    actions.demand_open_notes(request.user, tool.session)
    data = posted(request)
    notes = ToolNotes(tool.session, tool.kind, user=request.user, tool=tool, data=data)
    if notes.is_finished():
        return redirect(actions.save_tool(tool, by=request.user, **notes.values()))
    return write(request, "tool_edit", notes)


@require_POST
def tool_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    tool = find_tool(request, pk)
    form = VersionForm(request.POST, user=request.user)
    if not form.is_valid():
        actions.demand_open_notes(request.user, tool.session)
        notes = ToolNotes(tool.session, tool.kind, user=request.user, tool=tool)
        return render(
            request, "dialogues/tool_edit.html",
            {"notes": notes, "session": tool.session, "tool": tool}, status=422,
        )  # fmt: skip
    actions.remove_tool(tool, by=request.user, **form.cleaned_data)
    messages.success(request, _("Taken out."))
    return redirect(tool.session)
