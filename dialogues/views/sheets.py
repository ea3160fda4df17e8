"""The sheets of paper of a plan: to be answered on, to be told to children, to bring to a gathering."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..models import Decision
from .plans import find_plan
from .promises import Promises
from .walk import ReadPage


@require_GET
def plan_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The cards on one sheet, with three boxes to tick for each group."""
    plan = find_plan(request, pk)
    context = {"plan": plan, "page": ReadPage(plan, request.user)}
    return render(request, "dialogues/plan_paper.html", context)


@require_GET
def plan_promises(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the community promised its children, in the words of which everybody may hear."""
    plan = find_plan(request, pk)
    context = {"plan": plan, "sheet": Promises(ReadPage(plan, request.user))}
    return render(request, "dialogues/plan_promises.html", context)


@require_GET
def plan_meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the gathering is asked, with lines to write on what it says."""
    plan = find_plan(request, pk)
    context = {
        "plan": plan,
        "page": ReadPage(plan, request.user),
        "ways": Decision.How.labels,
        "lines": range(2),
    }
    return render(request, "dialogues/plan_meeting.html", context)
