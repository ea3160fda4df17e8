"""What did everybody say in this round, side by side; and what may the community hear of it?"""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.roles import Permission
from participants.models import Round
from participants.permissions import holds

from .. import synthesis
from ..models import Amendment, Finding
from ..models.categories import categories_of
from ..models.guesses import groups_that_guess


@require_GET
def round_compare(request: HttpRequest, pk) -> HttpResponse:
    """The facilitator's page: every harm, every group's score; `?by=category` by groups of terms."""
    listening = get_object_or_404(Round.objects.where(request.user, Permission.VIEW_SESSION), pk=pk)
    by_category = request.GET.get("by") == "category"
    read = synthesis.of_round
    if by_category:
        read = partial(synthesis.by_category, categories=categories_of(listening.community))
    now, before = read(listening, Finding.objects.by_harm(listening)), listening.before
    context = {
        "round": listening,
        "synthesis": now,
        "by_category": by_category,
        "amended": Amendment.objects.about_lists(listening)[:10],
        "by_heads": synthesis.weighed_by_heads(listening, now),
        "guessing": groups_that_guess(listening),
        "before": before,
        "since": synthesis.since(read(before, {}), now) if before else None,
        "may_log": listening.community.agreement.is_live
        and holds(request.user, Permission.LOG_SESSION, listening.community),
    }
    return render(request, "dialogues/round_compare.html", context)


@require_GET
def round_findings(request: HttpRequest, pk) -> HttpResponse:
    """The community's page: computed from the lists without what is withheld, lenses only."""
    listening = get_object_or_404(
        Round.objects.where(request.user, Permission.VIEW_FINDINGS), pk=pk
    )
    found, before = Finding.objects.by_harm(listening), listening.before
    now = synthesis.for_community(listening, found)
    context = {
        "round": listening,
        "synthesis": now,
        "before": before,
        "since": synthesis.since(synthesis.for_community(before), now) if before else None,
    }
    return render(request, "dialogues/round_findings.html", context)
