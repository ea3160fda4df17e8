"""How far is it their own? For facilitator, mentor and committee of that community only."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cpfacilitate.accounts.roles import Permission
from cpfacilitate.lib.forms import posted
from participants.models import Subgroup

from ..actions import ownership as actions
from ..forms.ownership import OwnershipReviewAddForm, OwnershipReviewEditForm
from ..models import OwnershipReview
from ..models.ownership import QUESTIONS
from ..ownership_path import paths
from ..permissions import signs as permissions
from .plans import asked_for
from .practices import find_community
from .steps import fill


@require_GET
def ownership_review_list(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What people answered, beside what they answered before."""
    community = find_community(request, pk, Permission.VIEW_FINDINGS)
    reviews = OwnershipReview.objects.visible_to(request.user).filter(community=community)
    each_group = permissions.reads_each_group(request.user, community)
    groups = Subgroup.objects.of(community).taking_part()
    context = {
        "community": community,
        "paths": paths(reviews.for_page(), each_group=each_group),
        "groups": groups if each_group else groups.of_adults(),
        "may_write": permissions.fills_ownership(request.user, community),
    }
    return render(request, "dialogues/ownership_review_list.html", context)


@require_http_methods(["GET", "POST"])
def ownership_review_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Read aloud and answered together; with a group, by that group."""
    community, subgroup = find_community(request, pk, Permission.VIEW_FINDINGS), None
    if "group" in request.GET:
        groups = Subgroup.objects.of(community)
        subgroup = get_object_or_404(groups, pk=asked_for(request, "group"))
    actions.demand_filling(community, subgroup, by=request.user)
    form = OwnershipReviewAddForm(posted(request), user=request.user, community=community)
    if form.is_valid():
        review = actions.add_ownership_review(
            community=community, subgroup=subgroup, **form.cleaned_data, by=request.user
        )
        messages.success(request, _("Thank you. It is kept."))
        return redirect(review)
    return fill(request, "ownership_review_add", form, community=community, group=subgroup)


@require_http_methods(["GET", "POST"])
def ownership_review_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reviews = OwnershipReview.objects.visible_to(request.user).for_page()
    review = get_object_or_404(reviews, pk=pk)
    actions.demand_own_review(review, by=request.user)
    form = OwnershipReviewEditForm(posted(request), user=request.user, record=review)
    if form.is_valid():
        review = actions.edit_ownership_review(review, **form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. What it said before is kept, too."))
        return redirect(review)
    context = {"community": review.community, "group": review.subgroup, "review": review}
    return fill(request, "ownership_review_edit", form, **context)


@require_GET
def ownership_review_paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One sheet with boxes to tick, filled without a screen and entered afterwards."""
    community = find_community(request, pk, Permission.VIEW_FINDINGS)
    context = {"community": community, "questions": QUESTIONS.values()}
    return render(request, "dialogues/ownership_review_paper.html", context)
