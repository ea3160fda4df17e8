"""Where do people who were there put a session right that no longer changes?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cpfacilitate.lib.forms import posted

from ..actions import amendments as actions
from ..forms.reflections import AmendmentForm
from ..models import DialogueSession
from .plans import asked_for
from .steps import fill


@require_http_methods(["GET", "POST"])
def amendment_add(request: HttpRequest) -> HttpResponse:
    """A correction, with the day it was said; the record stays as it is."""
    sessions = DialogueSession.objects.visible_to(request.user).for_page()
    session = get_object_or_404(sessions, pk=asked_for(request, "session"))
    actions.demand_amendable(session, by=request.user)
    form = AmendmentForm(posted(request), user=request.user, session=session)
    if form.is_valid():
        actions.add_amendment(session=session, **form.cleaned_data, by=request.user)
        messages.success(request, _("It stands beside the record now."))
        return redirect(session)
    return fill(request, "amendment_add", form, session=session)
