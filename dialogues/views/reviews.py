"""Where a group answers its plan, is answered in turn, and its gathering's decision is written down."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cpfacilitate.lib.forms import posted

from ..actions import reviews as actions
from ..forms.as_told import AsToldForm
from ..forms.reviews import PARTS, ChangeAnswerForm, DecisionForm, PlanReviewForm, kept_of
from ..models import ActionPlan
from ..permissions import plans as permissions
from .plan_page import PlanPage
from .plans import find_plan, show
from .walk import Walk

SAID = "plan_answers"  # where an answer stands in a person's session until it is sent


@require_http_methods(["GET", "POST"])
def plan_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The plan, one card at a time; a POST is the answer, or the share of it that a card asked for."""
    plan = get_object_or_404(ActionPlan.objects.visible_to(request.user).for_cards(), pk=pk)
    said = request.session.get(SAID, {}).get(str(plan.pk), {})
    if request.method == "GET":
        return _read(request, Walk(plan, request.user, said, at=request.GET.get("card", "1")))
    permissions.demand_speaks(request.user, plan)
    if (part := request.POST.get("card")) in PARTS:
        return _keep(request, plan, part, said)
    form = PlanReviewForm(request.POST, user=request.user, plan=plan)
    if not form.is_valid():
        return show(request, find_plan(request, pk), status=422, review_form=form)
    actions.review_plan(plan=plan, by=request.user, **form.cleaned_data)
    _remember(request, plan, None)
    return redirect(plan)


def _keep(request: HttpRequest, plan: ActionPlan, part: str, said: dict[str, str]) -> HttpResponse:
    """Keep what one card asked for, and go on to the next, or back."""
    names = (*PARTS[part], "about", "edition") if part == "answer" else PARTS[part]
    typed = {name: request.POST[name] for name in names if name in request.POST}
    groups = permissions.groups_to_speak_for(request.user, plan)
    one = {"subgroup": str(groups[0].pk)} if len(groups) == 1 else {}
    said = {"id": str(uuid.uuid4()), "edition": str(plan.edition), **said, **one}
    kept = kept_of(typed)
    _remember(request, plan, said | kept)
    form = PlanReviewForm(said | typed, user=request.user, plan=plan, groups=groups)
    walk = Walk(plan, request.user, said | kept, at=part)
    if "back" in request.POST and kept == typed:
        return redirect(f"{request.path}?card={walk.before}")
    if not form.stands(part):
        return _card(
            request, Walk(plan, request.user, said | typed, at=part, form=form), status=422
        )
    onward = walk.answers and part == "answer" and walk.is_changed
    return redirect(f"{request.path}?card={1 if onward else walk.after or walk.place}")


def _read(request: HttpRequest, walk: Walk) -> HttpResponse:
    """A card. It is kept which edition is read from its first card on: only that one is answered."""
    if walk.answers and walk.is_changed and walk.card.kind == "answer":
        return redirect(f"{request.path}?card=1")
    if walk.answers and ("edition" not in walk.said or (walk.is_changed and walk.place == 1)):
        _remember(request, walk.plan, {**walk.said, "edition": str(walk.plan.edition)})
    return _card(request, walk)


def _card(request: HttpRequest, walk: Walk, *, status: int = 200) -> HttpResponse:
    context = {"walk": walk, "plan": walk.plan, "page": walk.page}
    return render(request, "dialogues/plan_review.html", context, status=status)


def _remember(request: HttpRequest, plan: ActionPlan, said: dict[str, str] | None) -> None:
    """Keep in the person's session how far an answer has come; nothing once it is sent."""
    answers = {key: each for key, each in request.session.get(SAID, {}).items()}
    answers.pop(str(plan.pk), None)
    request.session[SAID] = answers if said is None else {**answers, str(plan.pk): said}


@require_http_methods(["GET", "POST"])
def plan_as_told(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What several groups said at one meeting, one row for each."""
    plan = find_plan(request, pk)
    permissions.demand_prepare_plan(request.user, plan.community)
    page = PlanPage(plan, request.user)
    if request.method == "GET":
        actions.demand_answers(plan)
    form = AsToldForm(posted(request), user=request.user, plan=plan, groups=page.groups)
    if form.is_valid():
        actions.review_as_told(plan=plan, by=request.user, **form.said())
        return redirect(plan)
    context = {"form": form, "plan": plan, "page": page}
    return render(
        request, "dialogues/plan_as_told.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def plan_answer_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    permissions.demand_prepare_plan(request.user, plan.community)
    form = ChangeAnswerForm(request.POST, user=request.user, plan=plan)
    if not form.is_valid():
        return show(request, plan, status=422, change_form=form)
    actions.answer_change(by=request.user, **form.cleaned_data)
    return redirect(plan)


@require_http_methods(["GET", "POST"])
def plan_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    plan = find_plan(request, pk)
    permissions.demand_agree_plan(request.user, plan)
    if request.method == "GET":
        actions.demand_agreeable(plan, by=request.user)
    form = DecisionForm(request.POST or None, user=request.user, plan=plan)
    if form.is_valid():
        actions.agree_plan(plan, by=request.user, **form.cleaned_data)
        return redirect(plan)
    context = {"form": form, "plan": plan}
    return render(
        request, "dialogues/plan_agree.html", context, status=422 if form.is_bound else 200
    )
