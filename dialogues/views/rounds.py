"""What did everybody say in this round, side by side; and what may the community hear of it?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cpfacilitate.accounts.roles import Permission
from participants.models import Round
from participants.permissions import holds

from .. import synthesis
from ..models import Amendment, Finding


@require_GET
def round_compare(request: HttpRequest, pk) -> HttpResponse:
    """The facilitator's page: every harm, every group's score."""
    listening = get_object_or_404(Round.objects.where(request.user, Permission.VIEW_SESSION), pk=pk)
    opened = Finding.objects.opened_in(listening)
    now, before = synthesis.of_round(listening, opened), listening.before
    context = {
        "round": listening,
        "synthesis": now,
        "amended": Amendment.objects.about_lists(listening)[:10],
        "by_heads": synthesis.weighed_by_heads(listening, now),
        "before": before,
        "since": synthesis.since(synthesis.of_round(before, ()), now) if before else None,
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
    now, before = synthesis.for_community(listening), listening.before
    context = {
        "round": listening,
        "synthesis": now,
        "before": before,
        "since": synthesis.since(synthesis.for_community(before), now) if before else None,
    }
    return render(request, "dialogues/round_findings.html", context)
